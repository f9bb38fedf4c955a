import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InquiryResultDto } from '#contracts/http';
import { addMember, generateToken, provisionIdentity } from '#libs/access';
import { openCase } from '#libs/engine-testkit';
import { newTopic, testBrokers } from '#libs/message-bus-testkit';
import { KeyRing } from '#libs/sealed-fields';
import { Database } from '#libs/store';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { AppProcess, eventsOf, eventually, GatewayClient, type GivenSettings, type ServerEvent } from '../running/index.js';
import { CountingBank } from '../resilience/counting-bank.js';

const TIMEOUT_MS = 120_000;
const BANKS = 3;

let test0: TestDatabase;
let database: Database;
let folder: string;
let settings: GivenSettings;
let caseId: string;
const banks: CountingBank[] = [];
const processes: AppProcess[] = [];
let gateways: GatewayClient[];
let watched: string[];

beforeAll(async () => {
  const brokers = await testBrokers();
  folder = await mkdtemp(join(tmpdir(), 'chakong-apart-'));
  test0 = await createTestDatabase();
  database = new Database({ url: test0.url, poolSize: 4, applicationName: 'test', keys: await KeyRing.open(join(folder, 'key-ring.json')) });
  ({ caseId } = await openCase(database));
  const token = generateToken();
  await provisionIdentity(database, { login: 'officer', displayName: '承办人', kind: 'person', courtCode: '浙0106', roles: ['officer', 'operator'] }, token);
  await addMember(database.query, { caseId, login: 'officer', part: 'registrar', by: 'test' });
  for (let index = 1; index <= BANKS; index += 1) {
    const bank = await CountingBank.start(`BANK${index}`, 30);
    banks.push(bank);
    await database.pool.query(
      `INSERT INTO institution (code, name, kind, adapter, contract_version, endpoint, region, sources, concurrency, connect_timeout_ms, response_timeout_ms, answer_deadline_s)
       VALUES ($1, $1, 'bank', 'bank-direct', '1.0', $2, '330106', '{deposit}', 4, 2000, 10000, 600)`,
      [bank.code, bank.url],
    );
  }
  settings = {
    DATABASE_URL: test0.url, KAFKA_BROKERS: brokers.join(','), CHAKONG_KAFKA_PREFIX: newTopic('apart'), CHAKONG_DATA: folder, CHAKONG_EXCHANGE_PUBLIC_URL: 'http://127.0.0.1:1',
    CHAKONG_DATABASE_POOL: '4', CHAKONG_INQUIRIES_PER_MINUTE: '40',
  };
  // All at once, as an orchestrator starts them.
  const [first, second, dispatcher, exchange] = (['gateway', 'gateway', 'dispatcher', 'exchange'] as const).map((app) => {
    const made = new AppProcess(app, settings);
    processes.push(made);
    return made.ready;
  });
  gateways = (await Promise.all([first!, second!])).map(({ gatewayUrl }) => new GatewayClient(gatewayUrl!, token.reveal()));
  watched = [...(await Promise.all([dispatcher!, exchange!])).map(({ watchUrl }) => watchUrl!), ...gateways.map(({ gatewayUrl }) => gatewayUrl)];
}, TIMEOUT_MS);

afterAll(async () => {
  await Promise.all(processes.map((one) => one.kill()));
  for (const bank of banks) await bank.close();
  await database.close();
  await test0.drop();
  await rm(folder, { recursive: true, force: true });
}, TIMEOUT_MS);

const question = (): { caseId: string; purpose: string; force: boolean } => ({ caseId, purpose: '立案查控', force: true });

describe('gateway, dispatcher and exchange as processes of their own', () => {
  test('each says that it lives, whether it is ready, and what it measures', async () => {
    for (const url of watched) {
      expect((await fetch(`${url}/health/live`)).status).toBe(200);
      await eventually(`${url} is ready`, async () => (await fetch(`${url}/health/ready`)).status === 200);
      expect(await (await fetch(`${url}/metrics`)).text()).toContain('chakong_evidence_sending 1');
    }
    expect((await fetch(`${watched[0]}/elsewhere`)).status).toBe(404);
  });

  test('a caller that waits gets what another process collected, long before its time is over', async () => {
    await eventually('the dispatcher has the institutions', async () => {
      const { body } = await gateways[0]!.ask(question(), { prefer: 'wait=10' });
      return body.complete;
    });
    const { status, body } = await gateways[0]!.ask(question(), { prefer: 'wait=60' });
    expect([status, body.complete, body.totals.answered]).toEqual([200, true, BANKS]);
  }, TIMEOUT_MS);

  test('a stream at one gateway tells of an inquiry asked at the other', async () => {
    const { body } = await gateways[0]!.ask(question());
    const events: ServerEvent[] = [];
    for await (const event of eventsOf(gateways[1]!, body.id)) events.push(event);
    expect(events.filter(({ event }) => event === 'outcome')).toHaveLength(BANKS);
    expect(events.at(-1)?.event).toBe('complete');
  }, TIMEOUT_MS);

  test('the same key at both gateways at the same moment: one inquiry', async () => {
    const replies = await Promise.all([0, 1, 0, 1].map((which) => gateways[which]!.ask(question(), { 'idempotency-key': 'the-same-key' })));
    expect(new Set(replies.map(({ body }) => (body as InquiryResultDto).id)).size).toBe(1);
  }, TIMEOUT_MS);

  test('limits of a login count over both', async () => {
    const replies = await Promise.all(Array.from({ length: 60 }, (_, index) => gateways[index % 2]!.ask({ ...question(), purpose: '限次' })));
    const refused = replies.filter(({ status }) => status === 429);
    // Forty in the minute, some of them asked before, and what flowed in meanwhile.
    expect(replies.length - refused.length).toBeLessThanOrEqual(42);
    expect(refused.length).toBeGreaterThanOrEqual(18);
  }, TIMEOUT_MS);

  test('asked to end, each finishes and ends as asked; what was accepted is answered all the same', async () => {
    const endings = await Promise.all(processes.map((one) => one.stop()));
    expect(endings.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    const dispatcher = new AppProcess('dispatcher', settings);
    processes.push(dispatcher);
    await dispatcher.ready;
    await eventually('everything is answered', async () => (await database.pool.query('SELECT FROM inquiry WHERE completed_at IS NULL')).rowCount === 0, { withinMs: 60_000 });
  }, TIMEOUT_MS);
});
