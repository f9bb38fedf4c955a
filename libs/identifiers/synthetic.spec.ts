import {
  organisationCodeOf,
  parsePlate,
  parseRealEstateUnit,
  parseResidentId,
  parseSocialCreditCode,
  parseVin,
  syntheticBankCard,
  syntheticMobilePhone,
  syntheticOrganisationCode,
  syntheticPlate,
  syntheticRealEstateUnit,
  syntheticResidentId,
  syntheticSocialCreditCode,
  syntheticVin,
  toFifteen,
  type Random,
} from './index.js';

/** A small repeatable generator (mulberry32). */
function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

describe('synthetic identifiers 虚构号码', () => {
  it('one seed gives one population', () => {
    const people = (seed: number): string[] => {
      const random = seeded(seed);
      return Array.from({ length: 50 }, () => syntheticResidentId(random));
    };
    expect(people(7)).toEqual(people(7));
    expect(people(7)).not.toEqual(people(8));
    expect(new Set(people(7)).size).toBe(50);
  });

  it('a person with a given area, birth date and sex', () => {
    const random = seeded(1);
    for (const sex of ['male', 'female'] as const) {
      for (let i = 0; i < 200; i++) {
        const number = syntheticResidentId(random, { region: '330102', birthDate: '1968-02-29', sex });
        expect(parseResidentId(number)).toEqual({
          ok: true,
          value: { number, region: '330102', birthDate: '1968-02-29', sex },
        });
        expect(toFifteen(number).ok).toBe(true);
      }
    }
  });

  it('companies: the code, its area and the organisation code inside are all valid', () => {
    const random = seeded(2);
    for (let i = 0; i < 200; i++) {
      const code = syntheticSocialCreditCode(random, { region: '330108' });
      expect(parseSocialCreditCode(code)).toMatchObject({ ok: true, value: { code, region: '330108' } });
      expect(organisationCodeOf(code).ok).toBe(true);
      expect(syntheticOrganisationCode(random)).toMatch(/^MA[0-9A-Z]{6}[0-9X]$/);
    }
  });

  it('vehicles, houses, cards and phones', () => {
    const random = seeded(3);
    for (let i = 0; i < 200; i++) {
      for (const kind of ['ordinary', 'new-energy-small', 'new-energy-large'] as const) {
        expect(parsePlate(syntheticPlate(random, { kind, office: '浙B' }))).toMatchObject({ ok: true, value: { kind, office: 'B' } });
      }
      expect(parseVin(syntheticVin(random, { manufacturer: 'LSV' }))).toMatchObject({ ok: true, value: { manufacturer: 'LSV' } });
      expect(parseRealEstateUnit(syntheticRealEstateUnit(random, { district: '330110' }))).toMatchObject({
        ok: true,
        value: { district: '330110' },
      });
      expect(syntheticBankCard(random, { issuer: '622202', length: 16 })).toMatch(/^622202\d{10}$/);
      expect(syntheticMobilePhone(random)).toMatch(/^1990000\d{4}$/);
    }
  });

  it('a random function that returns its limits still gives valid numbers', () => {
    for (const limit of [0, 0.999999999, 1, Number.NaN]) {
      const random = (): number => limit;
      expect(parseResidentId(syntheticResidentId(random)).ok).toBe(true);
      expect(parseSocialCreditCode(syntheticSocialCreditCode(random)).ok).toBe(true);
      expect(parseVin(syntheticVin(random)).ok).toBe(true);
      expect(parsePlate(syntheticPlate(random)).ok).toBe(true);
    }
  });
});
