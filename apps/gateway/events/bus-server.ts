import type { CustomTransportStrategy, MessageHandler } from '@nestjs/microservices';
import { BaseRpcContext, Server } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { EVENT_TYPES, TOPICS, topicName, type EventType, type TopicId } from '#contracts/events';
import { Parking, readMessage, verdictOf, type IncomingEvent } from '#libs/event-intake';
import { DONE, type BusConsumer, type BusMessage, type BusProducer, type ConsumerOptions, type Handled, type MessageBus } from '#libs/message-bus';

/** Told what became of messages. Must not throw. */
export interface IntakeObserver {
  /** @param type of the event; `unreadable` when it is none */
  received(type: string, result: Handled['kind']): void;
  parked(topic: string): void;
}

export interface BusServerOptions {
  readonly bus: MessageBus;
  /** Of topics and groups. */
  readonly prefix: string;
  readonly observer?: IntakeObserver;
  readonly tuning?: Pick<ConsumerOptions, 'attempts' | 'pauseMs' | 'sessionMs' | 'mostAtOnce'>;
}

/** What a handler is told besides the event. */
export interface Delivery {
  readonly attempt: number;
  /** It will be parked if this try does not do. */
  readonly last: boolean;
}

export class DeliveryContext extends BaseRpcContext<[Delivery]> {
  get delivery(): Delivery {
    return this.args[0];
  }
}

const MOST_ATTEMPTS = 5;
const IN_TOPICS = (Object.keys(TOPICS) as TopicId[]).filter((id) => TOPICS[id].direction === 'in');

/**
 * Nest's way in for events (`@EventPattern('case.filed.v1')`), over our own bus: its Kafka server takes a handler that threw as done, and
 * this one says for each message whether it is done, tried again, or parked. A handler answers nothing when it is done, and throws
 * otherwise; `verdictOf` says what follows.
 */
export class BusServer extends Server implements CustomTransportStrategy {
  #consumers: BusConsumer[] = [];
  #producer: BusProducer | undefined;

  constructor(private readonly options: BusServerOptions) {
    super();
  }

  /** Calls back at once: the brokers may be away for long. */
  listen(callback: () => void): void {
    const { bus, prefix, observer, tuning } = this.options;
    this.#producer = bus.producer();
    const parking = new Parking(this.#producer, prefix);
    // A group for each topic: what waits in one holds up nothing in the other.
    this.#consumers = IN_TOPICS.map((id) =>
      bus.consumer({
        group: `${prefix}.gateway.${TOPICS[id].name}`, topics: [topicName(prefix, id)], attempts: MOST_ATTEMPTS, ...tuning,
        handle: (message, { attempt }) => this.#handle(message, attempt),
        park: (message, reason, attempts) => parking.park(message, reason, attempts),
        onParked: (topic) => observer?.parked(topic.slice(prefix.length + 1)),
      }).start(),
    );
    callback();
  }

  async close(): Promise<void> {
    await Promise.all(this.#consumers.map((consumer) => consumer.close()));
    await this.#producer?.close();
  }

  on(): never {
    throw new Error('this transport has no events of its own');
  }

  unwrap<T>(): T {
    return this.options.bus as T;
  }

  /** Events that have no handler, and handlers that have no event: both are mistakes of ours. */
  unmatched(): string[] {
    const wanted = (Object.keys(EVENT_TYPES) as EventType[]).filter((type) => IN_TOPICS.includes(EVENT_TYPES[type]));
    return [...wanted.filter((type) => this.getHandlerByPattern(type) === null), ...[...this.getHandlers().keys()].filter((pattern) => !wanted.some((type) => type === pattern))];
  }

  async #handle(message: BusMessage, attempt: number): Promise<Handled> {
    const event = readMessage(message);
    if ('unreadable' in event) return this.#noted('unreadable', { kind: 'park', reason: event.unreadable });
    const handler: MessageHandler | null = this.getHandlerByPattern(event.type);
    if (handler === null) return this.#noted(event.type, { kind: 'park', reason: 'type-unknown' });
    return this.#noted(event.type, await this.#run(handler, event, attempt));
  }

  async #run(handler: MessageHandler, event: IncomingEvent, attempt: number): Promise<Handled> {
    const last = attempt >= (this.options.tuning?.attempts ?? MOST_ATTEMPTS);
    try {
      const result: unknown = await handler(event, new DeliveryContext([{ attempt, last }]));
      if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
      return DONE;
    } catch (error) {
      return verdictOf(error);
    }
  }

  #noted(type: string, handled: Handled): Handled {
    this.options.observer?.received(type, handled.kind);
    return handled;
  }
}
