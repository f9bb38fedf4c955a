export { AUDIT_EVENTS, type AuditBasis, type AuditEvent, type AuditEntry } from './audit-events.js';
export { ALL_READS, EXPORTS, isReadEvent, PROPERTY_READS, READ_EVENTS, type ReadEvent } from './read-events.js';
