import type { Database } from './database.js';

type Client = Awaited<ReturnType<Database['dedicatedClient']>>;

export interface TurnLockOptions {
  /** First key of the locks; those of institutions' folders when absent. */
  readonly space?: number;
  /** The connection is gone, and with it every lock. Told once per connection, at once. Must not throw. */
  readonly onLost?: () => void;
}

/**
 * Whose turn it is, by name (at an institution's folder, with a duty): one process at a time, whoever dies gives it up at once. Locks of
 * the session of one connection, so they cost no connection each.
 */
export class TurnLocks {
  #client: Promise<Client> | undefined;
  /** One connection, one query at a time. */
  #last: Promise<unknown> = Promise.resolve();

  #closing = false;

  constructor(
    private readonly database: Database,
    private readonly options: TurnLockOptions = {},
  ) {}

  /** @returns false when another process has it. @throws when the database is away */
  async take(name: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const client = await this.#connected();
      const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1, hashtext($2)) AS taken', [this.#space, name]);
      return rows[0]!.taken;
    });
  }

  /** Never fails: a connection that is gone has given up its locks. */
  async give(name: string): Promise<void> {
    await this.#inTurn(async () => {
      const client = await this.#client?.catch(() => undefined);
      await client?.query('SELECT pg_advisory_unlock($1, hashtext($2))', [this.#space, name]).catch(() => undefined);
    });
  }

  /** Asks the server whether the connection still stands. Never fails; one that is gone is told to `onLost`. */
  async look(): Promise<void> {
    await this.#inTurn(async () => {
      const client = await this.#client?.catch(() => undefined);
      await client?.query('SELECT 1').catch(() => client.end().catch(() => undefined));
    });
  }

  async close(): Promise<void> {
    this.#closing = true;
    await this.#inTurn(async () => {
      const client = await this.#client?.catch(() => undefined);
      this.#client = undefined;
      await client?.end().catch(() => undefined);
    });
  }

  get #space(): number {
    return this.options.space ?? FOLDERS;
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
    let told = false;
    const forget = (): void => {
      this.#client = undefined;
      if (told || this.#closing) return;
      told = true;
      this.options.onLost?.();
    };
    try {
      const client = await this.database.dedicatedClient();
      client.on('error', forget);
      client.on('end', forget);
      return client;
    } catch (error) {
      this.#client = undefined;
      throw error;
    }
  }
}

/** First key of the locks of institutions' folders; arbitrary, the same in every process. */
const FOLDERS = 20_160_429;
