import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { KeyRing } from '#libs/sealed-fields';
import { FieldKeys } from './field-keys.js';
import type { Tables } from './tables.js';

// bigint (int8) columns hold fen and ids below 2^53; a larger value is a bug and must not be rounded silently.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('int8 value beyond the safe integers');
  return value;
});
// A calendar day stays the text it is; a Date would shift it by the process's time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

export const CONNECT_MS = 10_000;

/** A pool whose connections may be killed without ending the process. */
export function quietly<Pool extends pg.Pool>(pool: Pool): Pool {
  // Idle connections report a killed server here; the next use of the pool reconnects.
  pool.on('error', () => undefined);
  // One that is taken out, as for a transaction, reports it by itself between two statements, and unheard that would end
  // the process. The statement that follows fails with the same fault.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

export interface DatabaseOptions {
  readonly url: string;
  /** Connections in the pool. */
  readonly poolSize: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  /** What personal data are sealed with; `none` writes them in the clear and cannot read what is sealed. */
  readonly keys: KeyRing | 'none';
}

/** Each writer has one statement under way at a time, so a handful is enough. */
const HOT_CONNECTIONS = 6;

/**
 * Plans of the hot path are made once per connection, because planning the large statements anew costs more than running
 * them. A plan made while a table is small would read all of it for ever, so nothing but look-ups by key is allowed.
 */
const HOT_PLANS = '-c jit=off -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off';

/**
 * The one door to PostgreSQL: a pool for hand-written statements (`pool`, `hot`) and kysely over the same pool for
 * everything else (`query`).
 */
export class Database {
  readonly pool: pg.Pool;
  /** For the few prepared statements of the hot path, which touch rows by their keys only. See {@link HOT_PLANS}. */
  readonly hot: pg.Pool;
  readonly query: Kysely<Tables>;
  /** Seals and opens personal data. */
  readonly fields: FieldKeys;

  constructor(readonly options: DatabaseOptions) {
    this.pool = new pg.Pool({
      connectionString: options.url,
      max: options.poolSize,
      application_name: options.applicationName,
      // A pool that waits for ever hides an outage; callers turn this into `database-unavailable`.
      connectionTimeoutMillis: CONNECT_MS,
      options: '-c jit=off',
    });
    this.hot = new pg.Pool({
      connectionString: options.url,
      max: HOT_CONNECTIONS,
      // With a connection its plans would go.
      idleTimeoutMillis: 0,
      application_name: `${options.applicationName}-hot`,
      connectionTimeoutMillis: CONNECT_MS,
      options: HOT_PLANS,
    });
    quietly(this.pool);
    quietly(this.hot);
    this.fields = new FieldKeys(this.hot, options.keys);
    this.query = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: this.pool }) });
  }

  /** A connection of its own outside the pool, for LISTEN. The caller ends it. */
  async dedicatedClient(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.options.url,
      application_name: `${this.options.applicationName}-listen`,
      connectionTimeoutMillis: CONNECT_MS,
      // It is silent most of the time: without this a firewall that forgets it would not be noticed by either side.
      keepAlive: true,
      keepAliveInitialDelayMillis: 30_000,
    });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  async close(): Promise<void> {
    await this.hot.end();
    await this.query.destroy();
  }
}

/** What readers need: the owner's connections, or those of a desk. */
export type ReadingDatabase = Pick<Database, 'pool' | 'query' | 'fields'>;

const CONNECTION_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);

/** True for faults of the connection, not of the statement: the same statement may succeed after a reconnect. */
export function isConnectionFault(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  // 08xxx connection exception, 57Pxx shutdown, 53300 too many connections
  if (code !== undefined && (/^(08|57P)/.test(code) || code === '53300' || CONNECTION_CODES.has(code))) return true;
  return /Connection terminated|timeout expired|timeout exceeded when trying to connect|Client has encountered a connection error/.test(message ?? '');
}

/** True when the server refused the statement only because of a concurrent one; it may be sent again at once. */
export function isTransientConflict(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code;
  return code === '40P01' || code === '40001';
}

/** True when a unique constraint was hit; `constraint` narrows it to one. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const fault = error as { code?: string; constraint?: string } | null;
  return fault?.code === '23505' && (constraint === undefined || fault.constraint === constraint);
}

/** True when a rule of the schema was broken: unique, check, foreign key, not null. */
export function isConstraintViolation(error: unknown): boolean {
  return /^23/.test((error as { code?: string } | null)?.code ?? '');
}

/** True when the server refused the data itself (a text it cannot hold, a number out of range); it would do so again. */
export function isDataFault(error: unknown): boolean {
  return /^2[23]/.test((error as { code?: string } | null)?.code ?? '');
}
