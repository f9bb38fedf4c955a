import type { Measure } from './control-model.js';
import { ControlRefused } from './order-desk.js';
import { IN_FORCE } from './measure-state.js';
import { MAY_TAKE_EFFECT } from './order-state.js';
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
export function handOver(steps: Steps, measureId: string, { toCaseId, toObligorId, reason }: HandOver): Measure {
  const measure = steps.measureOf(measureId);
  if (!IN_FORCE.includes(measure.state)) throw new ControlRefused([{ index: 0, refusals: [{ rule: 'measure-ended', field: '/measureId', detail: measure.state }] }]);
  if (steps.state.orders.some((order) => order.measureId === measureId && MAY_TAKE_EFFECT.includes(order.state))) {
    throw new ControlRefused([{ index: 0, refusals: [{ rule: 'order-under-way', field: '/measureId' }] }]);
  }
  return steps.measure(measureId, 'handed-over', measure.state, { caseId: toCaseId, obligorId: toObligorId, excessReason: undefined }, reason);
}
