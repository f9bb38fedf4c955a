import { freeze, held, onMeasure, Stage } from '../simulation/stage.js';

const CASE = 'c1';
const DAY = 86_400_000;

describe('a renewal comes too late, and others have been registered meanwhile', () => {
  it.each([['before the day has noticed', false], ['after it has lapsed', true]])('it waits at the end of the queue: a measure of its own, %s', async (_, lapsed) => {
    const stage = new Stage();
    stage.openCase(CASE, 10_000);
    const order = await stage.sent(CASE, freeze('A', 10_000));
    await stage.answer(order.id, held(10_000));
    stage.scheduler.nowMs = Date.parse('2027-03-01T12:00:00Z');
    const renewal = await stage.sent(CASE, { ...onMeasure(stage.measureOf(order), 'renew', 10_000) });
    stage.scheduler.nowMs += 2 * DAY;
    if (lapsed) await stage.done(stage.engine.day(CASE, '2027-03-03'));
    expect(await stage.answer(renewal.id, { kind: 'waiting', position: 2, effect: { limit: { fen: 10_000, currency: 'CNY' } } })).toBe('taken');
    expect([stage.order(renewal.id).state, stage.measureOf(order), stage.measureOf(renewal)]).toMatchObject(['done', { state: 'lapsed', heldFen: 0 }, { state: 'waiting', heldFen: 0 }]);
  });

  it('in time it cannot wait: what is held does not begin to', async () => {
    const stage = new Stage();
    stage.openCase(CASE, 10_000);
    const order = await stage.sent(CASE, freeze('A', 10_000));
    await stage.answer(order.id, held(10_000));
    const renewal = await stage.sent(CASE, { ...onMeasure(stage.measureOf(order), 'renew', 10_000) });
    expect(await stage.answer(renewal.id, { kind: 'waiting', effect: {} })).toBe('kept');
    expect(stage.order(renewal.id).state).toBe('unconfirmed');
  });

  it('exempt funds stay exempt under the new measure (I9)', async () => {
    const stage = new Stage();
    stage.openCase(CASE, 10_000);
    const order = await stage.sent(CASE, freeze('A', 10_000, { found: { requestId: 1, version: 1, match: 'exact', nature: '信用证保证金' } }));
    await stage.answer(order.id, held(10_000));
    stage.scheduler.nowMs = Date.parse('2027-03-01T12:00:00Z');
    const renewal = await stage.sent(CASE, onMeasure(stage.measureOf(order), 'renew', 10_000));
    stage.scheduler.nowMs += 2 * DAY;
    await stage.answer(renewal.id, { kind: 'effective', effect: { held: { fen: 10_000, currency: 'CNY' }, from: '2027-03-03', until: '2028-03-02' } });
    expect(stage.measureOf(renewal)).toMatchObject({ state: 'effective' });
    await expect(stage.done(stage.engine.draft(CASE, [onMeasure(stage.measureOf(renewal), 'deduct', 10_000)], 'h1'))).rejects.toThrow('exempt-from-deduction');
  });
});
