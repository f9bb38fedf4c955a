import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { KAFKA_VERSION, startEmbeddedKafka, type EmbeddedKafka } from '../../apps/standalone/embedded-kafka/index.js';
import { EventClient } from '#libs/event-client';
import { testBrokers } from '#libs/message-bus-testkit';
import { caseOf, demoClients, eventually, fixedPorts, knownOfficers, newDataFolder, removeDataFolder, seeded, StandaloneProcess, stranger, type DemoLoginName, type GatewayClient } from '../running/index.js';

/** `npm start -- --kafka` and its broker: either may die at any moment, and a broker that was named may not be there yet. */
const PROGRAMS = resolve(import.meta.dirname, '../../.data/kafka', KAFKA_VERSION);
const random = seeded(20_161_203);
let dataFolder: string;
let port: string;
let gateway: StandaloneProcess;
let as: Record<DemoLoginName, GatewayClient>;
let reader: EventClient | undefined;
let other: EmbeddedKafka | undefined;
let serial = 7200;
/** Events of each inquiry as they came first, each id once. */
const told = new Map<string, string[]>();

// Fetches the programs, if nobody has yet.
beforeAll(async () => void (await testBrokers()), 180_000);
beforeEach(async () => {
  dataFolder = await newDataFolder();
  port = Object.values(await fixedPorts(random))[0]!;
});
afterEach(async () => {
  await reader?.close();
  if (gateway?.isRunning) await gateway.stop();
  await other?.stop();
  [reader, other] = [undefined, undefined];
  await removeDataFolder(dataFolder);
}, 120_000);

async function start(settings: Record<string, string>, parameters: readonly string[]): Promise<void> {
  gateway = new StandaloneProcess({ dataFolder, settings: { CHAKONG_SANDBOX_POLL_SECONDS: '0.2', ...settings }, parameters });
  as = await demoClients(dataFolder, (await gateway.ready).gatewayUrl);
}

async function startWithKafka(): Promise<void> {
  await mkdir(join(dataFolder, 'kafka'), { recursive: true });
  await symlink(PROGRAMS, join(dataFolder, 'kafka', KAFKA_VERSION)).catch(() => undefined);
  await start({ CHAKONG_KAFKA_PORT: port }, ['--kafka']);
}

async function listen(): Promise<void> {
  const ids = new Set<string>();
  reader = new EventClient({ brokers: [`127.0.0.1:${port}`], source: 'urn:test:reader', group: 'reader' });
  for (const type of ['inquiry.accepted.v1', 'target.answered.v1', 'inquiry.completed.v1'] as const) {
    reader.on(type, (data, { id }) => {
      if (ids.has(id)) return;
      ids.add(id);
      told.set(data.inquiryId, [...(told.get(data.inquiryId) ?? []), type]);
    });
  }
  await reader.start();
}

/** Asks over HTTP and waits for the end, which does not need a broker. @returns the inquiry */
async function ask(): Promise<string> {
  const { body: known } = await as.officer.registerCase(caseOf((serial += 1), await knownOfficers(as.officer), [stranger(random)]));
  const { status, body: asked } = await as.officer.ask({ caseId: known.id, purpose: '情况核实', sources: ['payment'] });
  expect(status).toBe(202);
  await eventually('the inquiry is complete', async () => (await as.officer.result(asked.id)).body.state === 'complete', { withinMs: 60_000 });
  return asked.id;
}

async function expectWhole(inquiryId: string): Promise<void> {
  await eventually('all of the inquiry is told', () => told.get(inquiryId)?.at(-1) === 'inquiry.completed.v1', { withinMs: 90_000 });
  const { body } = await as.officer.result(inquiryId);
  expect(told.get(inquiryId)).toEqual(['inquiry.accepted.v1', ...body.answers.map(() => 'target.answered.v1'), 'inquiry.completed.v1']);
}

/** Processes of the broker in our data folder, as the machine shows them. */
async function brokersRunning(): Promise<number[]> {
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    if (command.includes('kafka.Kafka') && command.includes(dataFolder)) found.push(Number(name));
  }
  return found;
}

async function down(): Promise<string[]> {
  const { body } = await as.operator.get<{ dependencies: { name: string; state: string }[] }>('/health/ready');
  return body.dependencies.filter(({ state }) => state === 'down').map(({ name }) => name);
}
const metrics = async (): Promise<string> => (await fetch(`${(await gateway.ready).gatewayUrl}/metrics`)).text();

test('its broker is killed: it serves on, says so, starts it again, and everything is told', async () => {
  await startWithKafka();
  await listen();
  await expectWhole(await ask());
  const [broker] = await brokersRunning();
  process.kill(broker!, 'SIGKILL');
  await eventually('health says so', async () => (await down()).some((name) => name === 'embedded-kafka' || name === 'kafka'), { everyMs: 20 });
  const meanwhile = await ask();
  await expectWhole(meanwhile);
  expect(await brokersRunning()).not.toContain(broker);
  expect(await metrics()).toMatch(/^chakong_embedded_kafka_restarts_total 1$/m);
  expect(await readFile(join(dataFolder, 'gateway.log'), 'utf8')).toContain('the kafka of the standalone has ended and is started again');
  await eventually('health is good again', async () => (await down()).length === 0, { withinMs: 60_000 });
}, 300_000);

test('it is killed itself: its broker does not stay behind, and the next start goes on with what both had', async () => {
  await startWithKafka();
  await listen();
  await expectWhole(await ask());
  expect(await brokersRunning()).toHaveLength(1);
  await gateway.kill();
  await eventually('the broker is gone', async () => (await brokersRunning()).length === 0, { withinMs: 30_000 });
  await startWithKafka();
  await expectWhole(await ask());
  expect((await gateway.stop()).code).toBe(0);
  expect(await brokersRunning()).toEqual([]);
}, 300_000);

test('the broker it was told of is not there: it serves and says so; once it comes, everything is told', async () => {
  await start({ KAFKA_BROKERS: `127.0.0.1:${port}` }, []);
  const early = await ask();
  await eventually('health says so', async () => (await down()).includes('kafka'));
  expect((await fetch(`${(await gateway.ready).gatewayUrl}/health/ready`)).status).toBe(200);
  expect(await metrics()).toMatch(/^chakong_outbox_lag_events [1-9]/m);
  other = await startEmbeddedKafka({ folder: join(dataFolder, 'other'), programs: PROGRAMS, port: Number(port) });
  await listen();
  await expectWhole(early);
  await expectWhole(await ask());
  await eventually('health is good again', async () => !(await down()).includes('kafka'), { withinMs: 60_000 });
}, 300_000);
