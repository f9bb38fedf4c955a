import fc from 'fast-check';
import { formatFen, parseYuan } from './amount.js';

describe('amounts 金额', () => {
  it.each([
    ['1234.50', 123450],
    ['1234.5', 123450],
    ['1234', 123400],
    ['0', 0],
    ['0.01', 1],
    ['000012.30', 1230],
    ['1,234.50', 123450],
    ['1,234,567,890.12', 123456789012],
    ['１，２３４．５０', 123450],
    [' 1 234.50 ', 123450],
    ['1234.5000', 123450],
    ['1234.5600', 123456],
    ['90071992547409.91', Number.MAX_SAFE_INTEGER],
  ])('%j yuan is %d fen', (text, fen) => {
    expect(parseYuan(text)).toEqual({ ok: true, value: fen });
  });

  it.each([
    ['1234.565', 'lossy'],
    ['1234.5601', 'lossy'],
    ['0.0001', 'lossy'],
    ['1234.50000', 'length'],
    ['90071992547409.92', 'range'],
    ['9'.repeat(50), 'range'],
    ['-1.00', 'range'],
    ['1,23', 'format'],
    ['12,34,567.00', 'format'],
    ['1234,567.00', 'format'],
    [',123', 'format'],
    ['1.234,50', 'format'],
    ['.5', 'format'],
    ['5.', 'format'],
    ['1.2.3', 'format'],
    ['--1', 'format'],
    ['1-', 'format'],
    ['1e3', 'characters'],
    ['0x10', 'characters'],
    ['+1', 'characters'],
    ['¥1', 'characters'],
    ['NaN', 'characters'],
    ['1\n2', 'characters'],
    ['١٢', 'characters'],
    ['', 'empty'],
    ['1'.repeat(61), 'length'],
  ])('%j is refused (%s)', (text, reason) => {
    expect(parseYuan(text)).toMatchObject({ ok: false, reason });
  });

  it('an overdrawn balance: read only where a negative amount is allowed', () => {
    expect(parseYuan('-1,234.50', { allowNegative: true })).toEqual({ ok: true, value: -123450 });
    expect(parseYuan('－0.01', { allowNegative: true })).toEqual({ ok: true, value: -1 });
    expect(parseYuan('-0.00', { allowNegative: true })).toEqual({ ok: true, value: 0 });
  });

  it.each([
    [123450, '1234.50'],
    [0, '0.00'],
    [-0, '0.00'],
    [5, '0.05'],
    [50, '0.50'],
    [-5, '-0.05'],
    [Number.MAX_SAFE_INTEGER, '90071992547409.91'],
  ])('%d fen is %s yuan', (fen, text) => {
    expect(formatFen(fen)).toBe(text);
  });

  it('what is no whole fen is a bug of the caller', () => {
    for (const value of [1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1]) {
      expect(() => formatFen(value)).toThrow(RangeError);
    }
  });

  it('every amount reads back as itself, to the fen', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (fen) => {
        const value = fen === 0 ? 0 : fen;
        expect(parseYuan(formatFen(value), { allowNegative: true })).toEqual({ ok: true, value });
      }),
    );
  });

  it('thousands separators never change an amount', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger().map(Math.abs), (fen) => {
        const text = formatFen(fen);
        expect(parseYuan(text.replace(/\B(?=(\d{3})+\.)/g, ','))).toEqual(parseYuan(text));
      }),
    );
  });
});
