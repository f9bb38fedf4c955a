import { join } from 'node:path';
import type { ClosingOrder } from '#libs/process';
import type { Settings } from '#libs/settings';
import type { HealthRegistry, Logger, Metrics } from '#libs/telemetry';
import { BrokerKeeper, KAFKA_VERSION, startEmbeddedKafka } from './embedded-kafka/index.js';
import type { Step } from './standalone.js';

/** A Kafka that the standalone brought. */
export interface BroughtKafka {
  /** The settings that name it. */
  readonly settings: Settings;
  /** Says in health and metric when it has ended. */
  report(health: HealthRegistry, metrics: Metrics): void;
}

/** Brings a Kafka of one broker, with its data in the data folder, and starts it again when it ends. @throws StartFailure */
export async function withKafka(settings: Settings, step: Step, logger: Logger, closing: ClosingOrder): Promise<BroughtKafka> {
  const folder = join(settings.dataFolder, 'kafka');
  const kafka = await step('Kafka (fetched at the first start)', () =>
    startEmbeddedKafka({ folder: join(folder, 'data'), programs: join(folder, KAFKA_VERSION), port: settings.kafkaPort, log: (line) => logger.info({}, line) }),
  );
  const keeper = closing.opened(new BrokerKeeper({ kafka, logger }), (one) => one.stop());
  return {
    // With what keeps secrets out of logs.
    settings: Object.freeze(Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(settings), kafkaBrokers: { value: kafka.brokers, enumerable: true } }) as Settings),
    report: (health, metrics) => {
      keeper.onRestart(() => metrics.kafkaRestarted());
      health.register({ name: 'embedded-kafka', critical: false, check: async () => refuseEnded(keeper) });
    },
  };
}

/** @throws with `code` and a sentence while it does not run */
function refuseEnded({ standing: { downSinceMs, tries } }: BrokerKeeper): void {
  if (downSinceMs === undefined) return;
  const sentence = `The Kafka of this standalone ended at ${new Date(downSinceMs).toISOString()} and is started again by itself (${tries} tries so far).`;
  throw Object.assign(new Error('ended'), { code: 'embedded-kafka-ended', sentence });
}
