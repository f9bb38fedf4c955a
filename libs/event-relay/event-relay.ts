import { setTimeout as sleep } from 'node:timers/promises';
import { TOPICS, topicName, type TopicId } from '#contracts/events';
import { BusAway, MessageRefused, type MessageBus, type OutgoingMessage } from '#libs/message-bus';
import { EventOutbox, forgetReceived, settleRestoredEvents, TurnLocks, type Database, type OutgoingEvent } from '#libs/store';
import type { Logger } from '#libs/telemetry';
import { eventMessage, outcomeMessages, withoutContent, type Sender } from './event-messages.js';

/** Told what was published. Must not throw. */
export interface RelayObserver {
  /** @param topic without the prefix */
  published(topic: string, count: number): void;
  /** Could not be published and was passed over: too large for the brokers, or of a type nobody described. */
  passedOver(why: 'too-large' | 'unknown-type'): void;
}

export interface RelayOptions extends Sender {
  readonly database: Database;
  readonly bus: MessageBus;
  readonly logger: Logger;
  readonly observer?: RelayObserver;
  /** Days that published events stay in the database; 7 when absent. */
  readonly keptDays?: number;
  /** Copies of each message in topics that are made; as the cluster says when absent. */
  readonly copies?: number;
  readonly pageSize?: number;
  /** Pause when there is nothing, ms; 20 when absent. */
  readonly idleMs?: number;
  /** Pause behind a page that was not full, so that what comes meanwhile leaves together, ms; 50 when absent. */
  readonly gatherMs?: number;
}

const TURN = 'event-relay';
const PAGE = 500;
const IDLE_MS = 20;
/** Each page costs the same whatever is in it (reading, a batch for each partition, the position): a fifth of the time that an event may take to its consumer. */
const GATHER_MS = 50;
const TURN_MS = 2000;
const OTHERS_TURN_MS = 500;
const LONGEST_PAUSE_MS = 5000;
const RETIRE_EVERY_MS = 3600_000;
const RECEIVED_DAYS = 30;

/**
 * Publishes what was committed, in the order it was committed, at least once; one process at a time, whoever dies is followed by another.
 * What is asked of institutions never waits for it: it only reads what is written anyway. A broker that is away leaves the events where
 * they are, for as long as it takes.
 */
export class EventRelay {
  readonly #outbox: EventOutbox;
  readonly #locks: TurnLocks;
  readonly #producer: ReturnType<MessageBus['producer']>;
  readonly #stop = new AbortController();
  #running: Promise<void> | undefined;
  #topicsReady = false;
  #settled = false;
  #away = false;
  #retiredAt = 0;

  constructor(private readonly options: RelayOptions) {
    this.#outbox = new EventOutbox(options.database);
    this.#locks = new TurnLocks(options.database);
    this.#producer = options.bus.producer();
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Ends after the page under way. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    await this.#producer.close();
    await this.#locks.close();
  }

