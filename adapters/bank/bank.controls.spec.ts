import type { ControlOutcome, ControlRequest } from '#contracts/adapter';
import { sampleOrder, SAMPLE_CASE_ACCOUNT } from '#libs/adapter-testkit';
import { decode, encode, type ClearElement } from '#libs/convert-data-testkit';
import { adapter } from './index.js';
import { deduct, freeze, productFreeze } from './testkit/orders.js';

const { cannotCarry } = adapter.manifest;
const ACCOUNT = '6222021200000000013';

function said(order: ControlRequest, fields: Readonly<Record<string, string>>, children = ''): ControlOutcome {
  const own = Object.entries({ CCXH: '1', KHZH: ACCOUNT, CSKSRQ: '2026/03/02', CSJSRQ: '2027/03/01', ...fields }).map(([name, value]) => `${name}="${value}"`).join(' ');
  const reading = adapter.controls!.readControlFeedback('feed-control', encode(`<kzxxList><kzxx BDHM="${order.requestNumber}" ${own}>${children}</kzxx></kzxxList>`));
  if (reading.state !== 'read') throw new Error(reading.detail);
  return reading.value[0]!.interpret(order);
}

const row = (order: ControlRequest): Readonly<Record<string, string>> => {
  const list: ClearElement = decode(adapter.renderControlList!([adapter.controls!.renderControl(order)]));
  return list.children[0]?.children[0]?.children[0]?.attributes ?? {};
};

describe('what is refused before it is sent, with the way that remains', () => {
  it.each([
    ['money out of a product', { operation: 'deduct', payee: SAMPLE_CASE_ACCOUNT }, productFreeze, '回款后再扣划'],
    ['a share of an account', { extent: { by: 'ratio', basisPoints: 5_000 } }, freeze, '金额或者份额'],
    ['units of an account', { extent: { by: 'quantity', quantity: { amount: '1', unit: '份' }, worth: { fen: 1, currency: 'CNY' } } }, freeze, '按金额'],
    ['nothing', { extent: { by: 'amount', amount: { fen: 0, currency: 'CNY' } } }, freeze, '金额'],
    ['a currency without a number', { extent: { by: 'amount', amount: { fen: 100, currency: 'EUR' } } }, freeze, '现场办理'],
    ['a name longer than the column', { subject: { ...freeze.subject, name: '样'.repeat(101) } }, freeze, '现场办理'],
    ['an account number longer than the column', { target: { kind: 'account', reference: '6'.repeat(31), sequence: 1 } }, freeze, '现场办理'],
    ['a person without a document of the contract', { subject: { ...freeze.subject, documents: [] } }, freeze, '现场办理'],
    ['a freeze without a last day', { until: undefined }, freeze, '期限'],
    ['a deduction of a freeze nobody names', { original: undefined }, deduct, '原冻结'],
    ['a deduction to an account without bank number', { payee: { ...SAMPLE_CASE_ACCOUNT, bankNumber: ' ' } }, deduct, '联行号'],
    ['a flat', { target: { kind: 'real-estate', reference: 'x', unitCode: 'x' } }, freeze, '现场办理'],
  ] as const)('%s', (_, changes, order, way) => {
    const refusal = cannotCarry!({ ...order, ...changes } as ControlRequest);
    expect(refusal?.offlineWay).toContain(way);
    expect(refusal?.why).toMatch(/^[\x20-\x7e]+$/);
  });

  it('a name of exactly the column\'s bytes goes out', () => {
    expect(cannotCarry!({ ...freeze, subject: { ...freeze.subject, name: '样'.repeat(100) } })).toBeUndefined();
  });
});

describe('how a thing is named on the wire', () => {
  const target = (reference: string): ControlRequest => ({ ...freeze, target: { kind: 'account', reference, sequence: 3 } });

  it.each([[ACCOUNT, ACCOUNT], [`${ACCOUNT}/USD`, ACCOUNT], [`${ACCOUNT}#2`, ACCOUNT], [`${ACCOUNT}/HKD~2`, ACCOUNT], ['33-010/7', '33-010/7']])('the account %s as the bank writes it', (reference, expected) => {
    expect(row(target(reference))).toMatchObject({ CCXH: '3', KHZH: expected });
  });

  it('a whole account in a foreign currency says which', () => {
    expect(row({ ...target(`${ACCOUNT}/USD`), extent: { by: 'account' } })).toMatchObject({ KZNR: '2', BZ: '840', JE: '' });
  });

  it('a product of an answer with the account in its reference', () => {
    const held = (reference: string): ControlRequest => ({ ...productFreeze, target: { ...productFreeze.target, reference } as ControlRequest['target'] });
    expect([`${ACCOUNT}/YL2026A001`, 'YL2026A001', `${ACCOUNT}#1`].map((reference) => row(held(reference))['JRCPBH'])).toEqual(['YL2026A001', 'YL2026A001', '']);
  });
});

