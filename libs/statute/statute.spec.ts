import { readFileSync } from 'node:fs';
import { addMonths, beijingDay, isDay, parseCalendar, roundOf, roundsOf, workingDays } from './index.js';

const SIX_MONTHS = { everyMonths: 6, forYears: 5, atMost: 10 };

describe('days', () => {
  test('a day in Beijing begins eight hours before the one in UTC', () => {
    expect(beijingDay(new Date('2026-01-31T15:59:59Z'))).toBe('2026-01-31');
    expect(beijingDay(new Date('2026-01-31T16:00:00Z'))).toBe('2026-02-01');
  });

  test.each([['2026-02-29', false], ['2028-02-29', true], ['2026-13-01', false], ['26-01-01', false], ['2026-1-1', false]])('%s is in the calendar: %s', (day, expected) => {
    expect(isDay(day)).toBe(expected);
  });

  test('a month without the day ends on its last day, and the next one has the day again', () => {
    expect(addMonths('2024-08-31', 6)).toBe('2025-02-28');
    expect(addMonths('2023-08-31', 6)).toBe('2024-02-29');
    expect(addMonths('2024-08-31', 12)).toBe('2025-08-31');
    expect(addMonths('2024-11-30', 3)).toBe('2025-02-28');
  });
});

describe('rounds after an ending without assets', () => {
  test('ten rounds in five years, each counted from the ruling: none drifts', () => {
    const days = Array.from({ length: 12 }, (_, index) => roundOf(SIX_MONTHS, '2024-08-31', index + 1));
    expect(days).toEqual([
      '2025-02-28', '2025-08-31', '2026-02-28', '2026-08-31', '2027-02-28', '2027-08-31', '2028-02-29', '2028-08-31', '2029-02-28', '2029-08-31', undefined, undefined,
    ]);
  });

  test('five years end it also when more rounds were allowed', () => {
    expect(roundOf({ ...SIX_MONTHS, atMost: 50 }, '2024-08-31', 10)).toBe('2029-08-31');
    expect(roundOf({ ...SIX_MONTHS, atMost: 50 }, '2024-08-31', 11)).toBeUndefined();
  });

  test('after a long outage all rounds whose day has come are there, the last one to be run', () => {
    expect(roundsOf(SIX_MONTHS, '2024-08-31', 1, '2026-03-01')).toEqual([
      { round: 1, day: '2025-02-28' }, { round: 2, day: '2025-08-31' }, { round: 3, day: '2026-02-28' },
    ]);
    expect(roundsOf(SIX_MONTHS, '2024-08-31', 4, '2026-03-01')).toEqual([]);
  });
});

test('an open case is asked every so many days from its filing, at most so often', () => {
  expect(roundsOf({ everyDays: 90, atMost: 2 }, '2026-01-05', 1, '2027-01-05')).toEqual([{ round: 1, day: '2026-04-05' }, { round: 2, day: '2026-07-04' }]);
});

describe('working days', () => {
  const calendar = workingDays();

  test('three working days over National Day 2026 with the Saturday that is worked', () => {
    expect(calendar.addWorkingDays('2026-09-30', 3)).toEqual({ day: '2026-10-10', provisional: false });
  });

  test('three working days over Spring Festival 2026', () => {
    expect(calendar.addWorkingDays('2026-02-13', 3)).toEqual({ day: '2026-02-25', provisional: false });
  });

  test('a Sunday that is worked is a working day, a Monday off is none', () => {
    expect(calendar.isWorkingDay('2025-01-26')).toBe(true);
    expect(calendar.isWorkingDay('2024-06-10')).toBe(false);
    expect(calendar.isWorkingDay('2026-11-25')).toBe(true);
    expect(calendar.isWorkingDay('2026-11-28')).toBe(false);
  });

  test('what is counted through a year that is not announced says so', () => {
    expect(calendar.addWorkingDays('2026-12-31', 1)).toEqual({ day: '2027-01-04', provisional: true });
    expect(calendar.addWorkingDays('2031-05-01', 1).provisional).toBe(true);
  });

  test('the four years are there, and working weekend days are as many as bridges need', () => {
    const { years } = JSON.parse(readFileSync(new URL('./calendar/working-days.json', import.meta.url), 'utf8')) as { years: { year: number; daysOff: string[]; workingWeekendDays: string[] }[] };
    expect(years.map(({ year, daysOff, workingWeekendDays }) => [year, daysOff.length, workingWeekendDays.length])).toEqual([[2024, 28, 8], [2025, 28, 5], [2026, 33, 6], [2027, 19, 0]]);
  });

  test.each([
    ['a day of another year', '{"version":"1","years":[{"year":2026,"status":"announced","basis":"","daysOff":["2025-01-01"],"workingWeekendDays":[]}]}'],
    ['a Wednesday as a working weekend day', '{"version":"1","years":[{"year":2026,"status":"announced","basis":"","daysOff":[],"workingWeekendDays":["2026-11-25"]}]}'],
    ['a day that does not exist', '{"version":"1","years":[{"year":2026,"status":"announced","basis":"","daysOff":["2026-02-30"],"workingWeekendDays":[]}]}'],
    ['no years', '{"version":"1"}'],
  ])('a calendar with %s is refused', (_, text) => {
    expect(() => parseCalendar(text)).toThrow(TypeError);
  });
});
