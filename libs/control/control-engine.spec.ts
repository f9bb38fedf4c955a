import type { ControlOutcome } from '#contracts/adapter';
import { ControlEngine } from './control-engine.js';
import type { ControlOrder, ControlState } from './control-model.js';
import type { OrderDraft } from './order-draft.js';
import { DEFAULT_CONTROL_POLICY } from './control-policy.js';
import { EXCESS_RULE } from './excess.js';
import { ControlRefused } from './order-desk.js';
import { PlainControlStore } from './testkit/plain-control-store.js';

const CASE = 'c1';
const BANK = 'BANK-1';
const NOW = Date.parse('2026-03-02T02:00:00Z');

let nowMs = NOW;
let store: PlainControlStore;
let engine: ControlEngine;

const yuan = (n: number) => ({ fen: n * 100, currency: 'CNY' });
const account = (reference: string) => ({ kind: 'account', reference, sequence: 1 }) as const;
const found = { requestId: 1, version: 1, match: 'exact' } as const;
const freeze = (reference: string, fen: number, more: Partial<OrderDraft> = {}): OrderDraft => ({
  obligorId: 'o1', institutionCode: BANK, operation: 'freeze', source: 'deposit', target: account(reference), extent: { by: 'amount', amount: { fen, currency: 'CNY' } }, reason: 'enforcement', found, ...more,
});
const on = (measureId: string, operation: OrderDraft['operation'], fen: number, more: Partial<OrderDraft> = {}): OrderDraft => ({
  obligorId: 'o1', institutionCode: BANK, operation, source: 'deposit', target: account('A'), extent: { by: 'amount', amount: { fen, currency: 'CNY' } }, reason: 'enforcement', measureId, ...more,
});
const holds = (held: number, limit: number, more: object = {}): ControlOutcome => ({ kind: 'effective', effect: { held: { fen: held, currency: 'CNY' }, limit: { fen: limit, currency: 'CNY' }, from: '2026-03-02', until: '2027-03-01', ...more } });
const waiting: ControlOutcome = { kind: 'waiting', effect: {}, position: 2 };

beforeEach(() => {
  nowMs = NOW;
  store = new PlainControlStore({
    case: { id: CASE, caseNumber: '（2026）浙0106执1号', courtCode: '浙0106', kind: 'execution', state: 'open', officers: ['li', 'wang'] },
    need: { owedFen: 100_000, paidFen: 0 },
    account: { accountName: 'court', bankName: 'bank', bankNumber: '102331000013', accountNumber: '1' },
    obligors: [{ id: 'o1', kind: 'person', livingReserveFen: 0 }],
    orders: [], measures: [], deductions: [],
  });
  engine = new ControlEngine({ store, rules: { carry: () => undefined, exemption: (nature) => (nature.includes('党费') ? { code: 'X09', name: '党费', law: '法〔2005〕209号', mayFreeze: false, mayDeduct: false, words: [], appliesTo: 'any', remedy: 'none', validFrom: '2005-01-01' } : undefined) }, policy: DEFAULT_CONTROL_POLICY, clock: () => nowMs });
});

// Whatever happens in any of these: what nobody said has a cause that every language has a sentence for.
afterEach(() => {
  const said = store.entries.filter(({ actor, of, reason, cause }) => (actor === 'gateway' || actor === BANK) && !('caseId' in of) && reason !== undefined && reason !== EXCESS_RULE && cause === undefined);
  expect(said).toEqual([]);
});

const state = (): ControlState => store.now(CASE);
const orderOf = (id: number): ControlOrder => state().orders.find((one) => one.id === id)!;
const measures = () => state().measures.map(({ state: is, heldFen, limitFen }) => [is, heldFen, limitFen]);
const answer = (orderId: number, outcome: ControlOutcome, more: object = {}) => engine.answer({ orderId, outcome, via: 'pull', exchangeId: 1, receivedAtMs: nowMs, ...more }, BANK);
const refusalsOf = async (work: Promise<unknown>): Promise<string[]> => {
  const error: unknown = await work.then(() => undefined, (fault: unknown) => fault);
  if (!(error instanceof ControlRefused)) throw new Error('it was not refused');
  return error.refused.flatMap(({ refusals }) => refusals.map(({ rule }) => rule));
};

