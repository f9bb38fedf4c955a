import { freeze, held, onMeasure, Stage } from '../simulation/stage.js';

const CASE = 'c1';

/** 10,000 fen are held of 10,000 owed; then 4,000 are paid. */
async function tooMuch(stage: Stage): Promise<void> {
  stage.openCase(CASE, 10_000);
  const { id } = await stage.sent(CASE, freeze('A', 10_000));
  await stage.answer(id, held(10_000));
  stage.database.alter(CASE, (facts) => ({ ...facts, paidFen: 4_000 }));
  await stage.done(stage.engine.recount(CASE, 'case-system', 'paid'));
}

const tasks = (stage: Stage, kind: string) => stage.database.tasks.filter((task) => task.kind === kind && !task.settled);

describe('a release of what is too much does not leave', () => {
  it('the connection was refused: a person is told of the order, and of the excess', async () => {
    const stage = new Stage();
    await tooMuch(stage);
    const [release] = stage.releases();
    expect(release).toMatchObject({ limitFen: 4_000, state: 'approved' });
    await stage.done(stage.engine.beginSending(CASE, release!.id));
    await stage.done(stage.engine.neverLeft(CASE, release!.id, { word: 'connect-failed', text: 'ECONNREFUSED' }));
    expect(tasks(stage, 'not-sent').map(({ orderId }) => orderId)).toEqual([release!.id]);
    expect(tasks(stage, 'excess')).toHaveLength(1);
  });

  it('an officer withdraws the release that was on its way: the gateway raises its own', async () => {
    const stage = new Stage();
    stage.openCase(CASE, 10_000);
    const order = await stage.sent(CASE, freeze('A', 10_000));
    await stage.answer(order.id, held(10_000));
    const release = await stage.approved(CASE, onMeasure(stage.measureOf(order), 'release', 10_000));
    stage.database.alter(CASE, (facts) => ({ ...facts, paidFen: 4_000 }));
    await stage.done(stage.engine.recount(CASE, 'case-system', 'paid'));
    expect(stage.releases().map(({ id }) => id)).toEqual([release.id]);
    await stage.done(stage.engine.withdraw(CASE, [release.id], '不再需要', 'h1'));
    expect(stage.releases().map(({ limitFen }) => limitFen)).toEqual([4_000]);
  });

  it('the approver gives it back: who looks at excess is told, and it is not raised again by itself', async () => {
    const stage = new Stage({ releaseExcessByRule: false });
    await tooMuch(stage);
    for (const task of stage.database.tasks) task.settled = true;
    await stage.done(stage.engine.giveBack(CASE, [stage.releases()[0]!.id], '另有债权', 'p1'));
    expect([stage.releases(), tasks(stage, 'excess').length]).toEqual([[], 1]);
  });
});

describe('the institution refuses the release', () => {
  it('a thing kept for a reason would explain the excess: a person is told all the same', async () => {
    const stage = new Stage();
    stage.openCase(CASE, 10_000);
    const account = await stage.sent(CASE, freeze('A', 8_000));
    await stage.answer(account.id, held(8_000));
    const car = await stage.sent(CASE, freeze('C', 0, { source: 'vehicle', operation: 'seal', target: { kind: 'vehicle', reference: 'C', plate: 'C', plateType: '02', vin: 'C' }, extent: { by: 'whole' }, worthFen: 9_000 }), '别无其他足额财产');
    await stage.answer(car.id, { kind: 'effective', effect: { from: '2026-03-02', until: '2028-03-01' } });
    const [release] = stage.releases();
    expect(release).toMatchObject({ limitFen: 7_000 });
    await stage.done(stage.engine.beginSending(CASE, release!.id));
    await stage.answer(release!.id, { kind: 'refused', reason: '系统维护' });
    expect([stage.releases(), tasks(stage, 'excess').length]).toEqual([[], 1]);
  });
});

describe('what a person keeps explains as much as it holds, and no more', () => {
  const car = (reference: string, worthFen: number) => freeze(reference, 0, { source: 'vehicle', operation: 'seal', target: { kind: 'vehicle', reference, plate: reference, plateType: '02', vin: reference }, extent: { by: 'whole' }, worthFen });
  const sealed = { kind: 'effective', effect: { from: '2026-03-02', until: '2028-03-01' } } as const;

  it('a small car is kept for a reason; of a large one that becomes too much somebody is told', async () => {
    const stage = new Stage();
    stage.openCase(CASE, 50_000);
    const large = await stage.sent(CASE, car('L', 40_000));
    await stage.answer(large.id, sealed);
    const small = await stage.sent(CASE, car('S', 11_000), '别无其他足额财产');
    await stage.answer(small.id, sealed);
    expect(tasks(stage, 'excess')).toEqual([]);
    stage.database.alter(CASE, (facts) => ({ ...facts, paidFen: 15_000 }));
    await stage.done(stage.engine.recount(CASE, 'case-system', 'paid'));
    expect([stage.releases(), tasks(stage, 'excess').length]).toEqual([[], 1]);
  });
});

describe('a whole account was frozen, and more is on it than it was thought to be worth', () => {
  it('the excess is released as what is too much, never as less than nothing', async () => {
    const stage = new Stage();
    stage.openCase(CASE, 9_000);
    const order = await stage.sent(CASE, freeze('A', 0, { extent: { by: 'account' }, worthFen: 1 }));
    await stage.answer(order.id, held(24_000));
    expect(stage.measureOf(order)).toMatchObject({ heldFen: 24_000, limitFen: 24_000 });
    expect(stage.releases().map(({ limitFen, extent }) => [limitFen, extent])).toEqual([[15_000, { by: 'amount', amount: { fen: 15_000, currency: 'CNY' } }]]);
  });

  it('a release of the little it was thought to be worth does not end it', async () => {
    const stage = new Stage();
    stage.openCase(CASE, 100_000);
    const order = await stage.sent(CASE, freeze('A', 0, { extent: { by: 'account' }, worthFen: 1 }));
    await stage.answer(order.id, held(24_000));
    const release = await stage.sent(CASE, onMeasure(stage.measureOf(order), 'release', 1));
    await stage.answer(release.id, held(1, 24_000));
    expect(stage.measureOf(order)).toMatchObject({ state: 'effective', heldFen: 23_999 });
  });

  it('money is taken by exact sums only', async () => {
    const stage = new Stage();
    stage.openCase(CASE, 100_000);
    const draft = freeze('A', 0, { operation: 'freeze-and-deduct', extent: { by: 'account' }, worthFen: 31_000 });
    await expect(stage.done(stage.engine.draft(CASE, [draft], 'h1'))).rejects.toThrow('amount-missing');
  });
});

describe('less was held than was known, and part of it is released', () => {
  it('what stays is no more than the lower limit binds, and is not released again and again', async () => {
    const stage = new Stage();
    stage.openCase(CASE, 10_000);
    const order = await stage.sent(CASE, freeze('A', 10_000));
    await stage.answer(order.id, held(10_000));
    stage.database.alter(CASE, (facts) => ({ ...facts, paidFen: 6_000 }));
    await stage.done(stage.engine.recount(CASE, 'case-system', 'paid'));
    const [release] = stage.releases();
    await stage.done(stage.engine.beginSending(CASE, release!.id));
    // 9,500 were held by then: a limit of 4,000 frees 5,500 of it, not 6,000.
    await stage.answer(release!.id, held(5_500, 10_000));
    expect(stage.measureOf(order)).toMatchObject({ state: 'effective', heldFen: 4_000, limitFen: 4_000 });
    expect(stage.releases()).toEqual([]);
  });
});
