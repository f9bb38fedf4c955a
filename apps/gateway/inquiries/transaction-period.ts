import { Problem, type ProblemField } from '#contracts/errors';
import type { TransactionPeriodDto } from '#contracts/http';

const MOST_YEARS = 5;
const BEIJING = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' });

/**
 * Checks the period of account movements (资金往来): days of the calendar, the last one not before the first, not in the future
 * in Beijing, five years at most.
 * @throws Problem `request-invalid` with everything that is wrong.
 */
export function checkTransactionPeriod({ from, to }: TransactionPeriodDto, now: Date): void {
  const faults: ProblemField[] = [];
  const fault = (field: string, allowed: string): void => void faults.push({ field: `/transactions/${field}`, allowed });
  const today = BEIJING.format(now);
  for (const [field, day] of [['from', from], ['to', to]] as const) {
    if (!isCalendarDay(day) || day > today) fault(field, 'a day of the calendar as yyyy-MM-dd, not in the future');
  }
  if (faults.length === 0 && to < from) fault('to', 'a day not before `from`');
  if (faults.length === 0 && to > yearsAfter(from, MOST_YEARS)) fault('to', `a day at most ${MOST_YEARS} years after \`from\``);
  if (faults.length > 0) throw new Problem('request-invalid', undefined, faults);
}

function isCalendarDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  // The 30th of February would become a day of March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** Compared as text, so that the 29th of February needs no care. */
const yearsAfter = (day: string, years: number): string => `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
