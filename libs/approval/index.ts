export { ApprovalPolicies, SENSITIVE_SOURCES, type ApprovalPoliciesOptions } from './approval-policies.js';
export { commandOf, type ApprovalFilter, type ApprovalKind, type ApprovalRecord, type ApprovalWhy, type Decision, type NewApproval } from './approval-record.js';
export { Approvals, type ApprovalsOptions, type Begin } from './approvals.js';
export { codesAbove, mayDecideFor } from './approvers.js';
export { beginInquiry, InquiryApprovals, type InquiryApprovalsParts } from './inquiry-approvals.js';
