import { AsyncLocalStorage } from 'node:async_hooks';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { CONNECT_MS, quietly, type Database, type ReadingDatabase } from './database.js';
import { KeptStatements, preparedClient } from './prepared-client.js';
import type { Tables } from './tables.js';

/** For whom and for which cases a call reads: what the policies of PostgreSQL are told (migration 0022 says what each field means). */
export interface DeskScope {
  readonly login: string;
  readonly court: string | undefined;
  readonly below: boolean;
  readonly whole: boolean;
  readonly system: boolean;
  readonly cases: readonly string[];
  /** Court of an approver, for the cases of courts below it in which they were asked (migration 0030). */
  readonly approves?: string;
}

/** The role that reads for desks: no login, no owner, never past row-level security. */
export const DESK_ROLE = 'chakong_desk';

const calls = new AsyncLocalStorage<{ scope: string }>();

/** Runs a call from its beginning. Until {@link enterDesk} it reads nothing. */
export const asDeskCall = <T>(work: () => T): T => calls.run({ scope: '' }, work);

/** From here on the call under way reads for this scope. Outside of {@link asDeskCall} nothing happens, and nothing is read. */
export function enterDesk(scope: DeskScope): void {
  const call = calls.getStore();
  if (call !== undefined) call.scope = JSON.stringify(scope);
}

/** Runs work for a scope: for what is not a call over HTTP. */
export const withDeskScope = <T>(scope: DeskScope, work: () => T): T => calls.run({ scope: JSON.stringify(scope) }, work);

/** What is read later and elsewhere, as by a stream that is drained, reads for the call that began it. */
export function keepDesk(): <T>(work: () => T) => T {
  return AsyncLocalStorage.snapshot();
}

type Taken = (error: Error | undefined, client: pg.PoolClient | undefined, release: (error?: Error | boolean) => void) => void;

/** Connections that show a call only its own rows. One that is handed from call to call is told anew, before anything else is sent. */
class ScopedPool extends pg.Pool {
  readonly #told = new WeakMap<object, string>();

  override connect(): Promise<pg.PoolClient>;
  override connect(taken: Taken): void;
  override connect(taken?: Taken): Promise<pg.PoolClient> | void {
    const scope = calls.getStore()?.scope ?? '';
    const client = this.#take(scope);
    if (taken === undefined) return client;
    client.then((given) => taken(undefined, given, given.release.bind(given)), (error: Error) => taken(error, undefined, () => undefined));
  }

  async #take(scope: string): Promise<pg.PoolClient> {
    const client = await super.connect();
    if (this.#told.get(client) === scope) return client;
    try {
      this.#told.delete(client);
      await client.query({ name: 'desk-scope', text: `SELECT set_config('chakong.scope', $1, false)`, values: [scope] });
      this.#told.set(client, scope);
      return client;
    } catch (error) {
      client.release(error as Error);
      throw error;
    }
  }
}

export interface DeskDatabaseOptions {
  /** A login of its own that may become {@link DESK_ROLE} and owns nothing; the gateway's own when absent. */
  readonly url?: string | undefined;
  readonly poolSize?: number;
}

/** What readers of the gateway need of a {@link Database}, reading as {@link DESK_ROLE}. */
export class DeskDatabase implements ReadingDatabase {
  readonly pool: pg.Pool;
  readonly query: Kysely<Tables>;
  /** Keys of what is sealed are the gateway's: a row that is shown may be opened. */
  readonly fields: Database['fields'];
  /** With a login of its own, which then has to lead nowhere else. */
  readonly #apart: boolean;

  constructor(database: Pick<Database, 'options' | 'fields'>, { url: own, poolSize = database.options.poolSize }: DeskDatabaseOptions = {}) {
    const url = own ?? database.options.url;
    this.#apart = own !== undefined;
    this.fields = database.fields;
    this.pool = quietly(
      new ScopedPool({
        connectionString: url,
        max: poolSize,
        application_name: `${database.options.applicationName}-desk`,
        connectionTimeoutMillis: CONNECT_MS,
        Client: preparedClient(new KeptStatements()),
        options: `-c jit=off -c role=${DESK_ROLE}`,
      }),
    );
    this.query = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: this.pool }) });
  }

  /**
   * An address that leads past {@link DESK_ROLE} must not be read with; nor may a login of its own be one from which `SET ROLE` leads to the
   * owner of the tables. @throws Error in words
   */
  async check(): Promise<void> {
    const { rows } = await this.pool.query<{ is: boolean; apart: boolean }>(
      `SELECT r.rolname = $1 AND NOT r.rolsuper AND NOT r.rolbypassrls AS is,
         NOT s.rolsuper AND NOT s.rolbypassrls AND NOT pg_has_role(s.oid, t.relowner, 'MEMBER') AS apart
       FROM pg_roles r, pg_roles s, pg_class t WHERE r.rolname = current_user AND s.rolname = session_user AND t.oid = 'public.case_file'::regclass`,
      [DESK_ROLE],
    );
    if (rows[0]?.is !== true) throw new Error(`people's reads are not made as ${DESK_ROLE}`);
    if (this.#apart && !rows[0].apart) throw new Error(`the login for people's reads can become the owner of the tables, who is not held by row-level security`);
  }

  async close(): Promise<void> {
    await this.query.destroy();
  }
}
