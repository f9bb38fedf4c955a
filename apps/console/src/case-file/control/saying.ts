import type { Schema } from '../../api/index.js';
import { moment, yuan } from '../../format/index.js';
import type { Messages } from '../../language/index.js';
import { wordOf } from '../../language/word-of.js';

type Task = Pick<Schema<'ControlTaskDto'>, 'detail' | 'reason'>;
type Step = Pick<Schema<'ControlEventDto'>, 'cause'>;
type Figures = Parameters<Messages['reasons']['task']['ends']>[0];

/** What exactly somebody has to look at, as a sentence; undefined where only the words of an earlier version are there. */
export function taskSaying({ reason }: Task, messages: Messages): string | undefined {
  // A code that came later than this page.
  if (reason === undefined || !(reason.code in messages.reasons.task)) return undefined;
  return messages.reasons.task[reason.code](figuresOf(reason, messages));
}

/** Why a step was taken, as a sentence; undefined where a person said why, or the step is from before there were causes. */
export function stepSaying({ cause }: Step, messages: Messages): string | undefined {
  const sentences = { ...messages.reasons.task, ...messages.reasons.step };
  if (cause === undefined || !(cause.code in sentences)) return undefined;
  return sentences[cause.code](figuresOf(cause, messages));
}

function figuresOf(reason: Schema<'StepCauseDto'>, { letters, reasons, words }: Messages): Figures {
  const { fen = 0, orderedFen = 0, day = '', word = '', then = '', times = 0, court = '', fund = '', rules = [], text = '', nothingOwed = false, renewing = false } = reason;
  const { operation = '', step = '', measure = '', remedy = '', days = 0, by = '', at } = reason;
  const known: Readonly<Record<string, string>> = {
    ...words.unavailable, ...words.defect, ...words.orderState, ...words.approvalState, ...words.measureState, ...words.controlOutcome, ...reasons.hindrance, ...letters.way,
    ...(reason.code === 'objection-found' ? reasons.finding : {}),
  };
  const money = (amount: number): string => `¥${yuan(amount)}`;
  return {
    money: money(fen), ordered: money(orderedFen), back: money(fen - orderedFen), day, word: wordOf(known, word), then: wordOf(known, then), times, court, fund,
    rules: rules.map(({ code: rule, says }) => says || rule).join('；'), text, nothingOwed, renewing,
    operation: wordOf(words.operation, operation), step: wordOf(words.controlEvent, step), measure, remedy, days, by, at: at === undefined ? '' : moment(at),
  };
}
