import fc from 'fast-check';
import { normaliseName, parseName, rareCharacters, sameName } from './name.js';

describe('names 姓名', () => {
  it('the raw name is kept beside the form for comparing', () => {
    expect(parseName('张　三')).toEqual({ ok: true, value: { raw: '张　三', normalised: '张三', rareCharacters: [] } });
  });

  it.each([
    ['阿卜杜拉·买买提', '阿卜杜拉•买买提'],
    ['阿卜杜拉·买买提', '阿卜杜拉．买买提'],
    ['阿卜杜拉·买买提', '阿卜杜拉・买买提'],
    ['阿卜杜拉·买买提', '阿卜杜拉.买买提'],
    ['阿卜杜拉·买买提', '阿卜杜拉‧ 买买提'],
    ['阿卜杜拉·买买提', '阿卜杜拉･买买提'],
    ['Ali·买买提', 'ALI．买买提'],
    ['A·B', 'A．B'],
    ['Ali·张', 'Ali. 张'],
    ['J.R. Smith', 'Ｊ．Ｒ．　ＳＭＩＴＨ'],
    ['John  Smith', ' john smith '],
    ['MÜLLER', 'Mu\u0308ller'],
    ['Nguyễn', 'NGUYE\u0302\u0303N'],
    ["O'Brien", 'O’Brien'],
    ['杭州某某（集团）有限公司', '杭州某某(集团) 有限公司'],
    ['张三', '张\u200B三\uFEFF'],
    ['张三', '\u202E张三'],
    ['葛晓', '葛\u{E0100}晓'],
    ['李䶮', '李\uE863'],
    ['李𠂇', '李\uE816'],
    ['李龻', '李\uE864'],
    ['李⺁', '李\uE815'],
  ])('%j and %j are the same name', (a, b) => {
    expect(sameName(a, b)).toBe(true);
    expect(sameName(b, a)).toBe(true);
  });

  it.each([
    ['张三', '张三丰'],
    ['王吉', '王𠮷'],
    ['John Smith', 'JohnSmith'],
    ['阿卜杜拉·买买提', '阿卜杜拉买买提'],
    ['', ''],
    [' ', '\u200B'],
  ])('%j and %j are not', (a, b) => {
    expect(sameName(a, b)).toBe(false);
  });

  it.each([
    ['张三', []],
    ['李〇', []],
    ['Smith·Ö', []],
    ['李䶮', ['䶮']],
    ['王𠮷𠮷', ['𠮷']],
    ['赵\uE863', ['\uE863']],
    ['钱\uF8F0', ['\uF8F0']],
    ['孙\u9FA6', ['\u9FA6']],
    ['孙\u9FA5', []],
    ['周\uFA11', ['\uFA11']],
    ['吴⿰王文', ['⿰']],
    ['郑\uD842', ['\uD842']],
    ['葛\u{E0100}', []],
  ])('rare characters of %j', (name, rare) => {
    expect(rareCharacters(name)).toEqual(rare);
  });

  it.each([
    ['', 'empty'],
    [' 　\u200B', 'empty'],
    ['张\n三', 'characters'],
    ['张三\u0000', 'characters'],
    ['张\u2028三', 'characters'],
    ['张'.repeat(201), 'length'],
  ])('%j is refused (%s)', (name, reason) => {
    expect(parseName(name)).toMatchObject({ ok: false, reason });
  });

  it('the form for comparing is stable, and a name is always the same as its own form', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.string({ unit: fc.constantFrom(...'张三𠮷·•．.・Ａaｚ ö　\u0308\u200B()（\uE863i\u0307'), maxLength: 12 }),
    );
    fc.assert(
      fc.property(text, (name) => {
        const once = normaliseName(name);
        expect(normaliseName(once)).toBe(once);
        expect(sameName(name, once)).toBe(once !== '');
      }),
      { numRuns: 500 },
    );
  });
});
