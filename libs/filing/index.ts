/** Filings of case systems (立案推送): taken in, asked about by themselves, asked again when the policy says so. Start at `filing-desk.ts`. */
export { FilingDesk, type FilingContext, type FilingReceipt, type PartyResult } from './filing-desk.js';
export type { FiledCase, FiledParty, OfficerClue } from './filed-case.js';
export { FilingReader, type FilingInquiry, type FilingRecord, type FilingState } from './filing-reader.js';
export { builtInPolicy, policyInForce, type Policy, type ApprovalBy, type PolicyContent, type PolicyRow, type UrgencyRule } from './policy.js';
export { PolicyStore, type PolicyPlace, type StoredPolicy } from './policy-store.js';
export { OrderStarter, type OrderObserver, type StarterOptions } from './order-starter.js';
export { insertOrder, type NewOrder, type OrderedInquiry } from './inquiry-orders.js';
export { OfficerWatch } from './officer-watch.js';
export { RequeryScheduler, type MissedObserver } from './requery-scheduler.js';
export { restoreTaskForLead, RestoreTasks, type RestoreTask, type RestoreTaskState } from './restore-tasks.js';
export { CaseSystemLogin } from './case-system-login.js';
export { FilingWork, type Turn } from './filing-work.js';
