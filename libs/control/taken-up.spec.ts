import type { ControlOutcome } from '#contracts/adapter';
import { ControlEngine } from './control-engine.js';
import { DEFAULT_CONTROL_POLICY } from './control-policy.js';
import type { ControlOrder } from './control-model.js';
import type { OrderDraft } from './order-draft.js';
import { takesEffectByMs } from './taken-up.js';
import { PlainControlStore } from './testkit/plain-control-store.js';

const CSDC = 'CSDC';
const CASE = 'c1';
const HOUR = 3_600_000;
const at = (beijing: string): number => Date.parse(`${beijing}+08:00`);

let nowMs: number;
let store: PlainControlStore;
let engine: ControlEngine;

beforeEach(() => {
  store = new PlainControlStore({
    case: { id: CASE, caseNumber: '（2026）浙0106执1号', courtCode: '浙0106', kind: 'execution', state: 'open', officers: ['li'] }, need: { owedFen: 10_000_000, paidFen: 0 },
    obligors: [{ id: 'o1', kind: 'person', livingReserveFen: 0 }], orders: [], measures: [], deductions: [],
  });
  engine = new ControlEngine({ store, rules: { carry: () => undefined, exemption: () => undefined }, policy: DEFAULT_CONTROL_POLICY, clock: () => nowMs });
});

const freeze = (): OrderDraft => ({
  obligorId: 'o1', institutionCode: CSDC, operation: 'freeze', source: 'securities', target: { kind: 'security', reference: '0101234567/600000', account: '0101234567', code: '600000' }, reason: '依裁定冻结',
  extent: { by: 'quantity', quantity: { amount: '1000', unit: '股' }, worth: { fen: 1_000_000, currency: 'CNY' } }, found: { requestId: 1, version: 1, match: 'exact' },
});
const order = (id: number): ControlOrder => store.now(CASE).orders.find((one) => one.id === id)!;
const answer = (orderId: number, outcome: ControlOutcome) => engine.answer({ orderId, outcome, via: 'status', exchangeId: 1, receivedAtMs: nowMs }, CSDC);

/** Sent at this moment, and taken by the depository; with the words of its answer, or none. */
async function taken(sentAt: string, said?: string): Promise<number> {
  nowMs = at(sentAt);
  const [{ id } = { id: 0 }] = await engine.draft(CASE, [freeze()], 'li');
  await engine.submit(CASE, [id], { approver: 'zhao' }, 'li');
  await engine.approve(CASE, [id], {}, 'zhao');
  expect((await engine.beginSending(CASE, id)).state).toBe('send');
  if (said === undefined) await engine.delivered(CASE, id);
  else await answer(id, { kind: 'in-progress', effect: {}, detail: `taken, in effect by ${said} at the latest`, takesEffectBy: said });
  return id;
}

const OUTSIDE: readonly (readonly [string, string, string])[] = [
  ['on a Saturday', '2026-03-07T11:00:00', '2026-03-09T09:15:00'],
  ['on a Friday after the close', '2026-03-06T19:30:00', '2026-03-09T09:15:00'],
  ['before the opening call', '2026-03-06T08:10:00', '2026-03-06T09:15:00'],
  ['on the eve of the holiday of spring', '2026-02-13T18:00:00', '2026-02-24T09:15:00'],
];

describe.each(OUTSIDE)('an order on securities that is sent %s', (_, sentAt, opens) => {
  test.each([['says so', `${opens}+08:00`], ['only says that it has it', undefined]])('the depository %s: shown with the moment it is taken up, asked about then, and not missed before', async (_words, said) => {
    const id = await taken(sentAt, said);
    expect([order(id).state, order(id).askAtMs, takesEffectByMs(order(id))]).toEqual([said === undefined ? 'sent' : 'in-progress', at(opens), at(opens)]);
    if (said !== undefined) expect(store.entries.find(({ event }) => event === 'progress')!.reason).toBe(`in effect by ${new Date(at(opens)).toISOString()} at the latest`);
    // The whole time in between nobody is alarmed.
    nowMs = at(opens);
    expect((await engine.askAbout(CASE, id))!.state).toBe(said === undefined ? 'sent' : 'in-progress');
    expect(store.tasks.filter(({ kind }) => kind === 'unconfirmed')).toEqual([]);
    // It takes effect: from the trading day on, whatever day it was drafted.
    await answer(id, { kind: 'effective', effect: { heldQuantity: { amount: '1000', unit: '股' }, effectiveAt: `${opens}+08:00` } });
    expect(store.now(CASE).measures[0]).toMatchObject({ state: 'effective', from: opens.slice(0, 10), effectiveAt: `${opens}+08:00` });
    expect(takesEffectByMs(order(id))).toBeUndefined();
  });
});

describe('when it does not come as it was said', () => {
  test('an order whose depository goes on saying that it is under way: a day after trading began it is unconfirmed, and a person is told', async () => {
    const id = await taken('2026-03-07T11:00:00', '2026-03-09T09:15:00+08:00');
    expect(order(id).answerByMs).toBe(at('2026-03-10T09:15:00'));
    nowMs = at('2026-03-09T20:00:00');
    expect((await engine.askAbout(CASE, id))!.state).toBe('in-progress');
    nowMs = at('2026-03-10T09:15:00');
    expect((await engine.askAbout(CASE, id))!.state).toBe('unconfirmed');
    expect(store.tasks.map(({ kind }) => kind)).toContain('unconfirmed');
  });

  test('the exchanges stay closed for another day: the newer word counts', async () => {
    const id = await taken('2026-03-07T11:00:00', '2026-03-09T09:15:00+08:00');
    nowMs = at('2026-03-09T09:15:00');
    await engine.askAbout(CASE, id);
    await answer(id, { kind: 'in-progress', effect: {}, detail: 'taken, in effect by 2026-03-11T09:15:00+08:00 at the latest', takesEffectBy: '2026-03-11T09:15:00+08:00' });
    expect([order(id).askAtMs, takesEffectByMs(order(id)), order(id).answerByMs]).toEqual([at('2026-03-11T09:15:00'), at('2026-03-11T09:15:00'), at('2026-03-11T09:15:00') + HOUR]);
  });

  test('a moment that cannot be: the trading calendar counts instead', async () => {
    const id = await taken('2026-03-07T11:00:00', '2062-03-09T09:15:00+08:00');
    expect(takesEffectByMs(order(id))).toBe(at('2026-03-09T09:15:00'));
  });

  test('within trading hours, and for other property at any time: nothing is put off', async () => {
    expect(takesEffectByMs(order(await taken('2026-03-06T10:00:00')))).toBeUndefined();
    expect(takesEffectByMs({ source: 'deposit', state: 'sent', sentAtMs: at('2026-03-07T11:00:00') })).toBeUndefined();
  });
});
