import { formatRealEstateCertificate, formatRealEstateUnit, syntheticResidentId } from '#libs/identifiers';
import { measuresOf } from './bank-holdings.js';
import type { Estate, EstateMortgage, EstateOwner, EstateSeizure } from './holding.js';
import type { Party } from './party.js';
import { DISTRICTS, type District } from './places.js';
import { pick, randomFor, wholeBetween, type Random } from './seeded-random.js';

const padded = (value: number, length: number): string => String(value).padStart(length, '0');
const dayIn = (random: Random, year: number): string => `${year}-${padded(wholeBetween(random, 1, 12), 2)}-${padded(wholeBetween(random, 1, 28), 2)}`;

/** Districts a registry keeps: those of the city or county its code ends with, all of them for a province or another code. */
function districtsOf(institutionCode: string): readonly District[] {
  const region = /(\d{6})$/.exec(institutionCode)?.[1] ?? '';
  const prefix = region.replace(/(?:00)+$/, '');
  const own = DISTRICTS.filter(({ code }) => code.startsWith(prefix));
  return own.length > 0 ? own : DISTRICTS;
}

const LENDERS = ['样例银行杭州分行', '样例农村商业银行', '样例小额贷款有限公司'];

function mortgagesOf(random: Random, year: number, place: string): readonly EstateMortgage[] {
  const from = dayIn(random, Math.min(2024, year + 2));
  return [
    {
      holder: pick(random, LENDERS),
      maximum: random() < 0.3,
      amountFen: wholeBetween(random, 20, 400) * 1_000_000,
      from,
      until: `${Number(from.slice(0, 4)) + wholeBetween(random, 5, 25)}${from.slice(4)}`,
      certificate: formatRealEstateCertificate({ province: '浙', year: Number(from.slice(0, 4)), place, kind: 'evidence', serial: padded(wholeBetween(random, 1, 9_999_999), 7) }),
      businessNumber: `${from.replaceAll('-', '')}${padded(wholeBetween(random, 1, 9_999), 4)}`,
    },
  ];
}

/** The first one is in force, whoever comes later waits (轮候查封); the register has no end for those. */
function seizuresOf(random: Random, count: number): readonly EstateSeizure[] {
  return [...measuresOf(random, count, 200_000)]
    .sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))
    .map((measure, index) => ({ ...measure, sequence: index + 1, waits: index > 0, businessNumber: `CF${measure.startsOn.replaceAll('-', '')}${padded(wholeBetween(random, 1, 999), 3)}` }));
}

function ownersOf(random: Random, party: Party): readonly EstateOwner[] {
  const self = { name: party.name, documentNumber: party.kind === 'person' && random() < 0.5 ? (party.oldDocumentNumber ?? party.documentNumber) : party.documentNumber };
  if (party.kind === 'organisation' || random() < 0.5) return [{ ...self, way: 'alone', share: '' }];
  const other = { name: pick(random, ['王样芳', '陈样平', '李样慧', '赵样宁']), documentNumber: syntheticResidentId(random) };
  if (random() < 0.6) return [{ ...self, way: 'jointly', share: '' }, { ...other, way: 'jointly', share: '' }];
  const share = wholeBetween(random, 1, 9) * 10;
  return [{ ...self, way: 'by-shares', share: `${share}%` }, { ...other, way: 'by-shares', share: `${100 - share}%` }];
}

function estateOf(random: Random, party: Party, district: District, rich: boolean): Estate {
  const company = party.kind === 'organisation';
  const parcel = {
    district: district.code,
    cadastralZone: padded(wholeBetween(random, 1, 20), 3),
    cadastralSubzone: padded(wholeBetween(random, 1, 30), 3),
    parcelType: 'GB',
    parcelNumber: padded(wholeBetween(random, 1, 99_999), 5),
  };
  const year = wholeBetween(random, 2001, 2023);
  const house = `${wholeBetween(random, 1, 40)}幢${wholeBetween(random, 1, 4)}单元${wholeBetween(random, 1, 18)}0${wholeBetween(random, 1, 4)}室`;
  const exclusive = wholeBetween(random, company ? 90_000 : 4_000, company ? 900_000 : 16_000);
  const shared = company ? 0 : Math.round(exclusive * 0.25);
  const landFrom = dayIn(random, year - 1);
  const termYears = company ? 50 : 70;
  const seized = random() < (rich ? 0.4 : 0.15);
  return {
    unit: formatRealEstateUnit({ ...parcel, fixtureType: 'F', fixtureNumber: padded(wholeBetween(random, 10_001, 99_990_099), 8) }),
    parcelUnit: formatRealEstateUnit({ ...parcel, fixtureType: 'W', fixtureNumber: '00000000' }),
    certificate: formatRealEstateCertificate({ province: '浙', year: Math.max(2016, year), place: district.city, kind: 'ownership', serial: padded(wholeBetween(random, 1, 9_999_999), 7) }),
    location: `${district.city}${district.name}${pick(random, district.streets)}${wholeBetween(random, 1, 800)}号${company ? `${wholeBetween(random, 1, 9)}幢` : house}`,
    registry: `${district.city}不动产登记服务中心`,
    district: district.code,
    exclusiveArea: (exclusive / 100).toFixed(2),
    sharedArea: (shared / 100).toFixed(2),
    area: ((exclusive + shared) / 100).toFixed(2),
    landArea: ((exclusive / 100) * (company ? 2 : 0.3)).toFixed(2),
    use: company ? 'industry' : 'dwelling',
    completedOn: dayIn(random, year),
    storeys: wholeBetween(random, 1, 33),
    landFrom,
    landUntil: `${Number(landFrom.slice(0, 4)) + termYears}${landFrom.slice(4)}`,
    businessNumber: `${year}${padded(wholeBetween(random, 1, 999_999), 6)}`,
    owners: ownersOf(random, party),
    mortgages: random() < (rich ? 0.6 : 0.35) ? mortgagesOf(random, year, district.city) : [],
    seizures: seized ? seizuresOf(random, random() < 0.4 ? 2 : 1) : [],
  };
}

/** Units of a party that is known to own some in this registry. */
export function estateHoldings(seed: number, party: Party, institutionCode: string, rich: boolean): readonly Estate[] {
  const random = randomFor(seed, 'real-estate', party.documentNumber, institutionCode);
  const districts = districtsOf(institutionCode);
  const count = rich ? wholeBetween(random, 1, 3) : random() < 0.85 ? 1 : 2;
  return Array.from({ length: count }, () => estateOf(random, party, pick(random, districts), rich));
}
