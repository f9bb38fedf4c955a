import type { Kafka } from 'kafkajs';
import { BrokerWatch } from './broker-watch.js';
import { BusConsumer, type ConsumerOptions } from './bus-consumer.js';
import type { BusMessage } from './bus-message.js';
import type { BusHealth, BusOptions } from './bus-options.js';
import { BusProducer } from './bus-producer.js';
import { kafkaClient } from './kafka-client.js';
import { readTopic } from './read-topic.js';
import { ensureTopics, groupLag, listTopics, type TopicFinding, type TopicPlan } from './topics.js';

/**
 * Kafka, for everything else in the repository: nothing outside this folder knows the client library. Made without asking
 * the brokers anything, so that a broker that is away stops nobody from starting.
 */
export class MessageBus {
  readonly #kafka: Kafka;
  readonly #watch: BrokerWatch;
  readonly #open = new Set<{ close(): Promise<void> }>();

  constructor(private readonly options: BusOptions) {
    this.#kafka = kafkaClient(options);
    this.#watch = new BrokerWatch(this.#kafka, options.logger, options.watchMs ?? 5000);
  }

  /** From now on the brokers are watched; returns at once. */
  start(): this {
    this.#watch.start();
    return this;
  }

  get health(): BusHealth {
    return this.#watch.health;
  }

  /** @returns a function that ends the listening */
  onHealth(listener: (health: BusHealth) => void): () => void {
    return this.#watch.onChange(listener);
  }

  producer(): BusProducer {
    return this.#opened(new BusProducer(this.#kafka, this.#watch));
  }

  /** Not started yet. */
  consumer(options: ConsumerOptions): BusConsumer {
    return this.#opened(new BusConsumer(this.#kafka, this.#watch, this.options.logger, options));
  }

  /** Makes the topics that are missing. @throws when the brokers are away */
  ensureTopics(plans: readonly TopicPlan[]): Promise<TopicFinding[]> {
    return ensureTopics(this.#kafka, plans);
  }

  /** Names of all topics there are. @throws when the brokers are away */
  topics(): Promise<string[]> {
    return listTopics(this.#kafka);
  }

  /** How many messages a group has not read yet. @throws when the brokers are away */
  lag(group: string, topic: string): Promise<bigint> {
    return groupLag(this.#kafka, group, topic);
  }

  /** Everything a topic holds at this moment, for people who look. @throws when the brokers are away */
  read(topic: string): Promise<BusMessage[]> {
    return readTopic(this.#kafka, topic);
  }

  /** Closes every consumer, then every producer, then itself. */
  async close(): Promise<void> {
    const all = [...this.#open];
    await Promise.all(all.filter((one) => one instanceof BusConsumer).map((one) => one.close()));
    await Promise.all(all.filter((one) => one instanceof BusProducer).map((one) => one.close()));
    await this.#watch.close();
  }

  #opened<T extends { close(): Promise<void> }>(one: T): T {
    this.#open.add(one);
    return one;
  }
}
