import { IDENTITY_SOURCES, type ControlExtent } from '#contracts/adapter';
import type { RuleFacts } from '#contracts/errors';
import { addDays, controlTermOf, latestEnd, latestRenewedEnd, type Day } from '#libs/statute';
import { balanceOf, type Balance, type LedgerOrder } from './case-ledger.js';
import type { ControlObligor, ControlOrder, ControlState, Measure } from './control-model.js';
import type { ControlRefusal } from './control-rule.js';
import { IN_FORCE } from './measure-state.js';
import { isDivisible, kindOf, releaseOperations, takes, targetKey } from './operation-kind.js';
import type { CarryCheck, ExemptFund, OrderDraft } from './order-draft.js';
import { MAY_TAKE_EFFECT } from './order-state.js';
import { exactly } from './refusal-facts.js';

/** What the rules ask of the rest of the gateway. Answered out of memory: asked inside the lock of a case. */
export interface RuleBook {
  readonly carry: CarryCheck;
  /** The kind of exempt funds (B-list) an account of this nature holds. */
  readonly exemption: (nature: string, of: ControlObligor['kind'], day: Day) => ExemptFund | undefined;
}

/** What a named person signed for at approval. */
export interface SignedReasons {
  /** Why a thing that cannot be divided is taken although it is worth more than needed (查扣冻规定 art 19). */
  readonly excessReason?: string;
  /** Why less than the living costs is left (B7). */
  readonly livingReason?: string;
}

/** At which point the rules are asked: each later one sees what came in between. */
export type RulePoint = 'draft' | 'approval' | 'sending';

/** An order and a draft, as the rules read them: `id` is absent before the draft has one. */
export type Ruled = OrderDraft & { readonly id?: number; readonly limitFen: number };

/** What an order comes to, CNY fen; undefined when its draft does not say. */
export function limitOf({ extent, worthFen }: Pick<OrderDraft, 'extent' | 'worthFen'>): number | undefined {
  const fen = extent.by === 'amount' && extent.amount.currency === 'CNY' ? extent.amount.fen : extent.by === 'quantity' && extent.worth.currency === 'CNY' ? extent.worth.fen : worthFen;
  return fen !== undefined && Number.isSafeInteger(fen) && fen > 0 ? fen : undefined;
}

/** The draft an order was made from, for asking the rules again. */
export const ruledOrder = (order: ControlOrder): Ruled => ({
  ...order,
  worthFen: order.limitFen,
  ...(order.foundIn === undefined ? {} : { found: { ...order.foundIn, match: 'exact' as const, ...(order.nature === undefined ? {} : { nature: order.nature }) } }),
});

/** The ledger of the case as it stands; orders in `without` are not counted. */
export function ledgerOf(state: ControlState, without: ReadonlySet<number> = new Set()): Balance {
  const orders: LedgerOrder[] = state.orders
    .filter(({ id }) => !without.has(id))
    .map((order) => ({ id: String(order.id), state: order.state, limitFen: order.limitFen, adds: mayBegin(state, order) }));
  return balanceOf(needOf(state), state.measures.map((measure) => ({ ...measure })), orders);
}

/** What is owed, paid and deducted; money is counted as deducted when it was taken, not when it arrives. */
export const needOf = (state: ControlState): { owedFen: number; paidFen: number; deductedFen: number } => ({
  ...state.need,
  deductedFen: state.deductions.reduce((sum, { takenFen }) => sum + takenFen, 0),
});

/** Something may yet come of it that is no measure now: also of a renewal that was not answered before the measure lapsed. */
function mayBegin(state: ControlState, order: ControlOrder): boolean {
  const kind = kindOf(order.operation);
  if (kind === 'renews') return state.measures.some(({ id, state: is }) => id === order.measureId && is === 'lapsed') && !hasMeasure(state, order);
  return kind === 'begins' && !hasMeasure(state, order);
}

/** Of a disputed release or deduction a person may find that it never took effect: what it ended is in force then. */
const mayBeUndone = ({ state, operation }: ControlOrder): boolean => state === 'disputed' && ['ends', 'takes'].includes(kindOf(operation));

