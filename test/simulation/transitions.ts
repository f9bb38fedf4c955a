import { MEASURE_EVENTS, ORDER_EVENTS } from '#libs/control';
import type { Invariant } from './invariants.js';

/**
 * How orders and measures may go from state to state, written once more by hand. What changes is also on record, step by step: the entries
 * of a commit lead from what was to what is.
 */
const ORDER_STEPS: Readonly<Record<string, string>> = {
  'draft': '>drafted', 'submit': 'drafted returned>submitted', 'withdraw': 'drafted returned submitted approved>withdrawn', 'return': 'submitted>returned',
  'approve': 'submitted>approved', 'approve-by-rule': 'drafted submitted>approved', 'send': 'approved>sending', 'never-left': 'sending unconfirmed>not-taken',
  'deliver': 'sending unconfirmed>sent', 'lose-sight': 'sending sent in-progress>unconfirmed', 'progress': 'sending sent unconfirmed>in-progress',
  'effect': 'sending sent in-progress unconfirmed>done', 'refuse': 'sending sent in-progress unconfirmed>refused', 'contradict': 'done refused not-taken>disputed',
  'settle-done': 'disputed unconfirmed>done', 'settle-refused': 'disputed unconfirmed>refused',
};
const FORCE = 'effective unfunded waiting';
const MEASURE_STEPS: Readonly<Record<string, string>> = {
  'begin': `>${FORCE} deducted released lapsed`, 'activated': 'waiting>effective unfunded', 'fed': 'effective unfunded>effective', 'drained': 'effective>effective unfunded', 'renewed': `${FORCE}>${FORCE}`,
  'released-in-part': 'effective unfunded>effective unfunded', 'released': `${FORCE}>released`, 'deducted-in-part': 'effective>effective unfunded', 'deducted': 'effective>deducted',
  'lapsed': `${FORCE}>lapsed`, 'restored': `released deducted lapsed>${FORCE}`, 'handed-over': `${FORCE}>${FORCE}`,
};
const KEEPS = ['renewed', 'handed-over'];

function allowed(steps: Readonly<Record<string, string>>, event: string, from: string | undefined, to: string | undefined): boolean {
  const [froms = '', tos = ''] = (steps[event] ?? '').split('>');
  if (to === undefined || !tos.split(' ').includes(to)) return false;
  return froms === '' ? from === undefined : froms.split(' ').includes(from ?? '') && (!KEEPS.includes(event) || from === to);
}

/** Every transition that was ever taken, over all runs. */
export class Coverage {
  readonly taken = new Map<string, number>();

  saw(what: 'order' | 'measure', event: string): void {
    const key = `${what} ${event}`;
    this.taken.set(key, (this.taken.get(key) ?? 0) + 1);
  }

  /** Events of the tables under test that never happened. */
  missing(): string[] {
    const all = [...Object.keys(ORDER_EVENTS).map((event) => `order ${event}`), ...Object.keys(MEASURE_EVENTS).map((event) => `measure ${event}`)];
    return all.filter((key) => !this.taken.has(key));
  }
}

/** No state changes but by a known step, and every step is on record. */
export const onlyKnownSteps = (coverage: Coverage): Invariant => ({ commits }) => {
  for (const { changes, ordersBefore, measuresBefore } of commits) {
    for (const order of changes.orders) {
      let state: string | undefined = ordersBefore.get(order.id)?.state;
      for (const { of, event, from, to } of changes.entries) {
        if (!('orderId' in of) || of.orderId !== order.id || to === undefined) continue;
        if (from !== state || !allowed(ORDER_STEPS, event, from, to)) return `order ${order.id}: ${event} from ${from ?? 'nothing'} to ${to} where it was ${state ?? 'nothing'}`;
        coverage.saw('order', event);
        state = to;
      }
      if (state !== order.state) return `order ${order.id} became ${order.state}, on record is ${state ?? 'nothing'}`;
    }
    for (const measure of changes.measures) {
      let state: string | undefined = measuresBefore.get(measure.id)?.state;
      for (const { of, event, from, to } of changes.entries) {
        if (!('measureId' in of) || of.measureId !== measure.id || to === undefined) continue;
        if (from !== state || !allowed(MEASURE_STEPS, event, from, to)) return `measure ${measure.id}: ${event} from ${from ?? 'nothing'} to ${to} where it was ${state ?? 'nothing'}`;
        coverage.saw('measure', event);
        state = to;
      }
      if (state !== measure.state) return `measure ${measure.id} became ${measure.state}, on record is ${state ?? 'nothing'}`;
    }
  }
  return undefined;
};
