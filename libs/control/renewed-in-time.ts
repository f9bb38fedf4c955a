import { addDays, beijingDay } from '#libs/statute';
import type { ControlState, Measure } from './control-model.js';
import type { Effective } from './effect.js';
import { IN_FORCE } from './measure-state.js';
import type { Steps } from './steps.js';

/** `unsaid`: the answer came after the last day and does not say when the institution renewed. */
export type RenewedWhen = 'in-time' | 'too-late' | 'unsaid';

/**
 * Whether a renewal (续行) was done before the measure ended (民诉法解释 art 485(2), C2, C3). What counts is the day on which the institution
 * did it, not the day its answer came: what was renewed at eleven in the evening goes on under its number, though we hear of it after midnight.
 *
 * Only a date shows that. An answer without one proves nothing: the effect of what was not renewed is gone (查扣冻规定 art 27), and it is for
 * the court to show that it was, so rank is never claimed on silence. A measure of its own is not made of silence either: under a number the
 * institution does not know nobody could release it. So it is asked about, and a person settles it with the date.
 */
export function renewedWhen({ state, moment: { today } }: Pick<Steps, 'state' | 'moment'>, measure: Measure, outcome: Effective): RenewedWhen {
  const { until } = measure;
  if (until === undefined || (IN_FORCE.includes(measure.state) && until >= today)) return 'in-time';
  const { effectiveAt, from } = outcome.effect;
  const goesOn = from !== undefined && from <= until;
  if (effectiveAt !== undefined && beijingDay(new Date(effectiveAt)) <= until) return 'in-time';
  // Done after our last day, and yet from the old first one: its books and ours do not agree on when the measure ended.
  if (effectiveAt !== undefined) return goesOn ? 'unsaid' : 'too-late';
  if (goesOn) return 'in-time';
  // The day after the last one is how a renewed term is written, and also how a freeze is that was begun anew that day.
  if (from !== undefined && from > addDays(until, 1)) return 'too-late';
  // What was in effect and waits now has lost its place: it stands at the end of the queue.
  return outcome.kind === 'waiting' && tookEffect(state, measure) ? 'too-late' : 'unsaid';
}

/** Who holds cannot begin to wait; only what was not in effect yet, or is at the end of the queue anew, does. */
export const mayWait = (steps: Pick<Steps, 'state' | 'moment'>, measure: Measure, outcome: Effective): boolean =>
  renewedWhen(steps, measure, outcome) !== 'in-time' || !tookEffect(steps.state, measure);

/** The order it began with has the newest word on it: of what lapsed that is where it shows. */
const tookEffect = ({ orders }: ControlState, { state, beganWith }: Measure): boolean =>
  state === 'effective' || state === 'unfunded' || (state === 'lapsed' && orders.some(({ id, outcome }) => id === beganWith.orderId && outcome?.kind === 'effective'));
