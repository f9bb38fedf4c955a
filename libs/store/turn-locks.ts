import type { Database } from './database.js';

type Client = Awaited<ReturnType<Database['dedicatedClient']>>;

/**
 * Who is at an institution's folder: one process at a time, whoever dies gives it up at once. Locks of the session of one
 * connection, so they cost no connection each.
 */
export class TurnLocks {
  #client: Promise<Client> | undefined;
  /** One connection, one query at a time. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly database: Database) {}

  /** @returns false when another process has it. @throws when the database is away */
  async take(institutionCode: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const client = await this.#connected();
      const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1, hashtext($2)) AS taken', [SPACE, institutionCode]);
      return rows[0]!.taken;
    });
  }

  /** Never fails: a connection that is gone has given up its locks. */
  async give(institutionCode: string): Promise<void> {
    await this.#inTurn(async () => {
      const client = await this.#client?.catch(() => undefined);
      await client?.query('SELECT pg_advisory_unlock($1, hashtext($2))', [SPACE, institutionCode]).catch(() => undefined);
    });
  }

  async close(): Promise<void> {
    await this.#inTurn(async () => {
      const client = await this.#client?.catch(() => undefined);
      this.#client = undefined;
      await client?.end().catch(() => undefined);
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  #connected(): Promise<Client> {
    return (this.#client ??= this.#connect());
  }

  async #connect(): Promise<Client> {
    const forget = (): void => void (this.#client = undefined);
    try {
      const client = await this.database.dedicatedClient();
      client.on('error', forget);
      client.on('end', forget);
      return client;
    } catch (error) {
      forget();
      throw error;
    }
  }
}

/** First key of our advisory locks of this kind; arbitrary, the same in every process. */
const SPACE = 20_160_429;
