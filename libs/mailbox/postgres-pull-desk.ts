import { signersOf } from '#contracts/adapter';
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
import type { CredentialStore, InstitutionRecord, InstitutionRegistry } from '#libs/institutions';
import type { SigningCheck } from '#libs/officer-registry';
import { LoginGuesses, recordAudit, type CallSource } from '#libs/access';
import type { Database, ExchangeRow, OpenRequestRow, RequestReader } from '#libs/store';
import type { DocumentShelf } from './document-shelf.js';
import { LoginIndex } from './login-index.js';
import type { Mailbox } from './mailbox.js';
import { PullDesk, type FeedbackMessage, type LoginRefusal, type PullCaller } from './pull-desk.js';
import { StrangerLimit } from './stranger-limit.js';

export interface PullDeskParts {
  readonly database: Database;
  readonly registry: InstitutionRegistry;
  readonly credentials: CredentialStore;
  readonly mailbox: Mailbox;
  readonly requests: RequestReader;
  readonly collector: Collector;
  readonly shelf: DocumentShelf;
  /** Asked for every request before it is listed: an officer may have lost the right since it was accepted. */
  readonly officers: SigningCheck;
  readonly adapter: (code: string) => InstitutionAdapter | undefined;
  /** One for all doors of the exchange; one of its own when absent. */
  readonly guesses?: LoginGuesses;
}

/** What one entry of a message says of its request. `nothing-new` adds nothing; `not-about-it` cannot be about this request. */
type Meaning = { readonly outcome: QueryOutcome; readonly supplements?: number } | 'nothing-new' | 'not-about-it';

/** The desk over PostgreSQL. Knows no protocol; every answer goes through the collector. */
export class PostgresPullDesk extends PullDesk {
  readonly #logins: LoginIndex;
  readonly #strangers = new StrangerLimit();
  /** Apart: a flood of wrong passwords must not hide that somebody has a right one. */
  readonly #withoutCertificate = new StrangerLimit();

  constructor(private readonly parts: PullDeskParts) {
    super();
    this.#logins = new LoginIndex(parts.registry, parts.credentials, parts.guesses ?? new LoginGuesses());
  }

