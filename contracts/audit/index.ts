export { AUDIT_EVENTS, type AuditEvent, type AuditEntry } from './audit-events.js';
