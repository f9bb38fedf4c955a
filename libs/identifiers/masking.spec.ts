import fc from 'fast-check';
import {
  maskAccount, maskAddress, maskCertificate, maskEmail, maskIdNumber, maskName, maskNumbersIn, maskPartyName, maskPhone, maskPlate, maskReference, maskText, maskUnit, maskVin,
} from './masking.js';
import { syntheticResidentId } from './synthetic.js';

const NUMBERS = [maskIdNumber, maskAccount, maskPhone, maskPlate, maskVin, maskUnit, maskReference];
const ALL = [...NUMBERS, maskName, maskPartyName, maskCertificate, maskAddress, maskEmail, maskText, maskNumbersIn];

/** How many characters of a text can be read from its mask, at their places. */
const shownOf = (text: string, masked: string): number => [...masked].filter((character, place) => character !== '*' && character === [...text][place]).length;

describe('masking 脱敏', () => {
  it('numbers', () => {
    expect(maskIdNumber('330106198001011235')).toBe('330106********1235');
    expect(maskIdNumber('330106800101123')).toBe('330106******123');
    expect(maskIdNumber('E12345678')).toBe('E1*****78');
    expect(maskIdNumber('123')).toBe('***');
    expect(maskAccount('6222021200000000013')).toBe('6222***********0013');
    expect(maskAccount('12345')).toBe('1***5');
    expect(maskPhone('13800001234')).toBe('138****1234');
    expect(maskPhone('0571-88888888')).toBe('057*******888');
    expect(maskPlate('浙A12345')).toBe('浙A***45');
    expect(maskPlate('浙AD12345')).toBe('浙A****45');
    expect(maskPlate('浙A1')).toBe('***');
    expect(maskVin('LZZVX2Z636Z1C0069')).toBe('LZZ**********0069');
    expect(maskUnit('330106002002GB00001F00010001')).toBe('330106******************0001');
    expect(maskReference('P20261234567')).toBe('*********567');
  });

  it('names of people', () => {
    expect(maskName('张三')).toBe('张*');
    expect(maskName('王小明')).toBe('王*明');
    expect(maskName('欧阳娜娜')).toBe('欧阳**');
    expect(maskName('欧阳修')).toBe('欧阳*');
    expect(maskName('阿卜杜拉')).toBe('阿***');
    expect(maskName('𠮷三')).toBe('𠮷*');
    expect(maskName('𠮷小㐂')).toBe('𠮷*㐂');
    expect(maskName('张')).toBe('*');
    expect(maskName('阿卜杜拉·买买提')).toBe('阿***·***');
    expect(maskName('John Smith')).toBe('J*** *****');
    expect(maskName('')).toBe('');
  });

  it.each(['杭州虚构贸易有限公司', '样例银行股份有限公司杭州分行', '杭州市西湖区人民法院', '样例托管银行'])('%s is an organisation: its name is public', (name) => expect(maskPartyName(name)).toBe(name));

  it.each([
    ['王小明', '王*明'],
    // Who trades under their own name is a person.
    ['王小明服装店', '王*****'],
    ['公司', '公*'],
  ])('%s is not clearly an organisation: masked', (name, masked) => expect(maskPartyName(name)).toBe(masked));

  it.each([
    ['浙江省杭州市西湖区样例路1号', '浙江省杭州市西湖区****'],
    ['浙江省宁波市余姚市样例镇3村', '浙江省宁波市余姚市****'],
    ['内蒙古自治区呼和浩特市样例区虚构街9号', '内蒙古自治区呼和浩特市样例区****'],
    ['样例路小区3幢201室', '****'],
    ['1-2-3', '****'],
    ['浙江省杭州市', '浙江省杭州市'],
  ])('address %s: %s', (address, masked) => expect(maskAddress(address)).toBe(masked));

  it.each([
    ['浙（2018）杭州市不动产权第0012345号', '浙（2018）杭州市不动产权第*****45号'],
    ['杭房权证西字第12345号', '杭房权证西字第***45号'],
    ['33001234567', '33*******67'],
  ])('certificate %s: %s', (certificate, masked) => expect(maskCertificate(certificate)).toBe(masked));

  it('e-mail and free text', () => {
    expect(maskEmail('wang.xm@example.com')).toBe('w***@example.com');
    expect(maskEmail('wang')).toBe('***');
    expect(maskText('王小明，电话13800001234')).toBe('***');
    expect(maskText('')).toBe('');
  });

  it.each([
    ['活期储蓄', '活期储蓄'],
    ['冻结至2026-10-01', '冻结至2026-10-01'],
    ['户主330106198001011235', '户主******************'],
    ['卡 6222 0212 0000 0000 013', '卡 ***********************'],
    ['电话１３８００００１２３４', '电话***********'],
    ['Savings account', 'Savings account'],
  ])('words of an institution: %s is shown as %s', (words, masked) => expect(maskNumbersIn(words)).toBe(masked));

  it('a resident identity number never shows the birth date', () => {
    fc.assert(
      fc.property(fc.noShrink(fc.infiniteStream(fc.double({ min: 0, max: 0.999999, noNaN: true }))), (stream) => {
        const number = syntheticResidentId(() => stream.next().value as number);
        expect(maskIdNumber(number)).toBe(`${number.slice(0, 6)}********${number.slice(14)}`);
      }),
      { numRuns: 50 },
    );
  });

  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: fc.constantFrom('王', '欧', '阳', '𠮷', '㐂', '\uD800', '\uDC00', '1', '9', 'A', '·', ' ', '号', '第', '区', '市', '@', '（', '）'), maxLength: 40 }));

  it('any text: of numbers and names as many characters as there were, at most the part the rule names, nothing thrown', () => {
    fc.assert(
      fc.property(text, (given) => {
        const length = [...given].length;
        for (const mask of NUMBERS) {
          expect([...mask(given)]).toHaveLength(length);
          expect(shownOf(given, mask(given))).toBeLessThanOrEqual(Math.max(8, length / 2) + 2);
          if (length < 4) expect(shownOf(given, mask(given))).toBe(0);
        }
        for (const mask of [maskAccount, maskReference]) expect(shownOf(given, mask(given))).toBeLessThanOrEqual(length / 2);
        expect([...maskName(given)]).toHaveLength(length);
        const letters = [...maskName(given)].filter((character) => character !== '*' && !/[·•・\s]/.test(character));
        expect(letters.length).toBeLessThanOrEqual(2);
        if (length === 1) expect(maskName(given)).toBe('*');
        expect(maskText(given)).toBe(given === '' ? '' : '***');
        // An address shows no digit.
        expect(maskAddress(given)).not.toMatch(/\d/);
        expect(maskNumbersIn(given)).not.toMatch(/\d{7}/);
      }),
      { numRuns: 500 },
    );
  });

  it('what is no text at all', () => {
    for (const mask of ALL) expect(mask(undefined as unknown as string)).toBe('');
  });

  it('a hundred thousand characters of anything: read once', () => {
    for (const piece of ['A', '1', '市', '区', '公司', 'a1 ', '第1']) for (const mask of ALL) mask(piece.repeat(100_000));
  });
});
