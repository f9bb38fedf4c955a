import { KNOWN_CURRENCIES, currencyNumeric, parseCurrency } from './currency.js';

describe('currencies 币种', () => {
  it('every number of the court interface, both ways', () => {
    const numbers = '036 040 056 124 156 158 208 246 250 276 344 380 392 446 458 528 554 578 608 702 724 840'.split(' ');
    expect(KNOWN_CURRENCIES.map((currency) => currency.numeric)).toEqual(numbers);
    for (const currency of KNOWN_CURRENCIES) {
      expect(parseCurrency(currency.numeric)).toEqual({ ok: true, value: currency });
      expect(parseCurrency(currency.alpha)).toEqual({ ok: true, value: currency });
      expect(currencyNumeric(currency.alpha)).toBe(currency.numeric);
    }
    expect(new Set(KNOWN_CURRENCIES.map((currency) => currency.alpha)).size).toBe(numbers.length);
  });

  it.each(['156', 'CNY', 'cny', '人民币', ' 人民币 ', 'RMB', '１５６'])('%j is the renminbi', (text) => {
    expect(parseCurrency(text)).toMatchObject({ ok: true, value: { alpha: 'CNY', numeric: '156' } });
  });

  it('the New Taiwan dollar: 158 on the wire, though ISO 4217 has 901', () => {
    expect(parseCurrency('901')).toMatchObject({ ok: true, value: { alpha: 'TWD', numeric: '158' } });
  });

  it.each([
    ['999', 'unknown'],
    ['36', 'unknown'],
    ['元', 'unknown'],
    ['constructor', 'unknown'],
    ['', 'empty'],
  ])('%j is refused (%s)', (text, reason) => {
    expect(parseCurrency(text)).toMatchObject({ ok: false, reason });
  });
});