/** A disputed order whose measure stands is counted with the measure. */
const hasMeasure = (state: ControlState, { id }: ControlOrder): boolean => state.measures.some(({ beganWith, state: is }) => beganWith.orderId === id && IN_FORCE.includes(is));

/**
 * Every rule that speaks against an order, at this point (I1, I2, I3, I8, I9). An empty list lets it pass. Pure: the same state gives the
 * same list.
 * @param besides limits of further orders decided in the same go, fen
 */
export function rulesAgainst(state: ControlState, order: Ruled, point: RulePoint, today: Day, book: RuleBook, reasons: SignedReasons = {}, besides = 0): ControlRefusal[] {
  const kind = kindOf(order.operation);
  const obligor = state.obligors.find(({ id }) => id === order.obligorId);
  if (obligor === undefined) return [{ rule: 'not-an-obligor', field: '/obligorId' }];
  if (IDENTITY_SOURCES.includes(order.source)) return [{ rule: 'identity-source', field: '/source' }];
  return [
    ...againstCase(state, order, obligor),
    ...againstContract(order, book),
    ...(kind === 'begins' ? againstBeginning(state, order, point, today, book, obligor, reasons, besides) : againstLater(state, order, today, obligor)),
    ...(takes(order.operation) ? againstTaking(state, order, point, today, book, obligor, reasons, besides) : []),
  ];
}

function againstCase({ case: { state, kind } }: ControlState, { operation }: Ruled, obligor: ControlObligor): ControlRefusal[] {
  const refusals: ControlRefusal[] = [];
  const does = kindOf(operation);
  // Nothing is lifted silently, and nothing lapses because a case rests: what stands may be renewed and released (C11).
  if ((does === 'begins' || does === 'takes') && state !== 'open') refusals.push({ rule: 'case-not-open', ...exactly({ code: 'is', word: state }) });
  if (does === 'renews' && state === 'closed') refusals.push({ rule: 'case-not-open', ...exactly({ code: 'is', word: state }) });
  if ((does === 'begins' || does === 'takes') && obligor.bankruptcy !== undefined) refusals.push({ rule: 'bankruptcy-accepted', ...exactly({ code: 'since', day: obligor.bankruptcy.acceptedOn }) });
  if (takes(operation) && kind === 'preservation') refusals.push({ rule: 'outside-preservation', ...exactly({ code: 'nothing-deducted' }) });
  return refusals;
}

function againstContract(order: Ruled, { carry }: RuleBook): ControlRefusal[] {
  const cannot = carry(order);
  if (cannot === undefined) return [];
  if (cannot === 'out-of-service') return [{ rule: 'institution-out-of-service', field: '/institutionCode' }];
  if (cannot === 'institution-unknown') return [{ rule: 'not-offered', field: '/institutionCode', ...exactly({ code: 'no-institution' }) }];
  return [{ rule: 'not-offered', field: '/operation', ...exactly({ code: 'contract', text: cannot.why }), remedy: cannot.offlineWay }];
}

function againstBeginning(state: ControlState, order: Ruled, point: RulePoint, today: Day, book: RuleBook, obligor: ControlObligor, reasons: SignedReasons, besides: number): ControlRefusal[] {
  const refusals: ControlRefusal[] = [];
  const term = controlTermOf(order.source);
  if (term === undefined) return [{ rule: 'not-offered', field: '/source', ...exactly({ code: 'not-controlled' }) }];
  if (order.found?.match !== 'exact') refusals.push({ rule: 'weak-match', field: '/found' });
  if (limitOf(order) === undefined) refusals.push({ rule: 'amount-missing', field: fieldOfExtent(order.extent) });

  const from = order.from ?? today;
  const until = order.until ?? latestEnd(term, from);
  if (point === 'draft' && from < today) refusals.push({ rule: 'term-too-long', field: '/from', ...exactly({ code: 'not-before', day: today }) });
  if (until < from || until < today || until > latestEnd(term, from)) refusals.push({ rule: 'term-too-long', field: '/until', ...exactly({ code: 'between', day: from, by: latestEnd(term, from) }) });

  const key = targetKey(order.target);
  const same = ({ institutionCode, target }: Pick<Measure | ControlOrder, 'institutionCode' | 'target'>): boolean => institutionCode === order.institutionCode && targetKey(target) === key;
  if (state.measures.some((measure) => IN_FORCE.includes(measure.state) && same(measure))) refusals.push({ rule: 'measure-exists', field: '/target' });
  // Drafts may stand beside each other; what is approved or has left may not.
  if (state.orders.some((other) => other.id !== order.id && MAY_TAKE_EFFECT.includes(other.state) && same(other) && (mayBegin(state, other) || mayBeUndone(other)))) {
    refusals.push({ rule: 'order-under-way', field: '/target' });
  }

  const fund = order.found?.nature === undefined ? undefined : book.exemption(order.found.nature, obligor.kind, today);
  if (fund !== undefined && !fund.mayFreeze) refusals.push({ rule: 'exempt-from-freeze', field: '/target', ...exactly({ code: 'fund', fund: fund.code }), law: fund.law, remedy: fund.remedy });
  return [...refusals, ...againstAmount(state, order, point, reasons, besides)];
}

