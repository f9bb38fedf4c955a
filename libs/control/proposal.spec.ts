import fc from 'fast-check';
import { LEAST_HARM_FIRST, propose, type Candidate } from './index.js';

const thing = (id: string, availableFen: number, facts: Partial<Candidate> = {}): Candidate => ({ id, source: 'deposit', availableFen, divisible: true, occupied: false, protectedFen: 0, ...facts });
const chosen = (needed: number, things: readonly Candidate[]) => propose(needed, things).measures.map(({ candidateId, fen, because }) => `${candidateId} ${fen} ${because}`);

describe('the smallest set of measures that covers the need', () => {
  it('one sufficient account before several, and the smallest sufficient one', () => {
    expect(chosen(500, [thing('small', 300), thing('large', 900), thing('enough', 600), thing('other', 200)])).toEqual(['enough 500 covers-alone']);
  });

  it('none suffices: the largest first, and for the rest the smallest that covers it', () => {
    expect(chosen(1000, [thing('a', 700), thing('b', 400), thing('c', 350), thing('d', 100)])).toEqual(['a 700 adds', 'c 300 adds']);
  });

  it('money before a flat, however well the flat would do (B6)', () => {
    expect(chosen(1000, [thing('flat', 5000, { source: 'real-estate', divisible: false }), thing('account', 1000)])).toEqual(['account 1000 covers-alone']);
  });

  it('money does not suffice: it is taken, and the flat for the rest; how much it is too much is said', () => {
    expect(propose(1000, [thing('flat', 5000, { source: 'real-estate', divisible: false }), thing('account', 400)])).toEqual({
      measures: [{ candidateId: 'account', fen: 400, because: 'adds' }, { candidateId: 'flat', fen: 5000, because: 'adds' }],
      shortFen: 0,
      overFen: 4400,
    });
  });

  it('what must stay untouched is not proposed: the living amount of the obligor (B7)', () => {
    expect(propose(1000, [thing('wages', 800, { protectedFen: 300 })])).toMatchObject({ measures: [{ candidateId: 'wages', fen: 500 }], shortFen: 500 });
  });

  it('others stand before us: proposed as waiting when the free things do not suffice, and counted as nothing (I5)', () => {
    const occupied = thing('frozen', 5000, { occupied: true });
    expect(chosen(500, [occupied, thing('free', 500)])).toEqual(['free 500 covers-alone']);
    expect(propose(500, [occupied, thing('free', 300)])).toEqual({
      measures: [{ candidateId: 'free', fen: 300, because: 'adds' }, { candidateId: 'frozen', fen: 200, because: 'waits' }],
      shortFen: 200,
      overFen: 0,
    });
  });

  it('tax, marriage and household are no property: never proposed (A7)', () => {
    expect(propose(500, [thing('tax', 900, { source: 'tax' }), thing('person', 900, { source: 'household' })])).toEqual({ measures: [], shortFen: 500, overFen: 0 });
  });

  it('nothing is needed: nothing is proposed', () => {
    expect(propose(0, [thing('a', 700)])).toEqual({ measures: [], shortFen: 0, overFen: 0 });
  });

  it('whatever was found: covers the need as far as it goes, takes nothing twice, touches a source only when those before do not suffice', () => {
    const candidates = fc.uniqueArray(
      fc.record({ id: fc.uuid(), source: fc.constantFrom(...LEAST_HARM_FIRST), availableFen: fc.integer({ min: 0, max: 1000 }), divisible: fc.boolean(), occupied: fc.boolean(), protectedFen: fc.integer({ min: 0, max: 300 }) }),
      { selector: ({ id }) => id, maxLength: 10 },
    );
    fc.assert(fc.property(fc.integer({ min: 0, max: 3000 }), candidates, (needed, things) => {
      const { measures, shortFen, overFen } = propose(needed, things);
      const of = (id: string) => things.find((one) => one.id === id)!;
      const holds = measures.filter(({ because }) => because !== 'waits');
      const heldFen = holds.reduce((sum, { fen }) => sum + fen, 0);
      expect(heldFen + shortFen).toBe(needed + overFen);
      expect(new Set(measures.map(({ candidateId }) => candidateId)).size).toBe(measures.length);
      for (const { candidateId, fen } of holds) expect(fen).toBeLessThanOrEqual(of(candidateId).availableFen - of(candidateId).protectedFen);
      const free = things.filter(({ occupied, availableFen, protectedFen }) => !occupied && availableFen > protectedFen);
      const last = Math.max(-1, ...holds.map(({ candidateId }) => LEAST_HARM_FIRST.indexOf(of(candidateId).source)));
      for (const one of free) if (LEAST_HARM_FIRST.indexOf(one.source) < last || shortFen > 0) expect(holds.map(({ candidateId }) => candidateId)).toContain(one.id);
      // None of those taken could be left out; but money is not left alone because a flat would do as well.
      if (shortFen === 0 && overFen === 0) for (const { fen } of holds) expect(heldFen - fen).toBeLessThan(needed);
    }));
  });
});
