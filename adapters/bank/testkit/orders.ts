import type { ControlRequest } from '#contracts/adapter';
import { sampleOrder, type ControlFixtures, type GoldenControl } from '#libs/adapter-testkit';

const onAccount = (operation: ControlRequest['operation'], extent = 0): ControlRequest => sampleOrder({ kind: 'account', operation, extent });

/** 冻结 123,456.78 元. */
export const freeze = onAccount('freeze');
export const freezeOfAccount = onAccount('freeze', 1);
export const productFreeze = sampleOrder({ kind: 'product', operation: 'freeze' });
export const deduct = onAccount('deduct');

const of = (order: ControlRequest, ...files: readonly string[]): readonly GoldenControl[] => files.map((file) => ({ file: `${file}.xml`, order }));

/** Answers of banks, read the same in both ways of the contract. */
export const controlAnswers: ControlFixtures['answers'] = {
  effective: [
    ...of(freeze, 'frozen', 'frozen-in-part', 'frozen-of-zero', 'pledged', 'earlier-freeze-ended', 'v0'),
    ...of(freezeOfAccount, 'whole-account'),
    ...of(onAccount('renew'), 'renewed'),
    ...of(onAccount('release'), 'released-in-part'),
    ...of(deduct, 'deducted', 'half-deducted'),
    ...of(productFreeze, 'product-frozen', 'half-product'),
  ],
  waiting: [...of(freeze, 'behind-others', 'queued-by-word'), ...of(onAccount('wait'), 'queued-as-ordered')],
  inProgress: of(deduct, 'under-way'),
  refused: [...of(freeze, 'refused'), ...of(onAccount('wait'), 'not-offered'), { file: 'returned.xml', order: deduct, verb: 'return-request' }],
  unknownStatus: of(freeze, 'unknown-status', 'not-controlled-and-queued', 'receipt-alone'),
  anothers: [...of(freeze, 'another-account', 'another-person', 'another-row'), ...of(productFreeze, 'another-product')],
  contradictory: [
    ...of(freeze, 'too-much-together', 'more-than-asked', 'negative', 'dates-reversed', 'two-answers', 'refused-and-held', 'account-instead-of-sum'),
    ...of(productFreeze, 'more-units-than-asked'),
  ],
};

/** One order of every kind, each in its extents. */
export const writtenOrders: readonly ControlRequest[] = [
  ...(['freeze', 'renew', 'wait', 'release', 'release-wait', 'deduct', 'withdraw-income', 'freeze-and-deduct'] as const).map((operation) => onAccount(operation)),
  freezeOfAccount,
  sampleOrder({ kind: 'account', operation: 'deduct', target: 1 }, { extent: { by: 'amount', amount: { fen: 100_000, currency: 'USD' } }, convertCurrency: true }),
  productFreeze,
  sampleOrder({ kind: 'product', operation: 'release', extent: 1 }),
];
