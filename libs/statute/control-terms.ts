import type { Source } from '#contracts/adapter';
import { addDays, addMonths, daysBetween, type Day } from './calendar-day.js';

/** How long a measure may be in force (控制期限), by kind of property. */
export interface ControlTerm {
  readonly source: Source;
  /** Longest, in months; the same for each renewal. */
  readonly months: number;
  readonly basis: string;
}

const INTERPRETATION = '《民事诉讼法解释》第四百八十五条第一款';

/** Sources whose things can be controlled at all, with the longest term of each (domain-rules C1, C15). What is not here has no measure. */
export const CONTROL_TERMS: readonly ControlTerm[] = [
  { source: 'deposit', months: 12, basis: `${INTERPRETATION}：冻结被执行人的银行存款的期限不得超过一年` },
  // A balance is money on call; the article says three years for "other property rights", the shorter term is lawful under either reading.
  { source: 'payment', months: 12, basis: `${INTERPRETATION}：支付账户余额比照银行存款` },
  { source: 'vehicle', months: 24, basis: `${INTERPRETATION}：查封、扣押动产的期限不得超过两年` },
  { source: 'wealth', months: 36, basis: `${INTERPRETATION}：冻结其他财产权的期限不得超过三年` },
  { source: 'insurance', months: 36, basis: `${INTERPRETATION}：冻结其他财产权的期限不得超过三年` },
  // 法释〔2001〕28号 art 6 (one year for state and legal-person shares) and 法发〔2008〕4号 (two years) are overtaken by the general rule.
  { source: 'securities', months: 36, basis: `${INTERPRETATION}：冻结其他财产权的期限不得超过三年` },
  { source: 'equity', months: 36, basis: `${INTERPRETATION}：冻结其他财产权的期限不得超过三年` },
  { source: 'land', months: 36, basis: `${INTERPRETATION}：查封不动产的期限不得超过三年` },
  { source: 'real-estate', months: 36, basis: `${INTERPRETATION}：查封不动产的期限不得超过三年` },
];

/** @returns undefined for what cannot be controlled: tax, marriage, household, housing fund (X11). */
export const controlTermOf = (source: Source): ControlTerm | undefined => CONTROL_TERMS.find((term) => term.source === source);

/** Days before the last day on which somebody is reminded (C2). */
export const REMINDER_DAYS: readonly number[] = [60, 30, 15, 7, 3, 1];

/** A creditor in preservation asks for renewal this many days before the last day (保全规定 art 18, C4). */
export const PRESERVATION_RENEWAL_DAYS = 7;

/** An institution's written objection is answered within this many days (查冻规定 art 6, A9). */
export const OBJECTION_ANSWER_DAYS = 15;

/**
 * The latest last day of a measure that begins on `from`: the day before the corresponding one, both days included, as banks and the
 * securities depository register them. Never a day longer than the law, however the first day is counted (民法典 arts 201, 202).
 */
export const latestEnd = (term: ControlTerm, from: Day): Day => addDays(addMonths(from, term.months), -1);

/** The latest last day after a renewal: the new term follows the old one. */
export const latestRenewedEnd = (term: ControlTerm, until: Day): Day => latestEnd(term, addDays(until, 1));

/** In force on that day; `until` is the last day. What was not renewed by then has lapsed without anybody doing anything (查扣冻规定 art 27, I8). */
export const isInForce = (until: Day, today: Day): boolean => today <= until;

/** The reminder that is due today for a measure that ends on `until`: the nearest one passed, so that a day without a run loses none. */
export function reminderDue(until: Day, today: Day, lastReminder: number | undefined): number | undefined {
  const left = daysBetween(today, until);
  if (left < 0) return undefined;
  const reached = REMINDER_DAYS.filter((days) => left <= days).at(-1);
  return reached !== undefined && (lastReminder === undefined || reached < lastReminder) ? reached : undefined;
}
