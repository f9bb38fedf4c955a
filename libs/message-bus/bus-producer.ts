import type { Kafka, Message, Producer } from 'kafkajs';
import type { OutgoingMessage } from './bus-message.js';
import type { BrokerWatch } from './broker-watch.js';
import { faultName } from './kafka-client.js';
import { byKey } from './partition-of.js';

/** The brokers do not take it, whatever is tried: it is larger than they allow, or its topic is not there. */
export class MessageRefused extends Error {
  override readonly name = 'MessageRefused';

  constructor(readonly reason: 'too-large' | 'no-topic' | 'not-allowed') {
    super(`kafka refuses a message: ${reason}`);
  }
}

/** The brokers could not be reached or did not confirm. What was sent may have arrived: send it again. */
export class BusAway extends Error {
  override readonly name = 'BusAway';

  constructor(readonly code: string) {
    super(`kafka is away: ${code}`);
  }
}

const REFUSALS: Readonly<Record<string, MessageRefused['reason']>> = {
  MESSAGE_TOO_LARGE: 'too-large',
  RECORD_LIST_TOO_LARGE: 'too-large',
  UNKNOWN_TOPIC_OR_PARTITION: 'no-topic',
  TOPIC_AUTHORIZATION_FAILED: 'not-allowed',
  CLUSTER_AUTHORIZATION_FAILED: 'not-allowed',
};

/**
 * Sends with acks=all and idempotence: a batch that the client repeats is stored once. After a failure the connection is given
 * up, since the client cannot find back into its sequence; so a batch that is sent again by the caller may be stored twice.
 */
export class BusProducer {
  #producer: Promise<Producer> | undefined;
  #closed = false;

  constructor(
    private readonly kafka: Kafka,
    private readonly watch: BrokerWatch,
  ) {}

  /**
   * Resolves when every in-sync broker has the messages. Messages of one key keep the order given, if one call is awaited
   * before the next.
   * @throws BusAway to be repeated, MessageRefused not to be
   */
  async send(messages: readonly OutgoingMessage[]): Promise<void> {
    if (messages.length === 0) return;
    if (this.#closed) throw new BusAway('closed');
    const producer = (this.#producer ??= this.#connect());
    try {
      for (const part of inParts(messages)) await (await producer).sendBatch({ acks: -1, topicMessages: byTopic(part) });
      this.watch.seen('up');
    } catch (error) {
      if (this.#producer === producer) this.#producer = undefined;
      void producer.then((one) => one.disconnect()).catch(() => undefined);
      throw this.#asOurs(error);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    const producer = this.#producer;
    this.#producer = undefined;
    await producer?.then((one) => one.disconnect()).catch(() => undefined);
  }

  async #connect(): Promise<Producer> {
    const producer = this.kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false, createPartitioner: byKey });
    await producer.connect();
    return producer;
  }

  #asOurs(error: unknown): Error {
    for (let cause: unknown = error; cause !== undefined && cause !== null; cause = (cause as { cause?: unknown }).cause) {
      const reason = REFUSALS[(cause as { type?: string }).type ?? ''];
      if (reason !== undefined) return new MessageRefused(reason);
    }
    this.watch.seen('down', faultName(error));
    return new BusAway(faultName(error));
  }
}

/** Brokers limit what comes at once for a partition, not only single messages (1 MB unless they say otherwise). All of a topic may be for one. */
const MOST_BYTES = 700_000;

function* inParts(messages: readonly OutgoingMessage[]): Generator<readonly OutgoingMessage[]> {
  let part: OutgoingMessage[] = [];
  const bytes = new Map<string, number>();
  for (const message of messages) {
    // With headers and key.
    const size = Buffer.byteLength(message.value) + 400;
    const before = bytes.get(message.topic) ?? 0;
    if (before > 0 && before + size > MOST_BYTES) {
      yield part;
      part = [];
      bytes.clear();
    }
    part.push(message);
    bytes.set(message.topic, (bytes.get(message.topic) ?? 0) + size);
  }
  if (part.length > 0) yield part;
}

function byTopic(messages: readonly OutgoingMessage[]): { topic: string; messages: Message[] }[] {
  const topics = new Map<string, Message[]>();
  for (const { topic, key, value, headers } of messages) {
    const list = topics.get(topic);
    const message: Message = { key, value, headers };
    if (list === undefined) topics.set(topic, [message]);
    else list.push(message);
  }
  return [...topics].map(([topic, list]) => ({ topic, messages: list }));
}