/** I1: with this order, what is held and what may come to be held never exceeds the need. */
function againstAmount(state: ControlState, order: Ruled, point: RulePoint, reasons: SignedReasons, besides: number): ControlRefusal[] {
  const { neededFen, roomFen } = ledgerOf(state, new Set(order.id === undefined ? [] : [order.id]));
  const left = roomFen - besides;
  if (neededFen === 0) return [{ rule: 'nothing-owed' }];
  if (order.limitFen <= left) return [];
  // A thing that cannot be divided may be worth more, when a named person says that nothing else suffices. Not when nothing more is needed.
  const whole = !isDivisible(order.target) || order.extent.by === 'account';
  if (whole && left > 0 && (point === 'draft' || reasons.excessReason !== undefined)) return [];
  return [{ rule: state.case.kind === 'preservation' ? 'outside-preservation' : 'more-than-owed', field: fieldOfExtent(order.extent), ...exactly({ code: 'room', fen: Math.max(0, left) }) }];
}

function againstLater(state: ControlState, order: Ruled, today: Day, obligor: ControlObligor): ControlRefusal[] {
  const measure = state.measures.find(({ id }) => id === order.measureId);
  if (measure === undefined || measure.obligorId !== obligor.id) return [{ rule: 'not-frozen-first', field: '/measureId' }];
  const refusals: ControlRefusal[] = [];
  const ended = !IN_FORCE.includes(measure.state) || (measure.until !== undefined && measure.until < today);
  if (ended) refusals.push({ rule: 'measure-ended', field: '/measureId', ...exactly(measure.until === undefined ? { code: 'is', word: measure.state } : { code: 'ended', word: measure.state, day: measure.until }) });
  // One at a time: a bank itself waits with a release while a deduction of the same freeze is unfinished (wire-contracts §2.11).
  if (state.orders.some((other) => other.id !== order.id && other.measureId === measure.id && MAY_TAKE_EFFECT.includes(other.state))) refusals.push({ rule: 'order-under-way', field: '/measureId' });
  if (ended) return refusals;
  switch (kindOf(order.operation)) {
    case 'renews':
      return [...refusals, ...againstRenewal(measure, order, today)];
    case 'ends':
      if (!releaseOperations(measure.target, measure.state).includes(order.operation)) refusals.push({ rule: 'not-offered', field: '/operation', ...exactly(endsBy(measure)) });
      if (order.limitFen > Math.max(measure.limitFen, measure.heldFen)) refusals.push({ rule: 'more-than-held', field: fieldOfExtent(order.extent), ...exactly({ code: 'at-most', fen: measure.limitFen }) });
      if (order.limitFen < measure.limitFen && (!measure.divisible || measure.state === 'waiting')) refusals.push({ rule: 'more-than-held', field: fieldOfExtent(order.extent), ...exactly({ code: 'only-whole' }) });
      return refusals;
    default:
      return refusals;
  }
}

function endsBy({ target, state }: Measure): RuleFacts {
  const [operation, or] = releaseOperations(target, state);
  return { code: 'ends-by', word: state, operation: operation!, ...(or === undefined ? {} : { or }) };
}

