import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acceptRequests, openCase, rowsOf, type TestCase } from '#libs/engine-testkit';
import { DISPATCH_PARTITIONS, TopicHandover } from '#libs/lane-ownership';
import { MessageBus } from '#libs/message-bus';
import { newTopic, testBrokers } from '#libs/message-bus-testkit';
import { toPushWork } from '#libs/push-dispatch';
import { KeyRing } from '#libs/sealed-fields';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { silentLogger } from '#libs/telemetry';
import { Database } from '#libs/store';
import { AppProcess, eventually } from '../running/index.js';
import { CountingBank } from './counting-bank.js';

const TIMEOUT_MS = 300_000;
const BANKS = 8;
/** Calls to one bank at a time; the first bank also has a rate. */
const CONCURRENCY = 3;
const PER_SECOND = 10;

let test0: TestDatabase;
let database: Database;
let folder: string;
let brokers: string[];
let bus: MessageBus;
let handover: TopicHandover;
let theCase: TestCase;
let prefix: string;
const banks: CountingBank[] = [];
const processes: AppProcess[] = [];

beforeAll(async () => {
  brokers = await testBrokers();
  prefix = newTopic('dispatch');
  folder = await mkdtemp(join(tmpdir(), 'chakong-dispatchers-'));
  test0 = await createTestDatabase();
  // The processes read what is sealed here: one ring, in its file.
  database = new Database({ url: test0.url, poolSize: 5, applicationName: 'test', keys: await KeyRing.open(join(folder, 'key-ring.json')) });
  theCase = await openCase(database);
  for (let index = 1; index <= BANKS; index += 1) {
    const bank = await CountingBank.start(`BANK${index}`, 40);
    banks.push(bank);
    await database.pool.query(
      `INSERT INTO institution (code, name, kind, adapter, contract_version, endpoint, region, sources, concurrency, rate_per_second, connect_timeout_ms, response_timeout_ms, answer_deadline_s)
       VALUES ($1, $1, 'bank', 'bank-direct', '1.0', $2, '330106', '{deposit}', ${CONCURRENCY}, ${index === 1 ? PER_SECOND : 'NULL'}, 2000, 10000, 600)`,
      [bank.code, bank.url],
    );
  }
  bus = new MessageBus({ brokers, clientId: 'test', logger: silentLogger(), watchMs: 200 }).start();
  await eventually('the brokers answer', () => bus.health.state === 'up');
  handover = new TopicHandover({ bus, prefix, byNews: { tell: () => undefined }, tellCancelled: () => undefined });
}, TIMEOUT_MS);

afterAll(async () => {
  for (const one of processes) one.resume();
  await Promise.all(processes.map((one) => one.kill()));
  await handover.close();
  await bus.close();
  for (const bank of banks) await bank.close();
  await database.close();
  await test0.drop();
  await rm(folder, { recursive: true, force: true });
}, TIMEOUT_MS);

async function dispatcher(): Promise<AppProcess & { owned(): Promise<number> }> {
  const made = new AppProcess('dispatcher', {
    DATABASE_URL: test0.url, KAFKA_BROKERS: brokers.join(','), CHAKONG_KAFKA_PREFIX: prefix, CHAKONG_DATA: folder, CHAKONG_EXCHANGE_PUBLIC_URL: 'http://127.0.0.1:1', CHAKONG_DATABASE_POOL: '4',
  });
  processes.push(made);
  const { watchUrl } = await made.ready;
  const owned = async (): Promise<number> => {
    const page = await fetch(`${watchUrl}/metrics`).then((reply) => reply.text(), () => '');
    return Number(/^chakong_dispatch_partitions\{state="owned"\} (\d+)/m.exec(page)?.[1] ?? 0);
  };
  return Object.assign(made, { owned });
}

/** Commits requests to each bank and hands them over, as an engine does. */
async function ask(each: number, codes = banks.map(({ code }) => code)): Promise<number[]> {
  const wanted = Array.from({ length: each }, () => codes.map((institutionCode) => ({ institutionCode, answerInMs: 600_000 }))).flat();
  const { requests } = await acceptRequests(database, theCase, wanted);
  handover.offer(requests.map(toPushWork));
  return requests.map(({ id }) => id);
}

const outcomesOf = (ids: readonly number[]): Promise<{ request_id: number; version: number; kind: string; via: string }[]> =>
  rowsOf(database, 'SELECT request_id, version, kind, via FROM outcome WHERE request_id = ANY($1::bigint[])', [ids]);
const answered = async (ids: readonly number[]): Promise<number> => new Set((await outcomesOf(ids)).map((row) => row.request_id)).size;
const shared = (among: readonly { owned(): Promise<number> }[]) => async (): Promise<boolean> => {
  const owned = await Promise.all(among.map((one) => one.owned()));
  return owned.every((count) => count > 0) && owned.reduce((sum, count) => sum + count, 0) === DISPATCH_PARTITIONS;
};

