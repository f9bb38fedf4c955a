import { beginsDivisible, boundUpTo, factsOf, heldFen, isWhole, leftOf, saidFen, unitsLeft, type Effective } from './effect.js';
import type { ControlOrder, Measure } from './control-model.js';
import { beginsAs, IN_FORCE, isOver, type MeasureState } from './measure-state.js';
import { kindOf, takes, targetKey } from './operation-kind.js';
import { renewedWhen } from './renewed-in-time.js';
import { ledgerOf } from './rules-against.js';
import { StateChangeInvalid, type Steps } from './steps.js';
import type { LeftOpen } from './task-reason.js';

/**
 * What an answer leaves open that has to be known of it: of money how much, of a renewal that is answered after the last day when it was
 * done. What is not said is asked about, not assumed. @returns undefined when it says enough
 */
export function leftOpen(steps: Pick<Steps, 'state' | 'moment'>, order: ControlOrder, outcome: Effective): LeftOpen | undefined {
  const { effect } = outcome;
  const howMuch = 'no-sum';
  const kind = kindOf(order.operation);
  if (kind === 'renews') {
    const measure = steps.state.measures.find(({ id }) => id === order.measureId);
    if (measure === undefined) return undefined;
    const when = renewedWhen(steps, measure, outcome);
    if (when === 'in-time' && isOver(measure)) return undefined;
    if (when === 'unsaid') return 'renewal-undated';
    // What is in force with us is held as we know it; what has lapsed, or begins anew, holds what the answer says.
    const known = when === 'in-time' && IN_FORCE.includes(measure.state);
    return known || outcome.kind === 'waiting' || heldFen(order, effect) !== undefined ? undefined : howMuch;
  }
  if (outcome.kind === 'waiting') return undefined;
  if (takes(order.operation)) return saidFen(order, effect) === undefined ? howMuch : undefined;
  return kind === 'begins' && heldFen(order, effect) === undefined ? howMuch : undefined;
}

/** What an order that took effect does to measures and money. The order itself is done already. */
export function applyEffect(steps: Steps, order: ControlOrder, outcome: Effective): void {
  switch (kindOf(order.operation)) {
    case 'begins':
      return begin(steps, order, outcome);
    case 'renews':
      return renew(steps, order, outcome);
    case 'ends':
      return end(steps, order, outcome);
    case 'takes':
      return take(steps, order, outcome);
    case 'tells':
      return;
  }
}

/** The measure an order begins is known by the order's number: whatever comes again finds it there. */
export const measureIdOf = ({ requestNumber }: ControlOrder): string => requestNumber;

function begin(steps: Steps, order: ControlOrder, outcome: Effective): void {
  const held = outcome.kind === 'waiting' ? 0 : heldFen(order, outcome.effect)!;
  const taken = order.operation === 'freeze-and-deduct' && outcome.kind === 'effective' ? held : 0;
  const { caseNumber } = steps.state.case;
  const as = taken > 0 ? 'deducted' : beginsAs(outcome.kind, held);
  if (IN_FORCE.includes(as)) requireFree(steps, order);
  const measure = steps.newMeasure({
    id: measureIdOf(order), caseId: order.caseId, obligorId: order.obligorId, institutionCode: order.institutionCode, source: order.source, target: order.target,
    state: as,
    beganWith: { orderId: order.id, requestNumber: order.requestNumber, caseNumber },
    limitFen: Math.max(0, boundUpTo(order, outcome, held) - taken),
    heldFen: held - taken,
    divisible: beginsDivisible(order),
    ...(order.excessReason === undefined ? {} : { excessReason: order.excessReason }),
    ...factsOf(order, outcome),
  });
  if (taken > 0) {
    steps.deduction({ orderId: order.id, measureId: measure.id, takenFen: taken, takenOn: steps.moment.today, arrivedFen: 0 }, 'deduction-taken');
    tellOfTooMuch(steps, order, measure.id, taken);
  }
  if (outcome.kind === 'effective') steps.task({ kind: 'notify-obligor', measureId: measure.id, reason: { code: 'tell-obligor' } });
}

/**
 * A renewal done in time goes on under its number, also when we had let it lapse before we heard of it. One that came too late is none: the
 * effect was gone, and what the institution registered stands at the end of the queue as a measure of its own (C3, I8), whatever became of the old one: the institution knows it by the number of this order.
 */
function renew(steps: Steps, order: ControlOrder, outcome: Effective): void {
  const measure = steps.measureOf(order.measureId);
  const inTime = renewedWhen(steps, measure, outcome) === 'in-time';
  if (isOver(measure)) steps.task({ kind: 'conflict', orderId: order.id, measureId: measure.id, reason: { code: 'renewed-ended', word: measure.state } });
  if (!inTime) beginAnew(steps, measure, order, outcome);
  else if (!isOver(measure)) goOn(steps, measure, order, outcome);
}

