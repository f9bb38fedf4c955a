import { parseBankCard } from './bank-card.js';

describe('bank card 银行卡', () => {
  it.each(['6222021200000000013', '6222 0212 0000 0000 013', '６２２２021200000000013'])('%j is a good number', (input) => {
    expect(parseBankCard(input)).toEqual({ ok: true, value: '6222021200000000013' });
  });

  it.each([
    ['6222021200000000014', 'check-digit'],
    ['622202120000000', 'length'],
    ['62220212000000000134', 'length'],
    ['622202120000000001X', 'characters'],
    ['6222021200000000013\n', 'characters'],
    ['', 'empty'],
  ])('%j is refused (%s)', (input, reason) => {
    expect(parseBankCard(input)).toMatchObject({ ok: false, reason });
  });
});
