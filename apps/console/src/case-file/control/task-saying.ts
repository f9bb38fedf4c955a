import type { Schema } from '../../api/index.js';
import { yuan } from '../../format/index.js';
import type { Messages } from '../../language/index.js';
import { wordOf } from '../../language/word-of.js';

type Task = Pick<Schema<'ControlTaskDto'>, 'detail' | 'reason'>;

/** What exactly somebody has to look at, as a sentence; undefined where only the words of an earlier version are there. */
export function taskSaying({ reason }: Task, { reasons, words }: Pick<Messages, 'reasons' | 'words'>): string | undefined {
  // A code that came later than this page.
  if (reason === undefined || !(reason.code in reasons.task)) return undefined;
  const { code, fen = 0, orderedFen = 0, day = '', word = '', then = '', times = 0, court = '', fund = '', rules = [], text = '', nothingOwed = false, renewing = false } = reason;
  const known: Readonly<Record<string, string>> = { ...words.unavailable, ...words.orderState, ...words.measureState, ...words.controlOutcome, ...reasons.hindrance };
  const money = (amount: number): string => `¥${yuan(amount)}`;
  return reasons.task[code]({
    money: money(fen), ordered: money(orderedFen), back: money(fen - orderedFen), day, word: wordOf(known, word), then: wordOf(known, then), times, court, fund,
    rules: rules.map(({ code: rule, says }) => says || rule).join('；'), text, nothingOwed, renewing,
  });
}
