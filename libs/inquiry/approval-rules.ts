import type { Source } from '#contracts/adapter';
import type { CaseKind } from '#libs/store';

/** Why a named person has to approve a question first (审批). */
export const APPROVAL_REASONS = ['desk-inquiry', 'forced-inquiry', 'sensitive-sources'] as const;
export type ApprovalReason = (typeof APPROVAL_REASONS)[number];

/** A question, as far as it matters to who has to approve it. */
export interface ApprovalQuestion {
  readonly courtCode: string;
  readonly kind: CaseKind;
  readonly forced: boolean;
  /** What institutions will really be asked about. */
  readonly sources: ReadonlySet<Source>;
  /** Movements of accounts are asked for (资金往来). */
  readonly transactions: boolean;
}

export interface ApprovalAnswer {
  /** The policy that says so: `rule:…`. Recorded with the inquiry as its standing approval when nothing more is needed. */
  readonly rule: string;
  /** Empty: the standing approval covers it. */
  readonly needed: readonly ApprovalReason[];
}

/** The courts' policies on approvals; answers at once for what it knows. */
export interface ApprovalRules {
  answer(question: ApprovalQuestion): ApprovalAnswer | Promise<ApprovalAnswer>;
}
