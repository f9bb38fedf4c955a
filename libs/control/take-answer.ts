import { createHash } from 'node:crypto';
import type { ControlOutcome } from '#contracts/adapter';
import type { ControlOrder } from './control-model.js';
import type { ReceivedControlAnswer } from './control-store.js';
import { applyEffect, leftOpen } from './apply-effect.js';
import type { Effective } from './effect.js';
import { raiseReleases } from './excess.js';
import { exemptRefusalOf, objectionPathOf } from './exempt-funds.js';
import type { ControlPolicy } from './control-policy.js';
import { kindOf } from './operation-kind.js';
import { mayWait } from './renewed-in-time.js';
import type { RuleBook } from './rules-against.js';
import { lostSight } from './sending.js';
import type { Steps } from './steps.js';
import { takesEffectByMs } from './taken-up.js';
import { takeFurtherAnswer } from './take-further-answer.js';
import type { StepCause } from './step-cause.js';
import type { TaskReason } from './task-reason.js';

/** What became of an answer. It is kept in every case (I7); the institution is told `taken` or `repeated`. */
export type AnswerTaken = 'taken' | 'repeated' | 'conflict' | 'kept';

/**
 * Takes one word of an institution about an order. The first that says how it ended, ends it; a further one is a change of what was begun, a
 * repetition, or a contradiction that a person settles. Nothing flips a final state silently.
 */
export function takeAnswer(steps: Steps, answer: ReceivedControlAnswer, policy: ControlPolicy, book: RuleBook): AnswerTaken {
  const order = steps.orderOf(answer.orderId);
  const { outcome } = answer;
  const same = order.outcome !== undefined && essence(order.outcome) === essence(outcome);
  switch (order.state) {
    case 'drafted':
    case 'submitted':
    case 'returned':
    case 'withdrawn':
    case 'approved':
      // It answers what was never sent: evidence, and a person looks at it.
      steps.entry({ of: { orderId: order.id }, event: 'answer-kept' }, { code: 'kept-unsent', word: outcome.kind });
      steps.task({ kind: 'conflict', orderId: order.id, reason: { code: 'answered-unsent' } });
      return 'conflict';
    case 'sending':
    case 'sent':
    case 'in-progress':
    case 'unconfirmed':
      return takeFirst(steps, order, answer, same, policy, book);
    case 'disputed':
      steps.entry({ of: { orderId: order.id }, event: 'answer-kept' }, { code: 'kept', word: outcome.kind });
      return same ? 'repeated' : 'kept';
    case 'done':
    case 'refused':
    case 'not-taken': {
      if (same) return 'repeated';
      const taken = takeFurtherAnswer(steps, order, answer);
      if (taken === 'taken') raiseReleases(steps, policy, book);
      return taken;
    }
  }
}

function takeFirst(steps: Steps, order: ControlOrder, answer: ReceivedControlAnswer, same: boolean, policy: ControlPolicy, book: RuleBook): AnswerTaken {
  const { outcome } = answer;
  const known: Partial<ControlOrder> = { outcome, outcomeVersion: order.outcomeVersion + 1 };
  switch (outcome.kind) {
    case 'effective':
    case 'waiting': {
      if (!fits(steps, order, outcome)) return unclear(steps, order, answer, { word: outcome.kind, operation: order.operation }, policy);
      const open = leftOpen(steps, order, outcome);
      if (open !== undefined) return unclear(steps, order, answer, { word: open }, policy);
      steps.order(order.id, 'effect', { ...known, askAtMs: undefined });
      applyEffect(steps, steps.orderOf(order.id), outcome);
      askWhileItWaits(steps, order, policy);
      raiseReleases(steps, policy, book);
      return 'taken';
    }
    case 'refused':
    case 'not-supported':
      steps.order(order.id, 'refuse', { ...known, askAtMs: undefined }, refusedThere(outcome));
      if (outcome.kind === 'refused') tellOfExempt(steps, order, outcome.reason);
      raiseReleases(steps, policy, book);
      return 'taken';
    case 'in-progress':
      if (same) return 'repeated';
      progress(steps, order, known, policy);
      return 'taken';
    case 'defective':
    case 'unconfirmed':
    case 'unavailable':
      return unclear(steps, order, answer, { word: outcome.kind }, policy);
  }
}

