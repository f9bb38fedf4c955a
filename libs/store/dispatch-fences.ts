import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from './database.js';

type Client = Awaited<ReturnType<Database['dedicatedClient']>>;

export interface DispatchFencesOptions {
  readonly database: Database;
  /** What was held is perhaps somebody else's now. Told once per connection, at once. Must not throw. */
  readonly onLost: (partitions: readonly number[]) => void;
  /** Held only so long after PostgreSQL last confirmed it, ms; 5000 when absent. */
  readonly leaseMs?: number;
}

/** First key of the locks; the second is the partition. */
const PARTITIONS = 20_160_432;
const LEASE_MS = 5000;

/**
 * Who calls the institutions of a partition: one process at a time, held by PostgreSQL whatever the brokers of Kafka think of it. A lock
 * ends with its connection; a process that slept or was cut off notices by the lease that it can no longer be sure, before its next byte.
 */
export class DispatchFences {
  readonly #held = new Set<number>();
  readonly #leaseMs: number;
  #client: Promise<Client> | undefined;
  /** One connection, one query at a time. */
  #last: Promise<unknown> = Promise.resolve();
  #confirmedAtMs = -Infinity;
  #beating: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(private readonly options: DispatchFencesOptions) {
    this.#leaseMs = options.leaseMs ?? LEASE_MS;
    this.#beating = setInterval(() => void this.#beat(), this.#leaseMs / 5).unref();
  }

  /** Whether it is surely ours at this moment. Asks nobody: to be asked before every byte. */
  holds(partition: number): boolean {
    return this.#held.has(partition) && performance.now() - this.#confirmedAtMs < this.#leaseMs;
  }

  get held(): readonly number[] {
    return [...this.#held];
  }

  /** @returns those that are ours now; others are somebody else's. @throws when the database is away */
  async take(partitions: readonly number[]): Promise<readonly number[]> {
    const wanted = partitions.filter((one) => !this.#held.has(one));
    if (wanted.length === 0) return [];
    return this.#inTurn(async () => {
      const client = await (this.#client ??= this.#connect());
      const askedAtMs = performance.now();
      const { rows } = await client.query<{ partition: number }>('SELECT p AS partition FROM unnest($2::int[]) AS t (p) WHERE pg_try_advisory_lock($1, p)', [PARTITIONS, wanted]);
      this.#confirmedAtMs = askedAtMs;
      for (const { partition } of rows) this.#held.add(partition);
      return rows.map(({ partition }) => partition);
    });
  }

  /** Never fails: a connection that is gone has given up its locks. */
  async give(partitions: readonly number[]): Promise<void> {
    for (const one of partitions) this.#held.delete(one);
    await this.#inTurn(async () => {
      const client = await this.#client?.catch(() => undefined);
      await client?.query('SELECT pg_advisory_unlock($1, p) FROM unnest($2::int[]) AS t (p)', [PARTITIONS, partitions]).catch(() => undefined);
    });
  }

  /**
   * Who holds partitions, of all processes, and for how long PostgreSQL has not heard of each, ms. A holder beats every second, so one that
   * is silent for longer than the lease sends nothing any more, also when it wakes.
   */
  async holders(): Promise<ReadonlyMap<number, number>> {
    const { rows } = await this.options.database.pool.query<{ partition: number; silent: number }>(
      `SELECT l.objid::int AS partition, (extract(epoch FROM clock_timestamp() - coalesce(a.state_change, clock_timestamp())) * 1000)::float8 AS silent
       FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
       WHERE l.locktype = 'advisory' AND l.classid = $1::oid AND l.objsubid = 2 AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      [PARTITIONS],
    );
    return new Map(rows.map(({ partition, silent }) => [partition, silent]));
  }

  /** Ends the connection of whoever has it: it did not give it up when it was asked to, and no lease of its is still running. */
  async oust(partitions: readonly number[]): Promise<void> {
    await this.options.database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = $1::oid AND objid = ANY($2::oid[]) AND objsubid = 2
         AND granted AND pid <> pg_backend_pid() AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      [PARTITIONS, partitions],
    );
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#beating);
    this.#held.clear();
    await this.#inTurn(async () => {
      const client = await this.#client?.catch(() => undefined);
      this.#client = undefined;
      await client?.end().catch(() => undefined);
    });
  }

  async #beat(): Promise<void> {
    if (this.#closed || this.#client === undefined) return;
    await this.#inTurn(async () => {
      const client = await this.#client?.catch(() => undefined);
      if (client === undefined) return;
      const askedAtMs = performance.now();
      // An orderly end of a connection that does not answer would wait for the same server.
      const answered = await Promise.race([client.query('SELECT 1').then(() => true, () => false), delay(this.#leaseMs, false, { ref: false })]);
      if (answered) this.#confirmedAtMs = askedAtMs;
      else void client.end().catch(() => undefined);
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  async #connect(): Promise<Client> {
    try {
      const client = await this.options.database.dedicatedClient();
      let told = false;
      const over = (): void => {
        if (told) return;
        told = true;
        this.#client = undefined;
        this.#confirmedAtMs = -Infinity;
        const lost = this.held;
        this.#held.clear();
        if (!this.#closed && lost.length > 0) this.options.onLost(lost);
      };
      client.on('error', over);
      client.on('end', over);
      return client;
    } catch (error) {
      this.#client = undefined;
      throw error;
    }
  }
}
