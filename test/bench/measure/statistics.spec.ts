import { describeTarget, meets, median, metric, pairedRatio, percentile, spread, summarise } from './statistics.mjs';

const upTo = (count: number) => Array.from({ length: count }, (_, index) => count - index);

describe('statistics of the bench', () => {
  test('a percentile is a value that was measured: the smallest with at least that share at or below it', () => {
    expect([0.5, 0.95, 0.99, 1, 0].map((share) => percentile(upTo(100), share))).toEqual([50, 95, 99, 100, 1]);
    expect(percentile([15, 20, 35, 40, 50], 0.3)).toBe(20);
    expect(percentile([7], 0.99)).toBe(7);
    expect(percentile([], 0.5)).toBeNull();
  });

  test('numbers are put in order as numbers, and the list given stays as it is', () => {
    const given = [100, 9, 20];
    expect(median(given)).toBe(20);
    expect(given).toEqual([100, 9, 20]);
  });

  test('the median of an even count lies between the two middle ones', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([])).toBeNull();
  });

  test('a list is summarised', () => {
    expect(summarise(upTo(200))).toEqual({ count: 200, p50: 100, p95: 190, p99: 198, max: 200 });
    expect(summarise([])).toEqual({ count: 0, p50: null, p95: null, p99: null, max: null });
  });

  test('one round was disturbed: rounds are compared pair by pair, so the ratio stands', () => {
    expect(pairedRatio([300, 30, 330], [100, 10, 110])).toBe(3);
    expect(pairedRatio([200, 300, 1000], [100, 100, 100])).toBe(3);
  });

  test('a round is missing or empty: no ratio is made up', () => {
    expect(() => pairedRatio([1, 2], [1])).toThrow(RangeError);
    expect(() => pairedRatio([1], [0])).toThrow(RangeError);
    expect(() => pairedRatio([Number.NaN], [1])).toThrow(RangeError);
  });

  test('spread is half the range around the middle', () => {
    expect(spread([90, 100, 110])).toBeCloseTo(0.1);
    expect(spread([])).toBeNull();
    expect(spread([0, 0])).toBeNull();
  });

  test.each([
    [3, { atLeast: 3 }, true],
    [2.99, { atLeast: 3 }, false],
    [3, { atMost: 3 }, true],
    [3.01, { atMost: 3 }, false],
    [null, { atMost: 3 }, false],
    [Number.NaN, { atLeast: 3 }, false],
    [1, undefined, null],
    [null, undefined, null],
  ])('%p against %p is %p', (value, target, met) => expect(meets(value, target)).toBe(met));

  test('a target says which way', () => {
    expect([{ atLeast: 3 }, { atMost: 30 }, undefined].map(describeTarget)).toEqual(['≥ 3', '≤ 30', null]);
    expect(() => meets(1, {})).toThrow(TypeError);
  });

  test('a line of the result is rounded for reading, but judged before', () => {
    expect(metric('a', 1316.4, 'inquiries/s')).toEqual({ name: 'a', value: 1316, unit: 'inquiries/s', target: null, met: null });
    expect(metric('b', 2.9999, '×', { atLeast: 3 })).toEqual({ name: 'b', value: 3, unit: '×', target: '≥ 3', met: false });
    expect(metric('c', null, 'ms', { atMost: 10 })).toEqual({ name: 'c', value: null, unit: 'ms', target: '≤ 10', met: false });
  });
});
