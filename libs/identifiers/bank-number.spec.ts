import { parseCnapsNumber, parseCourtBankCode } from './bank-number.js';

describe('CNAPS bank number 联行号', () => {
  it('is taken apart', () => {
    expect(parseCnapsNumber('102331000017')).toEqual({
      ok: true,
      value: { number: '102331000017', bank: '102', city: '3310', branch: '0001' },
    });
    expect(parseCnapsNumber(' 1023 3100 0017').ok).toBe(true);
  });
  it.each([
    ['10233100001', 'length'],
    ['1023310000178', 'length'],
    ['10233100001X', 'characters'],
    ['', 'empty'],
  ])('%j is refused (%s)', (input, reason) => {
    expect(parseCnapsNumber(input)).toMatchObject({ ok: false, reason });
  });
});

describe('bank code of the court interface', () => {
  const published =
    'C001H101110102001 C002H101110108001 C003H101110101001 C004H101110102001 E002H101110101001 E003H101110102001 ' +
    'E004H101110101001 E005H101110102001 E005H101310115001 E006H101440301001 E007H101440101001 E008H101350101001 ' +
    'E009H101440303001 E010H101310101001 E011H101370602001 E012H101330201001 E013H101120103001 F001H101110102001 ' +
    'F002H101120103001 F031H101310101001';
  it.each(published.split(' '))('%s, a published code, is accepted', (code) => {
    expect(parseCourtBankCode(code.toLowerCase())).toMatchObject({ ok: true, value: { code, level: 'H' } });
  });
  it('is taken apart', () => {
    expect(parseCourtBankCode('E012H101330201001')).toEqual({
      ok: true,
      value: { code: 'E012H101330201001', institutionClass: 'E', institution: 'E012', level: 'H', region: '330201' },
    });
  });
  it.each([
    ['E012H10133020100', 'length'],
    ['E012H1013302010011', 'length'],
    ['10120101330201001', 'format'],
    ['E012H10133020100A', 'format'],
    ['E012H101/30201001', 'characters'],
    ['', 'empty'],
  ])('%j is refused (%s)', (input, reason) => {
    expect(parseCourtBankCode(input)).toMatchObject({ ok: false, reason });
  });
});
