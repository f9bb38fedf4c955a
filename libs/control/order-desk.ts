import { addDays, controlTermOf, latestEnd, latestRenewedEnd, type Day } from '#libs/statute';
import { Problem } from '#contracts/errors';
import type { ControlOrder, ControlState, Measure } from './control-model.js';
import type { ControlRefusal } from './control-rule.js';
import { kindOf, targetKey } from './operation-kind.js';
import type { OrderDraft } from './order-draft.js';
import { ENDED } from './order-state.js';
import { controlRequestNumber } from './request-number.js';
import { limitOf, ruledOrder, rulesAgainst, type Ruled, type RuleBook, type RulePoint, type SignedReasons } from './rules-against.js';
import type { StepCause } from './step-cause.js';
import type { Steps } from './steps.js';

/** Which of several orders a rule speaks against. */
export interface RefusedOrder {
  readonly index: number;
  readonly refusals: readonly ControlRefusal[];
}

/** Rules speak against what was asked for; nothing of it was done. */
export class ControlRefused extends Error {
  override readonly name = 'ControlRefused';

  constructor(readonly refused: readonly RefusedOrder[]) {
    super(refused.flatMap(({ refusals }) => refusals.map(({ rule }) => rule)).join(', '));
  }
}

/** Drafts orders (起草): all of them, or none. @throws ControlRefused */
export function draftOrders(steps: Steps, drafts: readonly OrderDraft[], book: RuleBook): ControlOrder[] {
  const { state, moment } = steps;
  const ruled = drafts.map((draft): Ruled => ({ ...draft, limitFen: limitOf(draft) ?? measureOf(state, draft)?.limitFen ?? 0 }));
  requireNothingAgainst(state, ruled, 'draft', steps, book, {});
  return ruled.map((draft) => {
    const id = moment.nextId();
    const { found, worthFen: _worth, priority, ...rest } = draft;
    return steps.newOrder(
      {
        ...rest,
        id,
        requestNumber: controlRequestNumber(id, moment.today),
        caseId: state.case.id,
        ...datesOf(draft, measureOf(state, draft), moment.today),
        ...(found === undefined ? {} : { foundIn: { requestId: found.requestId, version: found.version } }),
        ...natureOf(state, draft),
        priority: priority ?? (kindOf(draft.operation) === 'ends' ? 'urgent' : kindOf(draft.operation) === 'renews' ? 'routine' : 'control'),
        draftedBy: steps.actor,
      },
      draft.reason,
    );
  });
}

/** Puts orders before a second person (送审). */
export function submitOrders(steps: Steps, ids: readonly number[], approver: string, book: RuleBook): ControlOrder[] {
  requireNotEnded(steps, ids);
  requireSecondPerson(steps, ids, approver);
  // What was true at the draft may not be any more; better said now than to the approver.
  requireNothingAgainst(steps.state, ids.map((id) => ruledOrder(steps.orderOf(id))), 'draft', steps, book, {});
  return ids.map((id) => steps.order(id, 'submit', { approver }));
}

/**
 * A second person approves (批准), all or none: every rule is asked again, together for all of them, under the lock of the case.
 * @throws ControlRefused
 */
export function approveOrders(steps: Steps, ids: readonly number[], reasons: SignedReasons, book: RuleBook): ControlOrder[] {
  requireSecondPerson(steps, ids, steps.actor);
  requireNothingAgainst(steps.state, ids.map((id) => ruledOrder(steps.orderOf(id))), 'approval', steps, book, reasons);
  return ids.map((id) => {
    makeWay(steps, steps.orderOf(id));
    return steps.order(id, 'approve', { approvedBy: steps.actor, ...definedOnly(reasons) });
  });
}

/** Back to the drafter (退回), with the reason. */
export const giveBackOrders = (steps: Steps, ids: readonly number[], reason: string | StepCause): ControlOrder[] => ids.map((id) => steps.order(id, 'return', {}, reason));

/** Taken back (撤回) before it was sent. */
export const withdrawOrders = (steps: Steps, ids: readonly number[], reason: string | StepCause): ControlOrder[] => ids.map((id) => steps.order(id, 'withdraw', {}, reason));

/** An urgent release overtakes what was approved for the same measure and has not left yet. */
export function makeWay(steps: Steps, order: ControlOrder): void {
  if (kindOf(order.operation) !== 'ends') return;
  for (const other of steps.state.orders) {
    if (other.id !== order.id && other.measureId === order.measureId && other.state === 'approved') steps.order(other.id, 'withdraw', {}, { code: 'release-first' });
  }
}

