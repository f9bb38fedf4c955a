import type { AuditEvent } from './audit-events.js';

/**
 * Events with which data of people left (查阅), and what was told: `property` says what somebody owns or that an institution knows of it
 * (财产信息, 侵犯公民个人信息刑事解释 art. 5), `identity` only who they are. Whoever asks is given what arrives while they wait, so
 * asking is a read too. `exported` is a file that can be carried away.
 */
export const READ_EVENTS = {
  'case.read': { told: 'identity', exported: false },
  'case.searched': { told: 'identity', exported: false },
  'inquiry.accepted': { told: 'property', exported: false },
  'inquiry.cancelled': { told: 'property', exported: false },
  'inquiry.read': { told: 'property', exported: false },
  'assets.read': { told: 'property', exported: false },
  'assets.exported': { told: 'property', exported: true },
  'evidence.read': { told: 'property', exported: false },
  'evidence.exported': { told: 'property', exported: true },
  'control.read': { told: 'property', exported: false },
  'control.document-read': { told: 'property', exported: true },
  'control.reply-entered': { told: 'property', exported: false },
  'control.reply-confirmed': { told: 'property', exported: false },
  'control.reply-rejected': { told: 'property', exported: false },
  'control.account-read': { told: 'property', exported: false },
  'lead.read': { told: 'property', exported: false },
  'lead.letter-read': { told: 'property', exported: true },
  'lead.assigned': { told: 'property', exported: false },
  'lead.checked': { told: 'property', exported: false },
  'lead.linked': { told: 'property', exported: false },
  'lead.told': { told: 'property', exported: false },
  'timing.read': { told: 'property', exported: false },
  'offline-task.read': { told: 'property', exported: false },
  'offline-batch.read': { told: 'identity', exported: true },
  'offline-answer.entered': { told: 'property', exported: false },
  'offline-answer.confirmed': { told: 'property', exported: false },
  'offline-answer.rejected': { told: 'property', exported: false },
  'bulk-inquiry.read': { told: 'identity', exported: true },
  'person-report.read': { told: 'identity', exported: false },
  'person-report.exported': { told: 'identity', exported: true },
} as const satisfies Partial<Record<AuditEvent, { readonly told: 'property' | 'identity'; readonly exported: boolean }>>;

export type ReadEvent = keyof typeof READ_EVENTS;

const events = Object.keys(READ_EVENTS) as ReadEvent[];

export const isReadEvent = (event: string): event is ReadEvent => Object.hasOwn(READ_EVENTS, event);
export const PROPERTY_READS: readonly ReadEvent[] = events.filter((event) => READ_EVENTS[event].told === 'property');
export const EXPORTS: readonly ReadEvent[] = events.filter((event) => READ_EVENTS[event].exported);
export const ALL_READS: readonly ReadEvent[] = events;
