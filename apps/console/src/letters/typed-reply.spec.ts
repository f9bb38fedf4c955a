import { NO_PRIOR, NO_RIGHT, NOTHING_TYPED, shows, toReply } from './typed-reply.js';

describe('what is sent of a typed reply', () => {
  test('sums in fen; empty is absent, never zero', () => {
    expect(toReply({ ...NOTHING_TYPED, held: '1,000.5', until: '2027-11-20', institutionReference: ' 村银冻1号 ' }, undefined)).toEqual({ kind: 'effective', heldFen: 100_050, until: '2027-11-20', institutionReference: '村银冻1号' });
    expect(toReply({ ...NOTHING_TYPED, held: '0' }, undefined)).toEqual({ kind: 'effective', heldFen: 0 });
  });

  test('what belongs to another kind is left behind', () => {
    expect(toReply({ ...NOTHING_TYPED, kind: 'refused', held: '5', reason: '账户已销户' }, undefined)).toEqual({ kind: 'refused', reason: '账户已销户' });
    expect(toReply({ ...NOTHING_TYPED, kind: 'waiting', held: '5', position: '3' }, undefined)).toEqual({ kind: 'waiting', position: 3 });
    expect([shows('waiting', 'held'), shows('effective', 'held')]).toEqual([false, true]);
  });

  test('shares, earlier measures and rights', () => {
    const typed = { ...NOTHING_TYPED, quantity: '8000', prior: [{ ...NO_PRIOR, authority: '虚构法院', amount: '9000' }], rights: [{ ...NO_RIGHT, kind: '质押权', holder: '虚构担保公司' }] };
    expect(toReply(typed, '股')).toEqual({
      kind: 'effective', heldQuantity: { amount: '8000', unit: '股' }, priorMeasures: [{ authority: '虚构法院', amountFen: 900_000 }], rights: [{ kind: '质押权', holder: '虚构担保公司' }],
    });
  });

  test.each([
    ['a sum that is none', { held: '一千' }], ['an amount of an earlier measure that is none', { prior: [{ ...NO_PRIOR, authority: 'x', amount: 'y' }] }],
    ['a rank that is none', { kind: 'waiting' as const, position: '0' }], ['refused without a reason', { kind: 'refused' as const }],
  ])('%s is not sent', (_, typed) => {
    expect(toReply({ ...NOTHING_TYPED, ...typed }, undefined)).toBeUndefined();
  });
});
