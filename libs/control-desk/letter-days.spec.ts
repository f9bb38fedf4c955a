import { addDays } from '#libs/statute';
import { DEFAULT_LETTER_DAYS, dueOn, overdueSince } from './letter-days.js';

describe('how long letters may wait', () => {
  test('counted in working days: over a weekend, and over the days off of the National Day', () => {
    // A Friday, and the Wednesday before the first of October.
    expect(dueOn(DEFAULT_LETTER_DAYS, 'to-print', '2026-11-20')).toBe('2026-11-24');
    expect(dueOn(DEFAULT_LETTER_DAYS, 'to-print', '2026-09-30')! > '2026-10-07').toBe(true);
    for (const stage of ['answered', 'returned'] as const) expect(dueOn(DEFAULT_LETTER_DAYS, stage, '2026-11-20')).toBeUndefined();
  });

  test.each(['2026-02-24', '2026-10-01', '2026-10-12', '2026-11-23', '2026-11-26'])('what is overdue on %s is exactly what was due before it', (today) => {
    const since = overdueSince(DEFAULT_LETTER_DAYS, today);
    for (const stage of ['to-print', 'printed', 'delivered'] as const) {
      expect(dueOn(DEFAULT_LETTER_DAYS, stage, since[stage])! < today).toBe(true);
      expect(dueOn(DEFAULT_LETTER_DAYS, stage, addDays(since[stage], 1))! >= today).toBe(true);
    }
  });
});
