import { Problem } from '#contracts/errors';
import type { Arrival, ControlOrder } from './control-model.js';
import { ENDED } from './order-state.js';
import type { Steps } from './steps.js';

/**
 * A payment arrived on the account of the case (到账). The number the bank gave it tells payments apart: two of the same sum on the same day are
 * two, and one that is reported twice, by a person and by the case system or by one of them again, is one.
 * @throws Problem `control-order-ended`, `state-change-invalid` when nothing was deducted under this order · `request-invalid` · `arrival-contradicted` when the number
 * is known with another sum or day · `arrival-exceeds` when more would have arrived than the institution says it took
 */
export function takeArrival(steps: Steps, orderId: number, { reference, fen, day }: Arrival): void {
  const deduction = steps.state.deductions.find((one) => one.orderId === orderId);
  if (deduction === undefined) throw nothingTaken(steps.orderOf(orderId));
  const { takenFen, arrivals = [] } = deduction;
  if (!Number.isSafeInteger(fen) || fen <= 0) throw new Problem('request-invalid', undefined, [{ field: '/fen', allowed: 'a whole number of fen, at least 1' }]);
  if (day > steps.moment.today) throw new Problem('request-invalid', undefined, [{ field: '/day', allowed: `${steps.moment.today} at the latest` }]);
  const known = arrivals.find((one) => one.reference === reference);
  if (known !== undefined) {
    if (known.fen === fen && known.day === day) return;
    throw new Problem('arrival-contradicted', `Under this number ${known.fen} fen arrived on ${known.day}.`);
  }
  const arrivedFen = deduction.arrivedFen + fen;
  if (arrivedFen > takenFen) throw new Problem('arrival-exceeds', `Of ${takenFen} fen taken ${takenFen - deduction.arrivedFen} have not arrived.`);
  const arrivedOn = deduction.arrivedOn === undefined || deduction.arrivedOn < day ? day : deduction.arrivedOn;
  steps.deduction({ ...deduction, arrivedFen, arrivedOn, arrivals: [...arrivals, { reference, fen, day }] }, 'money-arrived', { code: 'arrived', fen, text: reference });
}

const nothingTaken = ({ state, operation }: ControlOrder): Problem =>
  new Problem(ENDED.includes(state) ? 'control-order-ended' : 'state-change-invalid', `Nothing was deducted under this order: it is to ${operation}, and ${state}.`);
