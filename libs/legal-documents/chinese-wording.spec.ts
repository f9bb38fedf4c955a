import { DOCUMENT_TYPES } from '#libs/identifiers';
import { chineseDate, chineseNumber, documentName, plainDate } from './chinese-wording.js';

describe('Chinese wording', () => {
  test.each([
    ['2025-11-23', '二〇二五年十一月二十三日'],
    ['2016-04-29', '二〇一六年四月二十九日'],
    ['2030-10-10', '二〇三〇年十月十日'],
    ['2024-12-31', '二〇二四年十二月三十一日'],
    ['2024-02-01', '二〇二四年二月一日'],
  ])('%s is written %s', (day, written) => expect(chineseDate(day)).toBe(written));

  test('a day inside running text has plain numbers', () => expect(plainDate('2025-01-02')).toBe('2025年1月2日'));

  test.each(['2025-02-29', '2025-13-01', '2025-1-1', '20250101', '', 'x'])('%p is no day', (day) => {
    expect(() => chineseDate(day)).toThrow(RangeError);
  });

  test('numbers have no leading one before ten', () => {
    expect([1, 9, 10, 11, 20, 21, 99].map(chineseNumber)).toEqual(['一', '九', '十', '十一', '二十', '二十一', '九十九']);
    for (const value of [0, 100, 1.5]) expect(() => chineseNumber(value)).toThrow(RangeError);
  });

  test('every document type has a name of its own; an unknown one is another document', () => {
    expect(new Set(DOCUMENT_TYPES.map(documentName)).size).toBe(DOCUMENT_TYPES.length);
    expect(documentName('of another version')).toBe('其他证件');
  });
});
