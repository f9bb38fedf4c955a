import { parseBankCard, parsePlate, parseRealEstateCertificate, parseRealEstateUnit, parseResidentId, parseSocialCreditCode, parseVin, rareCharacters, toEighteen } from '#libs/identifiers';
import { DEMO_OBLIGORS } from './demo-obligors.js';
import type { Company, Party, Resident } from './party.js';
import { createPopulation, type Population } from './population.js';

const BANKS = Array.from({ length: 60 }, (_, i) => ({ code: `BANK-${i}`, kind: 'bank' as const }));
const REGISTRIES = [{ code: 'CGS-HZ', kind: 'vehicle' as const }];
const INSTITUTIONS = [...BANKS, ...REGISTRIES];

const everybody = (population: Population): readonly Party[] => Array.from({ length: population.size }, (_, i) => population.at(i));
const people = (population: Population): readonly Resident[] => everybody(population).filter((party): party is Resident => party.kind === 'person');
const companies = (population: Population): readonly Company[] => everybody(population).filter((party): party is Company => party.kind === 'organisation');

describe('the synthetic population', () => {
  const population = createPopulation(20160429, { institutions: INSTITUTIONS });

  it('has two thousand people and four hundred companies unless told otherwise', () => {
    expect(people(population)).toHaveLength(2_000);
    expect(companies(population)).toHaveLength(400);
  });

  it('gives everybody a number with a valid check character that agrees with birth date and sex', () => {
    for (const person of people(population)) {
      const id = parseResidentId(person.documentNumber);
      expect(id).toMatchObject({ ok: true, value: { birthDate: person.birthDate, sex: person.sex } });
      expect(Number(person.birthDate.slice(0, 4))).toBeGreaterThanOrEqual(1930);
      expect(person.documentNumber.slice(0, 2)).toBe('33');
      expect(person.address).toMatch(/^浙江省/);
      expect(person.phone).toMatch(/^1990000\d{4}$|^1990000100\d$/);
    }
    for (const company of companies(population)) expect(parseSocialCreditCode(company.documentNumber)).toMatchObject({ ok: true });
  });

  it('never gives the same number twice', () => {
    const numbers = everybody(population).map((party) => party.documentNumber);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('knows some people by a fifteen-digit number that upgrades to the present one', () => {
    const old = people(population).filter((person) => person.oldDocumentNumber !== undefined);
    expect(old.length).toBeGreaterThan(200);
    for (const person of old) {
      expect(toEighteen(person.oldDocumentNumber ?? '')).toMatchObject({ ok: true, value: person.documentNumber });
      expect(population.findByDocument(person.oldDocumentNumber ?? '')).toBe(person);
    }
  });

  it('has names with rare characters, middle dots and former names', () => {
    const all = people(population);
    expect(all.filter((person) => /[喆堃犇翀昶燚淼珺頔曌赟祎玥䶮]/.test(person.name)).length).toBeGreaterThan(10);
    expect(all.some((person) => rareCharacters(person.name).length > 0)).toBe(true);
    expect(all.filter((person) => person.name.includes('·')).length).toBeGreaterThan(10);
    expect(all.filter((person) => person.formerNames.length > 0).length).toBeGreaterThan(10);
  });

  it('is the same for the same seed, whoever is looked at first, and another one for another seed', () => {
    const again = createPopulation(20160429, { institutions: INSTITUTIONS });
    const backwards = Array.from({ length: again.size }, (_, i) => again.at(again.size - 1 - i)).reverse();
    expect(backwards).toEqual(everybody(population));
    const property = (from: Population): unknown => everybody(from).slice(0, 100).map((party) => BANKS.map(({ code }) => from.holdings(party, code)));
    expect(property(again)).toEqual(property(population));
    const other = createPopulation(7, { institutions: INSTITUTIONS });
    expect(other.at(10).documentNumber).not.toBe(population.at(10).documentNumber);
  });

  it('is found by number and name together, also by a former name or another way of typing', () => {
    const person = people(population).find((each) => each.formerNames.length > 0) as Resident;
    expect(population.find(person.documentNumber, person.name)).toBe(person);
    expect(population.find(person.documentNumber.toLowerCase(), ` ${person.name} `)).toBe(person);
    expect(population.find(person.documentNumber, person.formerNames[0] ?? '')).toBe(person);
    expect(population.find(person.documentNumber, '王样芳')).toBeUndefined();
    expect(population.find('330106198001011235', person.name)).toBeUndefined();
    const minority = people(population).find((each) => each.name.includes('·')) as Resident;
    expect(population.find(minority.documentNumber, minority.name.replace('·', '•'))).toBe(minority);
  });

  it('has nothing for most pairs: about four in a hundred are found', () => {
    let found = 0;
    let asked = 0;
    for (const party of everybody(population).filter(({ demo }) => !demo)) {
      for (const { code } of BANKS) {
        asked += 1;
        if (population.holdings(party, code) !== undefined) found += 1;
      }
    }
    expect(found / asked).toBeGreaterThan(0.034);
    expect(found / asked).toBeLessThan(0.046);
  });

  it.each([20160429, 0, 1, 2, 4_294_967_295])('makes every demonstration obligor rich at six to ten institutions, with deposits, wealth products and cars: seed %d', (seed) => {
    const population = createPopulation(seed, { institutions: INSTITUTIONS });
    for (const obligor of DEMO_OBLIGORS) {
      const party = population.find(obligor.documentNumber, obligor.name) as Party;
      expect(party).toMatchObject({ name: obligor.name, documentNumber: obligor.documentNumber, demo: true });
      const held = INSTITUTIONS.map(({ code }) => population.holdings(party, code)).filter((each) => each !== undefined);
      expect(held.length).toBeGreaterThanOrEqual(6);
      expect(held.length).toBeLessThanOrEqual(10);
      expect(held.some(({ products }) => products.length > 0)).toBe(true);
      expect(held.some(({ vehicles }) => vehicles.length > 0)).toBe(true);
      expect(held.reduce((sum, { accounts }) => sum + accounts.reduce((all, account) => all + account.availableFen, 0), 0)).toBeGreaterThan(10_000_000);
    }
  });

  it('holds together inside one institution: numbers, balances, products and the accounts they pay back to', () => {
    const held = everybody(population).slice(0, 400).flatMap((party) => INSTITUTIONS.map(({ code }) => population.holdings(party, code)).filter((each) => each !== undefined));
    expect(held.some(({ accounts }) => accounts.some((account) => account.measures.length > 0))).toBe(true);
    expect(held.some(({ accounts }) => accounts.some((account) => account.rights.length > 0))).toBe(true);
    expect(held.some(({ accounts }) => accounts.some((account) => account.subAccounts.length > 0))).toBe(true);
    for (const { accounts, products, vehicles } of held) {
      expect(accounts.length + vehicles.length).toBeGreaterThan(0);
      for (const account of accounts) {
        expect(parseBankCard(account.number)).toMatchObject({ ok: true });
        expect(Number.isSafeInteger(account.balanceFen)).toBe(true);
        expect(account.availableFen).toBeGreaterThanOrEqual(0);
        expect(account.availableFen).toBeLessThanOrEqual(Math.max(0, account.balanceFen));
        if (account.closedOn !== undefined) expect(account).toMatchObject({ balanceFen: 0, status: '销户' });
        if (account.closedOn !== undefined) expect(account.closedOn > account.openedOn).toBe(true);
      }
      for (const product of products) {
        expect(accounts.map(({ number }) => number)).toContain(product.settlementAccount);
        expect(product.availableValueFen).toBeLessThanOrEqual(product.valueFen);
      }
      for (const vehicle of vehicles) {
        expect(parsePlate(vehicle.plate)).toMatchObject({ ok: true });
        expect(parseVin(vehicle.vin)).toMatchObject({ ok: true });
      }
    }
  });

  it('owns real estate that holds together: units of the registry\'s own districts on their parcels, owners, mortgages, a queue of seizures', () => {
    const registries = ['REAL-ESTATE-330100', 'REAL-ESTATE-330782', 'REAL-ESTATE-330000'].map((code) => ({ code, kind: 'real-estate' as const }));
    const owners = createPopulation(20160429, { institutions: [...BANKS, ...registries] });
    const held = registries.flatMap(({ code }) => everybody(owners).flatMap((party) => (owners.holdings(party, code)?.estates ?? []).map((estate) => ({ code, party, estate }))));
    expect(held.length).toBeGreaterThan(100);
    for (const { code, party, estate } of held) {
      const unit = parseRealEstateUnit(estate.unit);
      expect(unit).toMatchObject({ ok: true, value: { district: estate.district, fixtureType: 'F' } });
      expect(parseRealEstateUnit(estate.parcelUnit)).toMatchObject({ ok: true, value: { fixtureType: 'W' } });
      expect(estate.parcelUnit.slice(0, 19)).toBe(estate.unit.slice(0, 19));
      if (code !== 'REAL-ESTATE-330000') expect(estate.district.startsWith(code.slice(12).replace(/00$/, ''))).toBe(true);
      for (const certificate of [estate.certificate, ...estate.mortgages.map((mortgage) => mortgage.certificate)]) {
        expect(parseRealEstateCertificate(certificate)).toMatchObject({ ok: true, value: { parts: { province: '浙' } } });
      }
      expect(estate.owners[0]?.name).toBe(party.name);
      if (party.kind === 'person') expect(toEighteen(estate.owners[0]?.documentNumber ?? '')).toMatchObject({ value: party.documentNumber });
      expect(estate.owners.reduce((sum, { share }) => sum + Number(share.replace('%', '')), 0)).toBe(estate.owners[0]?.way === 'by-shares' ? 100 : 0);
      expect(Number(estate.exclusiveArea) + Number(estate.sharedArea)).toBeCloseTo(Number(estate.area), 2);
      expect(estate.landUntil > estate.landFrom && estate.completedOn >= estate.landFrom).toBe(true);
      expect(estate.seizures.map(({ waits }) => waits)).toEqual(estate.seizures.map((_, index) => index > 0));
    }
    expect(held.some(({ estate }) => estate.owners.length === 2)).toBe(true);
    expect(held.some(({ estate }) => estate.mortgages.length > 0)).toBe(true);
    expect(held.some(({ estate }) => estate.seizures.length === 2)).toBe(true);
    for (const { documentNumber, name } of DEMO_OBLIGORS) {
      const party = owners.find(documentNumber, name) as Party;
      expect(registries.filter(({ code }) => owners.holdings(party, code) !== undefined)).toHaveLength(2);
    }
  });

  it('shows the same movements in overlapping periods, inside the period and the life of the account', () => {
    const party = population.find(DEMO_OBLIGORS[0].documentNumber, DEMO_OBLIGORS[0].name) as Party;
    const account = BANKS.map(({ code }) => population.holdings(party, code)?.accounts[0]).find((each) => each !== undefined && each.openedOn < '2020') as NonNullable<ReturnType<typeof population.holdings>>['accounts'][number];
    const year = population.movements(account, '2025-01-01', '2025-12-31');
    const half = population.movements(account, '2025-07-01', '2025-12-31');
    expect(year.length).toBeGreaterThan(half.length);
    expect(year.filter(({ at }) => at >= '2025-07-01').map(({ serial }) => serial)).toEqual(half.map(({ serial }) => serial));
    expect(half.map(({ sequence }) => sequence)).toEqual(half.map((_, i) => i + 1));
    expect(population.movements(account, '1990-01-01', account.openedOn).every(({ at }) => at >= account.openedOn)).toBe(true);
  });
});
