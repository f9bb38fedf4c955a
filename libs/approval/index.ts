export { ApprovalPolicies, SENSITIVE_SOURCES, type ApprovalPoliciesOptions } from './approval-policies.js';
export {
  commandOf, measuresOf, type ApprovalFilter, type ApprovalKind, type ApprovalRecord, type ApprovalWhy, type Decision, type MeasureSubject, type NewApproval,
} from './approval-record.js';
export { Approvals, type ApprovalsOptions, type Begin, type GivenBack } from './approvals.js';
export { codesAbove, mayDecideFor } from './approvers.js';
export { beginInquiry, InquiryApprovals, type InquiryApprovalsParts } from './inquiry-approvals.js';
