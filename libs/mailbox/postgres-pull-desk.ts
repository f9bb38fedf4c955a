import { createHash, timingSafeEqual } from 'node:crypto';
import type { FeedbackEntry, FeedbackVerdict, InstitutionAdapter, LegalDocument, OfficerCertificates, PullAdapter, PullCredentials } from '#contracts/adapter';
import { idOfRequestNumber, toQueryRequest, type Collector } from '#libs/collection';
import type { CredentialStore, InstitutionRegistry } from '#libs/institutions';
import type { OpenRequestRow, RequestReader } from '#libs/store';
import type { DocumentShelf } from './document-shelf.js';
import type { Mailbox } from './mailbox.js';
import { PullDesk, type FeedbackMessage, type PullCaller } from './pull-desk.js';

export interface PullDeskParts {
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

/** The desk over PostgreSQL. Knows no protocol; every answer goes through the collector. */
export class PostgresPullDesk extends PullDesk {
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
      entries.map(async (entry, index): Promise<FeedbackVerdict> => {
        const row = own[index];
        const { requestNumber } = entry;
        if (row === undefined) return { requestNumber, verdict: 'unknown' };
        const outcome = entry.interpret(toQueryRequest(row));
        const acceptedAtMs = row.acceptedAt.getTime();
        const fetchedAtMs = row.firstFetchedAt?.getTime() ?? null;
        const { status } = await this.parts.collector.collect(
          {
            requestId: row.id, inquiryId: row.inquiryId, institutionCode: caller.institutionCode, outcome, via: 'pull', exchangeId: exchange.id,
            acceptedAtMs, sentAtMs: fetchedAtMs, receivedAtMs: message.receivedAt.getTime(), waitedMs: (fetchedAtMs ?? message.receivedAt.getTime()) - acceptedAtMs,
          },
          index === first ? exchange : undefined,
        );
        if (status === 'repeated') return { requestNumber, verdict: 'repeated' };
        if (outcome.kind === 'defective') return { requestNumber, verdict: 'unreadable', detail: outcome.detail };
        return { requestNumber, verdict: 'accepted' };
      }),
    );
  }

  override async keepUnreadable(caller: PullCaller | undefined, message: FeedbackMessage, cause: string): Promise<void> {
    await this.parts.collector.record(
      await this.parts.collector.exchange({
        requestId: null, institutionCode: caller?.institutionCode ?? 'unknown', operation: message.operation, direction: 'in', attempt: 1,
        startedAtMs: message.receivedAt.getTime(), endedAtMs: Date.now(), httpStatus: null, failure: cause.slice(0, 200),
        sentBytes: null, receivedBytes: toBuffer(message.bytes),
      }),
    );
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
