import { join } from 'node:path';
import type { ClosingOrder } from '#libs/process';
import type { Settings } from '#libs/settings';
import type { Logger } from '#libs/telemetry';
import { KAFKA_VERSION, startEmbeddedKafka } from './embedded-kafka/index.js';
import type { Step } from './standalone.js';

/** Brings a Kafka of one broker, with its data in the data folder. @returns the settings that name it. @throws StartFailure */
export async function withKafka(settings: Settings, step: Step, logger: Logger, closing: ClosingOrder): Promise<Settings> {
  const folder = join(settings.dataFolder, 'kafka');
  const kafka = closing.opened(
    await step('Kafka (fetched at the first start)', () => startEmbeddedKafka({ folder: join(folder, 'data'), programs: join(folder, KAFKA_VERSION), port: settings.kafkaPort, log: (line) => logger.info({}, line) })),
    (one) => one.stop(),
  );
  // With what keeps secrets out of logs.
  return Object.freeze(Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(settings), kafkaBrokers: { value: kafka.brokers, enumerable: true } }) as Settings);
}
