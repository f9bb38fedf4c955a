import { addDays, type Day } from './calendar-day.js';
import { workingDays, type WorkingDayCalendar } from './working-day-calendar.js';

/** Days in which a concrete lead is checked; an urgent one (财产调查规定 art 2, D1). */
export const LEAD_DAYS = { usual: 7, urgent: 3 } as const;
/** Working days in which it is checked (浙高法〔2016〕55号 二(四)2, S4); the plan knows no shorter period for urgent ones. */
export const LEAD_WORKING_DAYS = 7;
/** Working days in which the party is told what was found. The law says at once (及时回告); the figure is ours. */
export const LEAD_NOTICE_WORKING_DAYS = 3;

export interface LeadClock {
  /** Last day by the interpretation of the Supreme Court, in days of the calendar. */
  readonly dueByDays: Day;
  /** Last day by the plan of 2016, in working days. */
  readonly dueByWorkingDays: Day;
  /** The earlier of both. */
  readonly dueOn: Day;
  readonly calendarVersion: string;
}

/**
 * Until when a concrete lead is checked; the day it was received does not count (民诉法 art 85). A last day that is a holiday is not moved
 * on: the period binds the court, and nobody is harmed by a clock that strikes early.
 */
export function leadClock(receivedOn: Day, urgent: boolean, calendar: WorkingDayCalendar = workingDays()): LeadClock {
  const dueByDays = addDays(receivedOn, urgent ? LEAD_DAYS.urgent : LEAD_DAYS.usual);
  const dueByWorkingDays = calendar.addWorkingDays(receivedOn, LEAD_WORKING_DAYS).day;
  return { dueByDays, dueByWorkingDays, dueOn: dueByDays < dueByWorkingDays ? dueByDays : dueByWorkingDays, calendarVersion: calendar.version };
}

/** Until when the party who gave it is told. */
export const leadNoticeDue = (outcomeOn: Day, calendar: WorkingDayCalendar = workingDays()): Day => calendar.addWorkingDays(outcomeOn, LEAD_NOTICE_WORKING_DAYS).day;
