import { chineseAmount } from './chinese-amount.js';

describe('an amount in capital numerals', () => {
  it.each([
    [0, '零元整'], [1, '壹分'], [10, '壹角整'], [100, '壹元整'], [105, '壹元零伍分'], [110, '壹元壹角整'], [12_345_678, '壹拾贰万叁仟肆佰伍拾陆元柒角捌分'],
    [1_000_000, '壹万元整'], [1_000_100, '壹万零壹元整'], [10_010_000, '壹拾万零壹佰元整'], [100_000_500, '壹佰万零伍元整'], [1_000_000_000_000, '壹佰亿元整'],
    [1_000_000_000_100, '壹佰亿零壹元整'], [100_000_000_000_000, '壹万亿元整'], [100_010_000_000_000, '壹万零壹亿元整'], [2_030_405_060, '贰仟零叁拾万肆仟零伍拾元陆角整'],
  ])('%d fen: %s', (fen, words) => {
    expect(chineseAmount(fen)).toBe(words);
  });

  it.each([-1, 0.5, Number.MAX_SAFE_INTEGER + 1])('%d is no amount', (fen) => {
    expect(() => chineseAmount(fen)).toThrow(RangeError);
  });
});
