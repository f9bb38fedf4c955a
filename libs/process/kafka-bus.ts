import { MessageBus } from '#libs/message-bus';
import type { ProcessName } from '#libs/settings';
import type { ProcessGround } from './run-process.js';

/** The brokers of the settings; one that is away stops nobody from starting, and is said in health, log and metric. */
export function openBus({ settings, health, metrics, log, closing }: ProcessGround, name: ProcessName): MessageBus {
  const bus = closing.opened(new MessageBus({ brokers: settings.kafkaBrokers, clientId: `chakong-${name}`, logger: log('kafka') }).start(), (one) => one.close());
  metrics.observeBrokers(() => bus.health.state === 'up');
  health.register({
    name: 'kafka',
    critical: false,
    check: async () => {
      if (bus.health.state === 'down') throw Object.assign(new Error('away'), { code: 'kafka-away' });
    },
  });
  return bus;
}
