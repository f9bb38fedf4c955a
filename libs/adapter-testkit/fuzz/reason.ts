import type { QueryOutcome } from '#contracts/adapter';
import { wordsOf } from '../read-outcome.js';

/** Words every contract uses of itself; finding them in a reason quotes nobody. */
const VOCABULARY = /^[a-z][a-z-]*$/;

/** Values of a golden message that no reason may repeat: texts and numbers long enough to be recognised. */
export function valuesOf(text: string): readonly string[] {
  const quoted = [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, value = '']) => value);
  return [...new Set(quoted)].filter((value) => value.length >= 6 && !VOCABULARY.test(value));
}

/**
 * Names of fields stand in reasons, as they say where; they are the contract's words, not the institution's. Some XML contracts write
 * the Chinese name of a field beside it: `<BDCDYH name="不动产单元号">`.
 */
export const fieldsOf = (text: string): readonly string[] =>
  [...text.matchAll(/"(\w+)"\s*:|<\w+ name="([^"]+)">|(\w+)=/g)].map(([, json, label, xml]) => json ?? label ?? xml ?? '');

/** @throws Error when an operator could not use the reason: empty, long, several lines, or made of the message itself */
export function expectUsableReason(outcome: QueryOutcome, values: readonly string[]): void {
  const defective = outcome.kind === 'defective';
  if (defective && !/\p{L}{2,}/u.test(outcome.detail)) throw new Error('a defective answer without a reason in words');
  // A status is shown as the institution wrote it, and some contracts write phrases (查无开户信息); a number is never a status.
  const unwanted = defective ? values : values.filter((value) => /\d/.test(value));
  for (const text of wordsOf(outcome)) expectUsableText(text, unwanted);
}

export function expectUsableText(text: string, values: readonly string[]): void {
  if (text.length > 300) throw new Error(`a reason of ${text.length} characters`);
  // Control characters would break a log line or hide what stands after them.
  if (/[\u0000-\u001f\u007f\u2028\u2029]|\p{Surrogate}/u.test(text)) throw new Error('a reason with control characters');
  const value = values.find((one) => text.includes(one));
  if (value !== undefined) throw new Error(`a reason that repeats a value of ${value.length} characters from the message`);
}
