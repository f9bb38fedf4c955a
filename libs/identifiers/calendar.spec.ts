import { beijingDay, beijingYear, isCalendarDay } from './calendar.js';

describe('Chinese calendar days', () => {
  it('the day changes at 16:00 UTC', () => {
    expect(beijingDay(new Date('2025-12-31T15:59:59Z'))).toBe('20251231');
    expect(beijingDay(new Date('2025-12-31T16:00:00Z'))).toBe('20260101');
    expect(beijingYear(new Date('2025-12-31T16:00:00Z'))).toBe(2026);
  });

  it.each(['20000229', '20240229', '19491231', '20250430'])('%s exists', (day) => expect(isCalendarDay(day)).toBe(true));
  it.each(['19000229', '20230229', '20250431', '20250001', '20251301', '20250100', '20250132'])('%s does not', (day) =>
    expect(isCalendarDay(day)).toBe(false),
  );
});
