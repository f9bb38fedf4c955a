import { normalOf, randomFor } from '../population/seeded-random.js';
import { EXCLUSIVE_RATES, NO_FAULTS, type Latency, type Malformation, type Rules } from './rules.js';

/** What becomes of one answer. `plain` is the true one. */
export type Fate =
  | { readonly kind: 'plain' | 'error' | 'contradictory' | 'wrong-person' | 'refusal' }
  | { readonly kind: 'malformed'; readonly malformation: Malformation };

/** Everything drawn for one answer. */
export interface Lot {
  readonly fate: Fate;
  /** Milliseconds until the answer, lateness included. */
  readonly delayMs: number;
  readonly twice: boolean;
  readonly drips: boolean;
  readonly omitted: boolean;
  /** Orders of control only. */
  readonly notTaken: boolean;
  readonly lost: boolean;
  readonly halfDone: boolean;
}

const PLAIN: Fate = { kind: 'plain' };
/** The lot of an institution that behaves, shared: the hot path draws nothing. */
export const GOOD_LOT: Lot = { fate: PLAIN, delayMs: 0, twice: false, drips: false, omitted: false, notTaken: false, lost: false, halfDone: false };

const FATES = {
  errorRate: 'error',
  malformedRate: 'malformed',
  contradictoryRate: 'contradictory',
  wrongPersonRate: 'wrong-person',
  refusalRate: 'refusal',
} as const;

/** 95 % of a normal distribution lies below this many standard deviations. */
const Z95 = 1.6448536;

/** True when nothing has to be drawn. An outage is looked at apart. */
export const isGood = (rules: Rules): boolean =>
  rules.latency.medianMs === 0 &&
  rules.duplicateRate === 0 &&
  rules.omitRate === 0 &&
  rules.slowDripRate === 0 &&
  rules.notTakenRate === 0 &&
  rules.lostReplyRate === 0 &&
  rules.halfDoneRate === 0 &&
  (rules.lateByMs === 0 || rules.lateRate === 0) &&
  EXCLUSIVE_RATES.every((name) => rules[name] === 0);

function drawLatency(latency: Latency, first: number, second: number): number {
  switch (latency.kind) {
    case 'fixed':
      return latency.medianMs;
    case 'uniform':
      return latency.medianMs + (2 * first - 1) * latency.spreadMs;
    case 'lognormal': {
      const sigma = latency.medianMs === 0 ? 0 : Math.log(latency.p95Ms / latency.medianMs) / Z95;
      return latency.medianMs * Math.exp(sigma * normalOf(first, second));
    }
    default: {
      const never: never = latency;
      return never;
    }
  }
}

function drawFate(rules: Rules, first: number, second: number): Fate {
  let rest = first;
  for (const name of EXCLUSIVE_RATES) {
    rest -= rules[name];
    if (rest >= 0) continue;
    const kind = FATES[name];
    if (kind !== 'malformed') return { kind };
    const kinds = rules.malformedKinds;
    return { kind, malformation: kinds[Math.floor(second * kinds.length)] ?? 'truncated' };
  }
  return PLAIN;
}

/**
 * The lot of the `nth` answer of an institution about one document number. It depends on these and the seed alone, never
 * on the clock, on request numbers or on who else asks: a run with the same questions can be replayed.
 */
export function drawLot(seed: number, institutionCode: string, documentNumber: string, nth: number, rules: Rules = NO_FAULTS): Lot {
  const random = randomFor(seed, institutionCode, documentNumber, nth);
  // Always the same number of draws, so that changing one rule leaves what the others draw as it is.
  const [first, second, third, fourth, late, twice, drips, omitted] = [random(), random(), random(), random(), random(), random(), random(), random()];
  const [notTaken, lost, halfDone] = [random(), random(), random()];
  const fate = drawFate(rules, first, second);
  const latency = drawLatency(rules.latency, third, fourth);
  return {
    fate,
    delayMs: Math.round(latency + (late < rules.lateRate ? rules.lateByMs : 0)),
    twice: twice < rules.duplicateRate,
    drips: drips < rules.slowDripRate,
    omitted: omitted < rules.omitRate,
    notTaken: notTaken < rules.notTakenRate,
    lost: lost < rules.lostReplyRate,
    halfDone: halfDone < rules.halfDoneRate,
  };
}
