import type { ControlEntry, ControlFeedbackVerb, FeedbackVerdict, LegalDocument, OfficerCertificates } from '#contracts/adapter';
import type { FeedbackMessage, PullCaller } from './pull-desk.js';

/** One message in which orders are answered. */
export type ControlMessage = FeedbackMessage & { readonly verb: ControlFeedbackVerb };

/** What institutions that poll us do about orders of control (控制): fetched, served with their papers, answered. Beside the way of queries. */
export abstract class ControlDesk {
  /**
   * Orders for the caller, rendered by its adapter, most urgent first. That an order may have left is durable before it is shown; it is shown
   * again under the same number after a while until it is answered. Costs no database access when nothing waits.
   */
  abstract listControls(caller: PullCaller): Promise<readonly string[]>;

  /** The papers of one order of this caller that was shown to it; when they are served the institution has the order. */
  abstract documentsOfOrder(caller: PullCaller, requestNumber: string): Promise<readonly LegalDocument[] | undefined>;

  /** Certificates of the officers of one order of this caller. */
  abstract certificates(caller: PullCaller, requestNumber: string): Promise<readonly OfficerCertificates[] | undefined>;

  /** Takes the words of one message. As `PullDesk.feed`: resolves when they are durable, with one verdict per entry in the same order. */
  abstract feed(caller: PullCaller, message: ControlMessage, entries: readonly ControlEntry[]): Promise<readonly FeedbackVerdict[]>;
}