async function sent(...drafts: OrderDraft[]): Promise<number[]> {
  const ids = (await engine.draft(CASE, drafts, 'li')).map(({ id }) => id);
  await engine.submit(CASE, ids, { approver: 'zhao' }, 'li');
  await engine.approve(CASE, ids, {}, 'zhao');
  for (const id of ids) expect((await engine.beginSending(CASE, id)).state).toBe('send');
  return ids;
}

async function frozen(held: number, limit: number): Promise<{ orderId: number; measureId: string }> {
  const [orderId] = await sent(freeze('A', limit));
  expect(await answer(orderId!, holds(held, limit))).toBe('taken');
  return { orderId: orderId!, measureId: orderOf(orderId!).requestNumber };
}

describe('an order on its way', () => {
  it('drafted, approved by a second person, sent, answered: a measure with the dates of the institution', async () => {
    const { measureId } = await frozen(60_000, 60_000);
    expect(state().measures).toEqual([expect.objectContaining({ id: measureId, state: 'effective', heldFen: 60_000, from: '2026-03-02', until: '2027-03-01' })]);
    expect(store.tasks.map(({ kind }) => kind)).toEqual(['notify-obligor']);
    expect(store.answers).toHaveLength(1);
  });

  it('the drafter, the handling and the second officer approve nothing', async () => {
    const [order] = await engine.draft(CASE, [freeze('A', 100)], 'chen');
    for (const approver of ['chen', 'li', 'wang']) expect(await refusalsOf(engine.submit(CASE, [order!.id], { approver }, 'chen'))).toEqual(['second-person']);
    await engine.submit(CASE, [order!.id], { approver: 'zhao' }, 'chen');
    for (const approver of ['chen', 'li', 'wang']) expect(await refusalsOf(engine.approve(CASE, [order!.id], {}, approver))).toEqual(['second-person']);
  });

  it('two officers draft for the whole debt at the same moment: the second approval finds no room', async () => {
    const ids = [(await engine.draft(CASE, [freeze('A', 100_000)], 'li'))[0]!.id, (await engine.draft(CASE, [freeze('B', 100_000)], 'wang'))[0]!.id];
    for (const id of ids) await engine.submit(CASE, [id], { approver: 'zhao' }, 'li');
    const approvals = await Promise.allSettled(ids.map((id) => engine.approve(CASE, [id], {}, 'zhao')));
    expect(approvals.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('the debt was paid between approval and sending: nothing leaves, and a person is told', async () => {
    const [order] = await engine.draft(CASE, [freeze('A', 100_000)], 'li');
    await engine.submit(CASE, [order!.id], { approver: 'zhao' }, 'li');
    await engine.approve(CASE, [order!.id], {}, 'zhao');
    store.outside(CASE, { need: { owedFen: 100_000, paidFen: 50_000 } });
    expect(await engine.beginSending(CASE, order!.id)).toMatchObject({ state: 'ended', order: { state: 'withdrawn' } });
    expect(store.tasks).toEqual([expect.objectContaining({ kind: 'not-sent', detail: 'more-than-owed' })]);
  });

  it('it is sent once: what stands in sending is not begun again', async () => {
    const [id] = await sent(freeze('A', 100));
    expect((await engine.beginSending(CASE, id!)).state).toBe('not-now');
    await engine.lostSight(CASE, id!, { code: 'line-lost', word: 'timeout' });
    expect(orderOf(id!).state).toBe('unconfirmed');
    expect((await engine.neverLeft(CASE, id!, { word: 'connect-failed', text: 'ECONNREFUSED' })).state).toBe('unconfirmed');
    expect(await engine.statusUnknown(CASE, id!)).toBe('send-again');
  });

  it('nobody learns what became of it: asked at growing distances, and after the limit a person is told', async () => {
    const [id] = await sent(freeze('A', 100));
    await engine.lostSight(CASE, id!, { code: 'line-lost', word: 'timeout' });
    const waits: number[] = [];
    for (let asked = 0; asked < 8; asked += 1) {
      const order = await engine.askAbout(CASE, id!);
      waits.push(order!.askAtMs! - nowMs);
      nowMs = order!.askAtMs!;
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.at(-1)).toBe(DEFAULT_CONTROL_POLICY.askAtMostMs);
    expect(store.tasks.map(({ kind }) => kind)).toContain('unconfirmed');
  });
});

describe('what speaks against an order', () => {
  it.each([
    ['somebody who is no obligor', { obligorId: 'spouse' }, 'not-an-obligor'],
    ['found by a weak match', { found: { ...found, match: 'weak' as const } }, 'weak-match'],
    ['not found in any answer', { found: undefined }, 'weak-match'],
    ['a fact about a person', { source: 'marriage' as const }, 'identity-source'],
    ['more than is owed', { extent: { by: 'amount' as const, amount: yuan(1001) } }, 'more-than-owed'],
    ['no sum', { extent: { by: 'account' as const } }, 'amount-missing'],
    ['a day longer than a year', { until: '2027-03-02' }, 'term-too-long'],
    ['party dues', { found: { ...found, nature: '党费专户' } }, 'exempt-from-freeze'],
  ])('%s', async (_what, more, rule) => expect(await refusalsOf(engine.draft(CASE, [freeze('A', 100, more)], 'li'))).toContain(rule));

  it('the same account twice: while the first is under way, and while it is in force', async () => {
    await sent(freeze('A', 100));
    expect(await refusalsOf(engine.draft(CASE, [freeze('A', 100)], 'li'))).toEqual(['order-under-way']);
    expect(await refusalsOf(engine.draft(CASE, [freeze('B', 100), freeze('B', 100)], 'li'))).toEqual(['order-under-way']);
  });

  it('two orders that fit alone and not together: both refused with what is left', async () => {
    expect(await refusalsOf(engine.draft(CASE, [freeze('A', 60_000), freeze('B', 60_000)], 'li'))).toEqual(['more-than-owed']);
    expect(state().orders).toEqual([]);
  });

  it('bankruptcy was accepted: nothing new is frozen or deducted, what stands may be released and is proposed for it', async () => {
    const { measureId } = await frozen(50_000, 50_000);
    store.outside(CASE, { obligors: [{ id: 'o1', kind: 'person', livingReserveFen: 0, bankruptcy: { acceptedOn: '2026-03-01', court: '浙01' } }] });
    await engine.recount(CASE, 'zhao', 'bankruptcy');
    expect(store.tasks.map(({ kind }) => kind)).toContain('release-on-bankruptcy');
    expect(await refusalsOf(engine.draft(CASE, [freeze('B', 100)], 'li'))).toEqual(['bankruptcy-accepted']);
    expect(await refusalsOf(engine.draft(CASE, [on(measureId, 'deduct', 100)], 'li'))).toEqual(['bankruptcy-accepted']);
    expect(await engine.draft(CASE, [on(measureId, 'release', 50_000)], 'li')).toHaveLength(1);
  });

  it('a flat worth more than is owed: only with a reason the approver signs', async () => {
    const flat: OrderDraft = { obligorId: 'o1', institutionCode: 'REG', operation: 'seal', source: 'real-estate', target: { kind: 'real-estate', reference: 'u', unitCode: 'u' }, extent: { by: 'whole' }, worthFen: 900_000, reason: 'nothing else', found };
    const [order] = await engine.draft(CASE, [flat], 'li');
    await engine.submit(CASE, [order!.id], { approver: 'zhao' }, 'li');
    expect(await refusalsOf(engine.approve(CASE, [order!.id], {}, 'zhao'))).toEqual(['more-than-owed']);
    expect(await engine.approve(CASE, [order!.id], { excessReason: 'the only thing he has' }, 'zhao')).toMatchObject([{ state: 'approved' }]);
  });
});

describe('what institutions say', () => {
  it('the same answer twice: kept, and nothing happens again', async () => {
    const { orderId } = await frozen(60_000, 60_000);
    expect(await answer(orderId, holds(60_000, 60_000, { remarks: 'again' }))).toBe('repeated');
    expect(measures()).toEqual([['effective', 60_000, 60_000]]);
    expect(store.answers).toHaveLength(2);
  });

  it('first controlled, then refused: disputed, nothing flips, and a second person settles it', async () => {
    const { orderId } = await frozen(60_000, 60_000);
    expect(await answer(orderId, { kind: 'refused', reason: 'account closed' })).toBe('conflict');
    expect([orderOf(orderId).state, ...measures()]).toEqual(['disputed', ['effective', 60_000, 60_000]]);
    expect(await refusalsOf(engine.settle(CASE, orderId, { as: 'refused', reason: 'a letter' }, 'li'))).toEqual(['second-person']);
    await engine.settle(CASE, orderId, { as: 'refused', reason: 'a letter of the bank' }, 'zhao');
    expect([orderOf(orderId).state, ...measures()]).toEqual(['refused', ['released', 0, 60_000]]);
  });

  it('first refused, then controlled: disputed, and it counts as if it held everything until somebody knows', async () => {
    const [id] = await sent(freeze('A', 100_000));
    await answer(id!, { kind: 'refused', reason: 'busy' });
    expect(await answer(id!, holds(100_000, 100_000))).toBe('conflict');
    expect(await refusalsOf(engine.draft(CASE, [freeze('B', 1)], 'li'))).toContain('more-than-owed');
    await engine.settle(CASE, id!, { as: 'done', outcome: holds(100_000, 100_000), reason: 'seen on paper' }, 'zhao');
    expect(measures()).toEqual([['effective', 100_000, 100_000]]);
  });

  it('settled by telephone as refused, then refused in writing: nothing is disputed', async () => {
    const [id] = await sent(freeze('A', 100_000));
    await engine.lostSight(CASE, id!, { code: 'line-lost', word: 'timeout' });
    await engine.settle(CASE, id!, { as: 'refused', reason: 'by telephone' }, 'boss');
    expect([await answer(id!, { kind: 'refused', reason: 'account closed' }), orderOf(id!).state]).toEqual(['kept', 'refused']);
  });

  it('settled by telephone as waiting: asked about again, as if the institution had said so', async () => {
    const [id] = await sent(freeze('A', 100_000));
    await engine.lostSight(CASE, id!, { code: 'line-lost', word: 'timeout' });
    await engine.settle(CASE, id!, { as: 'done', outcome: waiting, reason: 'by telephone' }, 'boss');
    expect(measures()).toEqual([['waiting', 0, 100_000]]);
    expect(orderOf(id!).askAtMs).toBeGreaterThan(nowMs);
  });

  it('an answer without an amount, or of unknown meaning: nothing is assumed, it is asked about', async () => {
    const [a, b] = await sent(freeze('A', 100), freeze('B', 100));
    expect(await answer(a!, { kind: 'effective', effect: {} })).toBe('kept');
    expect(await answer(b!, { kind: 'unconfirmed', wireStatus: '9' })).toBe('kept');
    expect([orderOf(a!).state, orderOf(b!).state, measures()]).toEqual(['unconfirmed', 'unconfirmed', []]);
  });

  it('it answers an order that was never sent: kept, and a person looks at it', async () => {
    const [order] = await engine.draft(CASE, [freeze('A', 100)], 'li');
    expect(await answer(order!.id, holds(100, 100))).toBe('conflict');
    expect([orderOf(order!.id).state, measures()]).toEqual(['drafted', []]);
  });

  it('a number of another institution is unknown', async () => {
    const [id] = await sent(freeze('A', 100));
    expect(await engine.answer({ orderId: id!, outcome: holds(100, 100), via: 'pull', exchangeId: 1, receivedAtMs: nowMs }, 'BANK-2')).toBe('unknown');
  });

  it('a freeze of zero is in force and holds nothing; money that comes later is held', async () => {
    const { orderId } = await frozen(0, 60_000);
    expect(measures()).toEqual([['unfunded', 0, 60_000]]);
    await answer(orderId, holds(20_000, 60_000));
    expect(measures()).toEqual([['effective', 20_000, 60_000]]);
  });

  it('an older answer that comes late and says less is a contradiction, unless we have just asked', async () => {
    const { orderId } = await frozen(60_000, 60_000);
    expect(await answer(orderId, holds(10_000, 60_000), { via: 'status', askedAfterVersion: 1 })).toBe('taken');
    expect(measures()).toEqual([['effective', 10_000, 60_000]]);
    expect(await answer(orderId, holds(5_000, 60_000), { via: 'status', askedAfterVersion: 1 })).toBe('kept');
    expect(await answer(orderId, holds(4_000, 60_000))).toBe('conflict');
  });

  it('what waited takes effect by itself, with new dates; with it too much is held, and the excess is released the same moment', async () => {
    const [waits] = await sent(freeze('A', 100_000));
    await answer(waits!, waiting);
    const [other] = await sent(freeze('B', 100_000));
    await answer(other!, holds(100_000, 100_000));
    expect(await answer(waits!, holds(40_000, 100_000, { from: '2026-05-01', until: '2027-04-30' }))).toBe('taken');
    expect(state().measures[0]).toMatchObject({ state: 'effective', heldFen: 40_000, from: '2026-05-01', until: '2027-04-30' });
    const release = state().orders.filter(({ operation }) => operation === 'release');
    expect(release).toEqual([expect.objectContaining({ state: 'approved', priority: 'urgent', limitFen: 40_000, draftedBy: 'gateway' })]);
    expect(store.tasks.map(({ kind }) => kind)).toContain('activated');
  });
});

describe('what is in force changes', () => {
  it('deducted in part and whole: to what is held, and money counts as deducted when taken, as arrived when somebody says so', async () => {
    const { measureId } = await frozen(60_000, 60_000);
    const [first] = await sent(on(measureId, 'deduct', 25_000));
    await answer(first!, holds(25_000, 25_000));
    expect(measures()).toEqual([['effective', 35_000, 35_000]]);
    expect(await refusalsOf(engine.draft(CASE, [on(measureId, 'deduct', 35_001)], 'li'))).toContain('more-than-held');
    const [second] = await sent(on(measureId, 'deduct', 35_000));
    await answer(second!, holds(35_000, 35_000));
    expect(measures()).toEqual([['deducted', 0, 0]]);
    const arrived = (order: number, reference: string, fen: number, day = '2026-03-02') => engine.arrived(CASE, order, { reference, fen, day }, 'cashier');
    await arrived(first!, 'T1', 25_000);
    expect(state().deductions.map(({ takenFen, arrivedFen }) => [takenFen, arrivedFen])).toEqual([[25_000, 25_000], [35_000, 0]]);
    await expect(arrived(first!, 'T2', 1)).rejects.toMatchObject({ code: 'arrival-exceeds' });
    // Reported again, by whomever: one payment. Of the same sum under another number: another.
    const told = store.entries.length;
    await arrived(first!, 'T1', 25_000);
    expect([state().deductions[0]!.arrivedFen, store.entries.length]).toEqual([25_000, told]);
    await expect(arrived(first!, 'T1', 24_000)).rejects.toMatchObject({ code: 'arrival-contradicted' });
    await expect(arrived(first!, 'T1', 25_000, '2026-03-01')).rejects.toMatchObject({ code: 'arrival-contradicted' });
    await arrived(second!, 'T3', 10_000);
    await arrived(second!, 'T4', 10_000, '2026-03-01');
    expect(state().deductions[1]).toMatchObject({ arrivedFen: 20_000, arrivedOn: '2026-03-02' });
    await expect(arrived(second!, 'T5', 1, '2099-01-01')).rejects.toMatchObject({ code: 'request-invalid' });
  });

  it('settled by telephone, then answered in full: what agrees is kept, what does not is disputed', async () => {
    const { measureId } = await frozen(60_000, 60_000);
    const [id] = await sent(on(measureId, 'deduct', 25_000));
    await engine.lostSight(CASE, id!, { code: 'line-lost', word: 'timeout' });
    await engine.settle(CASE, id!, { as: 'done', outcome: { kind: 'effective', effect: { held: { fen: 25_000, currency: 'CNY' } } }, reason: 'by telephone' }, 'boss');
    expect(await answer(id!, holds(25_000, 25_000, { institutionReference: 'K1' }))).toBe('kept');
    expect([orderOf(id!).state, state().deductions.map(({ takenFen }) => takenFen)]).toEqual(['done', [25_000]]);
    expect(await answer(id!, holds(24_000, 25_000))).toBe('conflict');
    expect(orderOf(id!).state).toBe('disputed');
  });

  it.each([['in one go', 'freeze-and-deduct'], ['from a freeze', 'deduct']] as const)('more is taken than was ordered, %s: counted, nothing becomes negative, and a person is told what to give back', async (_, operation) => {
    const measureId = operation === 'deduct' ? (await frozen(60_000, 60_000)).measureId : undefined;
    const [id] = await sent(operation === 'deduct' ? on(measureId!, operation, 25_000) : freeze('A', 25_000, { operation }));
    expect(await answer(id!, holds(26_000, 26_000))).toBe('taken');
    const measure = state().measures.find((one) => one.id === (measureId ?? orderOf(id!).requestNumber))!;
    expect([measure.limitFen >= 0, measure.heldFen >= 0, state().deductions.map(({ takenFen }) => takenFen)]).toEqual([true, true, [26_000]]);
    expect(store.tasks.filter(({ kind, orderId }) => kind === 'conflict' && orderId === id).map(({ detail }) => detail)).toEqual(['26000 fen were taken, 25000 were ordered: 1000 fen are to be given back']);
  });

  it.each([
    ['该账户为农民工工资专用账户，不得冻结', 'X05'],
    ['系专用存款账户，无法控制', '特殊账户'],
    ['账户余额不足', undefined],
  ])('the bank refuses: %s', async (reason, said) => {
    const [id] = await sent(freeze('A', 25_000));
    await answer(id!, { kind: 'refused', reason });
    const told = store.tasks.filter(({ kind }) => kind === 'refused-exempt');
    expect(told.map(({ orderId }) => orderId)).toEqual(said === undefined ? [] : [id]);
    if (said !== undefined) expect(told[0]!.detail).toContain(said);
  });

  it('the first court has it for over a year: the court that waits right behind it is told once that it may ask for it (C13)', async () => {
    const behind = (position: number): ControlOutcome => ({ kind: 'waiting', position, effect: { priorMeasures: [{ sequence: 1, authority: 'first', startsOn: '2025-06-01' }] } });
    const [id] = await sent(freeze('A', 100));
    await answer(id!, behind(2));
    const [further] = await sent(freeze('B', 100));
    await answer(further!, behind(3));
    const told = () => store.tasks.filter(({ kind }) => kind === 'first-court-idle').map(({ measureId }) => measureId);
    await engine.day(CASE, '2026-06-01');
    expect(told()).toEqual([orderOf(id!).requestNumber]);
    store.tasks.length = 0;
    await engine.day(CASE, '2026-06-02');
    expect(told()).toEqual([]);
  });

  it('nothing is deducted of what waits, in preservation, without an account of the case, or below the living costs without a signed reason', async () => {
    const [waits] = await sent(freeze('A', 100));
    await answer(waits!, waiting);
    expect(await refusalsOf(engine.draft(CASE, [on(orderOf(waits!).requestNumber, 'deduct', 100)], 'li'))).toContain('not-frozen-first');
    const [held] = await sent(freeze('B', 1000));
    await answer(held!, holds(1000, 1000));
    const deduct = on(orderOf(held!).requestNumber, 'deduct', 1000, { target: account('B') });
    store.outside(CASE, { account: undefined });
    expect(await refusalsOf(engine.draft(CASE, [deduct], 'li'))).toEqual(['case-account-missing']);
    store.outside(CASE, { account: { accountName: 'c', bankName: 'b', bankNumber: '102331000013', accountNumber: '1' }, obligors: [{ id: 'o1', kind: 'person', livingReserveFen: 500 }] });
    const [order] = await engine.draft(CASE, [deduct], 'li');
    await engine.submit(CASE, [order!.id], { approver: 'zhao' }, 'li');
    expect(await refusalsOf(engine.approve(CASE, [order!.id], {}, 'zhao'))).toEqual(['living-costs']);
    expect(await engine.approve(CASE, [order!.id], { livingReason: 'he has a pension elsewhere' }, 'zhao')).toHaveLength(1);
  });

  it('paid elsewhere: the excess is released, of an underfunded freeze by so much of the limit that money comes free', async () => {
    await frozen(60_000, 100_000);
    store.outside(CASE, { need: { owedFen: 100_000, paidFen: 50_000 } });
    await engine.recount(CASE, 'li', 'paid');
    await engine.recount(CASE, 'li', 'paid, told twice');
    expect(state().orders.filter(({ operation }) => operation === 'release')).toEqual([expect.objectContaining({ limitFen: 50_000, state: 'approved' })]);
    const [release] = state().orders.filter(({ operation }) => operation === 'release');
    await engine.beginSending(CASE, release!.id);
    await answer(release!.id, holds(10_000, 100_000));
    expect(measures()).toEqual([['effective', 50_000, 50_000]]);
  });

  it('released, and then contradicted: nothing new is begun on the thing until a person knows whether it is still held', async () => {
    const { measureId } = await frozen(60_000, 60_000);
    const [release] = await sent(on(measureId, 'release', 60_000));
    await answer(release!, holds(60_000, 60_000));
    await answer(release!, { kind: 'refused', reason: 'not today' });
    expect(await refusalsOf(engine.draft(CASE, [freeze('A', 100)], 'li'))).toContain('order-under-way');
    await engine.settle(CASE, release!, { as: 'done', outcome: holds(60_000, 60_000), reason: 'a letter of the bank' }, 'boss');
    expect(await engine.draft(CASE, [freeze('A', 100)], 'li')).toHaveLength(1);
  });

  it('an institution refuses to release the excess: a person is told, it is not raised again and again', async () => {
    await frozen(60_000, 60_000);
    store.outside(CASE, { need: { owedFen: 100_000, paidFen: 90_000 } });
    await engine.recount(CASE, 'li', 'paid');
    const [release] = state().orders.filter(({ operation }) => operation === 'release');
    await engine.beginSending(CASE, release!.id);
    await answer(release!.id, { kind: 'refused', reason: 'not today' });
    expect(state().orders.filter(({ operation }) => operation === 'release')).toHaveLength(1);
    expect(store.tasks.map(({ kind }) => kind)).toContain('excess');
  });

  it('a day after the last day: lapsed by itself, once, and a renewal answered then is a new measure at the end of the queue', async () => {
    const { measureId } = await frozen(60_000, 60_000);
    nowMs = Date.parse('2027-03-01T02:00:00Z');
    const [renewal] = await sent(on(measureId, 'renew', 60_000));
    await engine.day(CASE, '2027-03-02');
    await engine.day(CASE, '2027-03-02');
    expect(measures()).toEqual([['lapsed', 0, 60_000]]);
    nowMs = Date.parse('2027-03-02T02:00:00Z');
    await answer(renewal!, holds(5_000, 60_000, { from: '2027-03-02', until: '2028-03-01', effectiveAt: '2027-03-02T09:30:00+08:00' }));
    expect(measures()).toEqual([['lapsed', 0, 60_000], ['effective', 5_000, 60_000]]);
    expect(store.tasks.filter(({ kind }) => kind === 'lapsed')).toHaveLength(1);
  });

  it('renewed too late, of what was settled as never in force: what the institution registered is known, and a person is told', async () => {
    const { measureId, orderId } = await frozen(60_000, 60_000);
    await answer(orderId, { kind: 'refused', reason: 'account closed' });
    nowMs = Date.parse('2027-03-01T02:00:00Z');
    const [renewal] = await sent(on(measureId, 'renew', 60_000));
    await engine.settle(CASE, orderId, { as: 'refused', reason: 'a letter of the bank' }, 'zhao');
    nowMs = Date.parse('2027-03-02T02:00:00Z');
    await answer(renewal!, holds(5_000, 60_000, { from: '2027-03-02', until: '2028-03-01', effectiveAt: '2027-03-02T09:30:00+08:00' }));
    expect(measures()).toEqual([['released', 0, 60_000], ['effective', 5_000, 60_000]]);
    expect(state().measures[1]!.beganWith.orderId).toBe(renewal);
    expect(store.tasks).toContainEqual(expect.objectContaining({ kind: 'conflict', orderId: renewal, detail: 'renewed, though it was released' }));
  });

  it('renewed in time: the term follows the old one, rank stays', async () => {
    const { measureId } = await frozen(60_000, 60_000);
    nowMs = Date.parse('2027-02-20T02:00:00Z');
    expect(await refusalsOf(engine.draft(CASE, [on(measureId, 'renew', 60_000, { until: '2028-03-02' })], 'li'))).toEqual(['term-too-long']);
    const [renewal] = await sent(on(measureId, 'renew', 60_000));
    await answer(renewal!, { kind: 'effective', effect: { until: '2028-03-01' } });
    expect(state().measures).toEqual([expect.objectContaining({ state: 'effective', from: '2026-03-02', until: '2028-03-01', heldFen: 60_000 })]);
  });

  it('reminders at 60, 30, 15 … days, each once, and a day without a run loses none', async () => {
    await frozen(60_000, 60_000);
    for (const day of ['2026-12-31', '2026-12-31', '2027-01-20', '2027-02-14', '2027-03-01']) await engine.day(CASE, day);
    expect(store.entries.filter(({ event }) => event === 'reminded').map(({ reason }) => reason)).toEqual(['60 days are left', '15 days are left', '0 days are left']);
  });

  it('an urgent release overtakes a renewal that has not left', async () => {
    const { measureId } = await frozen(60_000, 60_000);
    nowMs = Date.parse('2027-02-20T02:00:00Z');
    const [renewal] = await engine.draft(CASE, [on(measureId, 'renew', 60_000)], 'li');
    await engine.submit(CASE, [renewal!.id], { approver: 'zhao' }, 'li');
    await engine.approve(CASE, [renewal!.id], {}, 'zhao');
    await sent(on(measureId, 'release', 60_000));
    expect(orderOf(renewal!.id).state).toBe('withdrawn');
  });
});