function goOn(steps: Steps, measure: Measure, order: ControlOrder, outcome: Effective): void {
  const { effect } = outcome;
  const patch: Partial<Measure> = { ...factsOf(order, outcome), ...keepFrom(measure), remindedDays: undefined };
  if (measure.state === 'lapsed') {
    requireFree(steps, measure);
    const held = outcome.kind === 'waiting' ? 0 : heldFen(order, effect)!;
    const as = outcome.kind === 'waiting' ? 'waiting' : stands(held);
    steps.measure(measure.id, 'restored', as, { ...patch, heldFen: held, limitFen: Math.max(measure.limitFen, held) }, { code: 'renewed-in-time' });
    return;
  }
  const said = outcome.kind === 'effective' ? saidFen(order, effect) : undefined;
  // Another amount than before is news of its own, and told as such.
  steps.measure(measure.id, 'renewed', measure.state, patch);
  if (said !== undefined && said !== measure.heldFen && measure.state !== 'waiting') change(steps, measure.id, said);
}

/** One measure on one thing (I4): what was begun on it meanwhile is not pushed aside. @throws Problem `state-change-invalid` */
export function requireFree({ state }: Steps, { institutionCode, target }: Pick<Measure, 'institutionCode' | 'target'>): void {
  const key = targetKey(target);
  const other = state.measures.find((one) => IN_FORCE.includes(one.state) && one.institutionCode === institutionCode && targetKey(one.target) === key);
  if (other !== undefined) throw new StateChangeInvalid(`Measure ${other.id} was begun on the same thing meanwhile; of the two one has to be released by the institution.`, { measure: other.id });
}

function beginAnew(steps: Steps, measure: Measure, order: ControlOrder, outcome: Effective): void {
  if (IN_FORCE.includes(measure.state)) steps.measure(measure.id, 'lapsed', 'lapsed', { heldFen: 0 }, { code: 'renewed-too-late' });
  requireFree(steps, order);
  const heldNow = outcome.kind === 'waiting' ? 0 : heldFen(order, outcome.effect)!;
  steps.newMeasure(
    {
      id: measureIdOf(order), caseId: order.caseId, obligorId: order.obligorId, institutionCode: order.institutionCode, source: order.source, target: order.target,
      state: outcome.kind === 'waiting' ? 'waiting' : stands(heldNow),
      beganWith: { orderId: order.id, requestNumber: order.requestNumber, caseNumber: steps.state.case.caseNumber },
      limitFen: Math.max(measure.limitFen, heldNow), heldFen: heldNow, divisible: measure.divisible,
      ...factsOf(order, outcome),
    },
    { code: 'begun-anew' },
  );
}

/** Rank and first day stay as they were. */
const keepFrom = ({ from, effectiveAt }: Measure): Partial<Measure> => ({ ...(from === undefined ? {} : { from }), ...(effectiveAt === undefined ? {} : { effectiveAt }) });

function end(steps: Steps, order: ControlOrder, outcome: Effective): void {
  const measure = steps.measureOf(order.measureId);
  if (!IN_FORCE.includes(measure.state)) return;
  if (isWhole(order, measure)) {
    steps.measure(measure.id, 'released', 'released', { heldFen: 0 });
    return;
  }
  const left = leftOf(measure, order, saidFen(order, outcome.effect));
  steps.measure(measure.id, 'released-in-part', stands(left.heldFen), { ...left, ...unitsLeft(measure, order, outcome.effect.heldQuantity) });
}

function take(steps: Steps, order: ControlOrder, outcome: Effective): void {
  const taken = saidFen(order, outcome.effect)!;
  const measure = steps.measureOf(order.measureId);
  // Money that left is counted whatever the measure has become meanwhile.
  steps.deduction({ orderId: order.id, measureId: measure.id, takenFen: taken, takenOn: steps.moment.today, arrivedFen: 0 }, 'deduction-taken');
  tellOfTooMuch(steps, order, measure.id, taken);
  if (measure.state !== 'effective') return;
  const left = leftOf(measure, order, taken);
  if (left.heldFen === 0 && left.limitFen === 0) steps.measure(measure.id, 'deducted', 'deducted', left);
  else steps.measure(measure.id, 'deducted-in-part', stands(left.heldFen), left);
}

/**
 * More was taken than ordered (民诉法 art 253(1), B1): it is counted, since it left the account, and a person sees to it that the rest is given
 * back (执行回转); no release undoes a payment.
 */
function tellOfTooMuch(steps: Steps, order: ControlOrder, measureId: string, taken: number): void {
  if (taken <= order.limitFen) return;
  const { neededFen } = ledgerOf(steps.state);
  steps.task({ kind: 'conflict', orderId: order.id, measureId, reason: { code: 'taken-too-much', fen: taken, orderedFen: order.limitFen, nothingOwed: neededFen === 0 } });
}

/** More or less is held than was known. */
export function change(steps: Steps, measureId: string, heldNow: number, patch: Partial<Measure> = {}): void {
  const { heldFen: before, limitFen, state } = steps.measureOf(measureId);
  if (state === 'waiting') steps.measure(measureId, 'activated', stands(heldNow), { ...patch, heldFen: heldNow, limitFen: Math.max(limitFen, heldNow), position: undefined });
  else if (heldNow > before) steps.measure(measureId, 'fed', 'effective', { ...patch, heldFen: heldNow, limitFen: Math.max(limitFen, heldNow) });
  else if (heldNow < before) steps.measure(measureId, 'drained', stands(heldNow), { ...patch, heldFen: heldNow });
  else if (Object.keys(patch).length > 0) steps.noteMeasure(measureId, patch);
}

const stands = (held: number): Extract<MeasureState, 'effective' | 'unfunded'> => (held > 0 ? 'effective' : 'unfunded');
