import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import type { Logger } from '#libs/telemetry';
import type { BrokerWatch } from './broker-watch.js';
import { asMessage, type BusMessage, type Handled } from './bus-message.js';
import { faultName } from './kafka-client.js';
import { Ownership, type PartitionId } from './ownership.js';
import { PartitionLane } from './partition-lane.js';
import { Permits } from './permits.js';
import { stickyAssigner } from './sticky-assigner.js';

export interface ConsumerOptions {
  readonly group: string;
  readonly topics: readonly string[];
  /**
   * Called for one message of a partition at a time, in order. Throwing is like `retry`.
   * `mine` says whether the partition is still ours: false means that another process may be doing the same.
   */
  readonly handle: (message: BusMessage, context: { readonly attempt: number; readonly mine: () => boolean }) => Promise<Handled>;
  /** Puts a message aside that cannot be handled. When it throws it is tried again: nothing is passed over. */
  readonly park: (message: BusMessage, reason: string, attempts: number) => Promise<void>;
  /** Tries of one message before it is parked; 5 when absent. */
  readonly attempts?: number;
  /** Pause before the next try, milliseconds; doubling from 200 to 5000 when absent. */
  readonly pauseMs?: (attempt: number) => number;
  /** Messages of one partition that are fetched ahead; 200 when absent. */
  readonly mostQueued?: number;
  /** Messages handled at the same time, of all partitions together; 16 when absent. */
  readonly mostAtOnce?: number;
  /** After this long without a sign of life another process gets our partitions; 10 000 when absent. */
  readonly sessionMs?: number;
  /** How often what is done is told to the broker; 200 when absent. */
  readonly commitMs?: number;
  /** False for who only listens while it runs: its place is kept nowhere. */
  readonly keepsPlace?: boolean;
  /** `earliest` when absent: a new group misses nothing. */
  readonly from?: 'earliest' | 'latest';
  /** Partitions that are ours from now on. Messages of them come after it has resolved. */
  readonly onAssigned?: (partitions: readonly PartitionId[]) => Promise<void> | void;
  /** Partitions that are ours no more. */
  readonly onRevoked?: (partitions: readonly PartitionId[]) => Promise<void> | void;
  readonly onParked?: (topic: string) => void;
}

/**
 * Reads topics as one of a group. Starts in the background and starts again whatever happens, until it is closed; a message
 * is `done` before its offset is committed, so it may come twice but is never passed over.
 */
