import { createHash, timingSafeEqual } from 'node:crypto';
import type {
  FeedbackEntry,
  FeedbackVerdict,
  InstitutionAdapter,
  LegalDocument,
  OfficerCertificates,
  PullAdapter,
  PullCredentials,
  QueryOutcome,
} from '#contracts/adapter';
import { idOfRequestNumber, toQueryRequest, type Collector } from '#libs/collection';
import type { CredentialStore, InstitutionRegistry } from '#libs/institutions';
import { recordAudit } from '#libs/access';
import { TokenBucket } from '#libs/lanes';
import type { Database, ExchangeRow, OpenRequestRow, RequestReader } from '#libs/store';
import type { DocumentShelf } from './document-shelf.js';
import type { Mailbox } from './mailbox.js';
import { PullDesk, type FeedbackMessage, type PullCaller } from './pull-desk.js';

export interface PullDeskParts {
  readonly database: Database;
  readonly registry: InstitutionRegistry;
  readonly credentials: CredentialStore;
  readonly mailbox: Mailbox;
  readonly requests: RequestReader;
  readonly collector: Collector;
  readonly shelf: DocumentShelf;
  readonly adapter: (code: string) => InstitutionAdapter | undefined;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const NOBODY = digest('nobody');

/** Messages of unknown senders that are kept, and how much of each. */
const STRANGERS_PER_SECOND = 2;
const STRANGER_BYTES = 4096;

/** The desk over PostgreSQL. Knows no protocol; every answer goes through the collector. */
export class PostgresPullDesk extends PullDesk {
  readonly #strangers = new TokenBucket(STRANGERS_PER_SECOND, Date.now());

  constructor(private readonly parts: PullDeskParts) {
    super();
  }

  override authenticate(adapterCode: string, { username, password }: PullCredentials): PullCaller | undefined {
    const ref = this.parts.credentials.usernames().get(username);
    const institution = ref === undefined ? undefined : this.parts.registry.all().find((one) => one.credentialsRef === ref && one.adapter === adapterCode);
    const expected = institution === undefined ? undefined : this.parts.credentials.resolve(ref!)['password'];
    // Compared also when the name is unknown, so that the time taken does not tell which names exist.
    const equal = timingSafeEqual(digest(password), expected === undefined ? NOBODY : digest(expected.reveal()));
    if (!equal || institution === undefined) return undefined;
    return { institutionCode: institution.code, adapterCode };
  }

  override async listQueries(caller: PullCaller): Promise<readonly string[]> {
    const institution = this.parts.registry.get(caller.institutionCode);
    if (institution === undefined || institution.state === 'out-of-service') return [];
    const ids = await this.parts.mailbox.fetch(caller.institutionCode);
    if (ids.length === 0) return [];
    const adapter = this.#adapter(caller);
    const rows = new Map((await this.parts.requests.byIds(ids)).map((row) => [row.id, row]));
    const now = Date.now();
    const listed: { row: OpenRequestRow; fragment: string }[] = [];
    for (const id of ids) {
      const row = rows.get(id);
      if (row === undefined || row.cancelled) continue;
      listed.push({ row, fragment: adapter.renderQuery(toQueryRequest(row, institution.contractVersion)) });
    }
    // What was handed over is on record before it leaves.
    await Promise.all(
      listed.map(async ({ row, fragment }) =>
        this.parts.collector.record(
          await this.parts.collector.exchange({
            requestId: row.id, institutionCode: caller.institutionCode, operation: 'list', direction: 'in', attempt: 1,
            startedAtMs: now, endedAtMs: now, httpStatus: null, failure: null, sentBytes: Buffer.from(fragment), receivedBytes: null,
          }),
        ),
      ),
    );
    return listed.map(({ fragment }) => fragment);
  }

  override async documentsOfNotice(caller: PullCaller, documentNumber: string): Promise<readonly LegalDocument[] | undefined> {
    return this.parts.shelf.documentsOfNotice(caller.institutionCode, documentNumber);
  }

  override async documentsOfRequest(caller: PullCaller, requestNumber: string): Promise<readonly LegalDocument[] | undefined> {
    const row = await this.#own(caller, requestNumber);
    return row && this.parts.shelf.documentsOfNotice(caller.institutionCode, row.documentNumber);
  }

  override async certificates(caller: PullCaller, requestNumber: string): Promise<readonly OfficerCertificates[] | undefined> {
    const row = await this.#own(caller, requestNumber);
    return row && this.parts.shelf.certificates(row.snapshot.officers.map(({ id }) => id));
  }

