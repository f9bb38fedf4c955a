import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { caseOf, demoClients, eventually, knownOfficers, newDataFolder, removeDataFolder, seeded, StandaloneProcess, stranger, type GatewayClient } from '../running/index.js';
import { LossyProxy } from './lossy-proxy.js';

/** One bank that polls, one that is called. */
const INSTITUTIONS = ['C001H101110102001', 'F911H101330100001'];
/** Longer than intake waits for its database, shorter than anything an institution is given. */
const LONG_MS = 7000;

let database: TestDatabase;
let proxy: LossyProxy;
let dataFolder: string;
let gateway: StandaloneProcess;
let officer: GatewayClient;
let serial = 5000;

beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await LossyProxy.before(database.url);
  dataFolder = await newDataFolder();
  gateway = new StandaloneProcess({ dataFolder, settings: { DATABASE_URL: proxy.url, CHAKONG_SANDBOX_POLL_SECONDS: '0.2' } });
  const { gatewayUrl } = await gateway.ready;
  ({ officer } = await demoClients(dataFolder, gatewayUrl));
}, 60_000);

afterAll(async () => {
  await gateway?.stop();
  await proxy?.close();
  await database?.drop();
  await removeDataFolder(dataFolder);
}, 60_000);

async function newCase(): Promise<string> {
  serial += 1;
  const { body } = await officer.registerCase(caseOf(serial, await knownOfficers(officer), [stranger(seeded(serial))]));
  return body.id;
}

async function completed(inquiryId: string, withinMs = 20_000): Promise<void> {
  await eventually('the inquiry is complete', async () => (await officer.result(inquiryId)).body.complete, { withinMs });
}

const stored = async (caseId: string): Promise<number> =>
  (await database.database.query.selectFrom('inquiry').select('id').where('case_id', '=', caseId).execute()).length;

describe('the reply to a commit is lost', () => {
  test('of an inquiry, and the database is back at once: answered as if nothing had happened, written once', async () => {
    const caseId = await newCase();
    const [reply] = await Promise.all([officer.ask({ caseId, purpose: '立案查控', institutions: INSTITUTIONS }), proxy.loseReplyOf('intake', 300)]);
    expect(reply.status).toBe(202);
    await completed(reply.body.id);
    expect(await stored(caseId)).toBe(1);
  }, 60_000);

  test('of an inquiry, and the database stays away: 503, the same key finds it, and its institutions are asked without a restart', async () => {
    const caseId = await newCase();
    const command = { caseId, purpose: '立案查控', institutions: INSTITUTIONS };
    const key = { 'idempotency-key': 'lost-commit-0001' };
    const [reply] = await Promise.all([officer.ask(command, key), proxy.loseReplyOf('intake', LONG_MS)]);
    expect(reply).toMatchObject({ status: 503, body: { code: 'database-unavailable', retryable: true } });
    await eventually('the database is back', async () => (await officer.get('/api/v1/cases?limit=1')).status === 200);
    const again = await officer.ask(command, key);
    expect(again.status).toBe(202);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    await completed(again.body.id, 45_000);
    expect(await stored(caseId)).toBe(1);
  }, 90_000);

  test('of an answer: taken once, complete once', async () => {
    const caseId = await newCase();
    const [reply] = await Promise.all([officer.ask({ caseId, purpose: '立案查控', institutions: INSTITUTIONS }), proxy.loseReplyOf('answers', 300)]);
    await completed(reply.body.id);
    const { body } = await officer.result(reply.body.id);
    expect(body).toMatchObject({ version: 2, totals: { asked: 2, answered: 2, byOutcome: { 'nothing-found': 2 } } });
    const events = await database.database.query.selectFrom('outbox').select('type').where('key', '=', caseId).execute();
    expect(events.map(({ type }) => type).sort()).toEqual(['inquiry.accepted', 'inquiry.completed']);
  }, 60_000);
});
