import type { ControlOperation, ControlExtent } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import { outcomeOf, type TypedReply } from './typed-reply.js';

const cny = (fen: number) => ({ fen, currency: 'CNY' as const });
const order = (operation: ControlOperation = 'freeze', extent: ControlExtent = { by: 'amount', amount: cny(300_000) }) => ({ operation, extent, limitFen: 300_000, from: '2026-11-01' });
const SHARES = order('freeze', { by: 'quantity', quantity: { amount: '12000', unit: '股' }, worth: cny(300_000) });
const BEFORE = { authority: '杭州市虚构区人民法院', documentNumber: '（2025）浙0199执7号', amountFen: 900_000, endsOn: '2027-01-31' };
const said = (typed: Omit<TypedReply, 'scan'>, about = order()) => outcomeOf({ scan: 1, ...typed }, about);
function faults(typed: Omit<TypedReply, 'scan'>, about = order()): string[] {
  try {
    return [`no fault: ${said(typed, about).kind}`];
  } catch (error) {
    return ((error as Problem).fields ?? []).map(({ field }) => field);
  }
}

describe('a typed reply says what one over a line would', () => {
  test('earlier freezes in force and nothing held: it waits in rank behind them, whatever was ticked', () => {
    const { kind, position, effect } = said({ kind: 'effective', heldFen: 0, priorMeasures: [BEFORE, { authority: '海关' }] }) as Extract<ReturnType<typeof said>, { kind: 'waiting' }>;
    expect([kind, position]).toEqual(['waiting', 3]);
    expect(effect.priorMeasures).toEqual([{ sequence: 1, authority: BEFORE.authority, documentNumber: BEFORE.documentNumber, endsOn: BEFORE.endsOn, amount: cny(900_000) }, { sequence: 2, authority: '海关' }]);
  });

  test('one that had ended before ours began does not stand before it: a freeze of zero binds what comes', () => {
    expect(said({ kind: 'effective', heldFen: 0, priorMeasures: [{ ...BEFORE, endsOn: '2026-10-31' }] }).kind).toBe('effective');
    expect(said({ kind: 'effective', heldFen: 0 }).kind).toBe('effective');
    expect(said({ kind: 'effective', heldFen: 1, priorMeasures: [BEFORE] }).kind).toBe('effective');
    expect(said({ kind: 'effective', heldFen: 0 }, order('wait')).kind).toBe('waiting');
  });

  test('a rank that is given counts, unless more stand before it; without one it is counted', () => {
    expect(said({ kind: 'waiting', position: 5, priorMeasures: [BEFORE] })).toMatchObject({ position: 5 });
    expect(said({ kind: 'waiting', priorMeasures: [BEFORE] })).toMatchObject({ position: 2 });
    expect(said({ kind: 'waiting' })).not.toHaveProperty('position');
    expect(faults({ kind: 'waiting', position: 1, priorMeasures: [BEFORE] })).toEqual(['/position']);
  });

  test('rights of others, what no money stands behind, and the number of the institution come along', () => {
    const right = { kind: '质押权', holder: '桐庐虚构担保有限公司' };
    expect(said({ kind: 'effective', heldFen: 100_000, unfundedFen: 200_000, institutionReference: '村银冻1号', rights: [{ ...right, amountFen: 5 }] })).toEqual({
      kind: 'effective', effect: { held: cny(100_000), unfunded: cny(200_000), institutionReference: '村银冻1号', rights: [{ sequence: 1, ...right, amount: cny(5) }] },
    });
    expect(said({ kind: 'refused', reason: '保证金账户', rights: [right] })).toEqual({ kind: 'refused', reason: '保证金账户', effect: { rights: [{ sequence: 1, ...right }] } });
  });

  test('shares are said in shares, in the unit of the order and no more than was ordered', () => {
    expect(said({ kind: 'effective', heldQuantity: { amount: '8000.0', unit: '股' } }, SHARES)).toMatchObject({ effect: { heldQuantity: { amount: '8000.0', unit: '股' } } });
    expect(said({ kind: 'effective', heldQuantity: { amount: '0', unit: '股' }, priorMeasures: [BEFORE] }, SHARES)).toMatchObject({ kind: 'waiting', position: 2 });
    expect(faults({ kind: 'effective', heldQuantity: { amount: '12000.0001', unit: '股' } }, SHARES)).toEqual(['/heldQuantity/amount']);
    expect(faults({ kind: 'effective', heldQuantity: { amount: '1', unit: '份' } }, SHARES)).toEqual(['/heldQuantity/unit']);
    expect(faults({ kind: 'effective' }, SHARES)).toEqual(['/heldQuantity']);
  });

  test('a thing is held whole: no sum is asked for', () => {
    expect(said({ kind: 'effective', until: '2029-10-31' }, order('seal', { by: 'whole' }))).toEqual({ kind: 'effective', effect: { until: '2029-10-31' } });
  });

  test.each<[string, Omit<TypedReply, 'scan'>, readonly string[]]>([
    ['effective without a sum', { kind: 'effective' }, ['/heldFen']],
    ['effective with a reason', { kind: 'effective', heldFen: 1, reason: '余额不足' }, ['/reason']],
    ['effective with a rank', { kind: 'effective', heldFen: 1, position: 2 }, ['/position']],
    ['shares where money was ordered', { kind: 'effective', heldFen: 1, heldQuantity: { amount: '1', unit: '股' } }, ['/heldQuantity']],
    ['sums that do not come to the limit', { kind: 'effective', heldFen: 100_000, unfundedFen: 100_000 }, ['/unfundedFen']],
    ['ended before it began', { kind: 'effective', heldFen: 1, from: '2026-11-02', until: '2026-11-01' }, ['/until']],
    ['refused without a reason, with money', { kind: 'refused', heldFen: 1 }, ['/reason', '/heldFen']],
    ['waiting with money', { kind: 'waiting', heldFen: 5, unfundedFen: 1 }, ['/heldFen', '/unfundedFen']],
    ['an earlier measure that ended before it began', { kind: 'waiting', priorMeasures: [BEFORE, { ...BEFORE, startsOn: '2027-02-01' }] }, ['/priorMeasures/1/endsOn']],
  ])('%s is refused with its fields', (_, typed, fields) => {
    expect(faults(typed)).toEqual(fields);
  });

  test('a release does not wait', () => expect(faults({ kind: 'waiting' }, order('release'))).toEqual(['/kind']));
});
