import type { ApprovalReason, InquiryCommand } from '#libs/inquiry';
import type { ApprovalState } from '#libs/store';

/** What can be approved by a named person (审批事项). Control measures join here, under the same rules. */
export type ApprovalKind = 'inquiry' | 'measure';

/** Why it has to be approved; `requested`: no rule asks for it, the one who asks wants it. */
export type ApprovalWhy = ApprovalReason | 'requested';

export interface ApprovalRecord {
  readonly id: string;
  readonly kind: ApprovalKind;
  readonly caseId: string;
  readonly courtCode: string;
  /** Of an inquiry: what the engine is told, word by word. */
  readonly subject: object;
  readonly why: readonly ApprovalWhy[];
  readonly rule: string;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly approver: string;
  readonly state: ApprovalState;
  readonly reason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly expiresAt: Date;
  /** Of an approved inquiry: where its start stands. */
  readonly orderId: string | null;
  readonly orderState: string | null;
  readonly orderReason: string | null;
  readonly inquiryId: string | null;
}

/** Somebody is asked to approve something. */
export interface NewApproval {
  readonly kind: ApprovalKind;
  readonly caseId: string;
  readonly subject: object;
  readonly why: readonly ApprovalWhy[];
  readonly rule: string;
  readonly approver: string;
  /** Same key and same content: same approval. */
  readonly idempotencyKey?: string;
}

export interface Decision {
  readonly decision: 'approve' | 'reject';
  readonly reason?: string;
}

export interface ApprovalFilter {
  readonly state?: ApprovalState;
  readonly caseId?: string;
  readonly before?: string;
  readonly limit: number;
}

export const commandOf = ({ subject }: Pick<ApprovalRecord, 'subject'>): InquiryCommand => subject as InquiryCommand;