export class BusConsumer {
  readonly #lanes = new Map<string, PartitionLane>();
  readonly #ownership: Ownership;
  readonly #permits: Permits;
  readonly #committed = new Map<string, bigint>();
  #consumer: Consumer | undefined;
  #closed = false;
  #running: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  #commits: NodeJS.Timeout | undefined;
  #committing: Promise<void> = Promise.resolve();
  #ready: Promise<void> = Promise.resolve();
  #fetching: () => void = () => undefined;
  /** Resolves once it reads: what is sent from then on is seen, also by who begins with the latest. */
  readonly reading = new Promise<void>((done) => (this.#fetching = done));

  constructor(
    private readonly kafka: Kafka,
    private readonly watch: BrokerWatch,
    private readonly logger: Logger,
    private readonly options: ConsumerOptions,
  ) {
    this.#ownership = new Ownership(options.sessionMs ?? 10_000);
    this.#permits = new Permits(options.mostAtOnce ?? 16);
  }

  /** Returns at once: the brokers may be away for long. */
  start(): this {
    if (this.#closed || this.#running !== undefined) return this;
    this.#running = this.#keepRunning();
    this.#commits = setInterval(() => void this.#commit(), this.options.commitMs ?? 200);
    this.#commits.unref();
    return this;
  }

  /**
   * Whether a partition is ours at this moment: assigned, and the group has heard of us within its session time. Ask right
   * before doing what only the owner may do.
   */
  owns(topic: string, partition: number): boolean {
    return this.#ownership.owns(topic, partition);
  }

  /** Whether what the group says of our partitions holds at this moment. */
  get isMember(): boolean {
    return this.#ownership.isMember;
  }

  get assigned(): readonly PartitionId[] {
    return this.#ownership.assigned;
  }

  /** Messages fetched and not begun. */
  get waiting(): number {
    return [...this.#lanes.values()].reduce((sum, lane) => sum + lane.waiting, 0);
  }

  /** Finishes the messages under way, commits, and leaves the group. */
  async close(): Promise<void> {
    if (this.#closed) return this.#running;
    this.#closed = true;
    this.#wake?.();
    clearInterval(this.#commits);
    await this.#running;
  }

  async #keepRunning(): Promise<void> {
    for (let failures = 0; !this.#closed; failures += 1) {
      const begun = Date.now();
      try {
        await this.#runOnce();
        if (this.#closed) return;
      } catch (error) {
        // A topic that nobody has made yet says that the brokers are there.
        if (faultName(error) !== 'UNKNOWN_TOPIC_OR_PARTITION') this.watch.seen('down', faultName(error));
        this.logger.warn({ group: this.options.group, cause: faultName(error) }, 'consumer ended and starts again');
      }
      if (Date.now() - begun > 60_000) failures = 0;
      await this.#pause(Math.min(5000, 250 * 2 ** Math.min(failures, 5)));
    }
  }

  /** Resolves when it was closed. @throws when the client gave up */
  async #runOnce(): Promise<void> {
    const { group, topics, from, sessionMs = 10_000 } = this.options;
    const consumer = this.kafka.consumer({
      groupId: group,
      sessionTimeout: sessionMs,
      rebalanceTimeout: Math.max(sessionMs, 10_000),
      heartbeatInterval: Math.max(200, Math.floor(sessionMs / 10)),
      // A fetch without messages is what heartbeats wait for.
      maxWaitTimeInMs: Math.max(100, Math.floor(sessionMs / 20)),
      partitionAssigners: [stickyAssigner(() => this.#ownership.assigned)],
      allowAutoTopicCreation: false,
      retry: { initialRetryTime: 100, maxRetryTime: 1000, retries: 4, restartOnFailure: async () => false },
    });
    const ended = new Promise<void>((done, failed) => {
      this.#wake = done;
      consumer.on(consumer.events.CRASH, ({ payload }) => failed(payload.error));
    });
    ended.catch(() => undefined);
    consumer.on(consumer.events.REBALANCING, () => {
      void this.#commit();
      this.#ownership.suspend();
    });
    consumer.on(consumer.events.HEARTBEAT, () => this.#ownership.heard());
    consumer.on(consumer.events.FETCH, () => this.#fetching());
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => this.#joined(payload.memberAssignment as Record<string, number[]>));
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [...topics], fromBeginning: from !== 'latest' });
      this.#consumer = consumer;
      await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, partitionsConsumedConcurrently: 16, eachBatch: (batch) => this.#take(batch) });
      this.watch.seen('up');
      await ended;
    } finally {
      // Its place is kept until what is under way is done and committed; only then may others begin.
      await Promise.all([...this.#lanes.values()].map((lane) => lane.stop()));
      await this.#commit();
      this.#consumer = undefined;
      this.#lose();
      await consumer.disconnect().catch(() => undefined);
    }
  }

  /** Takes a fetched batch over and returns at once: work happens in the lanes. */
  async #take({ batch, resolveOffset, pause, isRunning, isStale }: EachBatchPayload): Promise<void> {
    await this.#ready;
    if (!isRunning() || isStale()) return;
    const lane = this.#lane(batch.topic, batch.partition);
    const room = lane.add(batch.messages.map((message) => asMessage(batch.topic, batch.partition, message)));
    resolveOffset(batch.lastOffset());
    if (!room) pause();
  }

  #lane(topic: string, partition: number): PartitionLane {
    const name = `${topic}/${partition}`;
    let lane = this.#lanes.get(name);
    if (lane === undefined) {
      lane = new PartitionLane(topic, partition, {
        mostQueued: this.options.mostQueued ?? 200,
        finish: (message, of) => this.#finish(message, of),
        onRoom: (of) => this.#consumer?.resume([{ topic: of.topic, partitions: [of.partition] }]),
      });
      this.#lanes.set(name, lane);
    }
    return lane;
  }

  async #finish(message: BusMessage, lane: PartitionLane): Promise<boolean> {
    const most = this.options.attempts ?? 5;
    for (let attempt = 1, pauses = 1; ; pauses += 1) {
      const handled = await this.#permits.with(() => this.#try(message, attempt));
      if (handled.kind === 'done') return true;
      if (handled.kind === 'park' || (handled.kind === 'retry' && attempt >= most)) return this.#park(message, handled.reason, attempt, lane);
      if (handled.kind === 'retry') attempt += 1;
      this.logger.warn({ ...placeOf(message), attempt, cause: handled.reason }, 'message is tried again');
      if (!(await this.#rest(pauses, lane))) return false;
    }
  }

  async #try(message: BusMessage, attempt: number): Promise<Handled> {
    try {
      return await this.options.handle(message, { attempt, mine: () => this.owns(message.topic, message.partition) });
    } catch (error) {
      this.logger.error({ ...placeOf(message), err: error }, 'message could not be handled');
      return { kind: 'retry', reason: 'fault' };
    }
  }

  async #park(message: BusMessage, reason: string, attempts: number, lane: PartitionLane): Promise<boolean> {
    for (let pauses = 1; ; pauses += 1) {
      try {
        await this.options.park(message, reason, attempts);
        this.logger.warn({ ...placeOf(message), attempts, cause: reason }, 'message is parked');
        this.options.onParked?.(message.topic);
        return true;
      } catch (error) {
        this.logger.error({ ...placeOf(message), cause: faultName(error) }, 'message could not be parked');
        if (!(await this.#rest(pauses, lane))) return false;
      }
    }
  }

  /** @returns false when the lane ended meanwhile */
  async #rest(pauses: number, { signal }: PartitionLane): Promise<boolean> {
    const ms = this.options.pauseMs?.(pauses) ?? Math.min(5000, 100 * 2 ** Math.min(pauses, 6));
    return sleep(ms, !signal.aborted, { signal }).catch(() => false);
  }

  #joined(assignment: Readonly<Record<string, readonly number[]>>): void {
    const { gained, lost } = this.#ownership.join(assignment);
    this.#stopLanes(lost);
    // What was queued comes again from where was last committed.
    for (const lane of this.#lanes.values()) lane.forgetQueued();
    this.#consumer?.resume(Object.entries(assignment).map(([topic, partitions]) => ({ topic, partitions: [...partitions] })));
    this.logger.info({ group: this.options.group, partitions: this.#ownership.assigned.length, gained: gained.length, lost: lost.length }, 'partitions assigned');
    this.#ready = this.#tell(gained, lost);
  }

  async #tell(gained: readonly PartitionId[], lost: readonly PartitionId[]): Promise<void> {
    try {
      if (lost.length > 0) await this.options.onRevoked?.(lost);
      if (gained.length > 0) await this.options.onAssigned?.(gained);
    } catch (error) {
      this.logger.error({ group: this.options.group, err: error }, 'a change of partitions could not be followed');
    }
  }

  #lose(): void {
    const lost = this.#ownership.loseAll();
    this.#stopLanes(lost);
    this.#lanes.clear();
    this.#committed.clear();
    this.#ready = this.#tell([], lost);
  }

  #stopLanes(partitions: readonly PartitionId[]): void {
    for (const { topic, partition } of partitions) {
      const name = `${topic}/${partition}`;
      void this.#lanes.get(name)?.stop();
      this.#lanes.delete(name);
      this.#committed.delete(name);
    }
  }

  #commit(): Promise<void> {
    return (this.#committing = this.#committing.then(() => this.#commitNow()));
  }

  /** A commit that fails costs a repetition, nothing else. */
  async #commitNow(): Promise<void> {
    const consumer = this.#consumer;
    const fresh = [...this.#lanes].flatMap(([name, { topic, partition, position }]) => (position !== undefined && position !== this.#committed.get(name) ? [{ name, topic, partition, position }] : []));
    if (consumer === undefined || fresh.length === 0 || this.options.keepsPlace === false) return;
    try {
      await consumer.commitOffsets(fresh.map(({ topic, partition, position }) => ({ topic, partition, offset: String(position) })));
      for (const { name, position } of fresh) if (this.#lanes.has(name)) this.#committed.set(name, position);
    } catch (error) {
      this.logger.debug({ group: this.options.group, cause: faultName(error) }, 'offsets not committed');
    }
  }

  async #pause(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((done) => {
      this.#wake = done;
      timer = setTimeout(done, ms);
      if (this.#closed) done();
    });
    clearTimeout(timer);
  }
}

const placeOf = ({ topic, partition, offset }: BusMessage): { topic: string; partition: number; offset: string } => ({ topic, partition, offset: String(offset) });