/** One answer each, from the institution. */
async function answeredOnce(ids: readonly number[]): Promise<void> {
  const rows = await outcomesOf(ids);
  expect(rows.filter(({ version, kind, via }) => version !== 1 || kind !== 'nothing-found' || via !== 'push')).toEqual([]);
  expect(rows).toHaveLength(ids.length);
}

function limitsKept(): void {
  expect(banks.map(({ mostAtOnce }) => mostAtOnce <= CONCURRENCY)).toEqual(banks.map(() => true));
  // A bucket of one second's worth, and what flows into it meanwhile.
  expect(banks[0]!.mostWithin(1000)).toBeLessThanOrEqual(2 * PER_SECOND);
}

const askedMoreThanOnce = (): number => banks.flatMap(({ asked }) => [...asked.values()]).filter((times) => times > 1).length;

describe('two dispatchers over a real broker', () => {
  let first: Awaited<ReturnType<typeof dispatcher>>;
  let second: Awaited<ReturnType<typeof dispatcher>>;

  test('a second one joins under load: the institutions are shared, nobody is asked twice, limits hold', async () => {
    first = await dispatcher();
    await eventually('the first has everything', async () => (await first.owned()) === DISPATCH_PARTITIONS, { withinMs: 60_000 });
    const ids = await ask(30);
    second = await dispatcher();
    await eventually('both have their shares', shared([first, second]), { withinMs: 60_000 });
    await eventually('everything is answered', async () => (await answered(ids)) === ids.length, { withinMs: 120_000 });
    await answeredOnce(ids);
    expect(askedMoreThanOnce()).toBe(0);
    limitsKept();
  }, TIMEOUT_MS);

  test('one dies in the middle: what it had goes on at the other, nothing is lost or answered twice, limits hold', async () => {
    const ids = await ask(60);
    await eventually('it is under way', async () => (await answered(ids)) > 40, { withinMs: 60_000 });
    await first.kill();
    await eventually('the other has everything', async () => (await second.owned()) === DISPATCH_PARTITIONS, { withinMs: 60_000 });
    await eventually('everything is answered', async () => (await answered(ids)) === ids.length, { withinMs: 120_000 });
    await answeredOnce(ids);
    // Asked again is what was under way when it died, no more.
    expect(askedMoreThanOnce()).toBeLessThanOrEqual(BANKS * CONCURRENCY);
    limitsKept();
  }, TIMEOUT_MS);

  test('the breaker of a dead bank stays open when the bank moves', async () => {
    const dead = banks[2]!;
    dead.broken = true;
    // More than it answered well lately.
    await ask(100, [dead.code]);
    await eventually('its breaker is open', async () => (await rowsOf(database, 'SELECT FROM open_breaker WHERE institution_code = $1', [dead.code])).length === 1, { withinMs: 60_000 });
    const third = await dispatcher();
    const before = dead.calls;
    await second.stop();
    await eventually('the newcomer has everything', async () => (await third.owned()) === DISPATCH_PARTITIONS, { withinMs: 60_000 });
    const ids = await ask(20, [dead.code]);
    await eventually('they are given up', async () => (await answered(ids)) === ids.length, { withinMs: 60_000 });
    // A breaker that began anew would have let five of them fail first; this one lets a trial through now and then.
    expect(dead.calls - before).toBeLessThanOrEqual(4);
    dead.broken = false;
    second = third;
  }, TIMEOUT_MS);

  test('the one that hangs is put out; when it wakes it sends nothing', async () => {
    const fourth = await dispatcher();
    await eventually('both have their shares', shared([second, fourth]), { withinMs: 60_000 });
    second.freeze();
    const ids = await ask(10, banks.filter((_, index) => index !== 2).map(({ code }) => code));
    await eventually('the other has everything', async () => (await fourth.owned()) === DISPATCH_PARTITIONS, { withinMs: 90_000 });
    await eventually('everything is answered', async () => (await answered(ids)) === ids.length, { withinMs: 60_000 });
    const calls = banks.reduce((sum, bank) => sum + bank.calls, 0);
    second.resume();
    await eventually('it has found its place again', shared([second, fourth]), { withinMs: 90_000 });
    await answeredOnce(ids);
    expect(banks.reduce((sum, bank) => sum + bank.calls, 0)).toBe(calls);
    limitsKept();
  }, TIMEOUT_MS);

  test('the brokers are away: requests go by PostgreSQL, and the dispatchers keep what they have', async () => {
    const away = new TopicHandover({
      bus: { health: { state: 'down', sinceMs: 0 }, producer: () => bus.producer() }, prefix, tellCancelled: () => undefined,
      byNews: { tell: (words) => void database.pool.query(`SELECT pg_notify('dispatch_offered', $1)`, [[...words].join(',')]) },
    });
    const { requests } = await acceptRequests(database, theCase, banks.slice(3).map(({ code }) => ({ institutionCode: code, answerInMs: 600_000 })));
    away.offer(requests.map(toPushWork));
    const ids = requests.map(({ id }) => id);
    await eventually('everything is answered', async () => (await answered(ids)) === ids.length, { withinMs: 20_000 });
    await answeredOnce(ids);
    await away.close();
  }, TIMEOUT_MS);
});