  override authenticate(adapterCode: string, credentials: PullCredentials, source: CallSource): PullCaller | LoginRefusal {
    const found = this.#logins.institutionOf(adapterCode, credentials, source);
    return typeof found === 'string' ? { institutionCode: found, adapterCode } : found;
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
      const fragment = await this.#fragment(adapter, row, institution);
      if (fragment !== undefined) listed.push({ row, fragment });
    }
    // What was handed over is on record before it leaves.
    await Promise.all(
      listed.map(async ({ row, fragment }) =>
        this.parts.collector.record(
          await this.parts.collector.exchange({
            requestId: row.id, institutionCode: caller.institutionCode, operation: 'list', direction: 'in', attempt: 1,
            startedAtMs: now, endedAtMs: now, httpStatus: null, failure: null, sent: Buffer.from(fragment), received: null,
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
    const ids = entries.map((entry) => idOfRequestNumber(entry.requestNumber)).filter((id) => id !== undefined);
    const found = (await this.parts.requests.byIds(ids)).map((row): [string, OpenRequestRow | undefined] => [row.requestNumber, ownRow(caller, row)]);
    const rows = new Map(found);
    const own = entries.map((entry) => rows.get(entry.requestNumber));
    const exchange = await this.parts.collector.exchange({
      requestId: own.length === 1 ? (own[0]?.id ?? null) : null,
      institutionCode: caller.institutionCode, operation: message.operation, direction: 'in', attempt: 1,
      startedAtMs: message.receivedAt.getTime(), endedAtMs: Date.now(), httpStatus: null,
      failure: own.every((row) => row === undefined) ? 'unknown-request' : null,
      sent: null, received: toBuffer(message.bytes),
    });
    // Two words on one request in one message: the first counts.
    const firsts = new Map([...own.entries()].reverse().map(([index, row]) => [row, index]));
    const meanings = await Promise.all(
      entries.map(async (entry, index): Promise<Meaning> => {
        const row = own[index];
        if (row === undefined) return 'not-about-it';
        return firsts.get(row) === index ? this.#meaning(message, entry, row) : 'nothing-new';
      }),
    );
    // The message is stored once, with its first answer, or alone when there is none in it.
    const first = meanings.findIndex((meaning) => typeof meaning === 'object');
    if (first === -1) await this.parts.collector.record(exchange);
    return Promise.all(
      entries.map(async ({ requestNumber }, index): Promise<FeedbackVerdict> => {
        const [row, meaning] = [own[index], meanings[index]!];
        if (row === undefined || meaning === 'not-about-it') return { requestNumber, verdict: 'unknown' };
        if (meaning === 'nothing-new') return { requestNumber, verdict: 'repeated' };
        return this.#collect(message, row, meaning, exchange, index === first);
      }),
    );
  }

  override async keepUnreadable(caller: PullCaller | undefined, message: FeedbackMessage, cause: string): Promise<void> {
    const kept = caller === undefined ? this.#strangers.keep(message.bytes) : { bytes: toBuffer(message.bytes), andMore: '' };
    if (kept === undefined) return;
    await this.#keep(message, caller?.institutionCode, kept.bytes, cause);
    await recordAudit(this.parts.database.query, {
      event: 'exchange.feedback-rejected',
      actor: caller?.institutionCode ?? 'unknown',
      ...(caller === undefined ? {} : { institutionCode: caller.institutionCode }),
      result: 'failure',
      reason: cause.slice(0, 200) + kept.andMore,
    });
  }

  override async keepRefused(message: FeedbackMessage, { refused, institutionCode }: LoginRefusal): Promise<void> {
    const kept = (refused === 'certificate-refused' ? this.#withoutCertificate : this.#strangers).keep(message.bytes);
    if (kept === undefined) return;
    await this.#keep(message, undefined, kept.bytes, refused);
    await recordAudit(this.parts.database.query, {
      event: 'exchange.login-refused', actor: 'unknown', ...(institutionCode === undefined ? {} : { institutionCode }), result: 'failure', reason: refused + kept.andMore,
    });
  }

  async #keep(message: FeedbackMessage, institutionCode: string | undefined, bytes: Buffer, failure: string): Promise<void> {
    await this.parts.collector.record(
      await this.parts.collector.exchange({
        requestId: null, institutionCode: institutionCode ?? 'unknown', operation: message.operation, direction: 'in', attempt: 1,
        startedAtMs: message.receivedAt.getTime(), endedAtMs: Date.now(), httpStatus: null, failure: failure.slice(0, 200),
        sent: null, received: bytes,
      }),
    );
  }

  /** A question that nobody may sign any more, or that its contract cannot carry, is ended as such and must not hold up the others. */
  async #fragment(adapter: PullAdapter, row: OpenRequestRow, institution: InstitutionRecord): Promise<string | undefined> {
    const refusal = await this.parts.officers.refusal(signersOf(adapter.manifest, row.snapshot.officers), institution);
    if (refusal !== undefined) return this.#notListed(row, { kind: 'unavailable', ...refusal });
    try {
      return adapter.renderQuery(toQueryRequest(row, institution.contractVersion));
    } catch {
      return this.#notListed(row, { kind: 'not-supported', detail: 'its contract cannot carry this question' });
    }
  }

  async #notListed(row: OpenRequestRow, outcome: QueryOutcome): Promise<undefined> {
    await this.parts.collector.collect({
      requestId: row.id, inquiryId: row.inquiryId, institutionCode: row.institutionCode, via: 'gateway', exchangeId: null, outcome,
      acceptedAtMs: row.acceptedAt.getTime(), sentAtMs: null, receivedAtMs: null, waitedMs: 0,
    });
  }

  async #collect(
    message: FeedbackMessage,
    row: OpenRequestRow,
    meaning: Exclude<Meaning, string>,
    exchange: ExchangeRow,
    withExchange: boolean,
  ): Promise<FeedbackVerdict> {
    const { requestNumber, institutionCode } = row;
    const acceptedAtMs = row.acceptedAt.getTime();
    const receivedAtMs = message.receivedAt.getTime();
    const sentAtMs = row.firstFetchedAt?.getTime() ?? null;
    const { status } = await this.parts.collector.collect(
      {
        requestId: row.id, inquiryId: row.inquiryId, institutionCode, ...meaning, via: 'pull', exchangeId: exchange.id, acceptedAtMs, sentAtMs,
        receivedAtMs, waitedMs: (sentAtMs ?? receivedAtMs) - acceptedAtMs,
      },
      withExchange ? exchange : undefined,
    );
    if (status === 'repeated') return { requestNumber, verdict: 'repeated' };
    if (meaning.outcome.kind === 'defective') return { requestNumber, verdict: 'unreadable', detail: meaning.outcome.detail };
    return { requestNumber, verdict: 'accepted' };
  }

  async #meaning({ verb }: FeedbackMessage, entry: FeedbackEntry, row: OpenRequestRow): Promise<Meaning> {
    // Every request of today is a query: feedback of a measure cannot be about one.
    if (verb === 'feed-control' || verb === 'feed-receipt') return 'not-about-it';
    // Transactions are fed back apart from the accounts they belong to, and after them; the bank repeats what came too early.
    const newest = verb === 'feed-transactions' ? await this.parts.requests.newestOutcome(row.id) : undefined;
    if (verb === 'feed-transactions' && newest?.outcome.kind !== 'found') return 'not-about-it';
    try {
      if (newest === undefined) return { outcome: entry.interpret(toQueryRequest(row)) };
      const outcome = entry.supplement?.(newest.outcome);
      return outcome === undefined ? 'nothing-new' : { outcome, supplements: newest.version };
    } catch {
      // An adapter must not throw; if one does, the message is kept as evidence and the other entries count.
      return newest === undefined ? { outcome: { kind: 'defective', defect: 'unreadable', detail: 'the answer could not be read' } } : 'not-about-it';
    }
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
const ownRow = (caller: PullCaller, row: OpenRequestRow): OpenRequestRow | undefined => (row.institutionCode === caller.institutionCode ? row : undefined);

const toBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
