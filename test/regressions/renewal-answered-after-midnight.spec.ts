import type { ControlOutcome } from '#contracts/adapter';
import type { ControlOrder } from '#libs/control';
import { freeze, held, onMeasure, Stage } from '../simulation/stage.js';

const CASE = 'c1';
const FEN = 10_000;
const money = { fen: FEN, currency: 'CNY' };

/** A freeze until 1 March 2027, a renewal of it that left on the last evening, and the next morning; the day has run, or not yet. */
async function nextMorning(lapsed: boolean): Promise<{ readonly stage: Stage; readonly order: ControlOrder; readonly renewal: ControlOrder }> {
  const stage = new Stage();
  stage.openCase(CASE, FEN);
  const order = await stage.sent(CASE, freeze('A', FEN));
  await stage.answer(order.id, held(FEN));
  stage.scheduler.nowMs = Date.parse('2027-03-01T12:00:00Z');
  const renewal = await stage.sent(CASE, onMeasure(stage.measureOf(order), 'renew', FEN));
  stage.scheduler.nowMs = Date.parse('2027-03-02T01:00:00Z');
  if (lapsed) await stage.done(stage.engine.day(CASE, '2027-03-02'));
  return { stage, order, renewal };
}

const renewed = (effect: object): ControlOutcome => ({ kind: 'effective', effect: { held: money, until: '2028-03-01', ...effect } });

describe.each([['before the day has noticed', false], ['after it has lapsed with us', true]])('a renewal is answered after midnight of the last day, %s', (_, lapsed) => {
  it.each([
    ['renewed at 23:50 of the last day', { effectiveAt: '2027-03-01T23:50:00+08:00', from: '2027-03-02' }],
    ['its first day is the old one', { from: '2026-03-02' }],
  ])('%s: it was in time, and goes on under its number', async (_what, effect) => {
    const { stage, order, renewal } = await nextMorning(lapsed);
    expect(await stage.answer(renewal.id, renewed(effect))).toBe('taken');
    expect(stage.measureOf(order)).toMatchObject({ state: 'effective', heldFen: FEN, from: '2026-03-02', until: '2028-03-01' });
    expect(stage.measureOf(renewal)).toBeUndefined();
    // What is ordered on it names the number the institution knows.
    await stage.sent(CASE, onMeasure(stage.measureOf(order), 'release', FEN));
  });

  it.each([
    ['renewed at 00:10 of the next day', { effectiveAt: '2027-03-02T00:10:00+08:00', from: '2027-03-02' }],
    ['its first day is days later', { from: '2027-03-04' }],
  ])('%s: too late, a freeze of its own at the end of the queue (I8)', async (_what, effect) => {
    const { stage, order, renewal } = await nextMorning(lapsed);
    expect(await stage.answer(renewal.id, renewed(effect))).toBe('taken');
    expect([stage.measureOf(order), stage.measureOf(renewal)]).toMatchObject([{ state: 'lapsed', heldFen: 0 }, { state: 'effective', heldFen: FEN }]);
  });

  it.each([
    ['says nothing of when', {}],
    ['says the day after the last one, as renewals and new freezes do', { from: '2027-03-02' }],
    ['says the old first day, and a moment after midnight', { from: '2026-03-02', effectiveAt: '2027-03-02T00:10:00+08:00' }],
  ])('%s: it is asked about and a person is told; with the date a person settles it', async (_what, effect) => {
    const { stage, order, renewal } = await nextMorning(lapsed);
    expect(await stage.answer(renewal.id, renewed(effect))).toBe('kept');
    expect([stage.order(renewal.id).state, stage.measureOf(renewal)]).toEqual(['unconfirmed', undefined]);
    expect(stage.database.tasks.filter(({ kind, orderId }) => kind === 'unconfirmed' && orderId === renewal.id)).toHaveLength(1);
    const settled = (outcome: ControlOutcome) => stage.done(stage.engine.settle(CASE, renewal.id, { as: 'done', outcome, reason: '经电话核实' }, 'p1'));
    await expect(settled(renewed({}))).rejects.toMatchObject({ code: 'request-invalid' });
    await settled(renewed({ from: '2027-03-01' }));
    expect(stage.measureOf(order)).toMatchObject({ state: 'effective', heldFen: FEN, until: '2028-03-01' });
  });

  it('what was in effect and waits now has lost its place: too late', async () => {
    const { stage, order, renewal } = await nextMorning(lapsed);
    expect(await stage.answer(renewal.id, { kind: 'waiting', position: 2, effect: { limit: money } })).toBe('taken');
    expect([stage.measureOf(order).state, stage.measureOf(renewal).state]).toEqual(['lapsed', 'waiting']);
  });
});

describe('while nobody knows whether it was renewed in time', () => {
  it('nothing else begins on the thing, and its money leaves no room: it may be held still', async () => {
    const { stage } = await nextMorning(true);
    expect(stage.database.tasks.find(({ kind }) => kind === 'lapsed')?.detail).toContain('a renewal is not answered');
    await expect(stage.done(stage.engine.draft(CASE, [freeze('A', FEN)], 'h1'))).rejects.toThrow(/^order-under-way/);
    await expect(stage.done(stage.engine.draft(CASE, [freeze('B', 1)], 'h1'))).rejects.toThrow('more-than-owed');
  });

  it('in time, but how much is held is not said: asked about, never assumed', async () => {
    const { stage, renewal } = await nextMorning(true);
    expect(await stage.answer(renewal.id, { kind: 'effective', effect: { from: '2026-03-02' } })).toBe('kept');
    expect(stage.order(renewal.id).state).toBe('unconfirmed');
  });
});

it('a freeze that a renewal begins anew takes news like any other: money that comes later is counted', async () => {
  const { stage, renewal } = await nextMorning(true);
  const anew = (fen: number): ControlOutcome => ({ kind: 'effective', effect: { held: { fen, currency: 'CNY' }, from: '2027-03-04', until: '2028-03-03' } });
  await stage.answer(renewal.id, anew(0));
  expect(stage.measureOf(renewal)).toMatchObject({ state: 'unfunded', heldFen: 0 });
  expect(stage.order(renewal.id).askAtMs).toBeDefined();
  expect(await stage.answer(renewal.id, anew(4_000))).toBe('taken');
  expect(stage.measureOf(renewal)).toMatchObject({ state: 'effective', heldFen: 4_000 });
});

it('refused, begun anew under another number, and then said to have taken effect: two of one thing are not settled away', async () => {
  const stage = new Stage();
  stage.openCase(CASE, FEN);
  const first = await stage.sent(CASE, freeze('A', 5_000));
  await stage.answer(first.id, { kind: 'refused', reason: '未能办理' });
  const second = await stage.sent(CASE, freeze('A', 5_000));
  await stage.answer(second.id, held(5_000));
  expect(await stage.answer(first.id, held(4_000))).toBe('conflict');
  await expect(stage.done(stage.engine.settle(CASE, first.id, { as: 'done', outcome: held(4_000), reason: '来函' }, 'p1'))).rejects.toMatchObject({ code: 'state-change-invalid' });
});
