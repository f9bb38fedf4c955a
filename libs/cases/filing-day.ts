import type { FieldFaults } from './field-faults.js';

const BEIJING = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' });

/** Notes a day of filing (立案日期) that is not in the calendar, before 1949, or later than today in Beijing. */
export function checkFiledOn(field: string, day: string, now: Date, faults: FieldFaults): void {
  if (!isCalendarDay(day) || day < '1949-10-01' || day > BEIJING.format(now)) {
    faults.add(field, 'a day of the calendar as yyyy-MM-dd, not in the future');
  }
}

function isCalendarDay(day: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
  const date = new Date(`${day}T00:00:00Z`);
  // The 30th of February would become a day of March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
