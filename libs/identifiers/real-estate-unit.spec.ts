import fc from 'fast-check';
import { formatRealEstateUnit, parseRealEstateUnit } from './real-estate-unit.js';

const digits = (count: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...'0123456789'), { minLength: count, maxLength: count }).map((list) => list.join(''));

describe('real-estate unit code 不动产单元号', () => {
  it('a house on state-owned building land', () => {
    expect(parseRealEstateUnit('330106 001002 gb00123 F00010001')).toEqual({
      ok: true,
      value: {
        code: '330106001002GB00123F00010001',
        district: '330106',
        cadastralZone: '001',
        cadastralSubzone: '002',
        parcelType: 'GB',
        parcelNumber: '00123',
        fixtureType: 'F',
        fixtureNumber: '00010001',
      },
    });
  });

  it('bare land', () => {
    expect(parseRealEstateUnit('330106001002JA00001W00000000').ok).toBe(true);
    expect(parseRealEstateUnit('330106001002JA00001W00000001')).toMatchObject({ ok: false, reason: 'format' });
  });

  it.each([
    ['330106001002XB00123F00010001', 'format'],
    ['330106001002G100123F00010001', 'format'],
    ['330106001002GB00123H00010001', 'format'],
    ['330106001002GB00123F0001000A', 'format'],
    ['330106001002GB00123F0001000', 'length'],
    ['330106001002GB00123F000100011', 'length'],
    ['330106-001002GB00123F0001000', 'characters'],
    ['330106001002GB00123F0001000\n', 'characters'],
    ['', 'empty'],
  ])('%j is refused (%s)', (input, reason) => {
    expect(parseRealEstateUnit(input)).toMatchObject({ ok: false, reason });
  });

  it('formatted parts read back as themselves', () => {
    const parts = fc.record({
      district: digits(6),
      cadastralZone: digits(3),
      cadastralSubzone: digits(3),
      parcelType: fc.constantFrom('GB', 'JC', 'ZA'),
      parcelNumber: digits(5),
      fixtureType: fc.constantFrom('F', 'L', 'Q'),
      fixtureNumber: digits(8),
    });
    fc.assert(
      fc.property(parts, (value) => {
        expect(parseRealEstateUnit(formatRealEstateUnit(value))).toEqual({
          ok: true,
          value: { code: formatRealEstateUnit(value), ...value },
        });
      }),
    );
  });
});
