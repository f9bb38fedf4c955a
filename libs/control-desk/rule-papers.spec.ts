import { Problem } from '#contracts/errors';
import { ControlEngine, DEFAULT_CONTROL_POLICY, type ControlOrder } from '#libs/control';
import { changes, sampleOrder, storePapers } from '#libs/control-testkit';
import { openCase, rowsOf, type TestCase } from '#libs/engine-testkit';
import { PostgresControlStore } from '#libs/store';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { silentLogger } from '#libs/telemetry';
import type { PaperMaker } from './control-papers.js';
import { RulePapers } from './rule-papers.js';

let test: TestDatabase;
let of: TestCase;
let store: PostgresControlStore;

beforeEach(async () => {
  test = await createTestDatabase();
  of = await openCase(test.database);
  store = new PostgresControlStore(test.database);
});
afterEach(() => test.drop());

/** Releases that a rule approved. */
async function releases(count: number): Promise<number[]> {
  const ids = await store.nextOrderIds(count);
  const [{ number }] = (await rowsOf<{ number: string }>(test.database, 'SELECT case_number AS number FROM case_file WHERE id = $1', [of.caseId])) as [{ number: string }];
  const orders = ids.map((id): ControlOrder => {
    const { approver: _, approvedBy: __, ...order } = sampleOrder(id, { caseId: of.caseId, caseNumber: number, obligorId: of.obligorIds[0]! }, { state: 'approved', approvedByRule: '查扣冻规定第十九条', draftedBy: 'gateway', target: { kind: 'account', reference: String(id), sequence: 1 } });
    return order;
  });
  await store.change(of.caseId, () => ({ changes: changes({ orders }), result: undefined }));
  return [...ids];
}

function papers(make: (orderId: number) => void): RulePapers {
  const engine = new ControlEngine({ store, rules: { carry: () => undefined, exemption: () => undefined }, policy: DEFAULT_CONTROL_POLICY, clock: Date.now });
  const maker = { make: async (_: string, [orderId]: readonly number[]) => (make(orderId!), [{ orderId }]) } as unknown as PaperMaker;
  return new RulePapers({
    database: test.database, engine, maker, logger: silentLogger(),
    papers: {
      keepMade: async (transaction, caseId, made) => {
        for (const { orderId } of made as unknown as { orderId: number }[]) await storePapers(transaction, caseId, orderId);
      },
    } as ConstructorParameters<typeof RulePapers>[0]['papers'],
  });
}

const withPapers = async (): Promise<number[]> => (await rowsOf<{ id: number }>(test.database, 'SELECT DISTINCT order_id::int AS id FROM control_document ORDER BY 1')).map(({ id }) => id);

it('papers are made once, however many rounds and processes make them', async () => {
  const ids = await releases(2);
  const asked: number[] = [];
  const [one, other] = [papers((id) => asked.push(id)), papers((id) => asked.push(id))];
  await Promise.all([one.makeAll(), other.makeAll()]);
  await one.makeAll();
  expect(await withPapers()).toEqual(ids);
  expect(asked.length).toBeLessThanOrEqual(4);
});

it('an order whose papers cannot be made keeps no other one waiting, and the round says that it failed', async () => {
  const [broken, ...fine] = await releases(3);
  const round = papers((id) => {
    if (id === broken) throw new Error('no letterhead');
  });
  await expect(round.makeAll()).rejects.toThrow('no letterhead');
  expect(await withPapers()).toEqual(fine);
});

it('the seal service is away: nobody else is tried, and all of it is made when it is back', async () => {
  const ids = await releases(3);
  let away = true;
  const asked: number[] = [];
  const round = papers((id) => {
    asked.push(id);
    if (away) throw new Problem('seal-unavailable', 'away');
  });
  await expect(round.makeAll()).rejects.toThrow(Problem);
  expect(asked).toEqual(ids.slice(0, 1));
  away = false;
  await round.makeAll();
  expect(await withPapers()).toEqual(ids);
});
