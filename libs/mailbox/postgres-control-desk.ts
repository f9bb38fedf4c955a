import { signersOf, type ControlEntry, type ControlOutcome, type ControlRequest, type FeedbackVerdict, type InstitutionAdapter, type LegalDocument, type OfficerCertificates, type PullAdapter } from '#contracts/adapter';
import { idOfControlRequest, toControlRequest, type ControlDocuments, type ControlEngine, type OrderOnItsWay, type OrderPapers } from '#libs/control';
import type { InstitutionRecord, InstitutionRegistry } from '#libs/institutions';
import type { SigningCheck } from '#libs/officer-registry';
import type { ControlExchanges, ControlOrderReader } from '#libs/store';
import { ControlDesk, type ControlMessage } from './control-desk.js';
import type { DocumentShelf } from './document-shelf.js';
import type { Mailbox } from './mailbox.js';
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

/** Papers nobody has named yet, for reading answers: what was asked is not read from them. */
const NO_PAPERS: OrderPapers = { rulingNumber: '', noticeName: '' };

/** The desk of orders over PostgreSQL. Decides nothing: every step is the engine's, under the lock of its case. */
export class PostgresControlDesk extends ControlDesk {
  constructor(private readonly parts: ControlDeskParts) {
    super();
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
    const ids = entries.map(({ requestNumber }) => idOfControlRequest(requestNumber)).filter((id) => id !== undefined);
    const own = new Map((await this.parts.orders.byIds(ids)).filter(({ order }) => order.institutionCode === caller.institutionCode).map((row) => [row.order.requestNumber, row]));
    const about = [...own.values()].map(({ order }) => ({ orderId: order.id, caseId: order.caseId }));
    const exchangeId = await this.parts.exchanges.record(
      {
        institutionCode: caller.institutionCode, operation: message.operation, direction: 'in', attempt: 1, startedAtMs: message.receivedAt.getTime(), endedAtMs: Date.now(),
        httpStatus: null, failure: own.size === 0 ? 'unknown-request' : null, sent: null, received: Buffer.from(message.bytes),
      },
      about,
    );
    return inTurns(entries, ({ requestNumber }) => own.get(requestNumber)?.order.caseId, async (entry): Promise<FeedbackVerdict> => {
      const row = own.get(entry.requestNumber);
      if (row === undefined) return { requestNumber: entry.requestNumber, verdict: 'unknown' };
      return this.#take(message, entry, row, exchangeId);
    });
  }

  async #take(message: ControlMessage, entry: ControlEntry, row: OrderOnItsWay, exchangeId: number): Promise<FeedbackVerdict> {
    const { requestNumber } = entry;
    const said = await this.#meaning(message, entry, row);
    if (said === 'nothing-new') return { requestNumber, verdict: 'repeated' };
    // A receipt before the answer it belongs to: the institution sends it again.
    if (said === 'too-early') return { requestNumber, verdict: 'unknown' };
    const { institutionCode, id: orderId } = row.order;
    const verdict = await this.parts.engine.answer({ orderId, outcome: said, via: 'pull', exchangeId, receivedAtMs: message.receivedAt.getTime() }, institutionCode);
    if (verdict === 'unknown') return { requestNumber, verdict };
    if (said.kind === 'defective') return { requestNumber, verdict: 'unreadable', detail: said.detail };
    // What only adds a receipt says again what was said, and is news all the same.
    if (verdict === 'repeated' && message.verb !== 'feed-receipt') return { requestNumber, verdict };
    return { requestNumber, verdict: 'accepted' };
  }

  async #meaning({ verb }: ControlMessage, entry: ControlEntry, row: OrderOnItsWay): Promise<ControlOutcome | 'nothing-new' | 'too-early'> {
    const adds = entry.supplement !== undefined && verb === 'feed-receipt';
    const known = adds ? await this.parts.orders.newestAnswer(row.order.id) : undefined;
    if (adds && known === undefined) return 'too-early';
    try {
      return known === undefined ? entry.interpret(toControlRequest(row, NO_PAPERS)) : (entry.supplement!(known) ?? 'nothing-new');
    } catch {
      // An adapter must not throw; if one does, the message is kept, and the order asked about.
      return { kind: 'defective', defect: 'unreadable', detail: 'the answer could not be read' };
    }
  }

  /** @returns undefined when it does not leave now */
  async #show(row: OrderOnItsWay, papers: OrderPapers | undefined, adapter: PullAdapter, institution: InstitutionRecord): Promise<string | undefined> {
    const { order } = row;
    if (order.state !== 'approved') return this.#rendered(row, papers, adapter, institution);
    const why = await this.#reasonNotTo(row, papers, adapter, institution);
    if (why !== undefined) {
      await this.parts.engine.notSent(order.caseId, order.id, why);
      return undefined;
    }
    const sending = await this.parts.engine.beginSending(order.caseId, order.id);
    return sending.state === 'send' ? this.#rendered({ ...row, order: sending.order }, papers, adapter, institution) : undefined;
  }

  /** What an order needs besides what the rules ask: papers, people who may sign it here and now, and a contract that can write it. */
  async #reasonNotTo(row: OrderOnItsWay, papers: OrderPapers | undefined, adapter: PullAdapter, institution: InstitutionRecord): Promise<string | undefined> {
    if (papers === undefined) return 'documents-missing';
    const refusal = await this.parts.officers.refusal(signersOf(adapter.manifest, row.officers), institution);
    if (refusal !== undefined) return refusal.cause;
    try {
      adapter.controls!.renderControl(this.#request(row, papers, institution));
      return undefined;
    } catch {
      return 'its contract cannot carry this order';
    }
  }

  async #rendered(row: OrderOnItsWay, papers: OrderPapers | undefined, adapter: PullAdapter, institution: InstitutionRecord): Promise<string | undefined> {
    const fragment = adapter.controls!.renderControl(this.#request(row, papers ?? NO_PAPERS, institution));
    // What was handed over is on record before it leaves.
    await this.#record(row, 'list-controls', Buffer.from(fragment));
    return fragment;
  }

  #request(row: OrderOnItsWay, papers: OrderPapers, institution: InstitutionRecord): ControlRequest {
    return toControlRequest(row, papers, institution.contractVersion);
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

/** Cases decided on at once: each holds a connection while it waits for its lock. */
const AT_ONCE = 3;

/** Works on all of them, those of one case one after the other; the results in the order given. */
async function inTurns<One, Result>(all: readonly One[], caseOf: (one: One) => string | undefined, work: (one: One) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  const perCase = [...Map.groupBy(all.entries(), ([, one]) => caseOf(one)).values()];
  const next = async (): Promise<void> => {
    for (let mine = perCase.shift(); mine !== undefined; mine = perCase.shift()) for (const [index, one] of mine) results[index] = await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return results;
}
