import { controlStoreContract, type ControlStoreUnderTest } from '#libs/control-testkit';
import { ControlDatabase } from './control-database.js';
import { ConnectionLost, MemoryControlStore } from './memory-control-store.js';
import { Scheduler } from './scheduler.js';
import { freeze, Stage } from './stage.js';

async function open(): Promise<ControlStoreUnderTest> {
  const scheduler = new Scheduler(1, 0, false);
  const database = new ControlDatabase(scheduler);
  const store = new MemoryControlStore(database, scheduler, { name: 'gateway', alive: true });
  let closed = false;
  const going = (async () => {
    while (!closed) if (!(await scheduler.step())) await new Promise((resolve) => setTimeout(resolve, 1));
  })();
  let cases = 0;
  return {
    store,
    openCase: async (courtCode = '浙0106') => {
      const of = { caseId: `case-${String((cases += 1)).padStart(3, '0')}`, caseNumber: `（2026）浙0106执${cases}号`, obligorId: `obligor-${cases}` };
      database.cases.set(of.caseId, {
        case: { id: of.caseId, caseNumber: of.caseNumber, courtCode, kind: 'execution', state: 'open', officers: ['chen'] }, owedFen: 100_00, paidFen: 0,
        obligors: [{ id: of.obligorId, kind: 'person', livingReserveFen: 0 }],
      });
      return of;
    },
    answersOf: async (orderId) => database.answers.filter((answer) => answer.orderId === orderId).length,
    close: async () => {
      closed = true;
      await going;
    },
  };
}

describe('the store of the simulation', () => {
  controlStoreContract(open);
});

describe('where a process may die', () => {
  const drafted = async (dyingBefore: string): Promise<[number, Stage]> => {
    const stage = new Stage();
    stage.openCase('c1', 1_000);
    stage.scheduler.crashBefore = (life, label) => {
      if (label !== dyingBefore) return false;
      life.alive = false;
      stage.database.disconnect(life);
      return true;
    };
    void stage.engine.draft('c1', [freeze('A', 100)], 'h1');
    while (await stage.scheduler.step());
    stage.scheduler.crashBefore = undefined;
    return [stage.database.orders.size, stage];
  };

  it.each([['asks for the lock of c1', 0], ['has the lock of c1', 0], ['reads c1', 0], ['commits c1', 0], ['hears that c1 is committed', 1]])('before it %s: %i order is there, and the case is free for others', async (label, orders) => {
    const [there, stage] = await drafted(label);
    expect(there).toBe(orders);
    const next = stage.startAnew();
    await stage.done(next.engine.draft('c1', [freeze('B', 100)], 'h1'));
    expect(stage.database.orders.size).toBe(orders + 1);
  });

  it('the connection is lost after the commit: the caller is told of a failure, and it is there', async () => {
    const stage = new Stage();
    stage.openCase('c1', 1_000);
    const faults = { connectionLost: 0, decidedTwice: 0 };
    const store = new MemoryControlStore(stage.database, stage.scheduler, { name: 'other', alive: true }, faults);
    const [order] = await stage.done(stage.engine.draft('c1', [freeze('A', 100)], 'h1'));
    const changing = store.change('c1', () => ({ changes: { orders: [{ ...order!, version: 2 }], measures: [], deductions: [], entries: [], tasks: [] }, result: 0 }));
    changing.catch(() => undefined);
    while (stage.order(order!.id).version === 1) await stage.scheduler.step();
    faults.connectionLost = 1;
    await expect(stage.done(changing)).rejects.toBeInstanceOf(ConnectionLost);
    expect(stage.order(order!.id).version).toBe(2);
  });

  it('what was read cannot be changed for others', async () => {
    const stage = new Stage();
    stage.openCase('c1', 1_000);
    const [order] = await stage.done(stage.engine.draft('c1', [freeze('A', 100)], 'h1'));
    expect(() => Object.assign(stage.order(order!.id), { state: 'approved' })).toThrow(TypeError);
  });
});
