import type { Asset, IdentityRecord } from './asset.js';

/**
 * Why an answer is `defective`: it arrived, but cannot be taken as an answer. The raw bytes are kept.
 * `wrong-person`: it speaks of somebody else; `contradictory`: it says two things at once.
 */
export const DEFECTS = [
  'unreadable',
  'truncated',
  'oversized',
  'encoding',
  'hostile',
  'schema',
  'contradictory',
  'wrong-person',
  'unsealed',
] as const;
export type Defect = (typeof DEFECTS)[number];

/** Why there is no answer: nothing came, or the institution could not be asked. */
export const UNAVAILABILITIES = [
  'connect-failed',
  'timeout',
  'server-error',
  'rate-limited',
  'bad-credentials',
  'breaker-open',
  'deadline-passed',
  'out-of-service',
  'cancelled',
  // Nobody who signs the request may: not sent (A2).
  'officer-not-registered',
  'officer-not-valid',
] as const;
export type Unavailability = (typeof UNAVAILABILITIES)[number];

/**
 * What one institution said about one person. A closed union: exactly one per institution and version, never merged with
 * another institution's. `nothing-found` is evidence too and never stands for a failure.
 */
export type QueryOutcome =
  | { readonly kind: 'found'; readonly assets: readonly Asset[]; readonly identities?: readonly IdentityRecord[]; readonly remarks?: string }
  | { readonly kind: 'nothing-found'; readonly remarks?: string }
  /** Returned with a reason (退回, 回退, 业务审核未通过): a decision of the institution, not a fault. */
  | { readonly kind: 'refused'; readonly reason: string; readonly reasonCode?: string; readonly contact?: string }
  | { readonly kind: 'defective'; readonly defect: Defect; readonly detail: string }
  | { readonly kind: 'unavailable'; readonly cause: Unavailability; readonly detail?: string }
  /** The contract or this institution does not offer what was asked; nothing was sent. */
  | { readonly kind: 'not-supported'; readonly detail: string }
  /** An answer whose meaning is unknown to this version of the contract; never taken as success (design §3). */
  | { readonly kind: 'unconfirmed'; readonly wireStatus: string; readonly detail?: string };

export type OutcomeKind = QueryOutcome['kind'];

export const OUTCOME_KINDS: readonly OutcomeKind[] = [
  'found',
  'nothing-found',
  'refused',
  'defective',
  'unavailable',
  'not-supported',
  'unconfirmed',
];

/** Outcomes that are the institution's own word on the question; the others leave it open (who is missing and why). */
export const isAnswered = (kind: OutcomeKind): boolean => kind === 'found' || kind === 'nothing-found' || kind === 'refused';

/** Ends a switch over a closed union: a new member becomes a compile error here, not a silent default. */
export function unreachable(value: never): never {
  throw new TypeError(`unreachable: ${String((value as { kind?: string })?.kind ?? typeof value)}`);
}
