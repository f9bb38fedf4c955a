import { syntheticMobilePhone, syntheticResidentId, syntheticSocialCreditCode, toFifteen } from '#libs/identifiers';
import { DEMO_OBLIGORS, type DemoCompany, type DemoPerson } from './demo-obligors.js';
import { companyName, personName } from './names.js';
import type { Company, HouseholdStatus, Resident } from './party.js';
import { DISTRICTS, type District } from './places.js';
import { pick, randomFor, wholeBetween, type Random } from './seeded-random.js';

const COMPOUNDS = ['样本', '湖畔', '金桂', '翠苑', '东方', '和睦', '锦绣', '春江'];
const OLDEST_BIRTH_YEAR = 1930;
const YOUNGEST_BIRTH_YEAR = 2007;
/** First-generation cards had 15 digits; people born after this year never held one. */
const LAST_BIRTH_YEAR_WITH_OLD_NUMBER = 1984;
const OLD_NUMBER_SHARE = 0.3;
const FORMER_NAME_SHARE = 0.03;

const pad = (value: number): string => String(value).padStart(2, '0');
export const day = (random: Random, firstYear: number, lastYear: number): string =>
  `${wholeBetween(random, firstYear, lastYear)}-${pad(wholeBetween(random, 1, 12))}-${pad(wholeBetween(random, 1, 28))}`;

function homeAddress(random: Random, district: District): string {
  const house = `${wholeBetween(random, 1, 60)}幢${wholeBetween(random, 1, 4)}单元${wholeBetween(random, 1, 18)}0${wholeBetween(random, 1, 4)}室`;
  return `浙江省${district.city}${district.name}${pick(random, district.streets)}${wholeBetween(random, 1, 600)}号${pick(random, COMPOUNDS)}小区${house}`;
}

export const districtOf = (code: string): District => DISTRICTS.find((district) => district.code === code) ?? (DISTRICTS[0] as District);

const policeStationOf = (district: District): string => `${district.city}公安局${district.name.replace(/[区市]$/, '')}分局样例派出所`;

/** What a number is drawn from; `attempt` grows when two people would get the same one. */
export function residentNumber(seed: number, index: number, attempt: number): string {
  const random = randomFor(seed, 'person-number', index, attempt);
  const district = pick(random, DISTRICTS);
  const sex = random() < 0.52 ? 'male' : 'female';
  return syntheticResidentId(random, { region: district.code, birthDate: day(random, OLDEST_BIRTH_YEAR, YOUNGEST_BIRTH_YEAR), sex });
}

export function creditCode(seed: number, index: number, attempt: number): string {
  const random = randomFor(seed, 'company-number', index, attempt);
  return syntheticSocialCreditCode(random, { region: pick(random, DISTRICTS).code });
}

/** 十五位旧号码 of those who still appear under it in old registers. */
export function oldResidentNumber(seed: number, documentNumber: string): string | undefined {
  if (Number(documentNumber.slice(6, 10)) > LAST_BIRTH_YEAR_WITH_OLD_NUMBER) return undefined;
  const demo = DEMO_OBLIGORS.some((obligor) => obligor.documentNumber === documentNumber);
  if (!demo && randomFor(seed, 'old-number', documentNumber)() >= OLD_NUMBER_SHARE) return undefined;
  const fifteen = toFifteen(documentNumber);
  return fifteen.ok ? fifteen.value : undefined;
}

function householdStatus(random: Random): HouseholdStatus {
  const value = random();
  if (value < 0.965) return 'registered';
  return value < 0.98 ? 'moved' : value < 0.993 ? 'deceased' : 'cancelled';
}

/** What only the household register has; drawn apart, so that it changes nothing of the others. */
function writtenElsewhere(seed: number, index: number, name: string, district: District): Pick<Resident, 'passports' | 'correctedName' | 'currentAddress'> {
  const random = randomFor(seed, 'household', index);
  const passport = (generation: number): string => `E${generation}${String(index).padStart(7, '0')}`;
  const wrong = name.charAt(0) + pick(random, WRONG_CHARACTERS);
  const passports = random() < 0.15 ? (random() < 0.3 ? [passport(1), passport(0)] : [passport(0)]) : [];
  return {
    passports,
    ...(random() < 0.02 && wrong !== name ? { correctedName: wrong } : {}),
    ...(random() < 0.1 ? { currentAddress: homeAddress(random, district) } : {}),
  };
}

