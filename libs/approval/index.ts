export { ApprovalPolicies, SENSITIVE_SOURCES, type ApprovalPoliciesOptions } from './approval-policies.js';
export {
  batchOf, commandOf, measuresOf, type ApprovalFilter, type ApprovalKind, type ApprovalRecord, type ApprovalWhy, type BatchSubject, type Decision, type MeasureSubject, type NewApproval,
} from './approval-record.js';
export { Approvals, type ApprovalsOptions, type Begin, type GivenBack } from './approvals.js';
export { codesAbove, mayDecideFor, requireAcceptable } from './approvers.js';
export { beginInquiry, InquiryApprovals, type InquiryApprovalsParts } from './inquiry-approvals.js';
