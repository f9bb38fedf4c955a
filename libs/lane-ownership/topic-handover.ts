import type { BusProducer, MessageBus, OutgoingMessage } from '#libs/message-bus';
import { DispatchHandover, type PushWork } from '#libs/push-dispatch';
import type { NewsSender } from '#libs/store';
import { dispatchTopic, MOST_IDS, writeRequests } from './dispatch-topic.js';

export interface TopicHandoverOptions {
  readonly bus: Pick<MessageBus, 'producer' | 'health'>;
  /** CHAKONG_KAFKA_PREFIX */
  readonly prefix: string;
  /** Tells dispatchers of requests while the brokers are away. */
  readonly byNews: Pick<NewsSender, 'tell'>;
  readonly tellCancelled: (inquiryId: string) => void;
  /** Told by which way requests went. Must not throw. */
  readonly onHandedOver?: (way: 'kafka' | 'postgres', requests: number) => void;
}

/** Requests of one moment travel together. */
const GATHER_MS = 2;

/**
 * Hands requests over to whichever dispatcher has the institution: their ids, over the topic keyed by institution; over PostgreSQL while the
 * brokers are away. Fire and forget: what is lost on the way is found by the dispatchers' own look into PostgreSQL.
 */
export class TopicHandover extends DispatchHandover {
  readonly #producer: BusProducer;
  #ids = new Map<string, number[]>();
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> = Promise.resolve();

  constructor(private readonly options: TopicHandoverOptions) {
    super();
    this.#producer = options.bus.producer();
  }

  override offer(work: readonly PushWork[]): void {
    for (const { id, institutionCode } of work) {
      const ids = this.#ids.get(institutionCode);
      if (ids === undefined) this.#ids.set(institutionCode, [id]);
      else ids.push(id);
    }
    if (this.#ids.size > 0) this.#timer ??= setTimeout(() => this.#flush(), GATHER_MS);
  }

  override cancel(inquiryId: string): void {
    this.options.tellCancelled(inquiryId);
  }

  /** Sends what was offered. */
  async close(): Promise<void> {
    this.#flush();
    await this.#sending;
    await this.#producer.close();
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const gathered = this.#ids;
    if (gathered.size === 0) return;
    this.#ids = new Map();
    this.#sending = this.#sending.then(() => this.#send(gathered));
  }

  async #send(gathered: ReadonlyMap<string, readonly number[]>): Promise<void> {
    const ids = [...gathered.values()].flat();
    const { bus, byNews, onHandedOver, prefix } = this.options;
    const topic = dispatchTopic(prefix);
    if (bus.health.state === 'up') {
      try {
        await this.#producer.send([...gathered].flatMap(([code, of]) => messages(topic, code, of)));
        onHandedOver?.('kafka', ids.length);
        return;
      } catch {
        // Whether it arrived nobody knows: told again, which costs a look.
      }
    }
    byNews.tell(ids.map(String));
    onHandedOver?.('postgres', ids.length);
  }
}

function messages(topic: string, institutionCode: string, ids: readonly number[]): OutgoingMessage[] {
  const made: OutgoingMessage[] = [];
  for (let from = 0; from < ids.length; from += MOST_IDS) {
    made.push({ topic, key: institutionCode, value: writeRequests(ids.slice(from, from + MOST_IDS)), headers: {} });
  }
  return made;
}
