import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CertificateMaker } from '#libs/certificate-maker';
import { DONE, MessageBus, type BusOptions } from '#libs/message-bus';
import { createLogger } from '#libs/telemetry';
import { KAFKA_VERSION, startEmbeddedKafka, type EmbeddedKafka } from '../../apps/standalone/embedded-kafka/index.js';
import { demoClients, eventually, newDataFolder, removeDataFolder, StandaloneProcess } from '../running/index.js';

/** A broker as courts run it: TLS with an authority of their own, and users that log in with SCRAM-SHA-512. */
const TIMEOUT_MS = 240_000;
const USER = 'chakong';
const PASSWORD = 'zhi-xing-2026';

let folder: string;
let authority: CertificateMaker;
let kafka: EmbeddedKafka;
const open: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chakong-protected-'));
  authority = await CertificateMaker.create('CN=Kafka Authority');
  const { key, certificate } = await authority.make({ subject: 'CN=broker', hosts: ['127.0.0.1', 'localhost'] });
  kafka = await startEmbeddedKafka({
    folder: join(folder, 'kafka'), programs: resolve(import.meta.dirname, '../../.data/kafka', KAFKA_VERSION), protection: { key, certificate, authority: authority.certificate, user: USER, password: PASSWORD },
  });
}, TIMEOUT_MS);
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
}, TIMEOUT_MS);
afterAll(async () => {
  await kafka?.stop();
  await rm(folder, { recursive: true, force: true });
}, TIMEOUT_MS);

function bus(given: Partial<BusOptions>): { bus: MessageBus; said: () => string } {
  let said = '';
  const logger = createLogger({ level: 'info', component: 'kafka', destination: { write: (line: string) => void (said += line) } });
  const made = new MessageBus({ brokers: kafka.brokers, clientId: 'test', logger, watchMs: 200, ...given }).start();
  open.push(() => made.close());
  return { bus: made, said: () => said };
}

const login = { mechanism: 'scram-sha-512', user: USER, password: PASSWORD } as const;

test('with the right authority and password: topics are made, what is sent is read', async () => {
  const { bus: ours } = bus({ tls: { ca: authority.certificate }, login });
  await ours.ensureTopics([{ name: 'safe', partitions: 1 }]);
  const read: string[] = [];
  const consumer = ours.consumer({
    group: 'safe', topics: ['safe'], park: async () => undefined,
    handle: async ({ value }) => {
      read.push(String(value));
      return DONE;
    },
  }).start();
  await ours.producer().send([{ topic: 'safe', key: 'k', value: 'over TLS', headers: {} }]);
  await eventually('it is read', () => read.length === 1, { withinMs: 60_000 });
  expect([read, ours.health.state]).toEqual([['over TLS'], 'up']);
  await consumer.close();
}, TIMEOUT_MS);

test.each([
  ['a wrong password', async () => ({ tls: { ca: authority.certificate }, login: { ...login, password: 'guessed' } }), 'login-refused'],
  ['no login at all', async () => ({ tls: { ca: authority.certificate } }), undefined],
  ['brokers of an authority we do not trust', async () => ({ tls: { ca: (await CertificateMaker.create('CN=Somebody Else')).certificate }, login }), 'certificate-refused'],
  ['no TLS', async () => ({ login }), undefined],
])('%s: down, with the reason in health and log, and no secret in either', async (_, given, cause) => {
  const { bus: refused, said } = bus(await given());
  await eventually('it says so', () => refused.health.cause !== undefined && said().includes('kafka'), { withinMs: 60_000 });
  expect(refused.health.state).toBe('down');
  if (cause !== undefined) {
    await eventually('it says why', () => refused.health.cause === cause && said().includes(cause), { withinMs: 60_000 });
    expect(said()).toContain('check user, password and certificates');
  }
  expect(said()).not.toMatch(new RegExp(`guessed|${PASSWORD}`));
}, TIMEOUT_MS);

test('a gateway whose password is wrong serves all the same, and its health says what to check', async () => {
  const dataFolder = await newDataFolder();
  const ca = join(folder, 'authority.pem');
  await writeFile(ca, authority.certificate);
  const gateway = new StandaloneProcess({
    dataFolder, settings: { KAFKA_BROKERS: kafka.brokers.join(','), CHAKONG_KAFKA_TLS: 'on', CHAKONG_KAFKA_CA_FILE: ca, CHAKONG_KAFKA_USER: USER, CHAKONG_KAFKA_PASSWORD: 'guessed-guessed-guessed' },
  });
  open.push(() => removeDataFolder(dataFolder), () => gateway.stop());
  const { gatewayUrl } = await gateway.ready;
  const as = await demoClients(dataFolder, gatewayUrl);
  expect((await as.officer.get('/api/v1/officers')).status).toBe(200);
  const health = async (): Promise<string> => (await fetch(`${gatewayUrl}/health/ready`)).text();
  await eventually('health says what to check', async () => (await health()).includes('Kafka refuses our login'), { withinMs: 60_000 });
  expect((await fetch(`${gatewayUrl}/health/ready`)).status).toBe(200);
  expect(await fetch(`${gatewayUrl}/metrics`).then((page) => page.text())).toMatch(/^chakong_kafka_up 0$/m);
}, TIMEOUT_MS);
