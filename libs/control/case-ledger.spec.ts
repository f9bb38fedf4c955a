import fc from 'fast-check';
import { balanceOf, LEAST_HARM_FIRST, MEASURE_STATES, ORDER_STATES, releasesOf, type LedgerMeasure, type LedgerOrder } from './index.js';

const need = (owedFen: number, paidFen = 0, deductedFen = 0) => ({ owedFen, paidFen, deductedFen });
const measure = (id: string, heldFen: number, facts: Partial<LedgerMeasure> = {}): LedgerMeasure => ({ id, source: 'deposit', state: 'effective', heldFen, divisible: true, ...facts });
const order = (limitFen: number, facts: Partial<LedgerOrder> = {}): LedgerOrder => ({ id: 'o', state: 'sent', limitFen, adds: true, ...facts });

describe('what may still be controlled in a case', () => {
  it('owed 1,000: 300 held, 200 under way, so there is room for 500', () => {
    expect(balanceOf(need(1000), [measure('a', 300)], [order(200)])).toEqual({ neededFen: 1000, heldFen: 300, underWayFen: 200, roomFen: 500, excessFen: 0 });
  });

  it('paid and deducted money is needed no more; what was held for it is excess the same moment', () => {
    expect(balanceOf(need(1000, 400, 300), [measure('a', 500)], [])).toMatchObject({ neededFen: 300, roomFen: 0, excessFen: 200 });
  });

  it('more was paid than owed: nothing is needed, never less', () => {
    expect(balanceOf(need(1000, 1500), [], [])).toMatchObject({ neededFen: 0, roomFen: 0, excessFen: 0 });
  });

  it.each(MEASURE_STATES.filter((state) => state !== 'effective'))('%s: never counted as money held (I5)', (state) => {
    expect(balanceOf(need(1000), [measure('a', 300, { state })], [])).toMatchObject({ heldFen: 0, roomFen: 1000 });
  });

  it('an order of which nobody knows whether it took effect leaves no room for another (I1, I4)', () => {
    expect(balanceOf(need(1000), [], [order(1000, { state: 'unconfirmed' })]).roomFen).toBe(0);
    expect(balanceOf(need(1000), [], [order(1000, { state: 'refused' })]).roomFen).toBe(1000);
  });

  it('a renewal of what is held already adds nothing', () => {
    expect(balanceOf(need(1000), [measure('a', 600)], [order(600, { adds: false })]).roomFen).toBe(400);
  });

  it('sums beyond what a number holds exactly are refused, not rounded', () => {
    expect(() => balanceOf(need(1), [measure('a', Number.MAX_SAFE_INTEGER), measure('b', 1)], [])).toThrow(RangeError);
  });

  it('whatever is asked for within the room and takes effect whole: never more held than needed', () => {
    const fen = fc.integer({ min: 0, max: 10_000 });
    const measures = fc.array(fc.record({ id: fc.uuid(), source: fc.constant('deposit' as const), state: fc.constantFrom(...MEASURE_STATES), heldFen: fen, divisible: fc.boolean() }), { maxLength: 6 });
    const orders = fc.array(fc.record({ id: fc.uuid(), state: fc.constantFrom(...ORDER_STATES), limitFen: fen, adds: fc.boolean() }), { maxLength: 6 });
    fc.assert(fc.property(fen, fen, fen, measures, orders, (owed, paid, deducted, held, underWay) => {
      const facts = need(owed, paid, deducted);
      const { roomFen, neededFen } = balanceOf(facts, held, underWay);
      // Of those under way any may take effect; here all do, with all they ask for.
      const taken = underWay.filter(({ state, adds }) => adds && ['approved', 'sending', 'sent', 'in-progress', 'unconfirmed', 'disputed'].includes(state));
      const after = balanceOf(facts, [...held, ...taken.map(({ id, limitFen }) => measure(id, limitFen)), measure('new', roomFen)], []);
      if (roomFen > 0) expect(after.heldFen).toBe(neededFen);
    }));
  });
});

describe('what is given back when too much is held', () => {
  it('a flat and an account: the flat goes when the account alone covers the need', () => {
    expect(releasesOf(500, [measure('account', 800), measure('flat', 500, { source: 'real-estate', divisible: false })], LEAST_HARM_FIRST)).toEqual([{ measureId: 'flat', fen: 500, whole: true }]);
  });

  it('a flat worth more than the excess stays; money is given back instead', () => {
    expect(releasesOf(500, [measure('account', 800), measure('flat', 900, { source: 'real-estate', divisible: false })], LEAST_HARM_FIRST)).toEqual([{ measureId: 'account', fen: 500, whole: false }]);
  });

  it('only a thing that cannot be divided: it stays whole (查扣冻规定 art 19)', () => {
    expect(releasesOf(500, [measure('flat', 900, { source: 'real-estate', divisible: false })], LEAST_HARM_FIRST)).toEqual([]);
  });

  it('never less than the need stays held, and of what is divisible never a fen too much', () => {
    const fen = fc.integer({ min: 1, max: 1000 });
    const measures = fc.array(fc.record({ id: fc.uuid(), source: fc.constantFrom(...LEAST_HARM_FIRST), state: fc.constantFrom(...MEASURE_STATES), heldFen: fen, divisible: fc.boolean() }), { maxLength: 8 });
    fc.assert(fc.property(fc.integer({ min: 0, max: 4000 }), measures, (owed, held) => {
      const before = balanceOf(need(owed), held, []);
      const released = releasesOf(before.excessFen, held, LEAST_HARM_FIRST);
      const left = held.map((one) => ({ ...one, heldFen: one.heldFen - (released.find(({ measureId }) => measureId === one.id)?.fen ?? 0) }));
      const after = balanceOf(need(owed), left, []);
      if (before.excessFen > 0) expect(after.heldFen).toBeGreaterThanOrEqual(after.neededFen);
      // What is still too much stands in things that are larger than it.
      const small = left.filter(({ state, heldFen, divisible }) => state === 'effective' && heldFen > 0 && (divisible || heldFen <= after.excessFen));
      if (after.excessFen > 0) expect(small).toEqual([]);
    }));
  });
});
