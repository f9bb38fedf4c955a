import { VIN_ALPHABET, parseVin, vinCharacterValue } from './vin.js';

describe('vehicle identification number 车辆识别代号', () => {
  it('a good number: its parts are read', () => {
    expect(parseVin('1M8GDM9AXKP042788')).toEqual({
      ok: true,
      value: { number: '1M8GDM9AXKP042788', manufacturer: '1M8', descriptor: 'GDM9AX', indicator: 'KP042788' },
    });
    expect(parseVin(' 1m8gdm9axkp042788 ')).toMatchObject({ ok: true, value: { number: '1M8GDM9AXKP042788' } });
    expect(parseVin('11111111111111111').ok).toBe(true);
  });

  it('letters count as the standard says', () => {
    expect([...VIN_ALPHABET].map((c) => `${c}${vinCharacterValue(c)}`).join(' ')).toBe(
      '00 11 22 33 44 55 66 77 88 99 A1 B2 C3 D4 E5 F6 G7 H8 J1 K2 L3 M4 N5 P7 R9 S2 T3 U4 V5 W6 X7 Y8 Z9',
    );
  });

  it.each([
    ['1M8GDM9A1KP042788', 'check-digit'],
    ['1M8GDM9AXKP042789', 'check-digit'],
    ['IM8GDM9AXKP042788', 'characters'],
    ['1M8GDM9AXKPO42788', 'characters'],
    ['1M8GDM9AXKQ042788', 'characters'],
    ['1M8GDM9AXKP04278', 'length'],
    ['1M8GDM9AXKP0427888', 'length'],
    ['', 'empty'],
  ])('%j is refused (%s)', (input, reason) => {
    expect(parseVin(input)).toMatchObject({ ok: false, reason });
  });
});
