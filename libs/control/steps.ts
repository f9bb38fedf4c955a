import { Problem } from '#contracts/errors';
import type { Day } from '#libs/statute';
import { groundOf, loginOf, type Acting } from './acting.js';
import { after, joined, NO_CHANGES, type ControlChanges, type ControlEntry, type ControlOrder, type ControlState, type Deduction, type Measure, type NewControlTask } from './control-model.js';
import { mayBecome, type MeasureEvent, type MeasureState } from './measure-state.js';
import { orderAfter, type OrderEvent, type OrderState } from './order-state.js';
import { because, type StepCause } from './step-cause.js';
import { reasonInWords, type TaskReason } from './task-reason.js';

/** What every decision knows beyond the state of its case. */
export interface Moment {
  readonly nowMs: number;
  /** In Beijing. */
  readonly today: Day;
  /** Numbers for orders the decision makes by itself. */
  readonly nextId: () => number;
}

/** What does not follow from where things stand: a step from a state, or a measure on a thing that has one. */
export class StateChangeInvalid extends Problem {
  constructor(
    detail: string,
    readonly facts: { readonly word: OrderState | MeasureState; readonly step: OrderEvent | MeasureEvent } | { readonly measure: string },
  ) {
    super('state-change-invalid', detail);
  }
}

/**
 * Gathers what one decision changes, step by step, so that each step sees what the earlier ones did. Refuses what the transition tables do
 * not know; nothing else writes states.
 */
export class Steps {
  #changes: ControlChanges = NO_CHANGES;
  #state: ControlState;

  readonly actor: string;
  /** The actor, on what right, and under which policy: in every entry. */
  readonly #by: Pick<ControlEntry, 'actor' | 'ground' | 'policy'>;

  constructor(
    state: ControlState,
    readonly moment: Moment,
    acting: Acting,
  ) {
    this.#state = state;
    this.actor = loginOf(acting);
    const ground = groundOf(acting, state.case.id);
    this.#by = { actor: this.actor, ...(ground === undefined ? {} : { ground }), ...(state.policy === undefined ? {} : { policy: state.policy.from }) };
  }

  get state(): ControlState {
    return this.#state;
  }

  get changes(): ControlChanges {
    return this.#changes;
  }

  /** Forgets every step: what was begun cannot be ended. */
  startOver(state: ControlState): void {
    this.#state = state;
    this.#changes = NO_CHANGES;
  }

  orderOf(id: number): ControlOrder {
    const order = this.#state.orders.find((one) => one.id === id);
    if (order === undefined) throw new Problem('control-order-unknown');
    return order;
  }

  measureOf(id: string | undefined): Measure {
    const measure = this.#state.measures.find((one) => one.id === id);
    if (measure === undefined) throw new Problem('measure-unknown');
    return measure;
  }

  newOrder(order: Omit<ControlOrder, 'state' | 'version' | 'asked' | 'outcomeVersion'>, why?: string | StepCause): ControlOrder {
    const made: ControlOrder = { ...order, state: 'drafted', version: 1, asked: 0, outcomeVersion: 0 };
    return this.#write({ orders: [made] }, { of: { orderId: made.id }, event: 'draft', to: 'drafted', ...this.#by, ...because(why) }, made);
  }

  /** @throws Problem `state-change-invalid` */
  order(id: number, event: OrderEvent, patch: Partial<ControlOrder> = {}, why?: string | StepCause): ControlOrder {
    const order = this.orderOf(id);
    const to = orderAfter(order.state, event);
    if (to === undefined) throw new StateChangeInvalid(`An order that is ${order.state} cannot ${event}.`, { word: order.state, step: event });
    const changed: ControlOrder = { ...order, ...patch, state: to, version: order.version + 1 };
    return this.#write({ orders: [changed] }, { of: { orderId: id }, event, from: order.state, to, ...this.#by, ...because(why) }, changed);
  }

  /** Facts of an order that change no state. */
  note(id: number, patch: Partial<Omit<ControlOrder, 'state'>>): ControlOrder {
    const order = this.orderOf(id);
    const changed: ControlOrder = { ...order, ...patch, version: order.version + 1 };
    return this.#write({ orders: [changed] }, undefined, changed);
  }

  newMeasure(measure: Omit<Measure, 'version'>, why?: string | StepCause): Measure {
    const made: Measure = { ...measure, version: 1 };
    return this.#write({ measures: [made] }, { of: { measureId: made.id }, event: 'begin', to: made.state, ...this.#by, ...because(why) }, made);
  }

  measure(id: string, event: MeasureEvent, to: MeasureState, patch: Partial<Omit<Measure, 'state'>> = {}, why?: string | StepCause): Measure {
    const measure = this.measureOf(id);
    if (!mayBecome(measure.state, event, to)) throw new StateChangeInvalid(`A measure that is ${measure.state} cannot become ${to} by ${event}.`, { word: measure.state, step: event });
    const changed: Measure = { ...measure, ...patch, state: to, version: measure.version + 1 };
    return this.#write({ measures: [changed] }, { of: { measureId: id }, event, from: measure.state, to, ...this.#by, ...because(why) }, changed);
  }

  noteMeasure(id: string, patch: Partial<Omit<Measure, 'state'>>): Measure {
    const measure = this.measureOf(id);
    const changed: Measure = { ...measure, ...patch, version: measure.version + 1 };
    return this.#write({ measures: [changed] }, undefined, changed);
  }

  deduction(deduction: Deduction, event: 'deduction-taken' | 'money-arrived', why?: string | StepCause): void {
    this.#write({ deductions: [deduction] }, { of: { orderId: deduction.orderId }, event, ...this.#by, ...because(why) }, deduction);
  }

  entry(entry: Pick<ControlEntry, 'of' | 'event'>, why: string | StepCause): void {
    this.#write({}, { ...entry, ...this.#by, ...because(why) }, undefined);
  }

  task(task: Omit<NewControlTask, 'detail'> & { readonly reason: TaskReason }): void {
    this.#changes = joined(this.#changes, { ...NO_CHANGES, tasks: [{ ...task, detail: reasonInWords(task.reason) }] });
  }

  #write<One>(part: Partial<ControlChanges>, entry: ControlEntry | undefined, result: One): One {
    const changes: ControlChanges = { ...NO_CHANGES, ...part, entries: entry === undefined ? [] : [entry] };
    this.#changes = joined(this.#changes, changes);
    this.#state = after(this.#state, changes);
    return result;
  }
}
