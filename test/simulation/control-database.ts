import type { CaseAccount } from '#contracts/adapter';
import { ENDED, IN_FORCE, type ControlChanges, type ControlEntry, type ControlObligor, type ControlOrder, type ControlState, type Deduction, type Measure, type NewControlTask, type ReceivedControlAnswer } from '#libs/control';
import type { Life, Scheduler } from './scheduler.js';

/** What belongs to a case beside its measures; other parts of the system write it. */
export interface CaseFacts {
  readonly case: ControlState['case'];
  readonly owedFen: number;
  readonly paidFen: number;
  readonly account?: CaseAccount;
  readonly obligors: readonly ControlObligor[];
}

/** One transaction as it was committed, for whoever checks what happened. */
export interface Commit {
  readonly atMs: number;
  readonly by: string;
  readonly caseId: string;
  readonly changes: ControlChanges;
  /** What the changed rows were before; absent for new ones. */
  readonly ordersBefore: ReadonlyMap<number, ControlOrder>;
  readonly measuresBefore: ReadonlyMap<string, Measure>;
  readonly kept?: ReceivedControlAnswer;
}

/** A rule of the database was broken; the transaction is rolled back. */
export class ConstraintViolated extends Error {}

/** A task as it waits for somebody. */
export type StandingTask = NewControlTask & { readonly atMs: number; readonly caseId: string; settled: boolean };

/** What counts as under way for the database: one at a time for a measure, and for a thing on which one is begun (I4). */
const BEGINS: readonly string[] = ['freeze', 'wait', 'seal', 'wait-seal', 'freeze-and-deduct'];
const UNDER_WAY: readonly string[] = ['approved', 'sending', 'sent', 'in-progress', 'unconfirmed'];

export interface Ticket {
  readonly life: Life;
  readonly grant: () => void;
}

/**
 * What survives every crash: rows, and the locks of those that are alive. Rows are frozen when they are written, so that nobody who read
 * one can change it for others; a reader gets what was committed at that moment.
 */
export class ControlDatabase {
  readonly cases = new Map<string, CaseFacts>();
  readonly orders = new Map<number, ControlOrder>();
  readonly measures = new Map<string, Measure>();
  readonly deductions = new Map<number, Deduction>();
  readonly entries: (ControlEntry & { readonly atMs: number })[] = [];
  readonly tasks: StandingTask[] = [];
  readonly answers: ReceivedControlAnswer[] = [];
  /** Read and emptied by whoever checks. */
  commits: Commit[] = [];
  readonly #scheduler: Scheduler;
  readonly #locks = new Map<string, Ticket[]>();
  #lastOrderId = 0;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  // ------------------------------------------------------------------------------------------------------------------- locks

