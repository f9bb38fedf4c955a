import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { until } from '#libs/engine-testkit';
import { MessageBus } from '#libs/message-bus';
import { silentLogger } from '#libs/telemetry';
import { BrokerKeeper, KAFKA_VERSION, startEmbeddedKafka, type EmbeddedKafka } from './index.js';

const TIMEOUT_MS = 180_000;
const WAIT_MS = 60_000;
const PROGRAMS = resolve(import.meta.dirname, '../../../.data/kafka', KAFKA_VERSION);

let folder: string;
let kafka: EmbeddedKafka;
let keeper: BrokerKeeper;
let bus: MessageBus;
let restarts = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chakong-keeper-'));
  kafka = await startEmbeddedKafka({ folder, programs: PROGRAMS });
  keeper = new BrokerKeeper({ kafka, logger: silentLogger(), firstPauseMs: 50, longestPauseMs: 400 });
  keeper.onRestart(() => (restarts += 1));
  bus = new MessageBus({ brokers: kafka.brokers, clientId: 'test', logger: silentLogger(), watchMs: 200 }).start();
}, TIMEOUT_MS);
afterAll(async () => {
  await bus?.close();
  await keeper?.stop();
  await rm(folder, { recursive: true, force: true });
}, TIMEOUT_MS);

describe('the broker of the standalone', () => {
  it('ends without being asked: it is said, and it is started again with what it holds', async () => {
    await bus.ensureTopics([{ name: 'kept', partitions: 1 }]);
    await kafka.stopBroker(0, 'kill');
    await until(() => keeper.standing.downSinceMs !== undefined, WAIT_MS);
    await until(() => restarts === 1, WAIT_MS);
    expect(keeper.standing).toEqual({ downSinceMs: undefined, tries: 0 });
    await until(async () => (await bus.topics().catch((): string[] => [])).includes('kept'), WAIT_MS);
  }, TIMEOUT_MS);

  it('cannot be started: tried again until it can, and what is said counts the tries', async () => {
    let end = (): void => undefined;
    let ended = new Promise<void>((done) => (end = done));
    const tries: number[] = [];
    const trouble = new BrokerKeeper({
      logger: silentLogger(), firstPauseMs: 1, longestPauseMs: 4,
      kafka: {
        brokerEnded: () => ended, stop: async () => end(),
        startBroker: async () => {
          tries.push(trouble.standing.tries);
          if (tries.length < 4) throw new Error('its port is taken');
          ended = new Promise<void>((done) => (end = done));
        },
      },
    });
    let served = 0;
    trouble.onRestart(() => (served += 1));
    end();
    await until(() => served === 1, WAIT_MS);
    expect(tries).toEqual([1, 2, 3, 4]);
    await trouble.stop();
    expect(tries).toHaveLength(4);
  });

  it('is stopped: it stays so', async () => {
    await keeper.stop();
    const tried = keeper.standing.tries;
    await kafka.brokerEnded(0);
    expect([keeper.standing.downSinceMs, keeper.standing.tries]).toEqual([undefined, tried]);
  }, TIMEOUT_MS);
});
