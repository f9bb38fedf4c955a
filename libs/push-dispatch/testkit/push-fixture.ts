import type { ServerResponse } from 'node:http';
import type { PushAdapter, QueryOutcome } from '#contracts/adapter';
import { Collector } from '#libs/collection';
import {
  acceptRequests,
  breakableDatabase,
  FakeCredentials,
  FakeRegistry,
  institution,
  openCase,
  rowsOf,
  startLoopback,
  until,
  type BreakableDatabase,
  type Loopback,
  type TestCase,
  everybodySigns,
} from '#libs/engine-testkit';
import { InstitutionCall } from '#libs/institution-call';
import type { InstitutionRecord } from '#libs/institutions';
import { DEFAULT_LANE_SETTINGS, Lanes } from '#libs/lanes';
import type { SigningCheck } from '#libs/officer-registry';
import { RequestReader, type Database } from '#libs/store';
import { createTestDatabase, type TestDatabase, openedRows } from '#libs/store-testkit';
import { PushDispatcher, recoverOpenRequests, type PushWork } from '../index.js';
import { callback, synchronous, ticketed } from './push-adapters.js';

export interface StoredOutcome {
  readonly version: number;
  readonly kind: string;
  readonly content: QueryOutcome;
  readonly via: string;
  readonly exchange_id: number | null;
  readonly sent_at: Date | null;
  readonly received_at: Date | null;
  readonly waited_ms: number;
}

export interface StoredExchange {
  readonly id: number;
  readonly operation: string;
  readonly attempt: number;
  readonly started_at: Date;
  readonly http_status: number | null;
  readonly failure: string | null;
  readonly sent_bytes: Buffer | null;
  readonly received_bytes: Buffer | null;
}

/** An institution on loopback under its own code, and dispatchers that call it. */
export interface PlayedInstitution {
  readonly server: Loopback;
  readonly registry: FakeRegistry;
  readonly record: InstitutionRecord;
  readonly credentials: FakeCredentials;
  dispatcher(database?: Database, officers?: SigningCheck, collector?: Collector): PushDispatcher;
}

export const FOUND: QueryOutcome = { kind: 'found', assets: [{ source: 'deposit', reference: '6222', available: { fen: 100_00, currency: 'CNY' } }] };

export const answer = (response: ServerResponse, outcome: QueryOutcome = FOUND): unknown => response.end(JSON.stringify({ outcome }));
export const status = (response: ServerResponse, code: number, body: object = {}): unknown => response.writeHead(code).end(JSON.stringify(body));
export const silent = { groupCommitted: () => undefined, outcomeCommitted: () => undefined, inquiryCompleted: () => undefined };

const ADAPTERS = new Map([synchronous, ticketed, callback].map((adapter) => [adapter.manifest.code, adapter]));

/** A database with one case, real servers as institutions, and what a spec looks at afterwards. */
export class PushFixture {
  #test!: TestDatabase;
  #case!: TestCase;
  #breakable!: BreakableDatabase;
  readonly #closers: (() => Promise<unknown>)[] = [];

  async open(): Promise<void> {
    this.#test = await createTestDatabase();
    this.#case = await openCase(this.#test.database);
    this.#breakable = await breakableDatabase(this.#test.url);
  }

  /** Closes what one test opened. */
  async closePlayed(): Promise<void> {
    this.#breakable.restore();
    for (const close of this.#closers.splice(0).reverse()) await close();
  }

  async close(): Promise<void> {
    await this.#breakable.close();
    await this.#test.drop();
  }

  get database(): Database {
    return this.#test.database;
  }

  get breakable(): BreakableDatabase {
    return this.#breakable;
  }

  collector(): Collector {
    return new Collector(this.database, silent, { patienceMs: 50 });
  }

  onClose(close: () => Promise<unknown>): void {
    this.#closers.push(close);
  }

  async play(
    code: string,
    adapter: PushAdapter,
    onCall: Parameters<typeof startLoopback>[0],
    overrides: Partial<InstitutionRecord> = {},
  ): Promise<PlayedInstitution> {
    const server = await startLoopback(onCall);
    this.onClose(() => server.close());
    const record = institution({ code, adapter: adapter.manifest.code, endpoint: server.url, ...overrides });
    const registry = new FakeRegistry(record);
    const credentials = new FakeCredentials();
    return {
      server, registry, record, credentials,
      dispatcher: (database = this.database, officers = everybodySigns, collector = new Collector(database, silent, { patienceMs: 50 })) => {
        const dispatcher = new PushDispatcher({
          collector,
          registry: registry.asRegistry,
          credentials: credentials.asStore,
          lanes: new Lanes({ ...DEFAULT_LANE_SETTINGS, retryBaseMs: 5 }),
          call: new InstitutionCall(),
          officers,
          adapter: (wanted) => ADAPTERS.get(wanted),
          callbackBaseUrl: 'http://127.0.0.1:1',
        });
        this.onClose(() => dispatcher.stop(0));
        return dispatcher;
      },
    };
  }

  /** Commits one inquiry with `count` requests to an institution. */
  async accept(code: string, options: { sources?: ['vehicle']; answerInMs?: number; count?: number } = {}): Promise<PushWork[]> {
    const { count = 1, ...wanted } = options;
    const { requests } = await acceptRequests(this.database, this.#case, Array.from({ length: count }, () => ({ institutionCode: code, ...wanted })));
    return requests.map(({ conversation: _, ...row }) => row);
  }

  recover(dispatcher: PushDispatcher): Promise<number> {
    return recoverOpenRequests(new RequestReader(this.database), dispatcher);
  }

  async outcomesOf({ id }: PushWork): Promise<StoredOutcome[]> {
    return openedRows(this.database, await rowsOf(this.database, 'SELECT * FROM outcome WHERE request_id = $1 ORDER BY version', [id]));
  }

  async exchangesOf({ id }: PushWork): Promise<StoredExchange[]> {
    return openedRows(this.database, await rowsOf(this.database, 'SELECT * FROM exchange WHERE request_id = $1 ORDER BY id', [id]));
  }

  conversationsOf({ id }: PushWork): Promise<{ state: string; ticket: string | null }[]> {
    return rowsOf(this.database, 'SELECT * FROM conversation WHERE request_id = $1', [id]);
  }

  /** The one outcome, once it is there and the dispatcher has let go of the request. */
  async outcomeOf(dispatcher: PushDispatcher, work: PushWork): Promise<StoredOutcome> {
    await until(async () => dispatcher.size === 0 && (await this.outcomesOf(work)).length > 0);
    const outcomes = await this.outcomesOf(work);
    expect(outcomes).toHaveLength(1);
    return outcomes[0]!;
  }

  /** Kinds of the first outcomes, in order, once the dispatcher has let go of all. */
  async kindsOf(dispatcher: PushDispatcher, works: readonly PushWork[]): Promise<(string | undefined)[]> {
    await until(() => dispatcher.size === 0);
    return (await Promise.all(works.map((work) => this.outcomesOf(work)))).map(([outcome]) => outcome?.kind);
  }
}
