import { leadClock, leadNoticeDue } from './lead-days.js';
import { parseCalendar, workingDays } from './working-day-calendar.js';

describe('until when a lead is checked', () => {
  test.each([
    ['a usual week: seven days come before seven working days', '2026-11-02', false, '2026-11-09', '2026-11-11', '2026-11-09'],
    ['urgent: three days, whatever the plan says', '2026-11-02', true, '2026-11-05', '2026-11-11', '2026-11-05'],
    ['before the Spring Festival: seven days end in the holidays and are not moved, the working days are over in March', '2026-02-13', false, '2026-02-20', '2026-03-02', '2026-02-20'],
    ['National Day: the first working day after is the eighth', '2026-09-30', false, '2026-10-07', '2026-10-15', '2026-10-07'],
    ['received on a Saturday that is worked: the day itself does not count', '2026-10-10', false, '2026-10-17', '2026-10-20', '2026-10-17'],
    ['over the end of the year', '2026-12-28', true, '2026-12-31', '2027-01-07', '2026-12-31'],
  ])('%s', (_, receivedOn, urgent, dueByDays, dueByWorkingDays, dueOn) => {
    expect(leadClock(receivedOn, urgent)).toEqual({ dueByDays, dueByWorkingDays, dueOn, calendarVersion: workingDays().version });
  });

  test('seven days worked without a break: both end on the same day', () => {
    const calendar = parseCalendar(JSON.stringify({ version: 't', years: [{ year: 2026, status: 'announced', basis: 't', daysOff: [], workingWeekendDays: ['2026-11-07', '2026-11-08'] }] }));
    expect(leadClock('2026-11-02', false, calendar)).toEqual({ dueByDays: '2026-11-09', dueByWorkingDays: '2026-11-09', dueOn: '2026-11-09', calendarVersion: 't' });
  });

  test('the party is told within three working days: over a weekend, and over holidays', () => {
    expect([leadNoticeDue('2026-11-06'), leadNoticeDue('2026-09-30')]).toEqual(['2026-11-11', '2026-10-10']);
  });
});
