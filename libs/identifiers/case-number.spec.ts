import fc from 'fast-check';
import { EXECUTION_CASE_TYPES, formatCaseNumber, parseCaseNumber } from './case-number.js';

const now = new Date('2026-03-01T00:00:00Z');
const canonical = '（2016）浙0106执1234号';

describe('case number 案号', () => {
  it('the canonical form: every part is read', () => {
    expect(parseCaseNumber(canonical, { now })).toEqual({
      ok: true,
      value: { canonical, year: 2016, courtCode: '浙0106', type: '执', serial: 1234, courtKind: 'basic', knownType: true },
    });
  });

  it.each([
    '(2016)浙0106执1234号',
    '〔2016〕浙0106执1234号',
    '（2016)浙0106执1234号',
    '〔2016）浙0106执1234号',
    '　（２０１６）浙０１０６执１２３４号 ',
    '( 2016 ) 浙0106 执 1234 号\t',
    '\uFEFF（2016）浙0106\u00A0执1234号',
    '（2016）浙0106执01234号',
  ])('%j is the same case', (input) => {
    expect(parseCaseNumber(input, { now })).toMatchObject({ ok: true, value: { canonical } });
  });

  it.each(['执', '执恢', '执保', '执异', '执复', '执监', '执协', '执他', '财保', '执破'])('type %s is known', (type) => {
    expect(EXECUTION_CASE_TYPES).toContain(type);
    expect(parseCaseNumber(`（2020）浙01${type}7号`, { now })).toMatchObject({
      ok: true,
      value: { type, knownType: true, courtCode: '浙01', courtKind: 'intermediate' },
    });
  });

  it('a type that is not in the list: accepted, and reported', () => {
    expect(parseCaseNumber('（2020）浙0192民初7号', { now })).toMatchObject({
      ok: true,
      value: { type: '民初', knownType: false, courtKind: 'special' },
    });
    expect(parseCaseNumber('（2020）浙0192民初7号', { now, knownTypes: ['民初'] })).toMatchObject({ value: { knownType: true } });
    expect(parseCaseNumber(canonical, { now, knownTypes: [] })).toMatchObject({ value: { knownType: false } });
  });

  it.each([
    ['（2021）浙执复12号', '浙', '执复', 'high'],
    ['（2021）最高法执监12号', '最高法', '执监', 'supreme'],
    ['（2021）最高法知民终12号', '最高法知', '民终', 'supreme'],
    ['（2021）浙72执12号', '浙72', '执', 'special'],
  ])('%s: court %s, type %s', (input, courtCode, type, courtKind) => {
    expect(parseCaseNumber(input, { now })).toMatchObject({ ok: true, value: { canonical: input, courtCode, type, courtKind } });
  });

  it.each([
    ['（1948）浙0106执1号', 'year'],
    ['（2028）浙0106执1号', 'year'],
    ['（9999）浙0106执1号', 'year'],
    ['（2016）浙0106执0号', 'range'],
    ['（2016）某0106执1号', 'region'],
    ['（2016）浙010执1号', 'format'],
    ['（2016）浙01061执1号', 'format'],
    ['（2016）浙0106执恢异议1号', 'format'],
    ['（2016）浙01061号', 'format'],
    ['（2016）浙0106执1234', 'format'],
    ['（2016）浙0106执号', 'format'],
    ['（2016）浙0106执1234号之一', 'format'],
    ['2016浙0106执1234号', 'format'],
    ['（16）浙0106执1234号', 'format'],
    ['（2016）浙0106执1234567890号', 'format'],
    ['（2016）浙0106执1234号\n', 'characters'],
    ['（2016）浙0106执\r\n1234号', 'characters'],
    ["（2016）浙0106执1234号'--", 'characters'],
    ['（2016）浙0106执1234号<b/>', 'characters'],
    ['（2016）浙0106\u200B执1234号', 'characters'],
    ['（2016）浙0106执1234号\u0000', 'characters'],
    ['', 'empty'],
    [' 　', 'empty'],
    [canonical + ' '.repeat(60), 'length'],
    ['（2016）' + '执'.repeat(60), 'length'],
  ])('%j is refused (%s)', (input, reason) => {
    expect(parseCaseNumber(input, { now })).toMatchObject({ ok: false, reason });
  });

  it('1949 and next year, by the calendar of Beijing, are the limits', () => {
    expect(parseCaseNumber('（1949）浙0106执1号', { now }).ok).toBe(true);
    expect(parseCaseNumber('（2027）浙0106执1号', { now }).ok).toBe(true);
    const newYearInBeijing = new Date('2026-12-31T16:00:00Z');
    expect(parseCaseNumber('（2028）浙0106执1号', { now: newYearInBeijing }).ok).toBe(true);
  });

  it('a formatted case number reads back as itself', () => {
    fc.assert(
      fc.property(
        fc.record({
          year: fc.integer({ min: 1949, max: 2027 }),
          courtCode: fc.constantFrom('最高法', '浙', '浙01', '浙0106', '兵0101', '军02'),
          type: fc.constantFrom(...EXECUTION_CASE_TYPES, '民辖终'),
          serial: fc.integer({ min: 1, max: 999_999_999 }),
        }),
        (parts) => {
          expect(parseCaseNumber(formatCaseNumber(parts), { now })).toMatchObject({
            ok: true,
            value: { ...parts, canonical: formatCaseNumber(parts) },
          });
        },
      ),
    );
  });
});
