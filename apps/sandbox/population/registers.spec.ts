import { parseSocialCreditCode } from '#libs/identifiers';
import { DEMO_OBLIGORS } from './demo-obligors.js';
import type { Shareholding } from './holding.js';
import type { Company, Party, Resident } from './party.js';
import { createPopulation, type Population } from './population.js';

const PROVINCE = { code: 'GS-ZJ', keeps: 'shareholdings', region: '330000' } as const;
const CITIES = ['330100', '330200', '330300', '330400', '330500', '330600', '330700', '330800', '330900', '331000', '331100'].map((region) => ({ code: `GS-${region}`, keeps: 'shareholdings' as const, region }));
const PEOPLE = { code: 'MZ-HZ', keeps: 'people', region: '330100' } as const;

const population = createPopulation(20160429, { registers: [PROVINCE, ...CITIES, PEOPLE] });
const everybody: readonly Party[] = Array.from({ length: population.size }, (_, i) => population.at(i));
const people = everybody.filter((party): party is Resident => party.kind === 'person');
const companies = everybody.filter((party): party is Company => party.kind === 'organisation');
const sharesOf = (party: Party, code: string = PROVINCE.code, of: Population = population): readonly Shareholding[] => of.holdings(party, code)?.shareholdings ?? [];

describe('marriages in the population', () => {
  const married = people.flatMap((person) => {
    const marriage = population.marriage(person);
    return marriage === undefined ? [] : [{ person, marriage }];
  });

  it('are the same from both sides', () => {
    expect(married.length).toBeGreaterThan(people.length / 2);
    for (const { person, marriage: { spouse, ...facts } } of married) {
      expect(spouse.index).not.toBe(person.index);
      expect(spouse.sex).not.toBe(person.sex);
      expect(population.marriage(spouse)).toEqual({ spouse: person, ...facts });
    }
  });

  it('begin when both are old enough, and end afterwards: by divorce, or by a death', () => {
    for (const { person, marriage } of married) {
      expect(Number(marriage.marriedOn.slice(0, 4)) - Number(person.birthDate.slice(0, 4))).toBeGreaterThan(person.sex === 'male' ? 22 : 20);
      expect(marriage.statusSince >= marriage.marriedOn).toBe(true);
      expect(marriage.status === 'divorced').toBe(marriage.divorcedOn !== undefined);
      expect(marriage.status === 'widowed').toBe([person, marriage.spouse].some(({ householdStatus }) => householdStatus === 'deceased'));
    }
    expect(new Set(married.map(({ marriage }) => marriage.status))).toEqual(new Set(['married', 'divorced', 'widowed']));
  });

  it('are no property: a register of people holds nothing of anybody', () => {
    expect(everybody.filter((party) => population.holdings(party, PEOPLE.code) !== undefined)).toEqual([]);
  });

  it('are known where they were registered', () => {
    expect(population.reaches(PEOPLE.code, '330106')).toBe(true);
    expect(population.reaches(PEOPLE.code, '330212')).toBe(false);
    expect(population.reaches(PROVINCE.code, '330212')).toBe(true);
    expect(population.reaches(PROVINCE.code, '320102')).toBe(false);
    expect(population.reaches('BANK-1', '320102')).toBe(true);
  });
});

describe('shareholders of the companies', () => {
  const all = everybody.flatMap((holder) => sharesOf(holder).map((share) => ({ holder, share })));

  it('have a hundred percent of every company that is still registered, and nothing of the others', () => {
    const percent = new Map<Company, number>();
    for (const { holder, share } of all) {
      expect(share.company).not.toBe(holder);
      expect(share.percent).toBeGreaterThanOrEqual(1);
      percent.set(share.company, (percent.get(share.company) ?? 0) + share.percent);
    }
    for (const company of companies) {
      expect(percent.get(company)).toBe(population.registration(company).status === 'deregistered' ? undefined : 100);
      expect(parseSocialCreditCode(company.documentNumber)).toMatchObject({ ok: true });
    }
    expect(new Set(companies.map((company) => population.registration(company).status))).toEqual(new Set(['active', 'revoked', 'deregistered']));
  });

  it('are people mostly, companies sometimes; most people hold nothing', () => {
    expect(all.filter(({ holder }) => holder.kind === 'organisation').length).toBeGreaterThan(20);
    expect(people.filter((person) => sharesOf(person).length > 0).length).toBeLessThan(people.length / 2);
  });

  it('the cities together know what the province knows, each its own companies', () => {
    for (const { holder } of all) {
      const inCities = CITIES.flatMap(({ code, region }) => {
        const shares = sharesOf(holder, code);
        expect(shares.every(({ company }) => company.districtCode.startsWith(region.slice(0, 4)))).toBe(true);
        return shares;
      });
      expect(new Set(inCities)).toEqual(new Set(sharesOf(holder)));
    }
  });

  it('the demonstration company belongs to its legal representative, an obligor himself, and is frozen in order of publication', () => {
    const [person, , , company] = DEMO_OBLIGORS;
    const share = sharesOf(population.find(person.documentNumber, person.name) as Party).find((each) => each.company.documentNumber === company.documentNumber);
    expect(share).toMatchObject({ percent: 60, company: { name: company.name } });
    expect(share?.freezes.length).toBeGreaterThan(0);
    const moments = share?.freezes.flatMap(({ publishedAt }) => publishedAt ?? []) ?? [];
    expect(moments).toEqual([...moments].sort());
  });

  it('are the same for the same seed, whoever is asked about first', () => {
    const again = createPopulation(20160429, { registers: [PROVINCE] });
    expect(everybody.toReversed().map((party) => sharesOf(again.at(party.index), PROVINCE.code, again)).reverse()).toEqual(everybody.map((party) => sharesOf(party)));
  });

  it('a company from before credit codes is found by its old number', () => {
    const old = companies.filter((company) => population.registration(company).oldNumber !== undefined);
    expect(old.length).toBeGreaterThan(100);
    for (const company of old) expect(population.findByOldNumber(population.registration(company).oldNumber ?? '')).toBe(company);
    expect(population.findByOldNumber('330106000000000')).toBeUndefined();
  });
});

describe('what only the household register has', () => {
  it('passports lead to their holders, also replaced ones', () => {
    const travellers = people.filter(({ passports }) => passports.length > 0);
    expect(travellers.length).toBeGreaterThan(100);
    expect(travellers.some(({ passports }) => passports.length > 1)).toBe(true);
    for (const person of travellers) for (const passport of person.passports) expect(population.findByPassport(passport)).toBe(person);
    expect(population.findByPassport('E99999999')).toBeUndefined();
  });

  it('some names were put right', () => {
    const corrected = people.filter(({ correctedName }) => correctedName !== undefined);
    expect(corrected.length).toBeGreaterThan(10);
    expect(corrected.every(({ name, correctedName }) => name !== correctedName && name.charAt(0) === correctedName?.charAt(0))).toBe(true);
  });
});
