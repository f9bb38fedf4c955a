import { PrepareFailure } from './run-step.mjs';

/**
 * Why a checkout could not be prepared, for failures that have a cause outside: they are told without a stack.
 *
 * @returns {string | undefined} undefined for a fault of ours
 */
export function failureSentence(error) {
  if (error instanceof PrepareFailure) return error.message;
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk is full: ${error.path ?? 'the checkout'} could not be written; free some space and start again.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `The checkout cannot be written to (${error.path ?? error.message}): start as the user who owns it.`;
    default:
      return undefined;
  }
}
