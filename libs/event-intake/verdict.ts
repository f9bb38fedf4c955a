import { Problem, type ErrorCode } from '#contracts/errors';
import { DONE, type Handled } from '#libs/message-bus';
import { EventKnown, isConnectionFault, isTransientConflict } from '#libs/store';

/** What another try may find otherwise: somebody else was faster, or what it is about comes in another topic a moment later. */
const MAY_COME: readonly ErrorCode[] = ['case-unknown', 'obligor-unknown', 'version-conflict', 'case-exists', 'obligor-duplicate', 'inquiry-unknown'];

/** What becomes of a message whose handling failed. @throws what is a bug */
export function verdictOf(error: unknown): Handled {
  // Done by an earlier delivery, or by another process a moment ago.
  if (error instanceof EventKnown) return DONE;
  if (isConnectionFault(error)) return { kind: 'wait', reason: 'database-unavailable' };
  if (isTransientConflict(error)) return { kind: 'wait', reason: 'conflict' };
  if (!(error instanceof Problem)) throw error;
  if (error.status >= 500 && error.code !== 'internal') return { kind: 'wait', reason: error.code };
  if (error.code === 'internal' || MAY_COME.includes(error.code)) return { kind: 'retry', reason: reasonOf(error) };
  return { kind: 'park', reason: reasonOf(error) };
}

/** Code and place, never a value. */
export const reasonOf = ({ code, fields }: Problem): string => [code, ...(fields ?? []).slice(0, 3).map(({ field }) => field)].join(' ');
