import type { Source } from '#contracts/adapter';
import { MAY_TAKE_EFFECT, type OrderState } from './order-state.js';
import type { MeasureState } from './measure-state.js';

/** What is to be paid in a case, fen (domain-rules B1). */
export interface CaseNeed {
  /** Principal, interest, late-performance interest and execution fee under the title. */
  readonly owedFen: number;
  readonly paidFen: number;
  /** Arrived on the account of the case, deducted by any measure. */
  readonly deductedFen: number;
}

/** One measure as the ledger counts it. */
export interface LedgerMeasure {
  readonly id: string;
  readonly source: Source;
  readonly state: MeasureState;
  /** Held now, fen; for things and shares what they are worth. Zero for what is waiting or unfunded, whatever its limit (I5). */
  readonly heldFen: number;
  /** A flat or a car cannot be released in part. */
  readonly divisible: boolean;
}

/** One order that is under way and would hold more. */
export interface LedgerOrder {
  readonly id: string;
  readonly state: OrderState;
  /** The most it can come to hold, fen. */
  readonly limitFen: number;
  /** Already counted with a measure: a renewal, or an order on what is held. */
  readonly adds: boolean;
}

export interface Balance {
  /** Still to be covered by control: owed less paid and deducted, fen. */
  readonly neededFen: number;
  readonly heldFen: number;
  /** What orders under way may come to hold on top. */
  readonly underWayFen: number;
  /** What may still be asked for without risking too much (I1). */
  readonly roomFen: number;
  /** Held beyond the need: released at once, or kept for a reason a named person gave (B2). */
  readonly excessFen: number;
}

/**
 * The ledger of a case (控制台账). Sums are of safe integers and checked to stay so: a wrong sum here is somebody's money.
 * @throws RangeError when a sum is no longer exact
 */
export function balanceOf(need: CaseNeed, measures: readonly LedgerMeasure[], orders: readonly LedgerOrder[]): Balance {
  const neededFen = Math.max(0, exact(need.owedFen - need.paidFen - need.deductedFen));
  const heldFen = sum(measures.filter(({ state }) => state === 'effective').map(({ heldFen: fen }) => fen));
  const underWayFen = sum(orders.filter(({ state, adds }) => adds && MAY_TAKE_EFFECT.includes(state)).map(({ limitFen }) => limitFen));
  return { neededFen, heldFen, underWayFen, roomFen: Math.max(0, exact(neededFen - heldFen - underWayFen)), excessFen: Math.max(0, exact(heldFen - neededFen)) };
}

/** What to give back, and how much of it, fen. */
export interface ReleaseOfExcess {
  readonly measureId: string;
  readonly fen: number;
  readonly whole: boolean;
}

/**
 * What releases the excess (B2): never so much that less than the need stays held, and of several ways the one that gives back first what
 * hurts most to be without. Things that cannot be divided go only when all that is left covers the need without them; what then
 * still exceeds it stays, which is the exception of 查扣冻规定 art 19, picked by hand with a reason.
 * @param leastHarmFirst the order in which a proposal would take sources; what comes last is given back first
 */
export function releasesOf(excessFen: number, measures: readonly LedgerMeasure[], leastHarmFirst: readonly Source[]): ReleaseOfExcess[] {
  let leftFen = excessFen;
  const releases: ReleaseOfExcess[] = [];
  const harm = (source: Source): number => leastHarmFirst.indexOf(source);
  // Equal harm: whole things first, because only they can fail to fit; then the larger, so that fewer orders leave. The id makes it the same every time.
  const candidates = measures
    .filter(({ state, heldFen }) => state === 'effective' && heldFen > 0)
    .sort((a, b) => harm(b.source) - harm(a.source) || Number(a.divisible) - Number(b.divisible) || b.heldFen - a.heldFen || (a.id < b.id ? -1 : 1));
  for (const { id, heldFen, divisible } of candidates) {
    if (leftFen === 0) break;
    if (!divisible && heldFen > leftFen) continue;
    const fen = Math.min(heldFen, leftFen);
    releases.push({ measureId: id, fen, whole: fen === heldFen });
    leftFen -= fen;
  }
  return releases;
}

const sum = (parts: readonly number[]): number => exact(parts.reduce((total, part) => total + part, 0));

function exact(fen: number): number {
  if (!Number.isSafeInteger(fen)) throw new RangeError('a sum of fen is not exact any more');
  return fen;
}