function againstRenewal(measure: Measure, order: Ruled, today: Day): ControlRefusal[] {
  const term = controlTermOf(measure.source)!;
  const latest = measure.until === undefined ? latestEnd(term, today) : latestRenewedEnd(term, measure.until);
  const first = addDays(measure.until ?? today, 1);
  const until = order.until ?? latest;
  return until < first || until > latest ? [{ rule: 'term-too-long', field: '/until', ...exactly({ code: 'between', day: first, by: latest }) }] : [];
}

function againstTaking(state: ControlState, order: Ruled, point: RulePoint, today: Day, book: RuleBook, obligor: ControlObligor, reasons: SignedReasons, besides: number): ControlRefusal[] {
  const refusals: ControlRefusal[] = [];
  // I3: never typed in; without one nothing is taken.
  if (state.account === undefined) refusals.push({ rule: 'case-account-missing' });
  // What is taken is counted exactly: of a whole account more would be taken than is owed (B3).
  if (order.extent.by !== 'amount' && order.extent.by !== 'quantity') refusals.push({ rule: 'amount-missing', field: '/extent' });
  const measure = state.measures.find(({ id }) => id === order.measureId);
  if (kindOf(order.operation) === 'takes' && measure !== undefined) {
    if (measure.state !== 'effective') refusals.push({ rule: 'not-frozen-first', field: '/measureId', ...exactly({ code: 'is', word: measure.state }) });
    else if (order.limitFen > measure.heldFen) refusals.push({ rule: 'more-than-held', field: fieldOfExtent(order.extent), ...exactly({ code: 'held', fen: measure.heldFen }) });
    if (measure.underObjectionSince !== undefined) refusals.push({ rule: 'under-objection', field: '/measureId', ...exactly({ code: 'since', day: measure.underObjectionSince }) });
  }
  const nature = order.found?.nature ?? state.orders.find(({ id }) => id === measure?.beganWith.orderId)?.nature;
  const fund = nature === undefined ? undefined : book.exemption(nature, obligor.kind, today);
  if (fund !== undefined && !fund.mayDeduct) refusals.push({ rule: 'exempt-from-deduction', field: '/target', ...exactly({ code: 'fund', fund: fund.code }), law: fund.law, remedy: fund.remedy });
  if (kindOf(order.operation) === 'takes') {
    const taking = state.orders.filter((other) => other.id !== order.id && takes(other.operation) && MAY_TAKE_EFFECT.includes(other.state)).reduce((sum, { limitFen }) => sum + limitFen, 0);
    const left = ledgerOf(state).neededFen - taking - besides;
    if (order.limitFen > left) refusals.push({ rule: 'more-than-owed', field: fieldOfExtent(order.extent), ...exactly({ code: 'deductible', fen: Math.max(0, left) }) });
  }
  if (point !== 'draft' && reasons.livingReason === undefined && obligor.livingReserveFen > 0 && leftToLiveOn(state, order) < obligor.livingReserveFen) {
    refusals.push({ rule: 'living-costs', ...exactly({ code: 'reserved', fen: obligor.livingReserveFen, ...(obligor.livingBasis === undefined ? {} : { text: obligor.livingBasis }) }) });
  }
  return refusals;
}

/** What stays held of the money of this person when the order and all deductions under way are done, fen: per person, not per bank (B7). */
function leftToLiveOn(state: ControlState, order: Ruled): number {
  const held = state.measures
    .filter(({ obligorId, source, state: is }) => obligorId === order.obligorId && is === 'effective' && (source === 'deposit' || source === 'payment'))
    .reduce((sum, { heldFen }) => sum + heldFen, 0);
  const taking = state.orders
    .filter((other) => other.obligorId === order.obligorId && other.id !== order.id && kindOf(other.operation) === 'takes' && MAY_TAKE_EFFECT.includes(other.state))
    .reduce((sum, { limitFen }) => sum + limitFen, 0);
  return held - taking - order.limitFen;
}

const fieldOfExtent = ({ by }: ControlExtent): string => (by === 'amount' ? '/extent/amount' : by === 'quantity' ? '/extent/quantity' : '/worthFen');
