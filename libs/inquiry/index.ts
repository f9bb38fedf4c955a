export { InquiryEngine, type EngineParts } from './inquiry-engine.js';
export type { InquiryCommand, InquiryCaller } from './inquiry-command.js';
export { DeadlineSweeper } from './deadline-sweeper.js';
export { progressOf, parseEventId, type Progress, type ProgressEvent } from './progress-stream.js';
export { planInquiry, type PlanInput, type PlannedRequest } from './plan.js';
export { aggregate, whyMissing, type InquiryFacts } from './aggregate.js';
export { IdentityFirst, type IdentityFirstParts } from './identity-first.js';
export { APPROVAL_REASONS, type ApprovalAnswer, type ApprovalQuestion, type ApprovalReason, type ApprovalRules } from './approval-rules.js';
export { AnswersGiven } from './answers-given.js';
