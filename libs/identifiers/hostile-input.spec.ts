import fc from 'fast-check';
import {
  DOCUMENT_TYPES,
  IDENTIFIER_FAULTS,
  fromWireDocumentType,
  normaliseName,
  organisationCodeOf,
  parseBankCard,
  parseCaseNumber,
  parseCnapsNumber,
  parseCourtBankCode,
  parseCourtCode,
  parseCurrency,
  parseIdentityDocument,
  parseName,
  parseOrganisationCode,
  parsePlate,
  parseQuantity,
  parseRealEstateCertificate,
  parseRealEstateUnit,
  parseResidentId,
  parseSocialCreditCode,
  parseVin,
  parseWireCourtCode,
  parseYuan,
  rareCharacters,
  sameName,
  toEighteen,
  toFifteen,
  type Parsed,
} from './index.js';

const parsers: Record<string, (input: string) => Parsed<unknown>> = {
  organisationCodeOf,
  parseBankCard,
  parseCaseNumber,
  parseCnapsNumber,
  parseCourtBankCode,
  parseCourtCode,
  parseCurrency,
  parseName,
  parseOrganisationCode,
  parsePlate,
  parseQuantity,
  parseRealEstateCertificate,
  parseRealEstateUnit,
  parseResidentId,
  parseSocialCreditCode,
  parseVin,
  parseWireCourtCode,
  parseYuan,
  toEighteen,
  toFifteen,
};
for (const type of DOCUMENT_TYPES) parsers[`document ${type}`] = (input) => parseIdentityDocument(type, input);

const GOOD = ['（2016）浙0106执1234号', '330106198001011235', '91330106MA2ABCD139', '1M8GDM9AXKP042788', '浙A12345', '1,234.50'];
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: fc.constantFrom(...'0123456789XAI（）〔浙执号·．,-<>\'"\n\u0000\u200B𠮷'), maxLength: 40 }),
  fc.tuple(fc.constantFrom(...GOOD), fc.string({ unit: 'binary', maxLength: 10 })).map(([good, rest]) => good + rest),
  fc.constantFrom('\uD800', '0'.repeat(100_000), '('.repeat(60), '1,'.repeat(30), '__proto__', 'constructor', '\u202E浙A12345'),
);

describe('hostile input', () => {
  it.each(Object.entries(parsers))('%s: never throws, and a refusal is closed and explained', (_name, parse) => {
    fc.assert(
      fc.property(hostile, (input) => {
        const parsed = parse(input);
        if (parsed.ok) return;
        expect(IDENTIFIER_FAULTS).toContain(parsed.reason);
        expect(parsed.expected).toMatch(/^[A-Z].*\.$/);
        expect(Object.keys(parsed).sort()).toEqual(['expected', 'ok', 'reason']);
      }),
      { numRuns: 200 },
    );
  });

  it.each(Object.entries(parsers))('%s: what is no text at all is refused', (_name, parse) => {
    fc.assert(
      fc.property(
        fc.anything().filter((value) => typeof value !== 'string'),
        (value) => {
          expect(parse(value as string)).toMatchObject({ ok: false, reason: 'not-text' });
        },
      ),
      { numRuns: 50 },
    );
  });

  it.each(Object.entries(parsers))('%s: the explanation is the same whatever the input, so it cannot carry personal data', (_name, parse) => {
    const told = new Set<string>();
    fc.assert(
      fc.property(hostile, (input) => {
        const parsed = parse(input);
        if (!parsed.ok) told.add(parsed.expected);
      }),
      { numRuns: 300 },
    );
    expect(told.size).toBeLessThanOrEqual(3);
  });

  it('no line break, zero-width character or markup gets into a checked identifier', () => {
    const intruder = fc.constantFrom('\n', '\r', '\u0000', '\u200B', '\u202E', '<', '>', '&', '"', "'", ';', '%', '\\', '$', '`');
    const checked = [parseCaseNumber, parseResidentId, parseSocialCreditCode, parseVin, parsePlate, parseYuan];
    fc.assert(
      fc.property(fc.nat(GOOD.length - 1), intruder, fc.nat(30), (which, character, place) => {
        const good = GOOD[which] ?? '';
        const at = place % (good.length + 1);
        expect(checked[which]?.(good).ok).toBe(true);
        expect(checked[which]?.(good.slice(0, at) + character + good.slice(at)).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('the functions that return plain values never throw either', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (a, b) => {
        const [x, y] = [a as string, b as string];
        normaliseName(x);
        rareCharacters(x);
        sameName(x, y);
        fromWireDocumentType(x, y);
      }),
    );
  });
});
