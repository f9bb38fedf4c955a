import { en } from '../language/english.js';
import { zh } from '../language/messages.js';
import { duration, fenOf, moment, day, yuan } from './index.js';

describe('what people read', () => {
  test('money is exact to the fen, also where a double is not', () => {
    expect([0, 5, 123, 123_456, -100, 9_007_199_254_740_991].map(yuan)).toEqual(['0.00', '0.05', '1.23', '1,234.56', '-1.00', '90,071,992,547,409.91']);
  });
  test('money as people type it', () => {
    expect(['1,234.5', '0.07', '12', '1.234', 'x', ''].map(fenOf)).toEqual([123_450, 7, 1200, undefined, undefined, undefined]);
  });
  test('moments are those of Beijing', () => {
    expect(moment('2026-11-26T18:30:05.123Z')).toBe('2026-11-27 02:30:05');
    expect([day('2026-11-26T18:30:05Z'), day('2026-01-02')]).toEqual(['2026-11-27', '2026-01-02']);
  });
  test('durations', () => {
    expect([800, 42_000, 185_000, 7_800_000, 432_000_000].map((ms) => duration(ms, en.shell))).toEqual(['0.8 s', '42 s', '3:05', '2:10:00', '5 d']);
    expect([800, 42_000, 432_000_000].map((ms) => duration(ms, zh.shell))).toEqual(['0.8 秒', '42 秒', '5 天']);
  });
});
