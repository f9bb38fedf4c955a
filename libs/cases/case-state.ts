import { Problem } from '#contracts/errors';
import type { CaseState } from '#libs/store';

/**
 * From which state a case may go to which. `open` after `ended-without-assets` is the restoration (恢复执行); `closed` (结案) is
 * final.
 */
const TRANSITIONS: Readonly<Record<CaseState, readonly CaseState[]>> = {
  open: ['suspended', 'ended-without-assets', 'closed'],
  suspended: ['open', 'closed'],
  'ended-without-assets': ['open', 'closed'],
  closed: [],
};

export const CASE_STATES = Object.keys(TRANSITIONS) as readonly CaseState[];

export const mayChangeTo = (from: CaseState, to: CaseState): boolean => TRANSITIONS[from].includes(to);

/** @throws Problem `state-change-invalid` naming the states that are possible. */
export function requireTransition(from: CaseState, to: CaseState): void {
  if (mayChangeTo(from, to)) return;
  const possible = TRANSITIONS[from];
  throw new Problem(
    'state-change-invalid',
    possible.length === 0 ? `A case that is ${from} does not change any more.` : `A case that is ${from} can only become ${possible.join(' or ')}.`,
  );
}

/** A closed case is history: nothing of it changes. @throws Problem `case-not-open`. */
export function requireChangeable(state: CaseState): void {
  if (state === 'closed') throw new Problem('case-not-open', 'A closed case does not change any more.');
}
