import { BANK, freeze, held, onMeasure, Stage } from '../simulation/stage.js';

const to = (toCaseId: string, toObligorId = 'o1') => ({ toCaseId, toObligorId, reason: '移送执行' });

async function frozen(stage: Stage, caseId: string): Promise<string> {
  const order = await stage.sent(caseId, freeze('A', 1_000));
  await stage.answer(order.id, held(1_000));
  return stage.measureOf(order).id;
}

describe('a measure is handed over to another case', () => {
  it('that has one on the same thing: refused by the rule, not by the database', async () => {
    const stage = new Stage();
    stage.openCase('c1', 1_000);
    stage.openCase('c2', 1_000);
    const measure = await frozen(stage, 'c1');
    await frozen(stage, 'c2');
    await expect(stage.done(stage.engine.handOver('c1', measure, to('c2'), 'h1'))).rejects.toThrow('measure-exists');
  });

  it('where its obligor owes nothing: refused (I2)', async () => {
    const stage = new Stage();
    stage.openCase('c1', 1_000);
    stage.openCase('c2', 1_000);
    const measure = await frozen(stage, 'c1');
    await expect(stage.done(stage.engine.handOver('c1', measure, to('c2', 'nobody'), 'h1'))).rejects.toThrow('not-an-obligor');
  });

  it('what was drafted on it here is withdrawn: nobody there knows of it', async () => {
    const stage = new Stage();
    stage.openCase('c1', 1_000);
    stage.openCase('c2', 1_000);
    const measure = await frozen(stage, 'c1');
    const [draft] = await stage.done(stage.engine.draft('c1', [onMeasure(stage.database.measures.get(measure)!, 'release', 1_000)], 'h1'));
    await stage.done(stage.engine.handOver('c1', measure, to('c2'), 'h1'));
    expect([stage.order(draft!.id).state, stage.database.measures.get(measure)!.caseId]).toEqual(['withdrawn', 'c2']);
  });

  it('exempt funds stay exempt in the other case (I9)', async () => {
    const stage = new Stage();
    stage.openCase('c1', 1_000);
    stage.openCase('c2', 1_000);
    const order = await stage.sent('c1', freeze('A', 1_000, { found: { requestId: 1, version: 1, match: 'exact', nature: '信用证保证金' } }));
    await stage.answer(order.id, held(1_000));
    await stage.done(stage.engine.handOver('c1', order.requestNumber, to('c2'), 'h1'));
    await expect(stage.done(stage.engine.draft('c2', [onMeasure(stage.measureOf(order), 'deduct', 1_000)], 'h1'))).rejects.toThrow('exempt-from-deduction');
  });

  it('while it waits: what the institution says of it is heard in the other case, and it is asked about there', async () => {
    const stage = new Stage();
    stage.openCase('c1', 1_000);
    stage.openCase('c2', 1_000);
    const order = await stage.sent('c1', freeze('A', 1_000));
    await stage.answer(order.id, { kind: 'waiting', effect: {}, position: 2 });
    await stage.done(stage.engine.handOver('c1', order.requestNumber, to('c2'), 'h1'));
    expect(await stage.answer(order.id, held(1_000))).toBe('taken');
    expect([stage.measureOf(order), stage.order(order.id).state]).toMatchObject([{ state: 'effective', caseId: 'c2', institutionCode: BANK }, 'done']);
  });

  it('the process dies before the other case is counted: it is due, and what is too much there is released', async () => {
    const stage = new Stage();
    stage.openCase('c1', 1_000);
    stage.openCase('c2', 400);
    const measure = await frozen(stage, 'c1');
    stage.scheduler.crashBefore = (of, label) => {
      // After the hand-over is committed, before its caller hears of it.
      if (label !== 'hears that c1 is committed') return false;
      of.alive = false;
      return true;
    };
    await stage.done(Promise.race([stage.engine.handOver('c1', measure, to('c2'), 'h1'), new Promise((resolve) => stage.scheduler.later(60_000, 'a minute later', undefined, () => resolve(undefined)))]));
    expect([stage.database.measures.get(measure)!.caseId, stage.releases()]).toEqual(['c2', []]);
    const next = stage.startAnew();
    const due = await stage.done(next.store.dueForAsking(stage.scheduler.nowMs, 10));
    expect(due.map(({ caseId }) => caseId)).toEqual(['c2']);
    await stage.done(next.engine.askAbout('c2', due[0]!.orderId));
    expect(stage.releases().map(({ caseId, limitFen }) => [caseId, limitFen])).toEqual([['c2', 600]]);
  });
});
