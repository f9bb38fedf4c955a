import type { ProblemRule } from '#contracts/errors';
import type { OrderState } from '#libs/control';
import type { Reach } from '#libs/store';

export const BATCH_OPERATIONS = ['renew', 'release'] as const;
export type BatchOperation = (typeof BATCH_OPERATIONS)[number];

/**
 * `preparing` lines are drafted and submitted · `waiting` its one approval waits · `approving` approved, line by line · `done` ·
 * `withdrawing` cancelled or not approved: what has not left is taken back · `withdrawn`.
 */
export const BATCH_STATES = ['preparing', 'waiting', 'approving', 'done', 'withdrawing', 'withdrawn'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

export const BATCH_LINE_STATES = ['waiting', 'drafted', 'refused', 'submitted', 'approved', 'withdrawn'] as const;
export type BatchLineState = (typeof BATCH_LINE_STATES)[number];

/** As many as one file of a bulk inquiry has rows. */
export const MOST_LINES = 5000;

/** One measure of a batch. @property fen of a release: how much of it; all when absent */
export interface WantedLine {
  readonly measureId: string;
  readonly fen?: number;
}

export interface NewBatch {
  readonly operation: BatchOperation;
  /** Each measure once. */
  readonly lines: readonly WantedLine[];
  /** Last day of renewals; the longest the law allows when absent. */
  readonly until?: string;
  readonly reason: string;
  readonly approver: string;
  /** Lines are about cases that whoever gives the batch handles, and no others. */
  readonly reach: Reach;
  /** The call as it was made, for telling it from another with the same key. */
  readonly body: unknown;
  readonly key?: string;
}

/** An order for many measures, and how far it is. */
export interface BatchRecord {
  readonly id: string;
  readonly actor: string;
  readonly operation: BatchOperation;
  readonly until: string | null;
  readonly reason: string;
  readonly approver: string;
  readonly state: BatchState;
  readonly approvalId: string | null;
  readonly stoppedBy: string | null;
  readonly stoppedWhy: string | null;
  /** In which it was given; null for who serves every court. */
  readonly courtCode: string | null;
  readonly total: number;
  readonly acceptedAt: Date;
  readonly finishedAt: Date | null;
  readonly lines: Readonly<Record<BatchLineState, number>>;
  /** Lines of which no institution owes a word any more. */
  readonly answered: number;
  /** Of its orders, by their state: how far they are at the institutions. */
  readonly orders: Readonly<Partial<Record<OrderState, number>>>;
}

/** For lists: how far it is without its orders at the institutions. */
export type ListedBatch = Omit<BatchRecord, 'orders' | 'answered'>;

export interface BatchFilter {
  /** Batches they gave or approve; with `whole` all of that court and of those below it, `*` of every court. */
  readonly seenBy: { readonly login: string; readonly whole?: string };
  readonly state?: BatchState;
  readonly court?: string;
  /** Older than this one. */
  readonly before?: string;
  readonly limit: number;
}

/** What a batch is about. */
export type BriefBatch = Pick<BatchRecord, 'id' | 'operation' | 'until' | 'reason' | 'total'>;

export interface BatchLine {
  readonly line: number;
  readonly measureId: string;
  readonly state: BatchLineState;
  readonly caseId: string | null;
  readonly caseNumber: string | null;
  /** Of a partial release. */
  readonly releaseFen: number | null;
  readonly orderId: number | null;
  readonly orderState: OrderState | null;
  /** Of the catalogue of errors; `measure-refused` with the rules of law. */
  readonly code: string | null;
  readonly rules: readonly ProblemRule[] | null;
}
