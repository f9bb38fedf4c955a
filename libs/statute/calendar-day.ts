/** A day of the calendar in Beijing as `yyyy-MM-dd`; comparable as text. */
export type Day = string;

const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The day it is in Beijing (UTC+8 without summer time). */
export const beijingDay = (moment: Date): Day => new Date(moment.getTime() + BEIJING_OFFSET_MS).toISOString().slice(0, 10);

const toMs = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const toDay = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

/** True for a day that is in the calendar: the 30th of February is not. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(toMs(text)) && toDay(toMs(text)) === text;
}

export const addDays = (day: Day, days: number): Day => toDay(toMs(day) + days * DAY_MS);

export const daysBetween = (from: Day, to: Day): number => Math.round((toMs(to) - toMs(from)) / DAY_MS);

/**
 * The corresponding day some months later; the last day of the month where it has no such day (民法典 art. 202). To be counted from the
 * first day each time: 31 August and six months twice is 31 August again, not 28 August.
 */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const longest = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return toDay(first.getTime() + (Math.min(date, longest) - 1) * DAY_MS);
}
