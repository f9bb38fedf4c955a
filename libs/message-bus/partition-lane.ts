import type { BusMessage } from './bus-message.js';

/** How a lane works its messages off. */
export interface LaneWork {
  /** Tries one message until it is done or parked. False: given up, the lane ends; the message comes again to whoever owns the partition. */
  readonly finish: (message: BusMessage, lane: PartitionLane) => Promise<boolean>;
  /** The queue has become short enough to fetch again. */
  readonly onRoom: (lane: PartitionLane) => void;
  readonly mostQueued: number;
}

/**
 * The messages of one partition, one after the other. A partition that waits (for a try, for the database) holds up nobody
 * else, because its messages are queued here and not in the loop that fetches.
 */
export class PartitionLane {
  #queue: BusMessage[] = [];
  #running: Promise<void> | undefined;
  #done = -1n;
  #stopped = false;
  #abort = new AbortController();
  full = false;

  constructor(
    readonly topic: string,
    readonly partition: number,
    private readonly work: LaneWork,
  ) {}

  /** Offset behind the last message that is done; undefined when there is none yet. */
  get position(): bigint | undefined {
    return this.#done < 0n ? undefined : this.#done + 1n;
  }

  get waiting(): number {
    return this.#queue.length;
  }

  /** Ends waiting for a further try. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** @returns false when no more should be fetched for now */
  add(messages: readonly BusMessage[]): boolean {
    if (this.#stopped) return true;
    const last = this.#queue.at(-1)?.offset ?? this.#done;
    // After a rebalance the broker begins again where was last committed: what we did since is not done again.
    for (const message of messages) if (message.offset > last) this.#queue.push(message);
    if (this.#running === undefined && this.#queue.length > 0) this.#running = this.#run().finally(() => (this.#running = undefined));
    this.full = this.#queue.length >= this.work.mostQueued;
    return !this.full;
  }

  /** What is queued will be fetched again; what is under way goes on. */
  forgetQueued(): void {
    this.#queue = [];
    this.full = false;
  }

  /** Finishes the message under way, takes no other. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#queue = [];
    this.#abort.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    for (;;) {
      const message = this.#queue[0];
      if (message === undefined || this.#stopped) return;
      // Fetched again while it was under way.
      if (message.offset > this.#done) {
        if (!(await this.work.finish(message, this))) return;
        this.#done = message.offset;
      }
      if (this.#queue[0] === message) this.#queue.shift();
      if (this.full && this.#queue.length <= this.work.mostQueued / 2) {
        this.full = false;
        this.work.onRoom(this);
      }
    }
  }
}

