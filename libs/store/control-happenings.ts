import type { Source } from '#contracts/adapter';
import type { ControlChanges, ControlOrder, ControlState } from '#libs/control';

/** What is counted of measures, as it was written. */
export const CONTROL_HAPPENINGS = ['requested', 'effective', 'waiting', 'refused', 'unconfirmed', 'excess', 'lapsed'] as const;
export type ControlHappening = (typeof CONTROL_HAPPENINGS)[number];

/** Told after the commit only. */
export interface ControlObserver {
  /** @param source kind of property it is on */
  happened(event: ControlHappening, source: Source): void;
  /** From the first byte sent to the institution's word that it took effect. */
  tookEffect(institutionCode: string, seconds: number): void;
}

/** Tells an observer what a decision changed, by what stood before it. */
export function tell(observer: ControlObserver, before: ControlState, { orders, measures, entries }: ControlChanges, nowMs: number): void {
  for (const order of orders) {
    const event = eventOf(order, before.orders.find(({ id }) => id === order.id)?.state);
    if (event === undefined) continue;
    observer.happened(event, order.source);
    if (event === 'effective' && order.sentAtMs !== undefined) observer.tookEffect(order.institutionCode, Math.max(0, nowMs - order.sentAtMs) / 1000);
  }
  for (const measure of measures) {
    const was = before.measures.find(({ id }) => id === measure.id)?.state;
    if (was === undefined || was === measure.state) continue;
    if (measure.state === 'lapsed') observer.happened('lapsed', measure.source);
    // Its order ended long ago; now its turn came.
    if (was === 'waiting' && measure.state === 'effective') observer.happened('effective', measure.source);
  }
  for (const { event, of } of entries) {
    const held = event === 'excess-found' && 'measureId' in of ? before.measures.find(({ id }) => id === of.measureId) : undefined;
    if (held !== undefined) observer.happened('excess', held.source);
  }
}

function eventOf({ state, outcome }: ControlOrder, was: ControlOrder['state'] | undefined): ControlHappening | undefined {
  if (state === was) return undefined;
  switch (state) {
    case 'sending':
      return 'requested';
    case 'done':
      return outcome?.kind === 'waiting' ? 'waiting' : 'effective';
    case 'refused':
    case 'unconfirmed':
      return state;
    default:
      return undefined;
  }
}
