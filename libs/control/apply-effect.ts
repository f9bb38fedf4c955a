import { beginsDivisible, boundUpTo, factsOf, heldFen, isWhole, leftOf, saidFen, type Effective } from './effect.js';
import type { ControlOrder, Measure } from './control-model.js';
import { beginsAs, IN_FORCE, type MeasureState } from './measure-state.js';
import { kindOf, takes } from './operation-kind.js';
import type { Steps } from './steps.js';

/** Whether an answer says what has to be known of it: of money, how much. What is not said is asked about, not assumed. */
export function hasSaidEnough(order: ControlOrder, outcome: Effective): boolean {
  if (outcome.kind === 'waiting') return true;
  if (takes(order.operation)) return saidFen(order, outcome.effect) !== undefined;
  return kindOf(order.operation) !== 'begins' || heldFen(order, outcome.effect) !== undefined;
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
  const measure = steps.newMeasure({
    id: measureIdOf(order), caseId: order.caseId, obligorId: order.obligorId, institutionCode: order.institutionCode, source: order.source, target: order.target,
    state: taken > 0 ? 'deducted' : beginsAs(outcome.kind, held),
    beganWith: { orderId: order.id, requestNumber: order.requestNumber, caseNumber },
    limitFen: boundUpTo(order, outcome, held) - taken,
    heldFen: held - taken,
    divisible: beginsDivisible(order),
    ...(order.excessReason === undefined ? {} : { excessReason: order.excessReason }),
    ...factsOf(order, outcome),
  });
  if (taken > 0) steps.deduction({ orderId: order.id, measureId: measure.id, takenFen: taken, takenOn: steps.moment.today, arrivedFen: 0 }, 'deduction-taken');
  if (outcome.kind === 'effective') steps.task({ kind: 'notify-obligor', measureId: measure.id, detail: 'tell the obligor of the measure, unless that would hinder it' });
}

/**
 * A renewal answered after the last day is none: the effect is gone by then, and what the institution registered stands at the end of the
 * queue as a measure of its own (C3, I8).
 */
function renew(steps: Steps, order: ControlOrder, outcome: Effective): void {
  const measure = steps.measureOf(order.measureId);
  const { effect } = outcome;
  const inTime = IN_FORCE.includes(measure.state) && (measure.until === undefined || measure.until >= steps.moment.today);
  if (inTime) {
    const said = outcome.kind === 'effective' ? saidFen(order, effect) : undefined;
    // Another amount than before is news of its own, and told as such.
    steps.measure(measure.id, 'renewed', measure.state, { ...factsOf(order, outcome), ...keepFrom(measure), remindedDays: undefined });
    if (said !== undefined && said !== measure.heldFen && measure.state !== 'waiting') change(steps, measure.id, said);
    return;
  }
  if (measure.state === 'released' || measure.state === 'deducted') {
    steps.task({ kind: 'conflict', orderId: order.id, measureId: measure.id, detail: `renewed, though it was ${measure.state}` });
    return;
  }
  if (measure.state !== 'lapsed') steps.measure(measure.id, 'lapsed', 'lapsed', { heldFen: 0 }, 'its last day had passed when the renewal was answered');
  const held = outcome.kind === 'waiting' ? 0 : (saidFen(order, effect) ?? 0);
  steps.newMeasure(
    {
      id: measureIdOf(order), caseId: order.caseId, obligorId: order.obligorId, institutionCode: order.institutionCode, source: order.source, target: order.target,
      state: outcome.kind === 'waiting' ? 'waiting' : held === 0 ? 'unfunded' : 'effective',
      beganWith: { orderId: order.id, requestNumber: order.requestNumber, caseNumber: steps.state.case.caseNumber },
      limitFen: Math.max(measure.limitFen, held), heldFen: held, divisible: measure.divisible,
      ...factsOf(order, outcome),
    },
    'the renewal was answered after the last day',
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
  steps.measure(measure.id, 'released-in-part', stands(left.heldFen), left);
}

function take(steps: Steps, order: ControlOrder, outcome: Effective): void {
  const taken = saidFen(order, outcome.effect)!;
  const measure = steps.measureOf(order.measureId);
  // Money that left is counted whatever the measure has become meanwhile.
  steps.deduction({ orderId: order.id, measureId: measure.id, takenFen: taken, takenOn: steps.moment.today, arrivedFen: 0 }, 'deduction-taken');
  if (measure.state !== 'effective') return;
  const left = leftOf(measure, order, taken);
  if (left.heldFen === 0 && left.limitFen === 0) steps.measure(measure.id, 'deducted', 'deducted', left);
  else steps.measure(measure.id, 'deducted-in-part', stands(left.heldFen), left);
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
