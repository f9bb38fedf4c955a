import type { ControlExtent } from '#contracts/adapter';
import { LEAST_HARM_FIRST } from './proposal.js';
import { releasesOf } from './case-ledger.js';
import type { ControlOrder, ControlState, Measure } from './control-model.js';
import { IN_FORCE } from './measure-state.js';
import { makeWay } from './order-desk.js';
import { kindOf, releaseOperations } from './operation-kind.js';
import type { ControlPolicy } from './control-policy.js';
import { MAY_TAKE_EFFECT } from './order-state.js';
import { controlRequestNumber } from './request-number.js';
import { ledgerOf, type RuleBook } from './rules-against.js';
import type { Steps } from './steps.js';

/** The rule by which a release of excess leaves without a named person (B2). */
export const EXCESS_RULE = '查扣冻规定第十九条：发现超标的额查封、扣押、冻结的，应当及时解除超标的额部分';

/** A release that waits for its person, or is on its way. */
const RELEASING = [...MAY_TAKE_EFFECT, 'submitted'];

/**
 * Raises releases for what is held beyond the need, the same moment it is known (I1, B2): after every answer, and whenever what is owed
 * changes. What a release under way gives back is not raised again; what an institution refused to release is left to a person.
 */
export function raiseReleases(steps: Steps, policy: ControlPolicy, book: RuleBook): void {
  const { state } = steps;
  const excessFen = ledgerOf(state).excessFen - releasing(state);
  if (excessFen <= 0) return;
  const releasable = state.measures.filter((measure) => measure.excessReason === undefined && !isOccupied(state, measure) && !wasRefused(state, measure));
  let leftFen = excessFen;
  for (const { measureId, fen } of releasesOf(excessFen, releasable.map((one) => ({ ...one, divisible: one.divisible && isMoney(one) })), LEAST_HARM_FIRST)) {
    const measure = steps.measureOf(measureId);
    if (book.carry(releaseDraft(measure, measure.limitFen)) !== undefined) continue;
    raise(steps, measure, fen, policy);
    leftFen -= fen;
  }
  // What a named person keeps although it is too much explains as much as it holds, and no more.
  const keptFen = state.measures.filter(({ excessReason, state: is }) => excessReason !== undefined && is === 'effective').reduce((sum, { heldFen }) => sum + heldFen, 0);
  const refused = state.measures.some((measure) => measure.excessReason === undefined && measure.state === 'effective' && wasRefused(state, measure));
  if (leftFen > keptFen || (leftFen > 0 && refused)) steps.task({ kind: 'excess', reason: { code: 'excess-kept', fen: leftFen } });
}

/** What the releases under way will give back, fen. */
function releasing(state: ControlState): number {
  return state.orders
    .filter((order) => kindOf(order.operation) === 'ends' && RELEASING.includes(order.state))
    .reduce((sum, order) => {
      const measure = state.measures.find(({ id }) => id === order.measureId);
      return sum + (measure === undefined ? 0 : freedBy(measure, order.limitFen));
    }, 0);
}

/** A lower limit frees only what it does not cover any more. */
const freedBy = ({ heldFen, limitFen }: Measure, by: number): number => Math.max(0, heldFen - Math.max(0, limitFen - by));

/** An approved renewal is overtaken; an approved deduction goes first, and what it leaves is counted then. */
const isOccupied = (state: ControlState, { id }: Measure): boolean =>
  state.orders.some((order) => order.measureId === id && RELEASING.includes(order.state) && (order.state !== 'approved' || kindOf(order.operation) !== 'renews'));

/** The newest release of it was not carried out: raised again and again it would only be refused again. */
function wasRefused(state: ControlState, { id }: Measure): boolean {
  const newest = state.orders.filter((order) => order.measureId === id && kindOf(order.operation) === 'ends' && order.draftedBy === 'gateway').at(-1);
  return newest !== undefined && newest.state !== 'done' && !RELEASING.includes(newest.state);
}

function releaseDraft(measure: Measure, limitFen: number): Omit<ControlOrder, 'id' | 'requestNumber' | 'caseId' | 'state' | 'version' | 'asked' | 'outcomeVersion' | 'draftedBy'> {
  return {
    obligorId: measure.obligorId, institutionCode: measure.institutionCode, operation: releaseOperations(measure.target, measure.state)[0]!, source: measure.source, target: measure.target,
    extent: extentOf(measure, limitFen),
    limitFen, measureId: measure.id, reason: EXCESS_RULE, priority: 'urgent',
  };
}

/** Shares, shareholdings and what is held in units are released by rule only whole: how many of them a part is worth is for a person. */
const isMoney = ({ target: { kind }, heldQuantity }: Measure): boolean => kind === 'account' || (kind === 'product' && heldQuantity === undefined);

const isCounted = ({ target: { kind } }: Measure): boolean => kind === 'security' || kind === 'product';

function extentOf(measure: Measure, limitFen: number): ControlExtent {
  if (isMoney(measure) && measure.divisible) return { by: 'amount', amount: { fen: limitFen, currency: 'CNY' } };
  if (isCounted(measure) && measure.heldQuantity !== undefined) return { by: 'quantity', quantity: measure.heldQuantity, worth: { fen: limitFen, currency: 'CNY' } };
  return { by: 'whole' };
}

function raise(steps: Steps, measure: Measure, fen: number, policy: ControlPolicy): void {
  const { moment, state } = steps;
  // So much of the limit that the money is freed: what no money stands behind yet goes first.
  const limitFen = fen >= measure.heldFen ? measure.limitFen : measure.limitFen - (measure.heldFen - fen);
  const id = moment.nextId();
  steps.entry({ of: { measureId: measure.id }, event: 'excess-found' }, { code: 'excess', fen });
  const order = steps.newOrder({ ...releaseDraft(measure, limitFen), id, requestNumber: controlRequestNumber(id, moment.today), caseId: state.case.id, draftedBy: 'gateway' }, EXCESS_RULE);
  if (policy.releaseExcessByRule) {
    makeWay(steps, order);
    steps.order(id, 'approve-by-rule', { approvedByRule: EXCESS_RULE }, EXCESS_RULE);
  } else {
    steps.order(id, 'submit');
    steps.task({ kind: 'excess', orderId: id, measureId: measure.id, reason: { code: 'release-due', fen } });
  }
}

/** Proposes the release of everything in force of an obligor whose bankruptcy was accepted (C10): a person decides. */
export function proposeOnBankruptcy(steps: Steps): void {
  for (const { id, bankruptcy } of steps.state.obligors) {
    if (bankruptcy === undefined) continue;
    for (const measure of steps.state.measures) {
      if (measure.obligorId === id && IN_FORCE.includes(measure.state)) {
        steps.task({ kind: 'release-on-bankruptcy', measureId: measure.id, reason: { code: 'bankruptcy', day: bankruptcy.acceptedOn, court: bankruptcy.court } });
      }
    }
  }
}
