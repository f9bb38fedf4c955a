import type { ControlExtent, ControlOperation, ControlTarget, Source } from '#contracts/adapter';
import {
  CONTROL_RULES, ENDED, exemptionOf, IN_FORCE, isDivisible, LEAST_HARM_FIRST, ledgerOf, propose, targetKey, type Balance, type Candidate, type CarryCheck, type ControlOrder, type ControlState, type Measure, type ProposedMeasure,
} from '#libs/control';
import { controlTermOf, type Day } from '#libs/statute';
import type { FoundAsset } from './found-things.js';
import { beginningOf, extentOf, targetOf, worthOf } from './target-of-asset.js';

/** Why something that was found is not proposed. */
export interface LeftOut {
  readonly thing: FoundAsset;
  /**
   * `exempt` a rule protects it · `weak-match` the person is not known beyond doubt · `controlled` this case holds it, or an order on it is under
   * way · `no-measure` the law knows no measure on such a thing, or the answer does not say enough · `unvalued` nobody says what it is worth ·
   * `bankrupt` bankruptcy of the obligor was accepted · `not-offered` its institution's contract does not carry the measure: done on paper.
   */
  readonly why: 'exempt' | 'weak-match' | 'controlled' | 'no-measure' | 'unvalued' | 'bankrupt' | 'not-offered';
  /** The rule, with what it rests on and what would make it acceptable. */
  readonly rule?: { readonly code: string; readonly law: string; readonly says: string; readonly remedy: string };
}

/** One measure of a proposal, with all that a draft of it says. */
export interface ProposedOrder {
  readonly thing: FoundAsset;
  readonly operation: ControlOperation;
  readonly target: ControlTarget;
  readonly extent: ControlExtent;
  /** What it comes to, CNY fen. */
  readonly fen: number;
  readonly because: ProposedMeasure['because'];
  /** Of what could be controlled of it this stays untouched, fen: what the obligor lives on (B7). */
  readonly protectedFen: number;
  /** An account of an organisation that nobody gave a usual name: somebody looks before approving. */
  readonly natureUnclear: boolean;
}

/** A proposal (控制建议): the smallest set of measures that covers what is still needed, in the order of least harm. The officer decides. */
export interface CaseProposal {
  readonly balance: Balance;
  readonly order: readonly Source[];
  readonly orders: readonly ProposedOrder[];
  readonly leftOut: readonly LeftOut[];
  readonly shortFen: number;
  readonly overFen: number;
  /** Kept free for living costs, by obligor, fen; what could not be kept out of what was found stands in `uncoveredFen`. */
  readonly living: readonly { readonly obligorId: string; readonly reserveFen: number; readonly keptFen: number; readonly basis?: string }[];
}

/**
 * What to control in a case, out of the newest answers. Pure: the same answers, ledger and day give the same proposal.
 * @param things as {@link foundThings} gives them
 */
export function caseProposal(state: ControlState, things: readonly FoundAsset[], today: Day, carry: CarryCheck = () => undefined, order: readonly Source[] = LEAST_HARM_FIRST): CaseProposal {
  const balance = ledgerOf(state);
  const leftOut: LeftOut[] = [];
  const usable: (Usable & { readonly id: string })[] = [];
  const seen = new Set<string>();
  for (const [index, thing] of things.entries()) {
    // Who reported it first speaks for it; the same thing is not proposed at two institutions.
    if (thing.assetId !== undefined && seen.has(thing.assetId)) continue;
    const judged = judge(thing, state, today, carry);
    if (thing.assetId !== undefined) seen.add(thing.assetId);
    if ('why' in judged) leftOut.push(judged);
    else usable.push({ ...judged, id: String(index).padStart(6, '0') });
  }
  const living = keepLiving(state, usable);
  const candidates: Candidate[] = usable.map(({ id, thing, target, worthFen }) => ({
    id, source: thing.asset.source, availableFen: worthFen, divisible: isDivisible(target), occupied: thing.occupied, protectedFen: living.protectedFen.get(id) ?? 0,
  }));
  const { measures, shortFen, overFen } = propose(balance.roomFen, candidates, order);
  const byId = new Map(usable.map((one) => [one.id, one]));
  const orders = measures.flatMap(({ candidateId, fen, because }): ProposedOrder[] => {
    const { thing, target, natureUnclear } = byId.get(candidateId)!;
    const extent = extentOf(thing.asset, target, fen);
    if (extent === undefined) return [];
    return [{ thing, operation: beginningOf(thing.asset.source, because === 'waits'), target, extent, fen, because, protectedFen: living.protectedFen.get(candidateId) ?? 0, natureUnclear }];
  });
  return { balance, order, orders, leftOut, shortFen, overFen, living: living.kept };
}

