import type { ControlOutcome } from '#contracts/adapter';
import type { ControlChanges, ControlState } from './control-model.js';

/** What a decision comes to: changes to write, and what to tell whoever asked. */
export interface Decided<Result> {
  readonly changes: ControlChanges;
  readonly result: Result;
}

/** What a decision about two cases comes to. `secondAsRead`: the second case as its changes see it, with what came to it from the first. */
export interface DecidedBoth<Result> {
  readonly changes: readonly [ControlChanges, ControlChanges];
  readonly secondAsRead: ControlState;
  readonly result: Result;
}

/** One word of an institution about an order, to be kept whatever it leads to (I7). */
export interface ReceivedControlAnswer {
  readonly orderId: number;
  readonly outcome: ControlOutcome;
  readonly via: 'pull' | 'push' | 'file' | 'status' | 'offline' | 'gateway';
  /** The exchange with its bytes; null for what we concluded ourselves. */
  readonly exchangeId: number | null;
  readonly receivedAtMs: number;
  /** For answers to a question of ours: how many words counted when it was put. If another came meanwhile, this one says nothing about now. */
  readonly askedAfterVersion?: number;
}

/**
 * Where measures are kept. One door: a decision reads everything of its case under the case's lock and what it changes is written with
 * it, so that two officers, or two answers, at the same moment are one after the other.
 */
export abstract class ControlStore {
  /**
   * An open task of the same kind about the same thing is not made again.
   *
   * Locks the case, reads its state, lets `decide` decide, and writes what it decided, answer included: all of it or nothing. `decide` is
   * pure and may be called again when the transaction has to be repeated.
   * @returns undefined when there is no such case
   */
  abstract change<Result>(caseId: string, decide: (state: ControlState) => Decided<Result>, kept?: ReceivedControlAnswer): Promise<Result | undefined>;

  /**
   * The same for two cases at once, both locked: whoever has two locks took them in the order of the ids, so that two that want the same
   * pair never wait for each other. What was decided is written for the first case, then for the second; all of it or nothing.
   * @returns undefined when one of them does not exist
   */
  abstract changeBoth<Result>(caseIds: readonly [string, string], decide: (first: ControlState, second: ControlState) => DecidedBoth<Result>): Promise<Result | undefined>;

  /** The state as it is, without the lock, for reading. */
  abstract read(caseId: string): Promise<ControlState | undefined>;

  /** Numbers for new orders, given once whatever becomes of them. */
  abstract nextOrderIds(count: number): Promise<readonly number[]>;

  /** The case of an order; undefined for numbers that were never given, or not to this institution. */
  abstract caseOfOrder(orderId: number, institutionCode: string): Promise<string | undefined>;

  /** Approved orders of an institution, most urgent first. Their cases decide again before anything leaves. */
  abstract dueForSending(institutionCode: string, limit: number): Promise<readonly { readonly orderId: number; readonly caseId: string }[]>;

  /** Orders and measures that are to be asked about by `nowMs`: what may have left without an answer, what waits, what is unfunded. */
  abstract dueForAsking(nowMs: number, limit: number): Promise<readonly { readonly orderId: number; readonly caseId: string; readonly institutionCode: string }[]>;

  /** Cases with a measure that ends, or of which somebody is to be reminded, on or before this day. */
  abstract casesWithDates(today: string, afterCaseId: string | undefined, limit: number): Promise<readonly string[]>;
}
