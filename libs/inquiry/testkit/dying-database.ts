import type { Database } from '#libs/store';

/** How a process dies at a statement: before the server gets it, or after the server did it and before the reply is read. */
export type Death = 'before' | 'after';

/** The database of a process that dies at its `diesAt`-th statement: from then on nothing it asks for ever comes back. */
export class DyingDatabase {
  statements = 0;
  dead = false;
  readonly database: Database;

  constructor(
    database: Database,
    private readonly diesAt: number,
    private readonly death: Death,
  ) {
    this.database = Object.assign(Object.create(database) as Database, { pool: this.#wrapped(database.pool), hot: this.#wrapped(database.hot) });
  }

  #wrapped(pool: Database['pool']): Database['pool'] {
    const ask = pool.query.bind(pool) as (...parameters: unknown[]) => Promise<unknown>;
    const query = (async (...parameters: unknown[]) => {
      if (this.dead) return NEVER;
      this.statements += 1;
      const last = this.statements === this.diesAt;
      if (last) this.dead = true;
      if (last && this.death === 'before') return NEVER;
      const reply = await ask(...parameters);
      return this.dead ? NEVER : reply;
    }) as unknown as typeof pool.query;
    return Object.assign(Object.create(pool) as typeof pool, { query });
  }
}

const NEVER = new Promise<never>(() => undefined);