/** Single given names that a clerk may have written instead. */
const WRONG_CHARACTERS = [...'坤昆琨焜'];

export function makeResident(seed: number, index: number, documentNumber: string): Resident {
  const random = randomFor(seed, 'person', index);
  const sex = Number(documentNumber.charAt(16)) % 2 === 1 ? 'male' : 'female';
  const { name, ethnicity } = personName(random, sex);
  const formerNames = random() < FORMER_NAME_SHARE ? [name.charAt(0) + personName(random, sex).name.slice(1)].filter((former) => former !== name) : [];
  const numberDistrict = districtOf(documentNumber.slice(0, 6));
  // One in five has moved since the number was given.
  const district = random() < 0.8 ? numberDistrict : pick(random, DISTRICTS);
  const status = householdStatus(random);
  const oldDocumentNumber = oldResidentNumber(seed, documentNumber);
  const phone = syntheticMobilePhone(random);
  const since = status === 'registered' ? undefined : day(random, 2015, 2025);
  return {
    kind: 'person',
    index,
    name,
    formerNames,
    documentNumber,
    ...(oldDocumentNumber === undefined ? {} : { oldDocumentNumber }),
    sex,
    birthDate: `${documentNumber.slice(6, 10)}-${documentNumber.slice(10, 12)}-${documentNumber.slice(12, 14)}`,
    ethnicity,
    address: homeAddress(random, district),
    districtCode: district.code,
    postcode: district.postcode,
    phone,
    policeStation: policeStationOf(district),
    householdStatus: status,
    ...(since === undefined ? {} : { statusSince: since }),
    ...(status === 'moved' ? { movedTo: '江苏省苏州市姑苏区虚构街道' } : {}),
    ...writtenElsewhere(seed, index, name, district),
    demo: false,
  };
}

export function makeCompany(seed: number, index: number, documentNumber: string): Company {
  const random = randomFor(seed, 'company', index);
  const district = districtOf(documentNumber.slice(2, 8));
  return {
    kind: 'organisation',
    index,
    name: companyName(random, district.city),
    formerNames: random() < 0.05 ? [companyName(random, district.city)] : [],
    documentNumber,
    organisationCode: documentNumber.slice(8, 17),
    legalRepresentative: personName(random, random() < 0.7 ? 'male' : 'female').name,
    establishedOn: day(random, 1995, 2024),
    address: `浙江省${district.city}${district.name}${pick(random, district.streets)}${wholeBetween(random, 1, 600)}号样本大厦${wholeBetween(random, 2, 30)}层`,
    districtCode: district.code,
    postcode: district.postcode,
    phone: `${district.dialling}-8${String(wholeBetween(random, 0, 9_999_999)).padStart(7, '0')}`,
    demo: false,
  };
}

export function demoResident(seed: number, index: number, obligor: DemoPerson): Resident {
  const district = districtOf(obligor.districtCode);
  const { movedTo: _moved, statusSince: _since, correctedName: _wrong, ...drawn } = makeResident(seed, index, obligor.documentNumber);
  return {
    ...drawn,
    name: obligor.name,
    formerNames: obligor.formerNames,
    ethnicity: obligor.ethnicity,
    address: obligor.address,
    districtCode: district.code,
    postcode: district.postcode,
    phone: obligor.phone,
    policeStation: policeStationOf(district),
    householdStatus: 'registered',
    demo: true,
  };
}

export function demoCompany(seed: number, index: number, obligor: DemoCompany): Company {
  return {
    ...makeCompany(seed, index, obligor.documentNumber),
    name: obligor.name,
    formerNames: obligor.formerNames,
    legalRepresentative: obligor.legalRepresentative,
    establishedOn: '2011-03-28',
    address: obligor.address,
    districtCode: obligor.districtCode,
    postcode: districtOf(obligor.districtCode).postcode,
    phone: obligor.phone,
    demo: true,
  };
}
