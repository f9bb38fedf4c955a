import type { ControlState, Measure } from './control-model.js';
import { ControlRefused } from './order-desk.js';
import { IN_FORCE } from './measure-state.js';
import { kindOf, targetKey } from './operation-kind.js';
import { ENDED, MAY_TAKE_EFFECT } from './order-state.js';
import { exactly } from './refusal-facts.js';
import type { Steps } from './steps.js';

/** To which case a measure goes, and who its obligor is there. */
export interface HandOver {
  readonly toCaseId: string;
  readonly toObligorId: string;
  readonly reason: string;
}

/**
 * Hands a measure over to another case (C7): rank, first day and what the institution knows it by stay; it is an event, not a release and a
 * new freeze. From then on it counts for the other case. @throws ControlRefused
 */
export function handOver(steps: Steps, measureId: string, { toCaseId, toObligorId, reason }: HandOver, to: ControlState): Measure {
  const measure = steps.measureOf(measureId);
  requireRoomThere(measure, toObligorId, to);
  if (!IN_FORCE.includes(measure.state)) throw new ControlRefused([{ index: 0, refusals: [{ rule: 'measure-ended', field: '/measureId', ...exactly({ code: 'is', word: measure.state }) }] }]);
  // Also when it is in dispute whether it was ever in force: the case that ordered it settles that first.
  if (steps.state.orders.some((order) => (order.measureId === measureId || order.id === measure.beganWith.orderId) && MAY_TAKE_EFFECT.includes(order.state))) {
    throw new ControlRefused([{ index: 0, refusals: [{ rule: 'order-under-way', field: '/measureId' }] }]);
  }
  // What was only drafted on it is not the other case's to decide, and nobody here can any more.
  for (const order of steps.state.orders) {
    if (order.measureId === measureId && !ENDED.includes(order.state)) steps.order(order.id, 'withdraw', {}, { code: 'handed-over' });
  }
  return steps.measure(measureId, 'handed-over', measure.state, { caseId: toCaseId, obligorId: toObligorId, excessReason: undefined, askAtMs: steps.moment.nowMs }, reason);
}

/** The other case as it is with the measure: with the orders that began it and were given on it. */
export function withHanded(there: ControlState, here: ControlState, measure: Measure): ControlState {
  const about = here.orders.filter(({ id, measureId }) => id === measure.beganWith.orderId || measureId === measure.id);
  return { ...there, orders: [...there.orders, ...about], measures: [...there.measures, measure] };
}

/** Nobody but an obligor of that case (I2), and never twice on one thing for one case. */
function requireRoomThere({ institutionCode, target }: Measure, obligorId: string, { obligors, measures, orders }: ControlState): void {
  if (!obligors.some(({ id }) => id === obligorId)) throw new ControlRefused([{ index: 0, refusals: [{ rule: 'not-an-obligor', field: '/toObligorId' }] }]);
  const same = (one: Pick<Measure, 'institutionCode' | 'target'>): boolean => one.institutionCode === institutionCode && targetKey(one.target) === targetKey(target);
  if (measures.some((one) => IN_FORCE.includes(one.state) && same(one))) throw new ControlRefused([{ index: 0, refusals: [{ rule: 'measure-exists', field: '/toCaseId' }] }]);
  // Also a renewal of what lapsed there, which may have been done in time.
  if (orders.some((one) => ['begins', 'renews'].includes(kindOf(one.operation)) && MAY_TAKE_EFFECT.includes(one.state) && same(one))) throw new ControlRefused([{ index: 0, refusals: [{ rule: 'order-under-way', field: '/toCaseId' }] }]);
}
