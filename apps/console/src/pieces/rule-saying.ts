import type { Schema } from '../api/index.js';
import { yuan } from '../format/index.js';
import type { Messages } from '../language/index.js';
import { wordOf } from '../language/word-of.js';

type Rule = Pick<Schema<'ProblemRuleDto'>, 'detail' | 'facts'>;

/** What exactly speaks against it, as a sentence; of one that came before there were codes, or with a later one, what the gateway says. */
export function ruleSaying({ detail, facts }: Rule, { ruleFacts, words }: Pick<Messages, 'ruleFacts' | 'words'>): string | undefined {
  if (facts === undefined || !(facts.code in ruleFacts)) return detail;
  const { word = '', day = '', by = '', fen = 0, times = 0, fund = '', operation = '', or, order = 0, kinds = [], kind = '', text = '' } = facts;
  const known: Readonly<Record<string, string>> = { ...words.measureState, ...words.caseState, ...ruleFacts.part };
  return ruleFacts[facts.code]({
    money: `¥${yuan(fen)}`, day, by, word: wordOf(known, word), times, fund, operation: [operation, or].flatMap((one) => (one ? [wordOf(words.operation, one)] : [])).join(' / '), order,
    kinds: kinds.map((one) => wordOf(words.documentKind, one)).join('、'), kind: wordOf(ruleFacts.certificate, kind), text,
  });
}
