import fc from 'fast-check';
import { parseQuantity } from './quantity.js';

describe('quantities 份额/股数', () => {
  it.each([
    ['1000', '1000'],
    ['1,000.500', '1000.5'],
    ['0000.10', '0.1'],
    ['0', '0'],
    ['0.00', '0'],
    ['１０００．１２３４', '1000.1234'],
    ['12345678901234567890.12345678', '12345678901234567890.12345678'],
  ])('%j is %s', (input, value) => {
    expect(parseQuantity(input)).toEqual({ ok: true, value });
  });

  it.each([
    ['-1', 'characters'],
    ['1e5', 'characters'],
    ['1,00', 'format'],
    ['1.', 'format'],
    ['.1', 'format'],
    ['123456789012345678901', 'length'],
    ['1.123456789', 'length'],
    ['', 'empty'],
  ])('%j is refused (%s)', (input, reason) => {
    expect(parseQuantity(input)).toMatchObject({ ok: false, reason });
  });

  it('the canonical form reads back as itself', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger().map(Math.abs), fc.nat(99_999_999), (whole, decimals) => {
        const parsed = parseQuantity(`${whole}.${String(decimals).padStart(8, '0')}`);
        expect(parsed.ok && parseQuantity(parsed.value)).toEqual(parsed);
      }),
    );
  });
});
