import type { ControlOrder } from './control-model.js';
import type { ControlPolicy } from './control-policy.js';
import type { Steps } from './steps.js';

/** A letter and its reply take so long before a person is told that nobody answered, ms. */
const PAPER_MS = 30 * 86_400_000;

/** What is asked of lines within hours is asked of paper within weeks. */
export const onPaper = (policy: ControlPolicy): ControlPolicy => ({ ...policy, answerWithinMs: PAPER_MS, askAfterMs: PAPER_MS });

/** The institution has it since then (送达): only now it counts as sent, and the time for its reply begins. */
export function servedByHand(steps: Steps, id: number, servedAtMs: number, how: string, policy: ControlPolicy): ControlOrder {
  const answerByMs = servedAtMs + onPaper(policy).answerWithinMs;
  return steps.order(id, 'deliver', { sentAtMs: servedAtMs, answerByMs, askAtMs: answerByMs }, how);
}

/** Nobody took the letter, and it is back: it never reached the institution. */
export function neverServed(steps: Steps, id: number, why: string): ControlOrder {
  return steps.order(id, 'never-left', { askAtMs: undefined }, why);
}