  /** Waits until nobody else has the case; the first that asked is the first that gets it. */
  lock(caseId: string, life: Life): Promise<Ticket> {
    return new Promise((resolve) => {
      const ticket: Ticket = { life, grant: () => this.#scheduler.later(0, `has the lock of ${caseId}`, life, () => resolve(ticket)) };
      const queue = this.#locks.get(caseId) ?? [];
      this.#locks.set(caseId, queue);
      if (queue.push(ticket) === 1) ticket.grant();
    });
  }

  unlock(caseId: string, ticket: Ticket): void {
    const queue = this.#locks.get(caseId) ?? [];
    const at = queue.indexOf(ticket);
    if (at < 0) return;
    queue.splice(at, 1);
    if (at === 0) queue[0]?.grant();
  }

  /** A process died: its connections are gone, and its locks with them; what it had not committed never was. */
  disconnect(life: Life): void {
    for (const [caseId, queue] of this.#locks) for (const ticket of queue.filter((one) => one.life === life)) this.unlock(caseId, ticket);
  }

  // -------------------------------------------------------------------------------------------------------------------- rows

  /** @param about the order an answer is about: an answer to one that has ended is decided on too */
  stateOf(caseId: string, about?: number): ControlState | undefined {
    const facts = this.cases.get(caseId);
    if (facts === undefined) return undefined;
    const measures = [...this.measures.values()].filter((measure) => measure.caseId === caseId);
    const began = new Set(measures.map(({ beganWith }) => beganWith.orderId));
    const inForce = new Set(measures.filter(({ state }) => IN_FORCE.includes(state)).map(({ id }) => id));
    const deductions = [...this.deductions.values()].filter(({ orderId }) => this.orders.get(orderId)?.caseId === caseId);
    const taken = new Set(deductions.map(({ orderId }) => orderId));
    const looksBackAt = ({ id, state, caseId: of, measureId }: ControlOrder): boolean =>
      (of === caseId && (!ENDED.includes(state) || id === about)) || began.has(id) || taken.has(id) || (measureId !== undefined && inForce.has(measureId));
    const orders = [...this.orders.values()].filter(looksBackAt);
    return {
      case: facts.case, need: { owedFen: facts.owedFen, paidFen: facts.paidFen }, account: facts.account, obligors: facts.obligors,
      orders, measures, deductions,
    };
  }

  nextOrderIds(count: number): number[] {
    return Array.from({ length: count }, () => (this.#lastOrderId += 1));
  }

  /** All of it or nothing. @throws ConstraintViolated */
  commit(caseId: string, changes: ControlChanges, kept: ReceivedControlAnswer | undefined, by: string): void {
    const refuse = (what: string): never => {
      throw new ConstraintViolated(what);
    };
    for (const order of changes.orders) {
      const before = this.orders.get(order.id);
      if (order.version <= (before?.version ?? 0)) refuse(`order ${order.id} version ${order.version} is not newer`);
      if (before !== undefined && (before.requestNumber !== order.requestNumber || before.caseId !== order.caseId)) refuse(`order ${order.id} changed what it is`);
    }
    for (const measure of changes.measures) {
      if (measure.version <= (this.measures.get(measure.id)?.version ?? 0)) refuse(`measure ${measure.id} version ${measure.version} is not newer`);
      if (!this.cases.has(measure.caseId)) refuse(`measure ${measure.id} of no case`);
    }
    for (const { orderId } of changes.deductions) if (!this.orders.has(orderId) && !changes.orders.some(({ id }) => id === orderId)) refuse(`deduction of no order ${orderId}`);
    const orders = new Map([...this.orders, ...changes.orders.map((order) => [order.id, order] as const)]);
    const measures = new Map([...this.measures, ...changes.measures.map((measure) => [measure.id, measure] as const)]);
    for (const order of changes.orders) {
      for (const other of orders.values()) {
        if (other.id === order.id) continue;
        if (other.requestNumber === order.requestNumber) refuse(`request number ${order.requestNumber} twice`);
        if (!UNDER_WAY.includes(order.state) || !UNDER_WAY.includes(other.state)) continue;
        if (order.measureId !== undefined && other.measureId === order.measureId) refuse(`two orders under way for measure ${order.measureId}: ${order.id}, ${other.id}`);
        if (BEGINS.includes(order.operation) && BEGINS.includes(other.operation) && thingOf(other) === thingOf(order)) refuse(`two orders that begin on one thing: ${order.id}, ${other.id}`);
      }
      if (order.approver === order.draftedBy || order.approvedBy === order.draftedBy) refuse(`order ${order.id} is approved by who drafted it`);
      if ([...UNDER_WAY, 'done', 'refused', 'disputed'].includes(order.state) && order.approvedBy === undefined && order.approvedByRule === undefined) refuse(`order ${order.id} is ${order.state}, and nobody approved it`);
      if (order.from !== undefined && order.until !== undefined && order.from > order.until) refuse(`order ${order.id} ends before it begins`);
      const leaves = order.state === 'sending' && this.orders.get(order.id)?.state === 'approved';
      if (leaves && BEGINS.includes(order.operation) && [...measures.values()].some((one) => IN_FORCE.includes(one.state) && thingOf(one) === thingOf(order))) refuse(`a measure on the thing of order ${order.id} is in force`);
    }
    for (const measure of changes.measures) {
      if (measure.limitFen < 0 || measure.heldFen < 0 || (measure.heldFen !== 0 && measure.state !== 'effective')) refuse(`measure ${measure.id} is ${measure.state} and holds ${measure.heldFen} of ${measure.limitFen} fen`);
      if (!IN_FORCE.includes(measure.state)) continue;
      for (const other of measures.values()) {
        if (other.id !== measure.id && IN_FORCE.includes(other.state) && thingOf(other) === thingOf(measure)) refuse(`two measures in force on one thing: ${measure.id}, ${other.id}`);
      }
    }
    this.commits.push({
      atMs: this.#scheduler.nowMs, by, caseId, changes, kept,
      ordersBefore: existing(this.orders, changes.orders.map(({ id }) => id)), measuresBefore: existing(this.measures, changes.measures.map(({ id }) => id)),
    });
    for (const order of changes.orders) this.orders.set(order.id, frozen(order));
    for (const measure of changes.measures) this.measures.set(measure.id, frozen(measure));
    for (const deduction of changes.deductions) this.deductions.set(deduction.orderId, frozen(deduction));
    for (const entry of changes.entries) this.entries.push({ ...entry, atMs: this.#scheduler.nowMs });
    for (const task of changes.tasks) {
      const stands = this.tasks.some((one) => !one.settled && one.caseId === caseId && one.kind === task.kind && one.orderId === task.orderId && one.measureId === task.measureId);
      if (!stands) this.tasks.push({ ...task, atMs: this.#scheduler.nowMs, caseId, settled: false });
    }
    if (kept !== undefined) this.answers.push(kept);
  }

  /** Several cases in one transaction: all of it or nothing. @throws ConstraintViolated */
  commitAll(all: readonly (readonly [caseId: string, changes: ControlChanges])[], by: string): void {
    const before = { orders: new Map(this.orders), measures: new Map(this.measures), deductions: new Map(this.deductions), sizes: [this.entries.length, this.tasks.length, this.commits.length] as const };
    try {
      for (const [caseId, changes] of all) this.commit(caseId, changes, undefined, by);
    } catch (error) {
      for (const [rows, kept] of [[this.orders, before.orders], [this.measures, before.measures], [this.deductions, before.deductions]] as const) {
        rows.clear();
        for (const [key, row] of kept) (rows as Map<unknown, unknown>).set(key, row);
      }
      for (const [at, list] of [this.entries, this.tasks, this.commits].entries()) list.length = before.sizes[at]!;
      throw error;
    }
  }

  /** Another part of the system writes what belongs to a case: payments, bankruptcy, its state. */
  alter(caseId: string, change: (facts: CaseFacts) => CaseFacts): void {
    this.cases.set(caseId, frozen(change(this.cases.get(caseId)!)));
  }
}

export const thingOf = (one: { readonly caseId: string; readonly institutionCode: string; readonly target: { readonly reference: string } }): string =>
  `${one.caseId} ${one.institutionCode} ${one.target.reference}`;

function existing<Key, Row>(rows: ReadonlyMap<Key, Row>, keys: readonly Key[]): Map<Key, Row> {
  const found = new Map<Key, Row>();
  for (const key of keys) {
    const row = rows.get(key);
    if (row !== undefined) found.set(key, row);
  }
  return found;
}

export function frozen<One>(one: One): One {
  if (typeof one === 'object' && one !== null && !Object.isFrozen(one) && !ArrayBuffer.isView(one)) {
    Object.freeze(one);
    for (const part of Object.values(one)) frozen(part);
  }
  return one;
}
