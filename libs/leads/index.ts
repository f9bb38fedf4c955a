/** Leads about property (财产线索): registered, checked by their day, the party told. Start at `leads.ts`. */
export { Leads, type LeadsParts } from './leads.js';
export type { LeadContent, LeadNotice, LeadOutcome, LeadRecord, LeadStep } from './lead-record.js';
export type { LeadLinks, NewLead, NewNotice, NewOutcome } from './lead-check.js';
export { LEAD_WAITS, LeadList, type LeadFilter, type LeadLine, type LeadWait } from './lead-list.js';
export { LeadWork, type LeadCounts } from './lead-work.js';
