import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { acceptRequests, openCase, rowsOf, type TestCase } from '#libs/engine-testkit';
import { DISPATCH_PARTITIONS, TopicHandover } from '#libs/lane-ownership';
import { MessageBus } from '#libs/message-bus';
import { toPushWork } from '#libs/push-dispatch';
import { KeyRing } from '#libs/sealed-fields';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { silentLogger } from '#libs/telemetry';
import { Database, NewsSender } from '#libs/store';
import { KAFKA_VERSION, startEmbeddedKafka, type EmbeddedKafka } from '../../apps/standalone/embedded-kafka/index.js';
import { AppProcess, eventually } from '../running/index.js';
import { CountingBank } from './counting-bank.js';

const TIMEOUT_MS = 300_000;
const BANKS = 6;
const CONCURRENCY = 2;
const PREFIX = 'alone';

/** A broker of its own, which dies under two dispatchers; then one of them dies too. */
let kafka: EmbeddedKafka;
let test0: TestDatabase;
let database: Database;
let folder: string;
let bus: MessageBus;
let news: NewsSender;
let handover: TopicHandover;
let theCase: TestCase;
const banks: CountingBank[] = [];
const processes: AppProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chakong-alone-'));
  kafka = await startEmbeddedKafka({ folder: join(folder, 'kafka'), programs: resolve(import.meta.dirname, '../../.data/kafka', KAFKA_VERSION) });
  test0 = await createTestDatabase();
  database = new Database({ url: test0.url, poolSize: 5, applicationName: 'test', keys: await KeyRing.open(join(folder, 'key-ring.json')) });
  theCase = await openCase(database);
  for (let index = 1; index <= BANKS; index += 1) {
    const bank = await CountingBank.start(`BANK${index}`, 40);
    banks.push(bank);
    await database.pool.query(
      `INSERT INTO institution (code, name, kind, adapter, contract_version, endpoint, region, sources, concurrency, connect_timeout_ms, response_timeout_ms, answer_deadline_s)
       VALUES ($1, $1, 'bank', 'bank-direct', '1.0', $2, '330106', '{deposit}', ${CONCURRENCY}, 2000, 10000, 600)`,
      [bank.code, bank.url],
    );
  }
  bus = new MessageBus({ brokers: kafka.brokers, clientId: 'test', logger: silentLogger(), watchMs: 200 }).start();
  await eventually('the broker answers', () => bus.health.state === 'up');
  news = new NewsSender({ database, channel: 'dispatch_offered' });
  handover = new TopicHandover({ bus, prefix: PREFIX, byNews: news, tellCancelled: () => undefined });
}, TIMEOUT_MS);

afterAll(async () => {
  for (const one of processes) one.resume();
  await Promise.all(processes.map((one) => one.kill()));
  await handover?.close();
  await news?.close();
  await bus?.close();
  for (const bank of banks) await bank.close();
  await kafka?.stop();
  await database?.close();
  await test0?.drop();
  await rm(folder, { recursive: true, force: true });
}, TIMEOUT_MS);

async function dispatcher(): Promise<AppProcess & { owned(): Promise<number> }> {
  const made = new AppProcess('dispatcher', {
    DATABASE_URL: test0.url, KAFKA_BROKERS: kafka.brokers.join(','), CHAKONG_KAFKA_PREFIX: PREFIX, CHAKONG_DATA: folder, CHAKONG_EXCHANGE_PUBLIC_URL: 'http://127.0.0.1:1', CHAKONG_DATABASE_POOL: '4',
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
async function ask(each: number): Promise<number[]> {
  const wanted = Array.from({ length: each }, () => banks.map(({ code }) => ({ institutionCode: code, answerInMs: 600_000 }))).flat();
  const { requests } = await acceptRequests(database, theCase, wanted);
  handover.offer(requests.map(toPushWork));
  return requests.map(({ id }) => id);
}

const outcomesOf = (ids: readonly number[]): Promise<{ request_id: number; version: number; kind: string; via: string }[]> =>
  rowsOf(database, 'SELECT request_id, version, kind, via FROM outcome WHERE request_id = ANY($1::bigint[])', [ids]);

/** One answer each, from the institution; what one bank is asked at a time is within its limit, whoever asks. */
async function answeredOnce(ids: readonly number[]): Promise<void> {
  await eventually('everything is answered', async () => new Set((await outcomesOf(ids)).map((row) => row.request_id)).size === ids.length, { withinMs: 120_000 });
  const rows = await outcomesOf(ids);
  expect(rows.filter(({ version, kind, via }) => version !== 1 || kind !== 'nothing-found' || via !== 'push')).toEqual([]);
  expect(rows).toHaveLength(ids.length);
  expect(banks.map(({ mostAtOnce }) => mostAtOnce <= CONCURRENCY)).toEqual(banks.map(() => true));
}

const askedAgain = (): number => banks.flatMap(({ asked }) => [...asked.values()]).filter((times) => times > 1).length;
const shared = (among: readonly { owned(): Promise<number> }[]) => async (): Promise<boolean> => {
  const owned = await Promise.all(among.map((one) => one.owned()));
  return owned.every((count) => count > 0) && owned.reduce((sum, count) => sum + count, 0) === DISPATCH_PARTITIONS;
};

describe('dispatchers whose broker has died', () => {
  let first: Awaited<ReturnType<typeof dispatcher>>;
  let second: Awaited<ReturnType<typeof dispatcher>>;

  test('one of them dies: the other takes over what it had, goes on with it, and nothing is lost or answered twice', async () => {
    [first, second] = [await dispatcher(), await dispatcher()];
    await eventually('both have their shares', shared([first, second]), { withinMs: 60_000 });
    await kafka.stopBroker(0, 'kill');
    await eventually('the broker is away', () => bus.health.state === 'down', { withinMs: 30_000 });
    const ids = await ask(40);
    await eventually('it is under way', async () => (await outcomesOf(ids)).length > 30, { withinMs: 60_000 });
    await first.kill();
    await eventually('the other has everything', async () => (await second.owned()) === DISPATCH_PARTITIONS, { withinMs: 60_000 });
    await answeredOnce(ids);
    // Asked again is what was under way when it died, no more.
    expect(askedAgain()).toBeLessThanOrEqual(BANKS * CONCURRENCY);
  }, TIMEOUT_MS);

  test('the one that is left hangs: one that comes meanwhile puts it out; it wakes and sends nothing', async () => {
    second.freeze();
    const third = await dispatcher();
    await eventually('the newcomer has everything', async () => (await third.owned()) === DISPATCH_PARTITIONS, { withinMs: 90_000 });
    const again = askedAgain();
    const ids = await ask(5);
    await answeredOnce(ids);
    second.resume();
    await eventually('it says that it has nothing', async () => (await second.owned()) === 0, { withinMs: 30_000 });
    await answeredOnce(await ask(5));
    expect(askedAgain()).toBe(again);
    first = third;
  }, TIMEOUT_MS);

  test('the broker comes back: the group shares anew, limits hold, nothing is asked again', async () => {
    const again = askedAgain();
    await kafka.startBroker(0);
    const ids = await ask(20);
    await eventually('both have their shares', shared([first, second]), { withinMs: 90_000 });
    await answeredOnce(ids);
    expect(askedAgain()).toBe(again);
  }, TIMEOUT_MS);
});
