import type { AskableRequest } from '#libs/collection';
import type { OpenRequestRow } from '#libs/store';

/** A request for an institution we call, as it is handed over: planned a moment ago, or reloaded after a restart. */
export interface PushWork extends AskableRequest {
  readonly id: number;
  readonly inquiryId: string;
  readonly priority: number;
  /** The inquiry was cancelled before the request was sent. */
  readonly cancelled?: boolean;
  /** Where a conversation stood when its process ended. */
  readonly conversation?: NonNullable<OpenRequestRow['conversation']>;
}

/**
 * How planned requests reach whoever owns the institution's lane. In one process: a method call. Over several: a topic keyed
 * by institution. What is lost on the way is found again in PostgreSQL, because it was committed before.
 */
export abstract class DispatchHandover {
  abstract offer(work: readonly PushWork[]): void;
  /** What is not yet sent of a cancelled inquiry is not sent any more. */
  abstract cancel(inquiryId: string): void;
}

/** Told what happens on the way; must not throw. */
export interface DispatchObserver {
  /** A request stands in the lane of its institution. */
  entered?(institutionCode: string): void;
  /** The first byte of a request leaves. */
  sent(institutionCode: string, waitedSeconds: number): void;
  /** One call is over; `failure` when no reply came. */
  called(institutionCode: string, seconds: number, failure?: string): void;
  /** An attempt after the first begins. */
  retried(institutionCode: string): void;
}
