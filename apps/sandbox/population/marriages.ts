import { day, districtOf } from './make-party.js';
import type { Party, Resident } from './party.js';
import { pick, randomFor, wholeBetween } from './seeded-random.js';

/** What registers of marriages know of two people 婚姻登记; the same whichever of the two is asked about. */
export interface Marriage {
  readonly spouse: Resident;
  /** `widowed` when either has died since: then nobody is a spouse any more. */
  readonly status: 'married' | 'divorced' | 'widowed';
  /** Day since when the status holds. */
  readonly statusSince: string;
  readonly marriedOn: string;
  readonly certificateNumber: string;
  readonly divorcedOn?: string;
  readonly divorceCertificateNumber?: string;
  /** Where it was registered. */
  readonly districtCode: string;
  readonly office: string;
}

const NEIGHBOURHOOD = 40;
const YOUNGEST = { male: 22, female: 20 };
const LAST_YEAR = 2024;
/** A death falls into 2015 at the earliest; a marriage that it ended was made before. */
const LAST_YEAR_BEFORE_DEATHS = 2014;
const NEVER_SHARE = 0.15;
const DIVORCED_SHARE = 0.18;

/**
 * Who is, or was, married to whom. Out of forty people each the oldest man meets the oldest woman, the second the second, and so
 * on, so that both sides find each other without anybody keeping a list, and ages fit.
 */
export class Marriages {
  constructor(
    private readonly seed: number,
    private readonly people: number,
    private readonly at: (index: number) => Party,
  ) {}

  of(person: Resident): Marriage | undefined {
    const neighbours = this.#neighboursOf(person.index);
    const rank = neighbours[person.sex].findIndex(({ index }) => index === person.index);
    const spouse = neighbours[person.sex === 'male' ? 'female' : 'male'][rank];
    return spouse === undefined ? undefined : this.#marriage(person, spouse);
  }

  #neighboursOf(index: number): Readonly<Record<'male' | 'female', readonly Resident[]>> {
    const first = index - (index % NEIGHBOURHOOD);
    const all = Array.from({ length: Math.min(NEIGHBOURHOOD, this.people - first) }, (_, i) => this.at(first + i)).filter((party) => party.kind === 'person');
    const byAge = all.toSorted((a, b) => (a.birthDate < b.birthDate ? -1 : a.birthDate > b.birthDate ? 1 : a.index - b.index));
    return { male: byAge.filter(({ sex }) => sex === 'male'), female: byAge.filter(({ sex }) => sex === 'female') };
  }

  #marriage(person: Resident, spouse: Resident): Marriage | undefined {
    const [one, other] = person.index < spouse.index ? [person, spouse] : [spouse, person];
    const random = randomFor(this.seed, 'marriage', one.documentNumber, other.documentNumber);
    const died = [one, other].flatMap(({ householdStatus, statusSince }) => (householdStatus === 'deceased' ? (statusSince ?? []) : [])).sort()[0];
    const earliest = 1 + Math.max(...[one, other].map(({ sex, birthDate }) => Number(birthDate.slice(0, 4)) + YOUNGEST[sex]));
    const latest = Math.min(earliest + 15, died === undefined ? LAST_YEAR : LAST_YEAR_BEFORE_DEATHS);
    if (random() < NEVER_SHARE || earliest > latest) return undefined;
    const district = districtOf(pick(random, [one, other]).districtCode);
    const number = (letter: string, on: string): string => `${letter}${district.code}-${on.slice(0, 4)}-${String(wholeBetween(random, 1, 999_999)).padStart(6, '0')}`;
    const marriedOn = day(random, earliest, latest);
    const married = { spouse, marriedOn, certificateNumber: number('J', marriedOn), districtCode: district.code, office: `${district.city}${district.name}民政局婚姻登记处` };
    if (died !== undefined) return { ...married, status: 'widowed', statusSince: died };
    const year = Number(marriedOn.slice(0, 4)) + wholeBetween(random, 1, 12);
    if (random() >= DIVORCED_SHARE || year > LAST_YEAR) return { ...married, status: 'married', statusSince: marriedOn };
    const divorcedOn = day(random, year, year);
    return { ...married, status: 'divorced', statusSince: divorcedOn, divorcedOn, divorceCertificateNumber: number('L', divorcedOn) };
  }
}