describe('whether a freeze waits', () => {
  const prior = (endsOn: string): string => `<djxxList><djxx CSXH="1" DJJG="宁波市样例区人民法院" DJJE="1.00" DJJZRQ="${endsOn}"/></djxxList>`;

  it.each([
    ['nothing held behind a freeze in force', { SKJE: '0.00' }, prior('2026/12/31'), 'waiting'],
    ['nothing held behind one that had ended', { SKJE: '0.00' }, prior('2026/03/01'), 'effective'],
    ['nothing held behind one without an end', { SKJE: '0.00' }, prior(''), 'waiting'],
    ['something held behind others', { SKJE: '0.01' }, prior('2026/12/31'), 'effective'],
    ['how much is held is not said', {}, prior('2026/12/31'), 'effective'],
    ['in words', { SKJE: '0.00', BEIZ: '已轮候登记，序号2' }, '', 'waiting'],
    ['not, in words', { SKJE: '0.00', BEIZ: '无轮候，账户无余额' }, '', 'effective'],
    ['a queue that was taken back in the same sentence', { SKJE: '0.00', BEIZ: '不支持轮候冻结' }, '', 'effective'],
    ['the word beside money that is held', { SKJE: '5.00', BEIZ: '其余部分轮候' }, '', 'effective'],
  ] as const)('%s', (_, fields, children, kind) => {
    expect(said(freeze, { KZZT: '1', ...fields }, children).kind).toBe(kind);
  });

  it('a release is never waiting, whoever stands before it', () => {
    expect(said(sampleOrder({ kind: 'account', operation: 'release' }), { KZZT: '1', SKJE: '0.00', BEIZ: '轮候' }, prior('')).kind).toBe('effective');
  });

  it.each([['解除轮候冻结失败', 'refused'], ['账户已被冻结，无法轮候', 'refused'], ['已办理轮候冻结', 'unconfirmed']])('not controlled, and "%s": %s', (reason, kind) => {
    expect(said(freeze, { KZZT: '2', WNKZYY: reason }).kind).toBe(kind);
  });
});

describe('whether money is on its way', () => {
  it.each([
    ['跨行汇划处理中', 'in-progress'],
    ['款项待人行系统确认', 'in-progress'],
    ['已提交大额支付系统，尚未收到回执', 'in-progress'],
    ['无在途款项', 'effective'],
    ['跨行汇划已入账', 'effective'],
    ['', 'effective'],
  ])('"%s": %s', (remark, kind) => {
    expect(said(deduct, { KZZT: '1', SKJE: '1.00', BEIZ: remark }).kind).toBe(kind);
  });

  it('such words of a freeze change nothing', () => {
    expect(said(freeze, { KZZT: '1', SKJE: '1.00', BEIZ: '账户有在途款项' }).kind).toBe('effective');
  });
});

describe('figures and days', () => {
  it('a renewal answers with the sums of the original freeze, even where less was renewed', () => {
    const renew = sampleOrder({ kind: 'account', operation: 'renew' });
    expect(said(renew, { KZZT: '1', DJXE: '200000.00', SKJE: '200000.00' })).toMatchObject({ kind: 'effective', effect: { held: { fen: 20_000_000 }, remarks: expect.stringContaining('大于申请控制金额') as string } });
  });

  it.each([
    ['in the field for units', { SKSE: '800.00', SKJE: '0.00' }, { held: { fen: 80_000 } }],
    ['in the field for units, nothing in the other', { SKSE: '800.00' }, { held: { fen: 80_000 } }],
    ['in the field for money', { SKSE: '', SKJE: '800.00' }, { held: { fen: 80_000 } }],
    ['nothing is held', { SKSE: '0', SKJE: '0.00' }, { held: { fen: 0 } }],
  ])('a product ordered in yuan is answered in yuan, %s', (_, fields, effect) => {
    const inYuan: ControlRequest = { ...productFreeze, extent: { by: 'amount', amount: { fen: 100_000, currency: 'CNY' } } };
    expect(row(inYuan)).toMatchObject({ JLDW: '元', SE: '1000.00', JE: '1000.00' });
    expect(said(inYuan, { KZZT: '1', JRCPBH: 'YL2026A001', LCZH: 'LC0000000017', ...fields })).toMatchObject({ kind: 'effective', effect });
    expect(said(inYuan, { KZZT: '1', JRCPBH: 'YL2026A001', LCZH: 'LC0000000017', SKSE: '1000.01', SKJE: '' })).toMatchObject({ kind: 'defective', defect: 'contradictory' });
  });

  it('what is missing is absent, never zero, and said', () => {
    const outcome = said(freeze, { KZZT: '1', CSKSRQ: '', CSJSRQ: '' });
    expect(JSON.parse(JSON.stringify(outcome))).toEqual({ kind: 'effective', effect: { remarks: '〔网关〕未反馈实际控制金额' } });
  });

  it('a term longer than ordered is shown as the bank registered it, with a remark', () => {
    expect(said(freeze, { KZZT: '1', SKJE: '1.00', CSJSRQ: '2028-03-01' })).toMatchObject({ effect: { until: '2028-03-01', remarks: expect.stringContaining('晚于申请控制结束时间') as string } });
  });

  it('KZZT and KTZT that differ, an amount that is none, another currency: no answer', () => {
    expect(said(freeze, { KZZT: '1', KTZT: '2' })).toMatchObject({ defect: 'contradictory' });
    expect(said(freeze, { KZZT: '' })).toMatchObject({ defect: 'schema' });
    expect(said(freeze, { KZZT: '1', SKJE: '一百元' })).toMatchObject({ defect: 'schema' });
    expect(said(freeze, { KZZT: '1', SKJE: '1.00', BZ: '840' })).toMatchObject({ defect: 'contradictory' });
  });

  it('the same row twice is one answer', () => {
    const one = `<kzxx BDHM="${freeze.requestNumber}" CCXH="1" KHZH="${ACCOUNT}" KZZT="1" SKJE="1.00"/>`;
    const reading = adapter.controls!.readControlFeedback('feed-control', encode(`<kzxxList>${one}${one}</kzxxList>`));
    expect(reading.state === 'read' && reading.value.map((entry) => entry.interpret(freeze).kind)).toEqual(['effective']);
  });
});