/** @throws Problem `control-order-ended` */
function requireNotEnded(steps: Steps, ids: readonly number[]): void {
  const ended = ids.map((id) => steps.orderOf(id)).find(({ state }) => ENDED.includes(state));
  if (ended !== undefined) throw new Problem('control-order-ended', `Order ${ended.id} is ${ended.state}.`);
}

/** Neither who drafted nor an officer of the case approves (四眼). */
function requireSecondPerson(steps: Steps, ids: readonly number[], approver: string): void {
  const refused = ids.flatMap((id, index): RefusedOrder[] =>
    steps.orderOf(id).draftedBy === approver || steps.state.case.officers.includes(approver) ? [{ index, refusals: [{ rule: 'second-person', field: '/approver' }] }] : [],
  );
  if (refused.length > 0) throw new ControlRefused(refused);
}

/** @throws ControlRefused */
function requireNothingAgainst(state: ControlState, orders: readonly Ruled[], point: RulePoint, { moment }: Steps, book: RuleBook, reasons: SignedReasons): void {
  const refused = rulesAgainstAll(state, orders, point, moment.today, book, reasons).flatMap((refusals, index): RefusedOrder[] => (refusals.length === 0 ? [] : [{ index, refusals }]));
  if (refused.length > 0) throw new ControlRefused(refused);
  requireNoTwice(orders);
}

/** What speaks against each of several orders of one go, by their places: each is asked about with what those before it come to. */
export function rulesAgainstAll(state: ControlState, orders: readonly Ruled[], point: RulePoint, today: Day, book: RuleBook, reasons: SignedReasons = {}): ControlRefusal[][] {
  let beginning = 0;
  let taking = 0;
  return orders.map((order) => {
    const kind = kindOf(order.operation);
    // What an approved order of the same measure would be in the way of, a release may overtake.
    const seen = kind === 'ends' ? withoutApprovedOf(state, order.measureId) : state;
    const refusals = rulesAgainst(seen, order, point, today, book, reasons, kind === 'begins' ? beginning : taking);
    if (kind === 'begins') beginning += order.limitFen;
    if (kind === 'takes') taking += order.limitFen;
    return refusals;
  });
}

const withoutApprovedOf = (state: ControlState, measureId: string | undefined): ControlState => ({
  ...state,
  orders: state.orders.filter((other) => !(other.measureId === measureId && other.state === 'approved')),
});

/** Two orders of one go about the same thing would be in each other's way. */
function requireNoTwice(orders: readonly Ruled[]): void {
  const seen = new Set<string>();
  const twice = orders.flatMap(({ measureId, institutionCode, target }, index): RefusedOrder[] => {
    const about = measureId ?? `${institutionCode}\n${targetKey(target)}`;
    if (seen.has(about)) return [{ index, refusals: [{ rule: 'order-under-way', field: measureId === undefined ? '/target' : '/measureId' }] }];
    seen.add(about);
    return [];
  });
  if (twice.length > 0) throw new ControlRefused(twice);
}

const measureOf = (state: ControlState, { measureId }: OrderDraft): Measure | undefined => state.measures.find(({ id }) => id === measureId);

/** What the account is stays known with every later order on it: a renewal that comes too late begins a measure of its own (I9). */
function natureOf(state: ControlState, draft: Ruled): { nature?: string } {
  const beganWith = measureOf(state, draft)?.beganWith;
  const nature = draft.found?.nature ?? state.orders.find(({ id }) => id === beganWith?.orderId)?.nature;
  return nature === undefined ? {} : { nature };
}

/** The longest the law allows, where the draft does not say. */
function datesOf(draft: OrderDraft, measure: Measure | undefined, today: string): { from?: string; until?: string } {
  const term = controlTermOf(draft.source);
  const kind = kindOf(draft.operation);
  if (term === undefined || (kind !== 'begins' && kind !== 'renews')) return {};
  if (kind === 'renews') {
    const first = measure?.until === undefined ? today : addDays(measure.until, 1);
    return { from: first, until: draft.until ?? (measure?.until === undefined ? latestEnd(term, today) : latestRenewedEnd(term, measure.until)) };
  }
  const from = draft.from ?? today;
  return { from, until: draft.until ?? latestEnd(term, from) };
}

const definedOnly = ({ excessReason, livingReason }: SignedReasons): SignedReasons => ({
  ...(excessReason === undefined ? {} : { excessReason }),
  ...(livingReason === undefined ? {} : { livingReason }),
});
