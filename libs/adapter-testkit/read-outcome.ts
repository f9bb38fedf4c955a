import { OUTCOME_KINDS, type OutcomeKind, type QueryOutcome } from '#contracts/adapter';

/** As it is stored and compared: without fields that are absent. */
export function plain(outcome: QueryOutcome): QueryOutcome {
  return JSON.parse(JSON.stringify(outcome)) as QueryOutcome;
}

/** The closed union, checked as data: an adapter may be written without our compiler. */
export function expectOutcome(outcome: QueryOutcome): void {
  expect(OUTCOME_KINDS as readonly string[]).toContain(outcome.kind);
  if (outcome.kind === 'found') {
    expect(outcome.assets.length + (outcome.identities?.length ?? 0)).toBeGreaterThan(0);
  }
}

/** What an outcome says of the question itself; none of them may come out of a message that was damaged. */
export const SAYS_SOMETHING: readonly OutcomeKind[] = ['found', 'nothing-found', 'refused'];

/** Every text of an outcome that is ours and may be logged: never the institution's own content. */
export function wordsOf(outcome: QueryOutcome): readonly string[] {
  switch (outcome.kind) {
    case 'defective':
      return [outcome.detail];
    case 'unavailable':
      return [outcome.detail ?? ''];
    case 'not-supported':
      return [outcome.detail];
    case 'unconfirmed':
      return [outcome.wireStatus, outcome.detail ?? ''];
    default:
      return [];
  }
}
