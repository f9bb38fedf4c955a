import type { ControlRequest } from '#contracts/adapter';
import { sampleOrder, type ControlFixtures, type GoldenControl } from '#libs/adapter-testkit';

const ACCOUNT = { kind: 'account', reference: '2088000000000017', sequence: 1 } as const;

const onBalance = (operation: ControlRequest['operation'], extent = 0): ControlRequest => sampleOrder({ kind: 'account', operation, source: 'payment', extent }, { target: ACCOUNT });

export const freeze = onBalance('freeze');

/** 余额宝: fund units held through the account, named as the answer of the query names them. */
export const fundFreeze = sampleOrder(
  { kind: 'product', operation: 'freeze', source: 'payment' },
  { target: { kind: 'product', reference: '2088000000000017/余额宝', sequence: 1, account: '2088000000000017', settlementAccount: '2088000000000017' } },
);

const of = (order: ControlRequest, ...files: readonly string[]): readonly GoldenControl[] => files.map((file) => ({ file: `${file}.xml`, order }));

export const controlAnswers: ControlFixtures['answers'] = {
  effective: [...of(freeze, 'frozen', 'frozen-in-part'), ...of(onBalance('renew'), 'renewed'), ...of(onBalance('release'), 'released'), ...of(onBalance('deduct'), 'deducted'), ...of(fundFreeze, 'fund-frozen')],
  waiting: of(freeze, 'queued-by-word'),
  inProgress: of(onBalance('deduct'), 'under-way'),
  refused: of(freeze, 'refused'),
  unknownStatus: of(freeze, 'unknown-status'),
  anothers: of(freeze, 'another-account'),
  contradictory: of(freeze, 'more-than-asked'),
};

export const writtenOrders: readonly ControlRequest[] = [...(['freeze', 'renew', 'release', 'deduct'] as const).map((operation) => onBalance(operation)), onBalance('freeze', 1), fundFreeze];
