import type { Day } from '#libs/statute';
import type { ControlOrder } from './control-model.js';
import type { ControlPolicy } from './control-policy.js';
import type { ControlTaskKind } from './control-task.js';
import type { OrderState } from './order-state.js';
import type { Steps } from './steps.js';
import type { StepCause } from './step-cause.js';
import type { TaskReason } from './task-reason.js';

/** A letter and its reply take so long before a person is told that nobody answered, ms. */
const PAPER_MS = 30 * 86_400_000;

/** What is asked of lines within hours is asked of paper within weeks. */
export const onPaper = (policy: ControlPolicy): ControlPolicy => ({ ...policy, answerWithinMs: PAPER_MS, askAfterMs: PAPER_MS });

/** The institution has it since then (送达): only now it counts as sent, and the time for its reply begins. */
export function servedByHand(steps: Steps, id: number, servedAtMs: number, how: string | StepCause, policy: ControlPolicy): ControlOrder {
  const answerByMs = servedAtMs + onPaper(policy).answerWithinMs;
  return steps.order(id, 'deliver', { sentAtMs: servedAtMs, answerByMs, askAtMs: answerByMs }, how);
}

/** Nobody took the letter, and it is back: it never reached the institution. */
export function neverServed(steps: Steps, id: number, why: string): ControlOrder {
  return steps.order(id, 'never-left', { askAtMs: undefined }, why);
}

export type LetterTaskKind = Extract<ControlTaskKind, `letter-${string}`>;

/** Where an order stands while its letter waits for that. */
const WAITS_IN: Readonly<Record<LetterTaskKind, readonly OrderState[]>> = {
  'letter-unprinted': ['approved'], 'letter-undelivered': ['sending', 'unconfirmed'], 'letter-unanswered': ['sent', 'in-progress', 'unconfirmed'],
};

/** A letter waits too long: somebody is told (催办), unless it went on meanwhile. @returns whether */
export function letterWaits(steps: Steps, id: number, kind: LetterTaskKind, reason: TaskReason, dueOn: Day): boolean {
  const order = steps.state.orders.find((one) => one.id === id);
  if (order === undefined || !WAITS_IN[kind].includes(order.state)) return false;
  steps.entry({ of: { orderId: id }, event: 'reminded' }, reason);
  steps.task({ kind, orderId: id, reason, dueOn });
  return true;
}
