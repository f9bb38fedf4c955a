import type { ControlOrder } from './control-model.js';
import type { ControlPolicy } from './control-policy.js';
import { ruledOrder, rulesAgainst, type RuleBook } from './rules-against.js';
import type { Steps } from './steps.js';
import { takenUpAtMs, takesEffectByMs } from './taken-up.js';
import type { StepCause } from './step-cause.js';
import type { TaskReason } from './task-reason.js';

/** What is to be done with an order that may leave. */
export type Sending =
  /** It stands as `sending` and leaves now. */
  | { readonly state: 'send'; readonly order: ControlOrder }
  /** A rule came in between: withdrawn, and a person told. */
  | { readonly state: 'ended'; readonly order: ControlOrder }
  /** It is not approved, or left before. */
  | { readonly state: 'not-now'; readonly order: ControlOrder };

/** Longest wait between two questions grows by doubling; beyond this the exponent would only overflow. */
const MOST_DOUBLINGS = 16;

/** A request that was on its way when its connection ended has arrived by then or never will, ms. */
const QUIET_MS = 10 * 60_000;

/**
 * The last look before the first byte: approved becomes `sending`, written down before anything leaves, so that after a crash it is asked
 * about and not sent blindly. Days may lie between approval and this moment; every rule is asked again.
 */
export function beginSending(steps: Steps, id: number, policy: ControlPolicy, book: RuleBook): Sending {
  const order = steps.orderOf(id);
  if (order.state !== 'approved') return { state: 'not-now', order };
  const { excessReason, livingReason } = order;
  const refusals = rulesAgainst(steps.state, ruledOrder(order), 'sending', steps.moment.today, book, {
    ...(excessReason === undefined ? {} : { excessReason }),
    ...(livingReason === undefined ? {} : { livingReason }),
  });
  if (refusals.length > 0) {
    const reason: TaskReason = { code: 'rules-against', rules: refusals.map(({ rule }) => rule) };
    steps.task({ kind: 'not-sent', orderId: id, reason });
    return { state: 'ended', order: steps.order(id, 'withdraw', {}, reason) };
  }
  const { nowMs } = steps.moment;
  return { state: 'send', order: steps.order(id, 'send', { sentAtMs: nowMs, answerByMs: (takenUpAtMs(order.source, nowMs) ?? nowMs) + policy.answerWithinMs, askAtMs: nowMs + policy.askAfterMs }) };
}

/** The institution has the order (送达): it took the request and its documents. */
export function delivered(steps: Steps, id: number): ControlOrder {
  const order = steps.orderOf(id);
  if (order.state !== 'sending' && order.state !== 'unconfirmed') return order;
  // Taken while nobody works on it: asked about when somebody does.
  const takenUpMs = takesEffectByMs(order);
  return steps.order(id, 'deliver', takenUpMs !== undefined && takenUpMs > steps.moment.nowMs ? { askAtMs: takenUpMs } : {});
}

/** It may have arrived and nobody said so: asked about, never sent under another number (I4). */
export function lostSight(steps: Steps, id: number, why: StepCause, policy: ControlPolicy): ControlOrder {
  const order = steps.orderOf(id);
  if (order.state !== 'sending' && order.state !== 'sent' && order.state !== 'in-progress') return order;
  return steps.order(id, 'lose-sight', { askAtMs: steps.moment.nowMs + waitOf(order, policy) }, why);
}

/** What became of the last attempt: which kind of failure, of the closed list of calls, and the words of the line. */
export interface NotDelivered {
  readonly word: string;
  readonly text: string;
}

/** Nobody took it, and that is certain: no connection was ever made for it. Once anything may have left, this is not known any more. */
export function neverLeft(steps: Steps, id: number, why: NotDelivered): ControlOrder {
  const order = steps.orderOf(id);
  if (order.state !== 'sending') return order;
  // It ends without the institution's word, and somebody waits for it.
  const reason: TaskReason = { code: 'not-delivered', ...why };
  steps.task({ kind: 'not-sent', orderId: id, reason });
  return steps.order(id, 'never-left', { askAtMs: undefined }, reason);
}

/**
 * The next question about an order, or about what it began: written down before it is asked, so that a crash neither stops the asking nor
 * makes it a storm. Tells a person when nobody could learn anything for too long.
 * @returns undefined when nothing is to be asked any more
 */
export function askAbout(steps: Steps, id: number, policy: ControlPolicy): ControlOrder | undefined {
  const { nowMs } = steps.moment;
  let order = steps.orderOf(id);
  const begun = steps.state.measures.find(({ beganWith }) => beganWith.orderId === id);
  if (begun?.askAtMs !== undefined) steps.noteMeasure(begun.id, { askAtMs: undefined });
  if (order.answerByMs !== undefined && order.answerByMs <= nowMs) order = lostSight(steps, id, { code: 'answer-late' }, policy);
  const open = order.state === 'sending' || order.state === 'sent' || order.state === 'in-progress' || order.state === 'unconfirmed';
  if (!open && !waits(steps, order)) {
    if (order.askAtMs !== undefined) steps.note(id, { askAtMs: undefined });
    return undefined;
  }
  if (order.state === 'unconfirmed' && nowMs - (order.sentAtMs ?? nowMs) >= policy.unconfirmedAlarmMs) {
    steps.task({ kind: 'unconfirmed', orderId: id, reason: { code: 'asked-often', times: order.asked + 1 } });
  }
  return steps.note(id, { asked: order.asked + 1, askAtMs: nowMs + waitOf(order, policy) });
}

/** What waits or is unfunded changes without our doing (C5): asked about at the longest distance. */
function waits({ state }: Steps, order: ControlOrder): boolean {
  return order.state === 'done' && state.measures.some(({ beganWith, state: is }) => beganWith.orderId === order.id && (is === 'waiting' || is === 'unfunded'));
}

const waitOf = ({ asked }: ControlOrder, { askAfterMs, askAtMostMs }: ControlPolicy): number => Math.min(askAtMostMs, askAfterMs * 2 ** Math.min(asked, MOST_DOUBLINGS));

/** What follows when an institution says that it never took such a number. */
export type AfterUnknown = 'send-again' | 'ended' | 'wait';

/**
 * The institution knows no such number. It is sent again under the same one, which the institution takes once however often it comes; when a
 * rule speaks against it by now it ends, but not before whatever was on its way must have arrived.
 */
export function statusUnknown(steps: Steps, id: number, book: RuleBook): AfterUnknown {
  const order = steps.orderOf(id);
  if (order.state !== 'unconfirmed' && order.state !== 'sending') return 'ended';
  const refusals = rulesAgainst(steps.state, ruledOrder(order), 'sending', steps.moment.today, book, {
    excessReason: order.excessReason ?? '',
    livingReason: order.livingReason ?? '',
  });
  if (refusals.length === 0) return 'send-again';
  if (steps.moment.nowMs - (order.sentAtMs ?? 0) < QUIET_MS) return 'wait';
  const reason: TaskReason = { code: 'rules-against-unknown', rules: refusals.map(({ rule }) => rule) };
  steps.task({ kind: 'not-sent', orderId: id, reason });
  steps.order(id, 'never-left', { askAtMs: undefined }, reason);
  return 'ended';
}
