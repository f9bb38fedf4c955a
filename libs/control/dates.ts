import { addDays, daysBetween, reminderDue, PRESERVATION_RENEWAL_DAYS, type Day } from '#libs/statute';
import type { ControlPolicy } from './control-policy.js';
import { tellOfIdleFirst } from './first-court-idle.js';
import { IN_FORCE } from './measure-state.js';
import { MAY_TAKE_EFFECT } from './order-state.js';
import type { Steps } from './steps.js';

/** Money that was taken and did not arrive within this many days is looked into. */
const ARRIVAL_DAYS = 3;

/** Days before its end at which what waits is asked about anew, at each of its reminders. */
const ASK_WAITING_DAYS = 3;

/**
 * What a day brings by itself (C2 to C4, I8): what was not renewed has lapsed, who has to renew is reminded, applicants of a preservation
 * are to be told, money that did not arrive is looked into. Run as often as wanted, for any day: it does each thing once, and catches up.
 */
export function takeDay(steps: Steps, today: Day, { remindFromDays }: Pick<ControlPolicy, 'remindFromDays'>): void {
  for (const measure of steps.state.measures) {
    tellOfIdleFirst(steps, measure, today);
    if (!IN_FORCE.includes(measure.state) || measure.until === undefined) continue;
    const renewing = steps.state.orders.some((order) => order.measureId === measure.id && (order.operation === 'renew' || order.operation === 'renew-seal') && MAY_TAKE_EFFECT.includes(order.state));
    if (measure.until < today) {
      steps.measure(measure.id, 'lapsed', 'lapsed', { heldFen: 0, position: undefined }, { code: 'not-renewed', day: measure.until });
      steps.task({ kind: 'lapsed', measureId: measure.id, reason: { code: 'lapsed', day: measure.until, renewing } });
      continue;
    }
    const due = reminderDue(measure.until, today, measure.remindedDays);
    if (due === undefined) continue;
    // What waits may have been let in, and nobody was told (C5): before it seems to lapse its institution is asked, however lately it was.
    const asking = measure.state === 'waiting' && due <= ASK_WAITING_DAYS ? { askAtMs: steps.moment.nowMs } : {};
    steps.noteMeasure(measure.id, { remindedDays: due, ...asking });
    // Earlier than this court wants to hear of it: passed over, so that the case is not looked at every day.
    if (due > remindFromDays) continue;
    steps.entry({ of: { measureId: measure.id }, event: 'reminded' }, { code: 'days-left', days: daysBetween(today, measure.until) });
    if (!renewing) steps.task({ kind: 'expiring', measureId: measure.id, reason: { code: 'ends', day: measure.until }, dueOn: measure.until });
    if (steps.state.case.kind === 'preservation' && due <= PRESERVATION_RENEWAL_DAYS) {
      steps.task({ kind: 'preservation-notice', measureId: measure.id, reason: { code: 'ends', day: measure.until }, dueOn: addDays(measure.until, -PRESERVATION_RENEWAL_DAYS) });
    }
  }
  for (const { orderId, measureId, takenFen, takenOn, arrivedFen } of steps.state.deductions) {
    if (arrivedFen < takenFen && daysBetween(takenOn, today) > ARRIVAL_DAYS) {
      steps.task({ kind: 'not-arrived', orderId, measureId, reason: { code: 'not-arrived', fen: takenFen - arrivedFen, day: takenOn } });
    }
  }
}
