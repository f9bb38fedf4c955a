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

  it('while it is in dispute whether it was ever in force: refused until somebody settled that', async () => {
    const stage = new Stage();
    stage.openCase('c1', 1_000);
    stage.openCase('c2', 1_000);
    const order = await stage.sent('c1', freeze('A', 1_000));
    await stage.answer(order.id, held(1_000));
    await stage.answer(order.id, { kind: 'refused', reason: '未能办理' });
    await expect(stage.done(stage.engine.handOver('c1', order.requestNumber, to('c2'), 'h1'))).rejects.toThrow('order-under-way');
  });

  it('disputed afterwards, and settled by who ordered it as never in force: the other case counts it no more', async () => {
    const stage = new Stage();
    stage.openCase('c1', 1_000);
    stage.openCase('c2', 1_000);
    const order = await stage.sent('c1', freeze('A', 1_000));
    await stage.answer(order.id, held(1_000));
    await stage.done(stage.engine.handOver('c1', order.requestNumber, to('c2'), 'h1'));
    await stage.answer(order.id, { kind: 'refused', reason: '未能办理' });
    await stage.done(stage.engine.settle('c1', order.id, { as: 'refused', reason: '经电话核实' }, 'p1'));
    expect([stage.order(order.id).state, stage.measureOf(order)]).toMatchObject(['refused', { state: 'released', heldFen: 0, caseId: 'c2' }]);
  });

  it('the process dies when it was committed: the other case is counted already, what is too much there is being released', async () => {
    const stage = new Stage();
    stage.openCase('c1', 1_000);
    stage.openCase('c2', 400);
    const measure = await frozen(stage, 'c1');
    stage.scheduler.crashBefore = (of, label) => {
      if (!label.startsWith('hears that')) return false;
      of.alive = false;
      return true;
    };
    await stage.done(Promise.race([stage.engine.handOver('c1', measure, to('c2'), 'h1'), new Promise((resolve) => stage.scheduler.later(60_000, 'a minute later', undefined, () => resolve(undefined)))]));
    expect(stage.database.measures.get(measure)!.caseId).toBe('c2');
    expect(stage.releases().map(({ caseId, limitFen }) => [caseId, limitFen])).toEqual([['c2', 600]]);
  });

  it('to itself: refused', async () => {
    const stage = new Stage();
    stage.openCase('c1', 1_000);
    await expect(stage.done(stage.engine.handOver('c1', await frozen(stage, 'c1'), to('c1'), 'h1'))).rejects.toThrow('measure-exists');
  });
});

/** Both begin before either has a lock, in whichever order the scheduler lets them. */
async function atOnce(stage: Stage, ...works: readonly Promise<unknown>[]): Promise<string[]> {
  const settled = await stage.done(Promise.allSettled(works));
  return settled.map((one) => (one.status === 'fulfilled' ? 'done' : (one.reason as Error).message)).sort();
}

describe('at the same moment', () => {
  it('two cases hand over to a third, which has room for one: the other is refused by the rule', async () => {
    const stage = new Stage();
    for (const id of ['c1', 'c2', 'c3']) stage.openCase(id, 1_000);
    const [first, second] = [await frozen(stage, 'c1'), await frozen(stage, 'c2')];
    expect(await atOnce(stage, stage.engine.handOver('c1', first, to('c3'), 'h1'), stage.engine.handOver('c2', second, to('c3'), 'h1'))).toEqual(['done', 'measure-exists']);
    expect([...stage.database.measures.values()].filter(({ caseId }) => caseId === 'c3')).toHaveLength(1);
  });

  it('one measure is handed over twice: it goes to one of them', async () => {
    const stage = new Stage();
    for (const id of ['c1', 'c2', 'c3']) stage.openCase(id, 1_000);
    const measure = await frozen(stage, 'c1');
    const outcomes = await atOnce(stage, stage.engine.handOver('c1', measure, to('c2'), 'h1'), stage.engine.handOver('c1', measure, to('c3'), 'h1'));
    expect(outcomes).toHaveLength(2);
    expect(outcomes.filter((one) => one === 'done')).toHaveLength(1);
  });

  it('two cases exchange measures on the same thing: neither waits for the other for ever, neither has two', async () => {
    const stage = new Stage();
    for (const id of ['c1', 'c2']) stage.openCase(id, 1_000);
    const [first, second] = [await frozen(stage, 'c1'), await frozen(stage, 'c2')];
    expect(await atOnce(stage, stage.engine.handOver('c1', first, to('c2'), 'h1'), stage.engine.handOver('c2', second, to('c1'), 'h1'))).toEqual(['measure-exists', 'measure-exists']);
  });

  it('handed over and released: one of the two, and nothing is released that another case relies on', async () => {
    const stage = new Stage();
    for (const id of ['c1', 'c2']) stage.openCase(id, 1_000);
    const measure = await frozen(stage, 'c1');
    const draft = onMeasure(stage.database.measures.get(measure)!, 'release', 1_000);
    const release = async (): Promise<void> => {
      const [order] = await stage.engine.draft('c1', [draft], 'h1');
      await stage.engine.submit('c1', [order!.id], { approver: 'p1' }, 'h1');
      await stage.engine.approve('c1', [order!.id], {}, 'p1');
    };
    const outcomes = await atOnce(stage, release(), stage.engine.handOver('c1', measure, to('c2'), 'h1'));
    expect(outcomes.filter((one) => one === 'done')).toHaveLength(1);
    const released = [...stage.database.orders.values()].some(({ operation, state }) => operation === 'release' && state === 'approved');
    expect(stage.database.measures.get(measure)!.caseId).toBe(released ? 'c1' : 'c2');
  });

  it('it is handed over while the other case begins a measure on the thing: one of the two', async () => {
    const stage = new Stage();
    for (const id of ['c1', 'c2']) stage.openCase(id, 1_000);
    const measure = await frozen(stage, 'c1');
    const begins = async (): Promise<void> => {
      const [order] = await stage.engine.draft('c2', [freeze('A', 1_000)], 'h1');
      await stage.engine.submit('c2', [order!.id], { approver: 'p1' }, 'h1');
      await stage.engine.approve('c2', [order!.id], {}, 'p1');
    };
    const outcomes = await atOnce(stage, begins(), stage.engine.handOver('c1', measure, to('c2'), 'h1'));
    expect(outcomes.filter((one) => one === 'done')).toHaveLength(1);
    expect(outcomes.find((one) => one !== 'done')).toMatch(/order-under-way|measure-exists/);
  });
});
