import { addDays, beijingDay, type Day } from '#libs/statute';
import type { ControlState, Measure } from './control-model.js';
import type { Steps } from './steps.js';

/** A first court that has not disposed of the thing for this long may be asked to hand it over (保全规定 art 21, C13). */
const IDLE_DAYS = 365;

/**
 * Tells a person, once, that the first court has held a thing for over a year without disposing of it, while we wait right behind it: the
 * executing court that waits first may ask for it to be handed over (商请移送执行). Preservation asks for nothing: it disposes of nothing itself.
 */
export function tellOfIdleFirst(steps: Steps, measure: Measure, today: Day): void {
  if (measure.state !== 'waiting' || measure.idleToldOn !== undefined || steps.state.case.kind === 'preservation') return;
  // Others wait before us: it is theirs to ask.
  if (measure.position !== undefined && measure.position > 2) return;
  const since = firstSince(steps.state, measure);
  if (since === undefined || since > addDays(today, -IDLE_DAYS)) return;
  steps.noteMeasure(measure.id, { idleToldOn: today });
  steps.task({ kind: 'first-court-idle', measureId: measure.id, reason: { code: 'first-court-idle', day: since } });
}

/** The day from which somebody is known to be before us: as the institution says it, else that on which we began to wait. */
function firstSince({ orders }: ControlState, { beganWith }: Measure): Day | undefined {
  const order = orders.find(({ id }) => id === beganWith.orderId);
  const said = order?.outcome?.kind === 'waiting' ? (order.outcome.effect.priorMeasures ?? []) : [];
  const days = said.flatMap(({ startsOn, effectiveAt }) => startsOn ?? (effectiveAt === undefined ? [] : beijingDay(new Date(effectiveAt))));
  return days.sort()[0] ?? (order?.sentAtMs === undefined ? undefined : beijingDay(new Date(order.sentAtMs)));
}
