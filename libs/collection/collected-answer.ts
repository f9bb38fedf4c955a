import type { QueryOutcome } from '#contracts/adapter';

/** An answer on its way to the store. */
export interface CollectedAnswer {
  readonly requestId: number;
  readonly inquiryId: string;
  readonly institutionCode: string;
  readonly outcome: QueryOutcome;
  readonly via: 'push' | 'pull' | 'callback' | 'file' | 'offline' | 'gateway';
  readonly exchangeId: number | null;
  readonly acceptedAtMs: number;
  readonly sentAtMs: number | null;
  readonly receivedAtMs: number | null;
  /** Time in lane or mailbox before it was sent or fetched, ms. */
  readonly waitedMs: number;
  /** The request went through a conversation row, which ends with it. */
  readonly conversed?: boolean;
  /** Version this answer adds to (资金往来另行反馈). */
  readonly supplements?: number;
}
