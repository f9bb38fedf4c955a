import { readFileSync } from 'node:fs';
import { parseTradingCalendar, tradingDays, workingDays } from './index.js';

const at = (text: string): Date => new Date(`${text}+08:00`);

describe('days on which shares are traded', () => {
  const calendar = tradingDays();

  test.each([
    ['2026-03-02', true, 'a Monday'],
    ['2026-02-28', false, 'a Saturday that is worked everywhere else'],
    ['2026-01-04', false, 'a Sunday that is worked everywhere else'],
    ['2026-02-16', false, 'the eve of the Spring Festival'],
    ['2026-02-24', true, 'the day after it'],
    ['2026-10-08', true, 'the day after the National Day week'],
  ])('%s: %s (%s)', (day, expected) => {
    expect(calendar.isTradingDay(day)).toBe(expected);
  });

  test('no announced year trades on a day off, and none closes on a working weekday that the State Council left', () => {
    const { years } = JSON.parse(readFileSync(new URL('./calendar/trading-days.json', import.meta.url), 'utf8')) as { years: { status: string; closedWeekdays: string[] }[] };
    for (const { closedWeekdays } of years) for (const day of closedWeekdays) expect({ day, worked: workingDays().isWorkingDay(day) }).toEqual({ day, worked: false });
    const days2026 = Array.from({ length: 365 }, (_, index) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10));
    expect(days2026.filter((day) => calendar.isTradingDay(day) && !workingDays().isWorkingDay(day))).toEqual([]);
    expect(days2026.filter((day) => calendar.isTradingDay(day))).toHaveLength(242);
  });

  test('frozen today cannot be sold from the next trading day on, over a weekend and over a holiday', () => {
    expect([calendar.nextTradingDay('2026-03-02'), calendar.nextTradingDay('2026-03-06'), calendar.nextTradingDay('2026-02-13')]).toEqual(['2026-03-03', '2026-03-09', '2026-02-24']);
    expect(calendar.previousTradingDay('2026-02-24')).toBe('2026-02-13');
  });

  test('the close that counts: of today after three in the afternoon, before that of the trading day before', () => {
    expect(calendar.dayOfLastClose(at('2026-03-02T14:59:59'))).toBe('2026-02-27');
    expect(calendar.dayOfLastClose(at('2026-03-02T15:00:00'))).toBe('2026-03-02');
    expect(calendar.dayOfLastClose(at('2026-02-28T18:00:00'))).toBe('2026-02-27');
    // Still the day before in London.
    expect(calendar.dayOfLastClose(new Date('2026-03-01T23:00:00Z'))).toBe('2026-02-27');
  });

  test('taken at night, in effect before trading begins', () => {
    expect(calendar.nextTradingMoment(at('2026-03-02T02:00:00'))).toBe('2026-03-02T09:15:00+08:00');
    expect(calendar.nextTradingMoment(at('2026-03-02T09:15:00'))).toBe('2026-03-03T09:15:00+08:00');
    expect(calendar.nextTradingMoment(at('2026-09-24T20:00:00'))).toBe('2026-09-28T09:15:00+08:00');
  });

  test('a year nobody has announced says so', () => {
    expect([calendar.isAnnounced('2026-12-31'), calendar.isAnnounced('2027-01-04'), calendar.isAnnounced('2031-01-02')]).toEqual([true, false, false]);
  });

  test.each([
    ['a day of another year', { closedWeekdays: ['2025-01-01'] }, /no day of that year/],
    ['a weekend day', { closedWeekdays: ['2026-02-28'] }, /weekend/],
    ['a day twice', { closedWeekdays: ['2026-01-01', '2026-01-01'] }, /twice/],
    ['a status nobody knows', { status: 'guessed', closedWeekdays: [] }, /status/],
  ])('a calendar with %s is none', (_, change, message) => {
    expect(() => parseTradingCalendar(JSON.stringify({ version: 'x', years: [{ year: 2026, status: 'announced', basis: '', ...change }] }))).toThrow(message);
  });
});
