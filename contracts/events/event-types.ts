import type { TopicId } from './topics.js';

/**
 * Every event there is, by its name and version, with the topic it is in. The schema of each stands in `schemas/`, the last
 * released state of it in `released/`: within a version only what breaks nobody may be added (`additive.ts`).
 */
export const EVENT_TYPES = {
  'case.filed.v1': 'case',
  'case.changed.v1': 'case',
  'case.obligor-added.v1': 'case',
  'case.obligor-removed.v1': 'case',
  'case.amount-paid.v1': 'case',
  'case.closed.v1': 'case',
  'case.ended-without-assets.v1': 'case',
  'case.restored.v1': 'case',
  'case.bankruptcy-accepted.v1': 'case',
  'inquiry.requested.v1': 'command',

  'inquiry.accepted.v1': 'inquiry',
  'target.answered.v1': 'inquiry',
  'inquiry.completed.v1': 'inquiry',
  'inquiry.command-accepted.v1': 'inquiry',
  'inquiry.command-refused.v1': 'inquiry',
  'asset.found.full.v1': 'resultFull',
  'asset.found.public.v1': 'resultPublic',
  'measure.order-changed.v1': 'measure',
  'measure.changed.v1': 'measure',
  'measure.case-changed.v1': 'measure',
  'filing.received.v1': 'notice',
  'restore.raised.v1': 'notice',
  'restore.overdue.v1': 'notice',
  'approval.requested.v1': 'notice',
  'approval.decided.v1': 'notice',
  'offline-batch.due-soon.v1': 'notice',
  'supervision.raised.v1': 'notice',
} as const satisfies Record<string, TopicId>;

export type EventType = keyof typeof EVENT_TYPES;

export const isEventType = (name: string): name is EventType => Object.hasOwn(EVENT_TYPES, name);

/** What rows of the outbox are called as events; outcomes become `target.answered` and `asset.found` by themselves. */
export const OUTBOX_TYPES = {
  'inquiry.accepted': 'inquiry.accepted.v1',
  'inquiry.completed': 'inquiry.completed.v1',
  'inquiry.command-accepted': 'inquiry.command-accepted.v1',
  'inquiry.command-refused': 'inquiry.command-refused.v1',
  'control.order-changed': 'measure.order-changed.v1',
  'control.measure-changed': 'measure.changed.v1',
  'control.case-changed': 'measure.case-changed.v1',
  'filing.received': 'filing.received.v1',
  'restore.raised': 'restore.raised.v1',
  'restore.overdue': 'restore.overdue.v1',
  'approval.requested': 'approval.requested.v1',
  'approval.decided': 'approval.decided.v1',
  'offline-batch.due-soon': 'offline-batch.due-soon.v1',
  'supervision.raised': 'supervision.raised.v1',
} as const satisfies Record<string, EventType>;

export type OutboxType = keyof typeof OUTBOX_TYPES;

export const isOutboxType = (name: string): name is OutboxType => Object.hasOwn(OUTBOX_TYPES, name);