  override async feed(caller: PullCaller, message: FeedbackMessage, entries: readonly FeedbackEntry[]): Promise<readonly FeedbackVerdict[]> {
    const ids = entries.map((entry) => idOfRequestNumber(entry.requestNumber));
    const rows = new Map((await this.parts.requests.byIds(ids.filter((id) => id !== undefined))).map((row) => [row.requestNumber, row]));
    const exchange = await this.parts.collector.exchange({
      requestId: entries.length === 1 ? (rows.get(entries[0]!.requestNumber)?.id ?? null) : null,
      institutionCode: caller.institutionCode, operation: message.operation, direction: 'in', attempt: 1,
      startedAtMs: message.receivedAt.getTime(), endedAtMs: Date.now(), httpStatus: null, failure: null,
      sentBytes: null, receivedBytes: toBuffer(message.bytes),
    });
    const own = entries.map((entry) => ownRow(caller, rows.get(entry.requestNumber)));
    const first = own.findIndex((row) => row !== undefined);
    // The message is stored once, with its first answer, or alone when it answers nothing of ours.
    if (first === -1) await this.parts.collector.record({ ...exchange, failure: 'unknown-request' });
    return Promise.all(
      entries.map((entry, index) => this.#take(caller, message, entry, own[index], exchange.id, index === first ? exchange : undefined)),
    );
  }

  override async keepUnreadable(caller: PullCaller | undefined, message: FeedbackMessage, cause: string): Promise<void> {
    // Who is not known may send anything, as often as he likes: a little of it is evidence enough, and only so much a minute.
    if (caller === undefined && !this.#admitStranger()) return;
    const bytes = toBuffer(message.bytes);
    await this.parts.collector.record(
      await this.parts.collector.exchange({
        requestId: null, institutionCode: caller?.institutionCode ?? 'unknown', operation: message.operation, direction: 'in', attempt: 1,
        startedAtMs: message.receivedAt.getTime(), endedAtMs: Date.now(), httpStatus: null, failure: cause.slice(0, 200),
        sentBytes: null, receivedBytes: caller === undefined ? bytes.subarray(0, STRANGER_BYTES) : bytes,
      }),
    );
    await recordAudit(this.parts.database.query, {
      event: cause === 'bad-credentials' ? 'exchange.login-refused' : 'exchange.feedback-rejected',
      actor: caller?.institutionCode ?? 'unknown',
      ...(caller === undefined ? {} : { institutionCode: caller.institutionCode }),
      result: 'failure',
      reason: cause.slice(0, 200),
    });
  }

  #admitStranger(): boolean {
    const now = Date.now();
    if (this.#strangers.nextAt(now) > now) return false;
    this.#strangers.take(now);
    return true;
  }

  async #take(
    caller: PullCaller,
    message: FeedbackMessage,
    entry: FeedbackEntry,
    row: OpenRequestRow | undefined,
    exchangeId: number,
    exchange: ExchangeRow | undefined,
  ): Promise<FeedbackVerdict> {
    const { requestNumber } = entry;
    const meant = row && (await this.#meaning(message, entry, row));
    if (row === undefined || meant === 'no-main-record') {
      if (exchange !== undefined) await this.parts.collector.record(exchange);
      return { requestNumber, verdict: 'unknown' };
    }
    if (meant === undefined) {
      if (exchange !== undefined) await this.parts.collector.record(exchange);
      return { requestNumber, verdict: 'repeated' };
    }
    const acceptedAtMs = row.acceptedAt.getTime();
    const fetchedAtMs = row.firstFetchedAt?.getTime() ?? null;
    const { status } = await this.parts.collector.collect(
      {
        requestId: row.id, inquiryId: row.inquiryId, institutionCode: caller.institutionCode, ...meant, via: 'pull', exchangeId, acceptedAtMs,
        sentAtMs: fetchedAtMs, receivedAtMs: message.receivedAt.getTime(), waitedMs: (fetchedAtMs ?? message.receivedAt.getTime()) - acceptedAtMs,
      },
      exchange,
    );
    if (status === 'repeated') return { requestNumber, verdict: 'repeated' };
    if (meant.outcome.kind === 'defective') return { requestNumber, verdict: 'unreadable', detail: meant.outcome.detail };
    return { requestNumber, verdict: 'accepted' };
  }

  /** What an entry says of its request; undefined when it adds nothing, `no-main-record` when it cannot be about this request. */
  async #meaning(
    { verb }: FeedbackMessage,
    entry: FeedbackEntry,
    row: OpenRequestRow,
  ): Promise<{ outcome: QueryOutcome; supplements?: number } | 'no-main-record' | undefined> {
    // Every request of today is a query: feedback of a measure cannot be about one.
    if (verb === 'feed-control' || verb === 'feed-receipt') return 'no-main-record';
    if (verb !== 'feed-transactions') return { outcome: entry.interpret(toQueryRequest(row)) };
    // Transactions are fed back apart from the accounts they belong to, and after them; the bank repeats what came too early.
    const newest = await this.parts.requests.newestOutcome(row.id);
    if (newest?.outcome.kind !== 'found') return 'no-main-record';
    const outcome = entry.supplement?.(newest.outcome);
    return outcome && { outcome, supplements: newest.version };
  }

  async #own(caller: PullCaller, requestNumber: string): Promise<OpenRequestRow | undefined> {
    const id = idOfRequestNumber(requestNumber);
    if (id === undefined) return undefined;
    const [row] = await this.parts.requests.byIds([id]);
    return row?.requestNumber === requestNumber ? ownRow(caller, row) : undefined;
  }

  #adapter(caller: PullCaller): PullAdapter {
    const adapter = this.parts.adapter(caller.adapterCode);
    if (adapter === undefined || adapter.manifest.channel !== 'pull') throw new TypeError(`no pull adapter ${caller.adapterCode}`);
    return adapter as PullAdapter;
  }
}

/** A request of another institution looks the same as none. */
const ownRow = (caller: PullCaller, row: OpenRequestRow | undefined): OpenRequestRow | undefined => (row?.institutionCode === caller.institutionCode ? row : undefined);

const toBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
