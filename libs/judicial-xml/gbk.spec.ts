import fc from 'fast-check';
import iconv from 'iconv-lite';
import { witness } from './gbk.js';
import { charactersOutsideGbk, decodeGb18030, encodeGbk } from './index.js';

const codesOfTwoBytes: [number, number][] = [];
for (let lead = 0x81; lead <= 0xfe; lead++) for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) codesOfTwoBytes.push([lead, trail]);

describe('GBK', () => {
  it('reads every two-byte code as iconv-lite does, but for the codes that got real characters in 2022', () => {
    const others: string[] = [];
    for (const code of codesOfTwoBytes) {
      const text = decodeGb18030(Uint8Array.from(code));
      if (text !== iconv.decode(Buffer.from(code), 'gbk')) others.push(text ?? '');
    }
    expect(others.join('')).toBe('︐︒︑︓︔︕︖︗︘︙龴龵龶龷龸龹龺龻');
  });

  it('writes what a GBK reader understands, wherever there is such a thing', () => {
    const text = '张三　阿依古丽·买买提—中国工商银行（杭州）㑇镕€123.45';
    expect(encodeGbk(text)).toEqual(iconv.encode(text, 'gbk'));
    expect(charactersOutsideGbk(text)).toEqual([]);
    expect(encodeGbk('龴')).toEqual(Buffer.from([0xfe, 0x59]));
    expect(encodeGbk('\uE81E')).toEqual(Buffer.from([0xfe, 0x59]));
    expect(encodeGbk('\uE864')).toEqual(Buffer.from([0xfe, 0xa0]));
  });

  it('writes every character of the basic plane as iconv-lite does where GBK has it', () => {
    const others: string[] = [];
    for (let unit = 0x80; unit <= 0xffff; unit++) {
      const character = String.fromCharCode(unit);
      const theirs = iconv.encode(character, 'gbk');
      if (character.isWellFormed() && !theirs.equals(Buffer.from('?')) && !encodeGbk(character).equals(theirs)) others.push(character);
    }
    expect(others).toEqual(['\uE7C7']); // private use: iconv-lite writes three of its four bytes
  });

  it('writes the four bytes of GB18030 for a rare character, never a question mark, and names it', () => {
    expect(encodeGbk('张𠮷鿍')).toEqual(iconv.encode('张𠮷鿍', 'gb18030'));
    expect(charactersOutsideGbk('张𠮷鿍𠮷ı')).toEqual(['𠮷', '鿍', 'ı']);
    expect(decodeGb18030(encodeGbk('张𠮷鿍ı'))).toBe('张𠮷鿍ı');
    expect(decodeGb18030(encodeGbk('a\uD842'))).toBeUndefined();
  });

  it('round trips every text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        fc.pre(text.isWellFormed() && !/[\uFFFD\uE000-\uF8FF]/.test(text));
        expect(decodeGb18030(encodeGbk(text))).toBe(text);
      }),
      { seed: 20260106, numRuns: 2000 },
    );
    const long = '中'.repeat(40_000);
    expect(decodeGb18030(encodeGbk(long))).toBe(long);
  });

  it.each([
    ['half a character', [0xb0]],
    ['half a character before ASCII', [0xb0, 0x31]],
    ['FF', [0xff, 0x41]],
    ['a trail that is none', [0xb0, 0x7f]],
    ['an unassigned four-byte code', [0x84, 0x39, 0xff, 0x39]],
    ['three of four bytes', [0x81, 0x30, 0x81]],
    ['four bytes beyond the last character', [0xe3, 0x32, 0x9a, 0x36]],
    ['the replacement character', [0x84, 0x31, 0xa4, 0x37]],
  ])('is not %s', (_, bytes) => {
    expect(decodeGb18030(Uint8Array.from(bytes))).toBeUndefined();
  });

  it('never gives a replacement character or half a pair, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        const text = decodeGb18030(bytes);
        expect(text === undefined || (text.isWellFormed() && !text.includes('\uFFFD'))).toBe(true);
      }),
      { seed: 20260107, numRuns: 5000 },
    );
  });
});

describe('what the bytes say about their encoding', () => {
  it.each(['查无开户信息', '业务审核未通过', '查询异常', '借记卡', '中国工商银行杭州市西湖支行', '人民币', '𠮷野'])('%s in UTF-8 is seen', (text) => {
    expect(witness(Buffer.from(text, 'utf8'))).toBe('utf8');
  });

  it('a short text that is sound in both stays with the contract', () => {
    expect(witness(Buffer.from('正常', 'utf8'))).toBe('neither'); // as GBK: 姝ｅ父
  });

  it.each(['查无开户信息', '业务审核未通过', '查询异常', '正常', '借记卡', '中国工商银行杭州市西湖支行', '人民币', '张三', '联通'])('%s in GBK is never taken for UTF-8', (text) => {
    expect(witness(iconv.encode(text, 'gbk'))).not.toBe('utf8');
  });
});