interface Usable {
  readonly thing: FoundAsset;
  readonly target: ControlTarget;
  readonly worthFen: number;
  readonly natureUnclear: boolean;
}

function judge(thing: FoundAsset, state: ControlState, today: Day, carry: CarryCheck): Usable | LeftOut {
  const obligor = state.obligors.find(({ id }) => id === thing.obligorId);
  if (thing.found.match === 'weak' || obligor === undefined) return { thing, why: 'weak-match', rule: ruled(obligor === undefined ? 'not-an-obligor' : 'weak-match') };
  if (obligor.bankruptcy !== undefined) return { thing, why: 'bankrupt', rule: ruled('bankruptcy-accepted') };
  const target = targetOf(thing.asset);
  if (target === undefined || controlTermOf(thing.asset.source) === undefined) return { thing, why: 'no-measure' };
  if (isControlled(target, thing, state)) return { thing, why: 'controlled', rule: ruled('measure-exists') };
  const nature = thing.found.nature;
  const exemption = isAccount(target) ? exemptionOf({ obligorKind: thing.obligorKind, ...(nature === undefined ? {} : { nature }) }, today) : undefined;
  if (exemption?.kind === 'exempt' && !exemption.fund.mayFreeze) {
    const { code, law, name, remedy } = exemption.fund;
    return { thing, why: 'exempt', rule: { code, law, says: `${name}不得冻结`, remedy } };
  }
  const worthFen = worthOf(thing.asset);
  if (worthFen === undefined || thing.notCounted !== undefined || extentOf(thing.asset, target, worthFen) === undefined) return { thing, why: 'unvalued' };
  const cannot = notCarried(thing, target, worthFen, carry);
  if (cannot !== undefined) return { thing, why: 'not-offered', rule: cannot };
  return { thing, target, worthFen, natureUnclear: exemption?.kind === 'unclear' };
}

/** What is occupied would wait; not every contract knows that. */
function notCarried({ asset, institution, obligorId, occupied }: FoundAsset, target: ControlTarget, worthFen: number, carry: CarryCheck): LeftOut['rule'] {
  // Nothing free is no extent to ask a contract about; the proposal says that there is nothing.
  if (worthFen === 0) return undefined;
  const operation = beginningOf(asset.source, occupied);
  const cannot = carry({ obligorId, institutionCode: institution.code, operation, source: asset.source, target, extent: extentOf(asset, target, worthFen)!, worthFen, reason: '' });
  if (cannot === undefined) return undefined;
  return typeof cannot === 'string' ? ruled(cannot === 'out-of-service' ? 'institution-out-of-service' : 'not-offered') : { ...ruled('not-offered'), remedy: cannot.offlineWay };
}

const isAccount = (target: ControlTarget): boolean => target.kind === 'account';

function ruled(code: keyof typeof CONTROL_RULES): NonNullable<LeftOut['rule']> {
  return { code, ...CONTROL_RULES[code] };
}

const isControlled = (target: ControlTarget, { institution }: FoundAsset, { measures, orders }: ControlState): boolean =>
  measures.some((one) => IN_FORCE.includes(one.state) && isSame(one, target, institution.code))
  || orders.some((one) => !ENDED.includes(one.state) && isSame(one, target, institution.code));

const isSame = (one: Measure | ControlOrder, target: ControlTarget, institutionCode: string): boolean =>
  one.institutionCode === institutionCode && targetKey(one.target) === targetKey(target);

/** The living amount is kept once per person: out of the largest free account first, so that one bank account is left usable. */
function keepLiving(state: ControlState, usable: readonly (Usable & { readonly id: string })[]): { readonly protectedFen: ReadonlyMap<string, number>; readonly kept: CaseProposal['living'] } {
  const protectedFen = new Map<string, number>();
  const kept = state.obligors.filter(({ livingReserveFen }) => livingReserveFen > 0).map(({ id: obligorId, livingReserveFen: reserveFen, livingBasis: basis }) => {
    let left = reserveFen;
    const accounts = usable.filter(({ thing, target }) => thing.obligorId === obligorId && isAccount(target) && !thing.occupied).sort((a, b) => b.worthFen - a.worthFen || (a.id < b.id ? -1 : 1));
    for (const { id, worthFen } of accounts) {
      const fen = Math.min(left, worthFen);
      protectedFen.set(id, fen);
      left -= fen;
    }
    return { obligorId, reserveFen, keptFen: reserveFen - left, ...(basis === undefined ? {} : { basis }) };
  });
  return { protectedFen, kept };
}
