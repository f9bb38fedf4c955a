/** Periods and clocks of the law 期间: pure, no I/O but the calendar that comes with it. */
export { addDays, addMonths, beijingDay, daysBetween, isDay, type Day } from './calendar-day.js';
export { parseCalendar, WorkingDayCalendar, workingDays, type CalendarYear } from './working-day-calendar.js';
export { parseTradingCalendar, TradingCalendar, tradingDays, type TradingYear } from './trading-calendar.js';
export { countShares, isLastClose, SHARE_FACTORS, type FactorRange, type ShareCount, type ShareCountResult, type ShareNeed } from './share-count.js';
export { defaultLegalBasis, fittingLegalBases, LEGAL_BASES, legalBases, legalBasisOf, type AskedIn, type LegalBasis, type LegalBasisCode } from './legal-basis.js';
export { LEAD_DAYS, LEAD_NOTICE_WORKING_DAYS, LEAD_WORKING_DAYS, leadClock, leadNoticeDue, type LeadClock } from './lead-days.js';
export { roundOf, roundsOf, type EndingRhythm, type OpenRhythm, type Rhythm } from './requery-rounds.js';
export {
  CONTROL_TERMS,
  controlTermOf,
  isInForce,
  latestEnd,
  latestRenewedEnd,
  OBJECTION_ANSWER_DAYS,
  PRESERVATION_RENEWAL_DAYS,
  REMINDER_DAYS,
  reminderDue,
  type ControlTerm,
} from './control-terms.js';
