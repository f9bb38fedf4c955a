import { DONE, type BusConsumer, type MessageBus } from '#libs/message-bus';
import { isConnectionFault } from '#libs/store';
import type { Logger } from '#libs/telemetry';
import { dispatchGroup, DISPATCH_PARTITIONS, dispatchPlan, dispatchTopic, readRequests } from './dispatch-topic.js';
import { PartitionGroup, type GroupListener } from './partition-group.js';

export interface KafkaPartitionGroupOptions {
  readonly bus: MessageBus;
  /** CHAKONG_KAFKA_PREFIX */
  readonly prefix: string;
  readonly logger: Logger;
  /** After this long without a sign of life others get what a dispatcher had, ms; 6000 when absent. */
  readonly sessionMs?: number;
}

const SESSION_MS = 6000;
const TOPIC_AGAIN_MS = 2000;

/** The consumer group of the dispatch topic. */
export class KafkaPartitionGroup extends PartitionGroup {
  #consumer: BusConsumer | undefined;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: KafkaPartitionGroupOptions) {
    super();
  }

  /** Joins in the background; the brokers may be away for long. */
  override start(listener: GroupListener): void {
    void this.#begin(listener);
  }

  override get isMember(): boolean {
    return this.#consumer?.isMember === true;
  }

  override async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#consumer?.close();
  }

  async #begin(listener: GroupListener): Promise<void> {
    const { bus, logger, prefix } = this.options;
    const again = (): void => void (this.#timer = setTimeout(() => void this.#begin(listener), TOPIC_AGAIN_MS).unref());
    try {
      const [found] = await bus.ensureTopics([dispatchPlan(prefix)]);
      if (this.#closed) return;
      if (found!.partitions !== DISPATCH_PARTITIONS) {
        logger.error({ count: found!.partitions, total: DISPATCH_PARTITIONS }, 'the dispatch topic has another number of partitions than we: make it anew; until then nothing is taken from it');
        return again();
      }
    } catch {
      if (!this.#closed) again();
      return;
    }
    const numbers = (partitions: readonly { readonly partition: number }[]): number[] => partitions.map(({ partition }) => partition);
    this.#consumer = bus
      .consumer({
        group: dispatchGroup(prefix),
        topics: [dispatchTopic(prefix)],
        sessionMs: this.options.sessionMs ?? SESSION_MS,
        mostAtOnce: 200,
        mostQueued: 2000,
        handle: async ({ value }) => {
          const ids = readRequests(value);
          // Whatever else it is, nobody asked anything with it.
          if (ids === undefined) return DONE;
          try {
            await listener.requests(ids);
            return DONE;
          } catch (error) {
            return isConnectionFault(error) ? { kind: 'wait', reason: 'database' } : { kind: 'retry', reason: 'fault' };
          }
        },
        // What cannot be handled now is found by the recovery.
        park: async () => undefined,
        onAssigned: (partitions) => listener.assigned(numbers(partitions)),
        onRevoked: (partitions) => listener.revoked(numbers(partitions)),
      })
      .start();
  }
}
