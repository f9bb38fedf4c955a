import type { Schema } from '../../api/index.js';
import type { Messages } from '../../language/index.js';
import { wordOf } from '../../language/word-of.js';

type Answer = Pick<Schema<'InstitutionAnswerDto'>, 'outcome' | 'timing' | 'way'>;

/** Why there is no answer of the institution itself, or what it said with one; as a line for a person. */
export function whyOf({ outcome }: Answer, { reasons, words }: Pick<Messages, 'reasons' | 'words'>): string {
  if (outcome === undefined) return '';
  switch (outcome.kind) {
    case 'found':
    case 'nothing-found':
      return outcome.remarks ?? '';
    case 'refused':
      return [outcome.reason, outcome.contact].filter(Boolean).join(' · ');
    case 'defective':
      return [wordOf(words.defect, outcome.defect), reasons.readable(outcome.detail)].filter(Boolean).join(' · ');
    case 'unavailable':
      return [wordOf(words.unavailable, outcome.cause), reasons.readable(outcome.detail ?? '')].filter(Boolean).join(' · ');
    case 'not-supported':
      return [wordOf(words.outcome, outcome.kind), reasons.readable(outcome.detail)].filter(Boolean).join(' · ');
    case 'unconfirmed':
      return [wordOf(words.outcome, outcome.kind), reasons.readable(outcome.detail ?? '')].filter(Boolean).join(' · ');
  }
}
