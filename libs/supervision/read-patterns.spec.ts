import { workingDays } from '#libs/statute';
import { casesOffHours, isOffHours, mostCasesInAMinute } from './read-patterns.js';

const at = (moment: string) => new Date(moment);
const read = (moment: string, caseId: string) => ({ at: at(moment), caseId });

describe('patterns of reads', () => {
  it('cases within any one minute, also over the turn of the minute', () => {
    const reads = Array.from({ length: 12 }, (_, index) => read(new Date(Date.parse('2026-03-02T02:00:35Z') + index * 5000).toISOString(), `case-${index}`));
    expect(mostCasesInAMinute(reads)).toBe(12);
    expect(mostCasesInAMinute([...reads, read('2026-03-02T02:01:35Z', 'case-99')])).toBe(12);
    expect(mostCasesInAMinute([])).toBe(0);
  });

  it('the same case again and again is one', () => {
    expect(mostCasesInAMinute(Array.from({ length: 30 }, (_, index) => read(`2026-03-02T02:00:${String(index).padStart(2, '0')}Z`, 'case-1')))).toBe(1);
  });

  it.each([
    ['21:59 of a Monday', '2026-03-02T21:59:59+08:00', false],
    ['22:00', '2026-03-02T22:00:00+08:00', true],
    ['05:59', '2026-03-03T05:59:59+08:00', true],
    ['06:00', '2026-03-03T06:00:00+08:00', false],
    ['a Sunday at noon', '2026-03-01T12:00:00+08:00', true],
    ['National Day at noon', '2025-10-01T12:00:00+08:00', true],
    ['a Sunday that is worked (调休)', '2025-09-28T12:00:00+08:00', false],
  ])('off hours in Beijing: %s is %s: %s', (_, moment, expected) => {
    expect(isOffHours(at(moment), workingDays())).toBe(expected);
  });

  it('cases read off hours, each once', () => {
    expect(casesOffHours([read('2026-03-02T23:00:00+08:00', 'a'), read('2026-03-02T23:10:00+08:00', 'a'), read('2026-03-02T15:00:00+08:00', 'b')], workingDays())).toBe(1);
  });
});
