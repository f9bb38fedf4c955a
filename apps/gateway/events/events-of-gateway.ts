import { EventRelay, OutboxWatch } from '#libs/event-relay';
import type { InquiryEngine } from '#libs/inquiry';
import type { MessageBus } from '#libs/message-bus';
import type { BusGround, ControlParts } from '#libs/process';
import type { Database } from '#libs/store';
import { startEventIntake } from './event-intake.js';

export interface GatewayEventsParts extends BusGround {
  readonly database: Database;
  readonly bus: MessageBus;
  readonly engine: InquiryEngine;
  readonly control: ControlParts;
}

/**
 * Events in and out, beside a gateway: any number of processes may each have this. Closed before the gateway, so that what is under way is
 * finished with everything still there.
 */
export async function openEvents({ settings, health, metrics, log, closing, database, bus, engine, control }: GatewayEventsParts): Promise<void> {
  const logger = log('events');
  const watch = closing.opened(new OutboxWatch({ database, logger, mostSeconds: settings.outboxAlarmSeconds }).start(), (one) => one.stop());
  metrics.observeOutbox(() => watch.lag());
  health.register({ name: 'event-outbox', critical: false, check: () => watch.check() });
  const relay = closing.opened(
    new EventRelay({
      database, bus, logger, prefix: settings.kafkaPrefix, source: settings.eventSource,
      observer: { published: (topic, count) => metrics.eventsPublished(topic, count), passedOver: (why) => metrics.eventPassedOver(why) },
    }),
    (one) => one.stop(),
  );
  relay.start();
  closing.opened(await startEventIntake({ bus, database, engine, control, metrics, logger, prefix: settings.kafkaPrefix, senders: settings.eventSenders }), (one) => one.close());
}
