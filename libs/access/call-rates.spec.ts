import { CallRates } from './index.js';

describe('how often one login may do what costs much', () => {
  let now = 0;
  const rates = (most: number) => new CallRates({ inquiry: most, 'bulk-inquiry': most, file: most }, () => now);
  const times = (count: number, take: () => { taken: boolean }): boolean[] => Array.from({ length: count }, () => take().taken);
  beforeEach(() => (now = 1_000_000));

  test('as many at once as in a minute, then one as often as they come back', () => {
    const kept = rates(3);
    expect(times(4, () => kept.take('inquiry', 'lin'))).toEqual([true, true, true, false]);
    expect(kept.take('inquiry', 'lin')).toMatchObject({ taken: false, afterMs: 20_000 });
    now += 20_000;
    expect(times(2, () => kept.take('inquiry', 'lin'))).toEqual([true, false]);
    now += 3_600_000;
    expect(times(4, () => kept.take('inquiry', 'lin'))).toEqual([true, true, true, false]);
  });

  test('nobody else and nothing else is slowed down by it', () => {
    const kept = rates(1);
    expect(times(2, () => kept.take('inquiry', 'lin'))).toEqual([true, false]);
    expect([kept.take('inquiry', 'gu').taken, kept.take('file', 'lin').taken, kept.take('bulk-inquiry', 'lin').taken]).toEqual([true, true, true]);
  });

  test('refused again and again: written down once a minute', () => {
    const kept = rates(1);
    kept.take('file', 'lin');
    const told = (): boolean[] => Array.from({ length: 5 }, () => kept.take('file', 'lin')).map((one) => !one.taken && one.tell);
    expect(told()).toEqual([true, false, false, false, false]);
    now += 59_000;
    expect(told()).toEqual([false, false, false, false, false]);
    now += 61_000;
    kept.take('file', 'lin');
    expect(told()).toEqual([true, false, false, false, false]);
  });

  test('no limit; and a clock that goes back costs nobody anything', () => {
    expect(times(1000, () => rates(0).take('inquiry', 'lin'))).not.toContain(false);
    const kept = rates(2);
    kept.take('inquiry', 'lin');
    now -= 3_600_000;
    expect(times(2, () => kept.take('inquiry', 'lin'))).toEqual([true, false]);
  });
});
