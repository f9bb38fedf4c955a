import type { FeedbackEntry, InstitutionAdapter, PullAdapter, PushAdapter, QueryOutcome } from '#contracts/adapter';
import { Collector, type CollectorObserver } from '#libs/collection';
import {
  acceptRequests,
  breakableDatabase,
  FakeCredentials,
  FakeRegistry,
  institution,
  openCase,
  pushManifest,
  rowsOf,
  type AcceptedInquiry,
  type BreakableDatabase,
  type TestCase,
  everybodySigns,
} from '#libs/engine-testkit';
import type { SigningCheck } from '#libs/officer-registry';
import { DocumentReader, InquiryReader, MailboxStore, RequestReader, type Database } from '#libs/store';
import { createTestDatabase, type TestDatabase, openedRows } from '#libs/store-testkit';
import { DocumentShelf, Mailbox, PostgresCallbackDesk, PostgresPullDesk, type FeedbackMessage } from '../index.js';

/** A contract of which only what the desk uses is there. Cannot write questions about vehicles. */
const pulling = {
  manifest: { ...pushManifest('pulling'), channel: 'pull' as const },
  renderQuery: (request) => {
    if (request.sources.includes('vehicle')) throw new Error('cannot be written');
    return `<request number="${request.requestNumber}" version="${request.contractVersion}"/>`;
  },
} satisfies Partial<PullAdapter>;

interface CallbackBody {
  readonly signature: 'good' | 'bad' | 'stale' | 'unreadable' | 'throw';
  readonly answers: { readonly number: string; readonly outcome: QueryOutcome }[];
}

/** Signs with a word; throws where an adapter must not when asked to. */
const calling: PushAdapter = {
  manifest: pushManifest('calling'),
  answers: 'callback',
  describeQuery: () => ({ method: 'POST', path: '/', headers: {} }),
  readReply: () => ({ state: 'callback' }),
  readCallback: ({ headers, body }, { credentials }) => {
    const { signature, answers } = JSON.parse(Buffer.from(body).toString()) as CallbackBody;
    if (signature === 'throw') throw new Error('bug');
    if (headers['x-key'] !== credentials['key']?.reveal() || signature === 'bad') return { state: 'rejected', cause: 'signature', detail: 'wrong' };
    if (signature === 'stale') return { state: 'rejected', cause: 'stale', detail: 'too old' };
    if (signature === 'unreadable') return { state: 'rejected', cause: 'unreadable', detail: 'no answers' };
    return { state: 'accepted', answers: answers.map(({ number, outcome }) => ({ requestNumber: number, outcome })) };
  },
  checkCallbackAnswer: ({ outcome }, request) => {
    if (outcome.kind === 'refused' && outcome.reason === 'throw') throw new Error('bug');
    return outcome.kind === 'found' && outcome.remarks !== undefined && outcome.remarks !== request.subject.name
      ? { kind: 'defective', defect: 'wrong-person', detail: 'another name' }
      : outcome;
  },
};

const ADAPTERS = new Map<string, InstitutionAdapter>([['pulling', pulling as unknown as PullAdapter], ['calling', calling]]);

export const POLLING = institution({ code: 'POLLING', adapter: 'pulling', endpoint: undefined, credentialsRef: 'polling', contractVersion: '7' });
export const OTHER = institution({ code: 'OTHER', adapter: 'pulling', endpoint: undefined, credentialsRef: 'other' });
export const CALLING = institution({ code: 'CALLING', adapter: 'calling', credentialsRef: 'calling' });

interface StoredExchange {
  readonly id: number;
  readonly request_id: number | null;
  readonly operation: string;
  readonly failure: string | null;
  readonly received_bytes: Buffer | null;
  readonly sent_bytes: Buffer | null;
}

/** Both desks over a real database, with everything around them. */
export class DeskFixture {
  #test!: TestDatabase;
  #case!: TestCase;
  #breakable!: BreakableDatabase;
  registry!: FakeRegistry;
  credentials!: FakeCredentials;
  mailbox!: Mailbox;
  /** Outcomes the collector told its observer of. */
  readonly told: string[] = [];
  rendered = 0;

  async open(): Promise<void> {
    this.#test = await createTestDatabase();
    this.#case = await openCase(this.#test.database);
    this.#breakable = await breakableDatabase(this.#test.url);
  }

  /** Before each test. */
  reset(): void {
    this.registry = new FakeRegistry(POLLING, OTHER, CALLING);
    this.credentials = new FakeCredentials({
      polling: { username: 'polling-user', password: 'polling-pass' },
      other: { username: 'other-user', password: 'other-pass' },
      calling: { key: 'sesame' },
    });
    this.mailbox = new Mailbox(new MailboxStore(this.database));
    this.told.length = 0;
    this.rendered = 0;
    this.#breakable.restore();
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

  get testCase(): TestCase {
    return this.#case;
  }

  pullDesk(database: Database = this.database, officers: SigningCheck = everybodySigns): PostgresPullDesk {
    const render = (): Promise<Uint8Array> => {
      this.rendered += 1;
      return Promise.resolve(Buffer.from('notice'));
    };
    return new PostgresPullDesk({ ...this.#parts(database), database, officers, mailbox: this.mailbox, shelf: new DocumentShelf(new DocumentReader(database), render) });
  }

  callbackDesk(database: Database = this.database): PostgresCallbackDesk {
    return new PostgresCallbackDesk({ ...this.#parts(database), database, callbackBaseUrl: 'http://127.0.0.1:1' });
  }

  async accept(...wanted: Parameters<typeof acceptRequests>[2]): Promise<AcceptedInquiry> {
    return acceptRequests(this.database, this.#case, wanted);
  }

  async outcomes({ inquiryId }: AcceptedInquiry): Promise<({ version: number; kind: string } | null)[]> {
    const rows = await new InquiryReader(this.database).requests(inquiryId);
    return rows.map(({ outcome }) => outcome && { version: outcome.version, kind: outcome.outcome.kind });
  }

  async exchanges(institutionCode: string): Promise<StoredExchange[]> {
    return openedRows(this.database, await rowsOf(this.database, 'SELECT * FROM exchange WHERE institution_code = $1 ORDER BY id', [institutionCode]));
  }

  #parts(database: Database) {
    const observer: CollectorObserver = {
      groupCommitted: () => undefined,
      outcomeCommitted: (code, kind) => void this.told.push(`${code} ${kind}`),
      inquiryCompleted: () => undefined,
    };
    return {
      registry: this.registry.asRegistry,
      credentials: this.credentials.asStore,
      requests: new RequestReader(database),
      collector: new Collector(database, observer, { patienceMs: 100 }),
      adapter: (code: string) => ADAPTERS.get(code),
    };
  }
}

export const feedback = (text = '<feedback/>', verb: FeedbackMessage['verb'] = 'feed-query'): FeedbackMessage => ({
  operation: 'feed', verb, bytes: Buffer.from(text), receivedAt: new Date(),
});

export function entry(requestNumber: string, outcome: QueryOutcome = { kind: 'nothing-found' }): FeedbackEntry {
  return { requestNumber, position: 0, interpret: () => outcome };
}
