export { InquiryEngine, type InquiryCommand, type InquiryCaller, type EngineParts } from './inquiry-engine.js';
export { DeadlineSweeper } from './deadline-sweeper.js';
export { progressOf, parseEventId, type ProgressEvent } from './progress-stream.js';
export { planInquiry, type PlanInput, type PlannedRequest } from './plan.js';
export { aggregate, whyMissing, type InquiryFacts } from './aggregate.js';