  async #run(): Promise<void> {
    let failures = 0;
    while (!this.#stopped) {
      try {
        if (await this.#locks.take(TURN)) {
          try {
            await this.#turn();
          } finally {
            await this.#locks.give(TURN);
          }
        } else await this.#pause(OTHERS_TURN_MS);
        failures = 0;
      } catch (error) {
        failures += 1;
        // Perhaps another database stands at its address now.
        this.#settled = false;
        this.#note(error);
        await this.#pause(Math.min(LONGEST_PAUSE_MS, 100 * 2 ** Math.min(failures, 6)));
      }
    }
  }

  async #turn(): Promise<void> {
    if (!this.#settled) await this.#settle();
    if (!this.#topicsReady) await this.#makeTopics();
    await this.#retire();
    let position = await this.#outbox.position();
    for (const end = Date.now() + TURN_MS; Date.now() < end && !this.#stopped; ) {
      const most = this.options.pageSize ?? PAGE;
      const page = await this.#outbox.after(position, most);
      const last = page.at(-1);
      if (last === undefined) {
        await this.#pause(this.options.idleMs ?? IDLE_MS);
        continue;
      }
      await this.#publish(page);
      // Somebody else had the turn after all, because our connection broke: they go on.
      if (!(await this.#outbox.move(position, last.position))) return;
      position = last.position;
      if (this.#away) this.options.logger.info('events are published again');
      this.#away = false;
      if (page.length < most) await this.#pause(this.options.gatherMs ?? GATHER_MS);
    }
  }

  async #publish(page: readonly OutgoingEvent[]): Promise<void> {
    const messages: OutgoingMessage[] = [];
    for (const event of page) {
      if (event.kind === 'outcome') {
        for (const message of outcomeMessages(this.options, event)) messages.push(message);
        continue;
      }
      const missing = event.type === 'inquiry.completed' && Number(event.payload['missing']) > 0 ? await this.#outbox.missing(String(event.payload['inquiryId'])) : [];
      const message = eventMessage(this.options, event, missing);
      if (message !== undefined) messages.push(message);
      else {
        this.options.logger.error({ event: event.type }, 'an event of a type that is in no contract was not published');
        this.options.observer?.passedOver('unknown-type');
      }
    }
    await this.#send(messages);
    const counts = new Map<string, number>();
    for (const { topic } of messages) counts.set(topic, (counts.get(topic) ?? 0) + 1);
    for (const [topic, count] of counts) this.options.observer?.published(topic.slice(this.options.prefix.length + 1), count);
  }

  async #send(messages: readonly OutgoingMessage[]): Promise<void> {
    try {
      await this.#producer.send(messages);
    } catch (error) {
      if (!(error instanceof MessageRefused)) throw error;
      if (error.reason === 'no-topic') {
        this.#topicsReady = false;
        throw error;
      }
      if (error.reason !== 'too-large') throw error;
      // One of them: the others must not wait for it for ever.
      for (const message of messages) await this.#sendOne(message);
    }
  }

  async #sendOne(message: OutgoingMessage): Promise<void> {
    try {
      await this.#producer.send([message]);
    } catch (error) {
      if (!(error instanceof MessageRefused) || error.reason !== 'too-large') throw error;
      const smaller = withoutContent(message);
      if (smaller !== undefined) return this.#sendOne(smaller);
      this.options.logger.error({ topic: message.topic, id: message.headers['ce_id'] }, 'an event is larger than the brokers allow and was not published');
      this.options.observer?.passedOver('too-large');
    }
  }

  async #settle(): Promise<void> {
    const again = await settleRestoredEvents(this.options.database);
    if (again !== undefined) this.options.logger.warn({ count: again }, 'the database was restored on another server: events that were perhaps not published are published again');
    this.#settled = true;
  }

  async #makeTopics(): Promise<void> {
    const { bus, prefix, copies, logger } = this.options;
    const plans = (Object.keys(TOPICS) as TopicId[]).map((id) => ({ id, ...TOPICS[id] }));
    const found = await bus.ensureTopics(
      plans.map(({ id, partitions, keptDays }) => ({ name: topicName(prefix, id), partitions, settings: { 'retention.ms': String(keptDays * 86_400_000) }, ...(copies === undefined ? {} : { copies }) })),
    );
    for (const { name, partitions } of found) {
      const planned = plans.find(({ id }) => topicName(prefix, id) === name)?.partitions;
      if (planned !== partitions) logger.warn({ topic: name, partitions, planned }, 'a topic has another number of partitions than planned');
    }
    this.#topicsReady = true;
  }

  async #retire(): Promise<void> {
    if (Date.now() - this.#retiredAt < RETIRE_EVERY_MS) return;
    await this.#outbox.retire(this.options.keptDays ?? 7);
    await forgetReceived(this.options.database, RECEIVED_DAYS);
    this.#retiredAt = Date.now();
  }

  #note(error: unknown): void {
    const { name, code } = error as { name?: string; code?: unknown };
    if (!this.#away) this.options.logger.warn({ cause: error instanceof BusAway ? error.code : (code ?? name) }, 'events cannot be published and wait in the database');
    this.#away = true;
  }

  get #stopped(): boolean {
    return this.#stop.signal.aborted;
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stop.signal }).catch(() => undefined);
  }
}

