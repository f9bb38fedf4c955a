import { REGISTER_SOURCES, type IdentityRecord, type QueryOutcome } from '#contracts/adapter';
import { sameName } from '#libs/identifiers';
import { correctKeys, sameKeys, type Keys } from './correct-keys.js';

/**
 * Why everybody else is asked with the keys they are asked with. Only `corrected` changes them; all other reasons leave the keys
 * of the case: `confirmed` the register says the same · `contradictory` two exact answers name different people · `weak-match`
 * fewer than three keys agree, a person has to look · `not-registered` no register knows the person · `no-answer` none could
 * say · `not-waited` the deadline came first · `cancelled` nobody is asked any more.
 */
export const KEY_REASONS = ['corrected', 'confirmed', 'contradictory', 'weak-match', 'not-registered', 'no-answer', 'not-waited', 'cancelled'] as const;
export type KeyReason = (typeof KEY_REASONS)[number];

/** What one register was asked and, once it is there, its answer. */
export interface RegisterAnswer {
  readonly requestId: number;
  readonly outcome?: QueryOutcome | undefined;
}

export interface KeyDecision<Filed extends Keys> {
  readonly why: KeyReason;
  /** Request whose answer decided; null when no answer did. */
  readonly requestId: number | null;
  /** Only with `corrected`. */
  readonly keys?: Filed;
}

interface Found {
  readonly requestId: number;
  readonly record: IdentityRecord;
}

/**
 * Decides with which keys the others are asked, once that can be decided: one exact match is enough, else every register has
 * spoken or the time is over. A weak match never changes the keys.
 * @param due the others wait no longer
 * @returns undefined while waiting makes sense.
 */
export function decideKeys<Filed extends Keys>(filed: Filed, asked: readonly RegisterAnswer[], due: boolean): KeyDecision<Filed> | undefined {
  const found = asked.flatMap((answer) => recordsOf(answer, filed));
  const exact = found.filter(({ record }) => record.match === 'exact');
  if (exact.length > 0) return byExact(filed, exact);
  const waiting = asked.some(({ outcome }) => outcome === undefined);
  if (waiting && !due) return undefined;
  const weak = found[0];
  if (weak !== undefined) return { why: 'weak-match', requestId: weak.requestId };
  if (waiting) return { why: 'not-waited', requestId: null };
  const none = asked.find(({ outcome }) => outcome?.kind === 'nothing-found');
  return none === undefined ? { why: 'no-answer', requestId: null } : { why: 'not-registered', requestId: none.requestId };
}

/** Records of the register itself: what else an answer holds (marriage, another source) says nothing about keys. */
function recordsOf({ requestId, outcome }: RegisterAnswer, { kind }: Keys): Found[] {
  if (outcome?.kind !== 'found') return [];
  return (outcome.identities ?? []).filter(({ source }) => source === REGISTER_SOURCES[kind]).map((record) => ({ requestId, record }));
}

function byExact<Filed extends Keys>(filed: Filed, exact: readonly Found[]): KeyDecision<Filed> {
  const told = exact.map(({ requestId, record }) => ({ requestId, keys: correctKeys(filed, record) ?? filed }));
  const first = told[0]!;
  const sameOne = told.every(({ keys }) => sameName(keys.name, first.keys.name) && keys.documents[0]?.number === first.keys.documents[0]?.number);
  if (!sameOne) return { why: 'contradictory', requestId: first.requestId };
  return sameKeys(filed, first.keys) ? { why: 'confirmed', requestId: first.requestId } : { why: 'corrected', requestId: first.requestId, keys: first.keys };
}
