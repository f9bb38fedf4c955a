import type { ApprovalReason, InquiryCommand } from '#libs/inquiry';
import type { ApprovalState } from '#libs/store';

/** What can be approved by a named person (审批事项). Control measures join here, under the same rules. */
export type ApprovalKind = 'inquiry' | 'measure';

/** Why it has to be approved; `control-measure`: every measure is approved by a named person; `requested`: no rule asks for it, the one who asks wants it. */
export type ApprovalWhy = ApprovalReason | 'control-measure' | 'requested';

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
  /** Of measures: why more than needed may be held (查扣冻规定 art 19). */
  readonly excessReason?: string;
  /** Of measures: why less than the living costs is left (查扣冻规定 art 3). */
  readonly livingReason?: string;
}

/** What the person who approves measures is shown besides the case: which orders, word by word in the case. */
export interface MeasureSubject {
  readonly orderIds: readonly number[];
}

/** Of an order for many measures: all of its lines. The case of the approval is that of one of them. */
export interface BatchSubject {
  readonly batchId: string;
}

/** @returns undefined for what is about single orders */
export const batchOf = ({ subject }: Pick<ApprovalRecord, 'subject'>): string | undefined => (subject as Partial<BatchSubject>).batchId;

export const measuresOf = ({ subject }: Pick<ApprovalRecord, 'subject'>): MeasureSubject => subject as MeasureSubject;

export interface ApprovalFilter {
  readonly state?: ApprovalState;
  readonly caseId?: string;
  readonly before?: string;
  readonly limit: number;
}

export const commandOf = ({ subject }: Pick<ApprovalRecord, 'subject'>): InquiryCommand => subject as InquiryCommand;
