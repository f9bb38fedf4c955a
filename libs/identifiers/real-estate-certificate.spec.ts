import fc from 'fast-check';
import { formatRealEstateCertificate, parseRealEstateCertificate } from './real-estate-certificate.js';

describe('real-estate certificate 不动产权证', () => {
  const canonical = '浙（2019）杭州市不动产权第0012345号';

  it('a number of unified registration: kept and read', () => {
    expect(parseRealEstateCertificate(canonical)).toEqual({
      ok: true,
      value: {
        raw: canonical,
        canonical,
        parts: { province: '浙', year: 2019, place: '杭州市', kind: 'ownership', serial: '0012345' },
      },
    });
  });

  it.each(['浙(2019)杭州市不动产权第0012345号', ' 浙 〔２０１９〕杭州市 不动产权第0012345号　', '浙[2019]杭州市不动产权第0012345号'])(
    '%j: the raw text stays, the canonical form is the same',
    (input) => {
      expect(parseRealEstateCertificate(input)).toMatchObject({
        ok: true,
        value: { raw: input.replace(/^[ 　]+|[ 　]+$/g, ''), canonical },
      });
    },
  );

  it('a registration certificate 不动产登记证明', () => {
    expect(parseRealEstateCertificate('浙（2020）余杭区不动产证明第0000001号')).toMatchObject({
      ok: true,
      value: { parts: { kind: 'evidence', place: '余杭区' } },
    });
  });

  it.each(['杭房权证西移字第12345678号', '杭西国用（2009）第012345号', '浙（2019）杭州市不动产权第12345号'])(
    '%s, an old or irregular number: free text',
    (input) => {
      expect(parseRealEstateCertificate(input)).toEqual({ ok: true, value: { raw: input, canonical: input } });
    },
  );

  it.each([
    ['', 'empty'],
    ['　', 'empty'],
    ['权'.repeat(101), 'length'],
    ['杭房权证\n第1号', 'characters'],
    ['杭房权证<1>', 'characters'],
    ["杭房权证'1", 'characters'],
  ])('%j is refused (%s)', (input, reason) => {
    expect(parseRealEstateCertificate(input)).toMatchObject({ ok: false, reason });
  });

  it('formatted parts read back as themselves', () => {
    const parts = fc.record({
      province: fc.constantFrom('浙', '沪', '黔', '内'),
      year: fc.integer({ min: 2015, max: 2030 }),
      place: fc.constantFrom('杭州市', '余杭区', '不动产镇'),
      kind: fc.constantFrom('ownership' as const, 'evidence' as const),
      serial: fc.integer({ min: 0, max: 9_999_999 }).map((n) => String(n).padStart(7, '0')),
    });
    fc.assert(
      fc.property(parts, (value) => {
        expect(parseRealEstateCertificate(formatRealEstateCertificate(value))).toMatchObject({ ok: true, value: { parts: value } });
      }),
    );
  });
});
