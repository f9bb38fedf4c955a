/** Dates on identifiers are Chinese calendar days: Beijing time 北京时间, UTC+8 without summer time. */
const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000;

/** The day in Beijing as `yyyyMMdd`, comparable as text. */
export function beijingDay(now: Date): string {
  return new Date(now.getTime() + BEIJING_OFFSET_MS).toISOString().slice(0, 10).replaceAll('-', '');
}

export function beijingYear(now: Date): number {
  return Number(beijingDay(now).slice(0, 4));
}

/** `day` is `yyyyMMdd` digits; true when the calendar has such a day. */
export function isCalendarDay(day: string): boolean {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(4, 6));
  const date = Number(day.slice(6, 8));
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const longest = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return longest !== undefined && date >= 1 && date <= longest;
}
