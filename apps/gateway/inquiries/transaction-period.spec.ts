import { checkTransactionPeriod } from './transaction-period.js';

/** One in the morning of the 11th in Beijing, still the 10th in Greenwich. */
const NOW = new Date('2026-11-10T17:00:00Z');

const faultsOf = (from: string, to: string): string[] => {
  try {
    checkTransactionPeriod({ from, to }, NOW);
  } catch (error) {
    return (error as { fields: { field: string; allowed: string }[] }).fields.map(({ field, allowed }) => `${field}: ${allowed}`);
  }
  return [];
};

describe('the period of account movements', () => {
  test.each([
    ['one day', '2026-11-10', '2026-11-10'],
    ['to today in Beijing', '2026-11-01', '2026-11-11'],
    ['five years to the day', '2021-03-01', '2026-03-01'],
    ['five years from a 29th of February', '2020-02-29', '2025-02-28'],
    ['long ago', '1990-01-01', '1994-12-31'],
  ])('%s: taken', (_, from, to) => {
    expect(faultsOf(from, to)).toEqual([]);
  });

  const day = 'a day of the calendar as yyyy-MM-dd, not in the future';
  test.each([
    ['tomorrow in Beijing', '2026-11-01', '2026-11-12', [`/transactions/to: ${day}`]],
    ['both in the future', '2027-01-01', '2027-01-02', [`/transactions/from: ${day}`, `/transactions/to: ${day}`]],
    ['a day that is not in the calendar', '2026-02-29', '2026-03-01', [`/transactions/from: ${day}`]],
    ['a month that is not in the calendar', '2026-01-01', '2026-13-01', [`/transactions/to: ${day}`]],
    ['day zero', '2026-01-00', '2026-01-01', [`/transactions/from: ${day}`]],
    ['the end before the beginning', '2026-03-02', '2026-03-01', ['/transactions/to: a day not before `from`']],
    ['five years and a day', '2021-03-01', '2026-03-02', ['/transactions/to: a day at most 5 years after `from`']],
  ])('%s: refused', (_, from, to, faults) => {
    expect(faultsOf(from, to)).toEqual(faults);
  });
});
