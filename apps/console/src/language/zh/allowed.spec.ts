import { allowedInChinese } from './allowed.js';

test.each([
  ['a text of 1 to 200 characters', '200 字以内的文字，不能为空'],
  ['a whole number of fen from 1 to 100000000', '大于零的金额'],
  ['100000: what of 100000 is not held', '1000.00 元，即尚未控制的部分'],
  ['a day from 2026-11-27, when it was printed, to 2026-11-28', '2026-11-27（打印之日）至 2026-11-28 之间的日期'],
  ['not less than askAfterSeconds, 120', '不小于首次查询状态的 120 秒'],
  ['缩短期限', '缩短期限'],
])('what is allowed is said in Chinese: %s', (allowed, said) => {
  expect(allowedInChinese(allowed)).toBe(said);
});

test('what has no sentence yet is not made up', () => {
  expect(allowedInChinese('rounds within fifty years')).toBeUndefined();
});
