import type { ControlEntry, ControlFeedbackVerb, ControlOutcome, FeedbackVerdict } from '#contracts/adapter';
import { idOfControlRequest, toControlRequest, type ControlEngine, type OrderOnItsWay, type OrderPapers, type ReceivedControlAnswer } from '#libs/control';
import type { ControlOrderReader } from '#libs/store';
import { inTurns } from './in-turns.js';

/** One message with words about orders, kept already. */
export interface KeptWords {
  readonly verb: ControlFeedbackVerb;
  readonly via: Extract<ReceivedControlAnswer['via'], 'pull' | 'file'>;
  readonly exchangeId: number;
  readonly receivedAtMs: number;
}

/** Papers are no part of what an answer is read against. */
export const NO_PAPERS: OrderPapers = { rulingNumber: '', noticeName: '' };

/** Takes what institutions say about orders, in whatever message it came. Decides nothing: every word goes to the engine, under the lock of its case. */
export class OrderWords {
  constructor(private readonly parts: { readonly orders: ControlOrderReader; readonly engine: ControlEngine }) {}

  /** Orders of this institution by their number; those of others look the same as none. */
  async ordersOf(institutionCode: string, entries: readonly Pick<ControlEntry, 'requestNumber'>[]): Promise<ReadonlyMap<string, OrderOnItsWay>> {
    const ids = entries.map(({ requestNumber }) => idOfControlRequest(requestNumber)).filter((id) => id !== undefined);
    const rows = await this.parts.orders.byIds(ids);
    return new Map(rows.filter(({ order }) => order.institutionCode === institutionCode).map((row) => [row.order.requestNumber, row]));
  }

  /** @returns one verdict per entry in the same order, once everything is durable */
  take(message: KeptWords, entries: readonly ControlEntry[], own: ReadonlyMap<string, OrderOnItsWay>): Promise<FeedbackVerdict[]> {
    return inTurns(entries, ({ requestNumber }) => own.get(requestNumber)?.order.caseId, async (entry): Promise<FeedbackVerdict> => {
      const row = own.get(entry.requestNumber);
      return row === undefined ? { requestNumber: entry.requestNumber, verdict: 'unknown' } : this.#takeOne(message, entry, row);
    });
  }

  async #takeOne(message: KeptWords, entry: ControlEntry, row: OrderOnItsWay): Promise<FeedbackVerdict> {
    const { requestNumber } = entry;
    const said = await this.#meaning(message, entry, row);
    if (said === 'nothing-new') return { requestNumber, verdict: 'repeated' };
    // A receipt before the answer it belongs to: the institution sends it again.
    if (said === 'too-early') return { requestNumber, verdict: 'unknown' };
    const { institutionCode, id: orderId } = row.order;
    const { via, exchangeId, receivedAtMs } = message;
    const verdict = await this.parts.engine.answer({ orderId, outcome: said, via, exchangeId, receivedAtMs }, institutionCode);
    if (verdict === 'unknown') return { requestNumber, verdict };
    if (said.kind === 'defective') return { requestNumber, verdict: 'unreadable', detail: said.detail };
    // What only adds a receipt says again what was said, and is news all the same.
    if (verdict === 'repeated' && message.verb !== 'feed-receipt') return { requestNumber, verdict };
    return { requestNumber, verdict: 'accepted' };
  }

  async #meaning({ verb }: KeptWords, entry: ControlEntry, row: OrderOnItsWay): Promise<ControlOutcome | 'nothing-new' | 'too-early'> {
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
}
