import { ledgerParts } from './ledger-parts.js';
import type { Ledger } from './use-control.js';

const ledger = (given: Partial<Ledger>): Ledger => ({ owedFen: 0, paidFen: 0, deductedFen: 0, arrivedFen: 0, neededFen: 0, heldFen: 0, held: [], waitingFen: 0, unfundedFen: 0, underWayFen: 0, roomFen: 0, excessFen: 0, ...given });
const shown = (given: Partial<Ledger>): Record<string, number> => Object.fromEntries(ledgerParts(ledger(given)).parts.filter(({ fen }) => fen > 0).map(({ name, fen }) => [name, fen]));

describe('the ledger as a bar', () => {
  test('what is owed is filled by what is paid, taken, held and under way; the rest is room', () => {
    expect(shown({ owedFen: 1000, paidFen: 100, deductedFen: 200, heldFen: 300, underWayFen: 50 })).toEqual({ paid: 100, deducted: 200, held: 300, underWay: 50, room: 350 });
  });
  test('waiting and unfunded measures fill nothing', () => {
    expect(shown({ owedFen: 1000, waitingFen: 900, unfundedFen: 900 })).toEqual({ room: 1000 });
  });
  test('more is held than needed: the excess stands apart, and the bar is longer than what is owed', () => {
    const parts = ledgerParts(ledger({ owedFen: 1000, paidFen: 600, heldFen: 700, excessFen: 300 }));
    expect(parts.parts.filter(({ fen }) => fen > 0)).toEqual([{ name: 'paid', fen: 600 }, { name: 'held', fen: 400 }, { name: 'excess', fen: 300 }]);
    expect(parts.scaleFen).toBe(1300);
  });
  test('nothing is owed: nothing is divided by zero', () => {
    expect(ledgerParts(ledger({})).scaleFen).toBe(1);
  });
});
