import { randomBytes, randomUUID } from 'node:crypto';
import { EVENT_TYPES, fromHeaders, isEventType, isValid, toHeaders, topicName, TYPE_PREFIX, faultOf, TOPICS, type CloudEvent, type EventData, type EventType, type InquiryCompleted } from '#contracts/events';
import { DONE, MessageBus, type BusConsumer, type BusMessage, type BusOptions, type BusProducer, type Handled } from '#libs/message-bus';
import { silentLogger, type Logger } from '#libs/telemetry';
import { InquiryReplies } from './inquiry-replies.js';

export interface EventClientOptions extends Omit<BusOptions, 'clientId' | 'logger'> {
  /** Who we are: `ce_source` of what we send, and the name of our group. */
  readonly source: string;
  /** Processes of one group share the events between them; each event comes to one of them. */
  readonly group: string;
  /** CHAKONG_KAFKA_PREFIX of the gateway; `chakong` when absent. */
  readonly prefix?: string;
  readonly logger?: Logger;
  /** Told of a message that is no event we know, or whose handler failed five times; it is passed over then. */
  readonly onPassedOver?: (message: BusMessage, reason: string) => void;
}

/** Done when it resolves. An event may come again after a crash: `event.source` and `event.id` tell it apart. */
export type EventHandler<Type extends EventType> = (data: EventData[Type], event: CloudEvent) => Promise<void> | void;

export interface InquireOptions {
  /** How long to wait for the end, milliseconds; 10 minutes when absent. */
  readonly timeoutMs?: number;
  /** The same id twice is one command; a fresh one when absent. */
  readonly id?: string;
}

const TEN_MINUTES = 600_000;

/**
 * For systems that live on Kafka: reads events of the gateway, sends what happens to cases, asks and waits for the end. Typed by the
 * contracts; everything is at least once.
 */
export class EventClient {
  readonly #bus: MessageBus;
  readonly #producer: BusProducer;
  readonly #prefix: string;
  readonly #handlers = new Map<EventType, EventHandler<never>>();
  #consumer: BusConsumer | undefined;
  #replies: Promise<InquiryReplies> | undefined;

  constructor(private readonly options: EventClientOptions) {
    this.#prefix = options.prefix ?? 'chakong';
    this.#bus = new MessageBus({ ...options, clientId: options.group, logger: options.logger ?? silentLogger() });
    this.#producer = this.#bus.producer();
  }

  /** Call before {@link start}. Events without a handler are passed by. */
  on<Type extends EventType>(type: Type, handler: EventHandler<Type>): this {
    this.#handlers.set(type, handler as EventHandler<never>);
    return this;
  }

  /** Reads from now on, where the group stopped, or from the oldest there is. Resolves when reading has begun. */
  async start(): Promise<this> {
    const topics = [...new Set([...this.#handlers.keys()].map((type) => topicName(this.#prefix, EVENT_TYPES[type])))];
    if (topics.length === 0) return this;
    this.#consumer = this.#bus.consumer({
      group: this.options.group, topics, handle: (message) => this.#handle(message), park: async (message, reason) => this.options.onPassedOver?.(message, reason),
    }).start();
    await this.#consumer.reading;
    return this;
  }

  /** Tells what happened to a case. Resolves when the brokers have it. @throws TypeError for data that are not as the schema says, BusAway */
  async send<Type extends EventType>(type: Type, data: EventData[Type], id: string = randomUUID()): Promise<string> {
    const fault = faultOf(type, data);
    if (TOPICS[EVENT_TYPES[type]].direction !== 'in' || fault !== undefined) throw new TypeError(`${type} cannot be sent: ${fault ?? 'the gateway sends it'}`);
    const key = (data as { caseNumber: string }).caseNumber;
    await this.#producer.send([{
      topic: topicName(this.#prefix, EVENT_TYPES[type]), key, value: JSON.stringify(data), headers: toHeaders(type, { id, source: this.options.source, time: new Date().toISOString(), subject: key }),
    }]);
    return id;
  }

  /**
   * Asks, and waits until every institution has its outcome. What was found comes to the handlers meanwhile.
   * @throws InquiryRefused with the code of the gateway, InquiryNotFinished when the time is over
   */
  async inquire(command: EventData['inquiry.requested.v1'], { timeoutMs = TEN_MINUTES, id = randomUUID() }: InquireOptions = {}): Promise<InquiryCompleted> {
    const replies = await (this.#replies ??= this.#listen());
    const end = replies.waitFor(this.options.source, id, timeoutMs);
    try {
      await this.send('inquiry.requested.v1', command, id);
    } catch (error) {
      replies.forget(this.options.source, id);
      throw error;
    }
    return end;
  }

  async close(): Promise<void> {
    await this.#bus.close();
  }

  /** By a group of its own: the answer may come in a partition that another process of ours reads. */
  async #listen(): Promise<InquiryReplies> {
    const replies = new InquiryReplies();
    const consumer = this.#bus.consumer({
      group: `${this.options.group}.replies.${randomBytes(6).toString('hex')}`, topics: [topicName(this.#prefix, 'inquiry')], from: 'latest', keepsPlace: false, park: async () => undefined,
      handle: async (message) => {
        const read = readEvent(message);
        if (read !== undefined) replies.take(read.type, read.data);
        return DONE;
      },
    }).start();
    await consumer.reading;
    return replies;
  }

  async #handle(message: BusMessage): Promise<Handled> {
    const read = readEvent(message);
    if (read === undefined) return { kind: 'park', reason: 'not an event of ours' };
    const handler = this.#handlers.get(read.type);
    if (handler !== undefined) await handler(read.data as never, read.event);
    return DONE;
  }
}

/** Undefined for what is of a version after ours, or no event at all. */
function readEvent(message: BusMessage): { readonly type: EventType; readonly data: EventData[EventType]; readonly event: CloudEvent } | undefined {
  const event = fromHeaders(message.headers);
  if ('wrong' in event || message.value === null) return undefined;
  const type = event.type.slice(TYPE_PREFIX.length);
  if (!isEventType(type)) return undefined;
  try {
    const data: unknown = JSON.parse(message.value.toString('utf8'));
    return isValid(type, data) ? { type, data, event } : undefined;
  } catch {
    return undefined;
  }
}