/** Why the order ends without effect: with the code of the institution, whose words stand in its answer. */
function refusedThere(outcome: Extract<ControlOutcome, { kind: 'refused' | 'not-supported' }>): StepCause {
  if (outcome.kind === 'not-supported') return { code: 'not-supported-there' };
  return { code: 'refused-there', ...(outcome.reasonCode === undefined ? {} : { word: outcome.reasonCode }) };
}

/** Taken, and not done yet. What is taken up later is asked about then, and its time does not run out before. */
function progress(steps: Steps, order: ControlOrder, known: Partial<Pick<ControlOrder, 'outcome' | 'outcomeVersion'>>, { askAfterMs, askAtMostMs }: ControlPolicy): void {
  const { nowMs } = steps.moment;
  const byMs = takesEffectByMs({ ...order, ...known });
  const later = byMs !== undefined && byMs > nowMs;
  const times = later ? { askAtMs: byMs, answerByMs: Math.max(order.answerByMs ?? 0, byMs + askAtMostMs) } : {};
  if (order.state === 'in-progress') steps.note(order.id, { ...known, ...times });
  else steps.order(order.id, 'progress', { ...known, askAtMs: nowMs + askAfterMs, ...times }, later ? { code: 'effect-by', at: new Date(byMs).toISOString() } : undefined);
}

/** It was answered, and nobody can tell what took effect: asked about. What the institution said is kept with the answers, not with the order. */
function unclear(steps: Steps, order: ControlOrder, { via }: ReceivedControlAnswer, what: { readonly word: string; readonly operation?: string }, policy: ControlPolicy): AnswerTaken {
  const reason: TaskReason = { code: 'unclear', ...what };
  if (order.state === 'unconfirmed') steps.entry({ of: { orderId: order.id }, event: 'answer-kept' }, reason);
  else lostSight(steps, order.id, reason, policy);
  if (via !== 'gateway') steps.task({ kind: 'unconfirmed', orderId: order.id, reason });
  return 'kept';
}

/** The institution says that the funds may not be touched: a person looks at it, and objects or takes something else (B-list, 查冻规定 art 6). */
function tellOfExempt(steps: Steps, order: ControlOrder, reason: string): void {
  const does = kindOf(order.operation);
  if ((does !== 'begins' && does !== 'takes') || (order.target.kind !== 'account' && order.target.kind !== 'product')) return;
  const exempt = exemptRefusalOf(reason, steps.moment.today);
  if (exempt === undefined) return;
  steps.task({ kind: 'refused-exempt', orderId: order.id, ...(order.measureId === undefined ? {} : { measureId: order.measureId }), reason: { code: 'exempt', text: objectionPathOf(exempt.fund), ...(exempt.fund === undefined ? {} : { fund: exempt.fund.code }) } });
}

/** Only what may wait waits: an order that begins, the renewal of what waits, and one that came too late, which stands at the end of the queue (C3). */
function fits(steps: Steps, order: ControlOrder, outcome: Effective): boolean {
  if (outcome.kind !== 'waiting' || kindOf(order.operation) === 'begins') return true;
  const measure = steps.state.measures.find(({ id }) => id === order.measureId);
  return kindOf(order.operation) === 'renews' && measure !== undefined && mayWait(steps, measure, outcome);
}

/** What waits, or holds nothing yet, changes without our doing (C5): it is asked about again, however we learned of it. */
export function askWhileItWaits(steps: Steps, { id }: ControlOrder, policy: ControlPolicy): void {
  const waits = steps.state.measures.some(({ beganWith, state }) => beganWith.orderId === id && (state === 'waiting' || state === 'unfunded'));
  if (waits) steps.note(id, { askAtMs: steps.moment.nowMs + policy.askAtMostMs });
}

/** Two answers with the same essence are one, said twice: receipts, remarks and the balance of the moment do not count. */
export function essence(outcome: ControlOutcome): string {
  if (outcome.kind !== 'effective' && outcome.kind !== 'waiting') return digest(['kind', outcome.kind, outcome.kind === 'in-progress' ? outcome.detail : '']);
  const { limit, held, heldQuantity, unfunded, from, until, institutionReference } = outcome.effect;
  return digest([outcome.kind, limit, held, heldQuantity, unfunded, from, until, institutionReference, outcome.kind === 'waiting' ? outcome.position : undefined]);
}

const digest = (parts: readonly unknown[]): string => createHash('sha256').update(JSON.stringify(parts, sortedKeys)).digest('base64');

const sortedKeys = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
