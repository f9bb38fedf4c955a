import type { ControlEntry, ControlRequest, FeedbackVerdict, InstitutionAdapter, LegalDocument, OfficerCertificates, PullAdapter } from '#contracts/adapter';
import { idOfControlRequest, toControlRequest, type ControlDocuments, type ControlEngine, type OrderOnItsWay, type OrderPapers } from '#libs/control';
import type { InstitutionRecord, InstitutionRegistry } from '#libs/institutions';
import type { SigningCheck } from '#libs/officer-registry';
import type { ControlExchanges, ControlOrderReader } from '#libs/store';
import { ControlDesk, type ControlMessage } from './control-desk.js';
import type { DocumentShelf } from './document-shelf.js';
import { inTurns } from './in-turns.js';
import type { Mailbox } from './mailbox.js';
import { OrderDeparture } from './order-departure.js';
import { NO_PAPERS, OrderWords } from './order-words.js';
import type { PullCaller } from './pull-desk.js';

export interface ControlDeskParts {
  readonly registry: Pick<InstitutionRegistry, 'get'>;
  /** Over orders: of a `ControlMailboxStore`. */
  readonly controlMailbox: Mailbox;
  readonly orders: ControlOrderReader;
  readonly engine: ControlEngine;
  readonly documents: ControlDocuments;
  readonly exchanges: ControlExchanges;
  readonly shelf: Pick<DocumentShelf, 'certificates'>;
  /** Asked before an order is shown for the first time. */
  readonly officers: SigningCheck;
  readonly adapter: (code: string) => InstitutionAdapter | undefined;
}

/** The institution may have the order in these states: its papers are served. */
const SERVED = ['sending', 'sent', 'in-progress', 'unconfirmed', 'done', 'refused', 'disputed'];

/** The desk of orders over PostgreSQL. Decides nothing: every step is the engine's, under the lock of its case. */
export class PostgresControlDesk extends ControlDesk {
  readonly #words: OrderWords;
  readonly #departure: OrderDeparture;

  constructor(private readonly parts: ControlDeskParts) {
    super();
    this.#words = new OrderWords(parts);
    this.#departure = new OrderDeparture(parts);
  }

  override async listControls(caller: PullCaller): Promise<readonly string[]> {
    const institution = this.parts.registry.get(caller.institutionCode);
    const controls = this.#adapter(caller).controls;
    if (controls === undefined || institution === undefined || institution.state === 'out-of-service') return [];
    const ids = await this.parts.controlMailbox.fetch(caller.institutionCode);
    if (ids.length === 0) return [];
    const [found, papers] = await Promise.all([this.parts.orders.byIds(ids), this.parts.documents.papersOf(ids)]);
    const rows = new Map(found.map((row) => [row.order.id, row]));
    const listed = await inTurns(ids, (id) => rows.get(id)?.order.caseId, async (id) => {
      const row = rows.get(id);
      return row === undefined ? undefined : this.#show(row, papers.get(id), this.#adapter(caller), institution);
    });
    return listed.filter((fragment) => fragment !== undefined);
  }

  override async documentsOfOrder(caller: PullCaller, requestNumber: string): Promise<readonly LegalDocument[] | undefined> {
    const row = await this.#own(caller, requestNumber);
    if (row === undefined) return undefined;
    const documents = await this.parts.documents.documentsOf(row.order.id);
    if (documents.length === 0) return undefined;
    await this.#record(row, 'documents', null);
    await this.parts.engine.delivered(row.order.caseId, row.order.id);
    return documents;
  }

  override async certificates(caller: PullCaller, requestNumber: string): Promise<readonly OfficerCertificates[] | undefined> {
    const row = await this.#own(caller, requestNumber);
    return row && this.parts.shelf.certificates(row.officers.map(({ id }) => id));
  }

  override async feed(caller: PullCaller, message: ControlMessage, entries: readonly ControlEntry[]): Promise<readonly FeedbackVerdict[]> {
    const own = await this.#words.ordersOf(caller.institutionCode, entries);
    const receivedAtMs = message.receivedAt.getTime();
    const exchangeId = await this.parts.exchanges.record(
      {
        institutionCode: caller.institutionCode, operation: message.operation, direction: 'in', attempt: 1, startedAtMs: receivedAtMs, endedAtMs: Date.now(),
        httpStatus: null, failure: own.size === 0 ? 'unknown-request' : null, sent: null, received: Buffer.from(message.bytes),
      },
      [...own.values()].map(({ order }) => ({ orderId: order.id, caseId: order.caseId })),
    );
    return this.#words.take({ verb: message.verb, via: 'pull', exchangeId, receivedAtMs }, entries, own);
  }

  /** @returns undefined when it does not leave now */
  async #show(row: OrderOnItsWay, papers: OrderPapers | undefined, adapter: PullAdapter, institution: InstitutionRecord): Promise<string | undefined> {
    const write = (request: ControlRequest): string => adapter.controls!.renderControl(request);
    const leaving = await this.#departure.begin(row, papers, adapter.manifest, institution, write);
    if (leaving === undefined) return undefined;
    const fragment = write(toControlRequest(leaving, papers ?? NO_PAPERS, institution.contractVersion));
    // What was handed over is on record before it leaves.
    await this.#record(leaving, 'list-controls', Buffer.from(fragment));
    return fragment;
  }

  async #record({ order }: OrderOnItsWay, operation: string, sent: Buffer | null): Promise<void> {
    const nowMs = Date.now();
    await this.parts.exchanges.record(
      { institutionCode: order.institutionCode, operation, direction: 'in', attempt: 1, startedAtMs: nowMs, endedAtMs: nowMs, httpStatus: null, failure: null, sent, received: null },
      [{ orderId: order.id, caseId: order.caseId }],
    );
  }

  /** An order of this caller that was shown to it; another institution's looks the same as none. */
  async #own(caller: PullCaller, requestNumber: string): Promise<OrderOnItsWay | undefined> {
    const id = idOfControlRequest(requestNumber);
    if (id === undefined) return undefined;
    const [row] = await this.parts.orders.byIds([id]);
    return row?.order.requestNumber === requestNumber && row.order.institutionCode === caller.institutionCode && SERVED.includes(row.order.state) ? row : undefined;
  }

  #adapter({ adapterCode }: PullCaller): PullAdapter {
    const adapter = this.parts.adapter(adapterCode);
    if (adapter === undefined || adapter.manifest.channel !== 'pull') throw new TypeError(`no pull adapter ${adapterCode}`);
    return adapter as PullAdapter;
  }
}
