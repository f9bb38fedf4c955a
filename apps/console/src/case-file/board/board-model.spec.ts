import { BoardModel, stateOf, type BoardAnswer } from './board-model.js';

const request = (requestId: number, more: Partial<BoardAnswer> = {}): BoardAnswer => ({ requestId, obligorId: 'o', institution: { code: `B${requestId}`, name: `银行${requestId}`, kind: 'bank' }, sources: ['deposit'], timing: {}, ...more });
const told = (requestId: number, kind: string, version = 1) => ({ requestId, kind, version, elapsedMs: 5 });
const states = (board: BoardModel): string[] => board.cells.map(({ state }) => state);

describe('the board of institutions', () => {
  test('what is not known to be an answer is a failure, never an empty answer', () => {
    expect(['found', 'nothing-found', 'refused', 'defective', 'unavailable', 'not-supported', 'unconfirmed', 'something-new'].map((kind) => stateOf(kind, undefined))).toEqual(['found', 'none', 'refused', 'failed', 'failed', 'failed', 'failed', 'failed']);
    expect([stateOf(undefined, undefined), stateOf(undefined, '2026-01-01T00:00:00Z')]).toEqual(['waiting', 'asked']);
  });

  test('fills in as outcomes are told, each counted once however often it is told', () => {
    const board = new BoardModel();
    board.read([request(1), request(2, { timing: { sentAt: 'x' } }), request(3)]);
    expect(states(board)).toEqual(['waiting', 'asked', 'waiting']);
    expect(board.tell([told(2, 'found'), told(1, 'unavailable')])).toBe(true);
    expect(board.tell([told(2, 'found')])).toBe(false);
    expect(states(board)).toEqual(['failed', 'found', 'waiting']);
    expect(board.counts()).toEqual({ waiting: 1, asked: 0, found: 1, none: 0, refused: 0, failed: 1 });
  });

  test('a read that left before the outcome was told comes back after it: nothing is taken back', () => {
    const board = new BoardModel();
    board.read([request(1)]);
    board.tell([told(1, 'found')]);
    board.read([request(1, { timing: { sentAt: 'x' } })]);
    expect(states(board)).toEqual(['found']);
  });

  test('the stream tells who was asked: at once, for reads that do not know it yet, and never over an outcome', () => {
    const board = new BoardModel();
    board.read([request(1), request(2), request(3)]);
    board.tell([told(3, 'found')]);
    expect(board.ask([1, 3, 4])).toBe(true);
    expect(states(board)).toEqual(['asked', 'waiting', 'found']);
    expect(board.ask([1])).toBe(false);
    board.read([request(1), request(2), request(3), request(4)]);
    expect(states(board)).toEqual(['asked', 'waiting', 'found', 'asked']);
    board.tell([told(1, 'nothing-found')]);
    expect(states(board)).toEqual(['none', 'waiting', 'found', 'asked']);
  });

  test('an outcome is told before the requests were read: it is kept for them', () => {
    const board = new BoardModel();
    board.tell([told(7, 'nothing-found')]);
    board.read([request(6), request(7)]);
    expect(states(board)).toEqual(['waiting', 'none']);
  });

  test('an answer comes late, after the deadline: the later version stands', () => {
    const board = new BoardModel();
    board.read([request(1, { outcome: { kind: 'unavailable' }, version: 1 })]);
    board.tell([told(1, 'found', 2)]);
    expect(states(board)).toEqual(['found']);
    board.read([request(1, { outcome: { kind: 'found' }, version: 2 })]);
    expect(states(board)).toEqual(['found']);
  });

  test('a whole read after a break says more than was told: it stands', () => {
    const board = new BoardModel();
    board.read([request(1)]);
    board.read([request(1, { outcome: { kind: 'nothing-found' }, version: 1 })]);
    expect(states(board)).toEqual(['none']);
  });
});
