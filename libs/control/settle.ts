import type { ControlOutcome } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import { applyEffect, leftOpen, requireFree } from './apply-effect.js';
import type { ControlOrder } from './control-model.js';
import { ControlRefused } from './order-desk.js';
import { raiseReleases } from './excess.js';
import { IN_FORCE, isOver } from './measure-state.js';
import { kindOf } from './operation-kind.js';
import type { ControlPolicy } from './control-policy.js';
import type { RuleBook } from './rules-against.js';
import type { Steps } from './steps.js';
import { askWhileItWaits } from './take-answer.js';

/** How a person found a dispute, or an order nobody could learn about, to have ended; the outcome is the answer that counts. */
export type Settlement = { readonly as: 'done'; readonly outcome: ControlOutcome; readonly reason: string } | { readonly as: 'refused'; readonly reason: string };

/**
 * A second person settles what the institution left open (I4): by a letter, a call, a visit. Nothing is undone silently; what stood on the
 * answer that does not count is corrected as steps of their own.
 * @throws ControlRefused when it is the drafter · Problem `state-change-invalid`
 */
export function settleOrder(steps: Steps, id: number, settlement: Settlement, policy: ControlPolicy, book: RuleBook): ControlOrder {
  const order = steps.orderOf(id);
  if (order.draftedBy === steps.actor || steps.state.case.officers.includes(steps.actor)) throw new ControlRefused([{ index: 0, refusals: [{ rule: 'second-person' }] }]);
  // What was applied when the order was done the first time stands already.
  const applied = wasApplied(steps, order);
  if (settlement.as === 'refused') {
    steps.order(id, 'settle-refused', { askAtMs: undefined }, settlement.reason);
    if (applied) undo(steps, order, settlement.reason);
  } else {
    const { outcome } = settlement;
    if ((outcome.kind !== 'effective' && outcome.kind !== 'waiting') || leftOpen(steps, order, outcome) !== undefined) {
      throw new Problem('request-invalid', undefined, [{ field: '/outcome', allowed: 'an answer that says it took effect, how much, and for a renewal answered after the last day when it was done' }]);
    }
    steps.order(id, 'settle-done', { outcome, outcomeVersion: order.outcomeVersion + 1, askAtMs: undefined }, settlement.reason);
    if (!applied) applyEffect(steps, steps.orderOf(id), outcome);
    askWhileItWaits(steps, order, policy);
  }
  raiseReleases(steps, policy, book);
  return steps.orderOf(id);
}

/** The answer that was taken first had its effect; a contradiction changed nothing. */
const wasApplied = ({ state }: Steps, order: ControlOrder): boolean =>
  order.outcome?.kind === 'effective' || order.outcome?.kind === 'waiting' || state.measures.some(({ beganWith }) => beganWith.orderId === order.id);

/** It never took effect: what it began was never in force, what it ended or took still is. */
function undo(steps: Steps, order: ControlOrder, reason: string): void {
  const kind = kindOf(order.operation);
  if (kind === 'begins') {
    const measure = steps.state.measures.find(({ beganWith }) => beganWith.orderId === order.id);
    if (measure !== undefined && IN_FORCE.includes(measure.state)) steps.measure(measure.id, 'released', 'released', { heldFen: 0 }, reason);
    return;
  }
  if (kind === 'takes') {
    const deduction = steps.state.deductions.find(({ orderId }) => orderId === order.id);
    if (deduction !== undefined) steps.deduction({ ...deduction, takenFen: deduction.arrivedFen }, 'deduction-taken', reason);
  }
  const measure = steps.state.measures.find(({ id }) => id === order.measureId);
  if (measure === undefined || kind === 'tells') return;
  // How much is held of it after all is not known here: asked about with the order that began it.
  if (isOver(measure)) {
    requireFree(steps, measure);
    steps.measure(measure.id, 'restored', 'unfunded', { limitFen: Math.max(measure.limitFen, order.limitFen) }, reason);
  }
  const beginning = steps.state.orders.find(({ id }) => id === measure.beganWith.orderId);
  if (beginning !== undefined) steps.note(beginning.id, { askAtMs: steps.moment.nowMs });
  steps.task({ kind: 'conflict', orderId: order.id, measureId: measure.id, reason: { code: 'settled-as-refused' } });
}
