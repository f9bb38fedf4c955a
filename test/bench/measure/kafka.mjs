import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real Kafka of the run's own, ended and removed with it. @returns {Promise<{ brokers: string[], pids: number[] }>} */
export async function startKafka(context) {
  const { startEmbeddedKafka, KAFKA_VERSION } = await import(new URL('../../../dist/apps/standalone/embedded-kafka/index.js', import.meta.url));
  const folder = await mkdtemp(join(tmpdir(), 'chakong-bench-kafka-'));
  context.onClose(() => rm(folder, { recursive: true, force: true }));
  const kafka = await startEmbeddedKafka({ folder, programs: join(context.root, '.data/kafka', KAFKA_VERSION), log: context.say });
  context.onClose(() => kafka.stop());
  return { brokers: kafka.brokers, pids: kafka.pids };
}
