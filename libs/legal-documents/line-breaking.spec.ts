import { breakLines } from './line-breaking.js';

const linesOf = (text: string, characters: number, indent = 0) =>
  breakLines(text, characters * 1000, indent).map((line) => line.runs.map((run) => run.text).join(''));

describe('breaking Chinese text into lines', () => {
  test('a full line ends after any character', () => expect(linesOf('甲乙丙丁戊', 2)).toEqual(['甲乙', '丙丁', '戊']));

  test('punctuation would begin a line: the character before it comes along', () => {
    expect(linesOf('甲乙丙，丁', 3)).toEqual(['甲乙', '丙，丁']);
  });

  test('an opening bracket would end a line: it moves to the next', () => {
    expect(linesOf('甲乙（丙）丁', 3)).toEqual(['甲乙', '（丙）', '丁']);
  });

  test('a number would be broken: it moves to the next line whole', () => {
    expect(linesOf('证件330106', 5)).toEqual(['证件', '330106']);
  });

  test('a number is longer than a line: it is broken, and no line is wider than allowed', () => {
    const lines = breakLines('1'.repeat(60), 5000);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line.width).toBeLessThanOrEqual(5000);
  });

  test('the first line is indented: it holds less', () => expect(linesOf('甲乙丙丁戊', 4, 2000)).toEqual(['甲乙', '丙丁戊']));

  test('nothing to write is one empty line', () => expect(linesOf('', 4)).toEqual(['']));
});
