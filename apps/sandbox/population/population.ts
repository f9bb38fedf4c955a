import { sameName } from '#libs/identifiers';
import { CompanyRegister } from './company-register.js';
import { DEMO_OBLIGORS } from './demo-obligors.js';
import { GENERATORS, WHO_HOLDS, type HoldingGenerator, type HoldingKind } from './generators.js';
import { NOTHING_HELD, type Account, type Holdings, type Movement } from './holding.js';
import { creditCode, demoCompany, demoResident, makeCompany, makeResident, oldResidentNumber, residentNumber } from './make-party.js';
import { Marriages, type Marriage } from './marriages.js';
import { movementsOf } from './movements.js';
import type { Company, Party, Registration, Resident } from './party.js';
import { keepsDistrict } from './register-area.js';
import { draw } from './seeded-random.js';
import type { Surroundings } from './surroundings.js';

export interface PopulationSize {
  /** Natural persons, 2,000 when left out; the three of {@link DEMO_OBLIGORS} among them. */
  readonly people?: number;
  /** Companies, 400 when left out; the one of {@link DEMO_OBLIGORS} among them. */
  readonly companies?: number;
  /**
   * Who holds what, so that each demonstration obligor is rich at six to ten of the banks and owns cars at the vehicle
   * registries. An institution that is not listed counts as a bank. `name` is how others
   * call it: the bank of a card.
   */
  readonly institutions?: readonly { readonly code: string; readonly kind: HoldingKind; readonly name?: string }[];
  /** Institutions that look into a register of the whole population, each as far as its region goes. */
  readonly registers?: readonly RegisterOffice[];
}

/** `people`: they know people, not property; `shareholdings`: what is held of companies registered in the region. */
export interface RegisterOffice {
  readonly code: string;
  readonly keeps: 'people' | 'shareholdings';
  /** GB/T 2260, six digits; everywhere when left out. */
  readonly region?: string;
}

/** Everybody the sandbox knows. The same seed and size give the same people and the same property. */
export interface Population {
  readonly seed: number;
  /** People and companies together; companies come after the people. */
  readonly size: number;
  readonly people: number;
  /** @throws RangeError when there is nobody at this position. */
  at(index: number): Party;
  /** By any number of the party: 18 or 15 digits, credit code or organisation code. Names play no part. */
  findByDocument(documentNumber: string): Party | undefined;
  /** By a passport, which the household register alone keeps beside the resident number. */
  findByPassport(passport: string): Party | undefined;
  /** Number **and** name must agree, as banks demand; former names and written variants count. */
  find(documentNumber: string, name: string): Party | undefined;
  /** Undefined when the institution holds nothing, which is usual. */
  holdings(party: Party, institutionCode: string): Holdings | undefined;
  /** Transactions of an account, both days included. */
  movements(account: Account, from: string, to: string): readonly Movement[];
  /** Who is, or was, married to whom; undefined when no register has anything. The same from both sides. */
  marriage(person: Resident): Marriage | undefined;
  registration(company: Company): Registration;
  /** By the registration number of before 2015 (注册号), which only the register of companies knows. */
  findByOldNumber(registrationNumber: string): Company | undefined;
  /** Whether the register of this institution reaches the district. */
  reaches(institutionCode: string, districtCode: string): boolean;
}

const DEFAULT_PEOPLE = 2_000;
const DEFAULT_COMPANIES = 400;

/** Four in a hundred pairs of party and institution: three in ten own something at a tenth, the others hardly anywhere. */
const OWNERS_SHARE = 0.3;
const FOUND_FOR_OWNERS = 0.1;
const FOUND_FOR_OTHERS = 0.0143;
/** Where no list of institutions is known, a demonstration obligor is rich at about one in eight. */
const RICH_WITHOUT_LIST = 0.12;
const MOST_KEPT_HOLDINGS = 20_000;

export function createPopulation(seed: number, size: PopulationSize = {}): Population {
  return new SeededPopulation(seed, size);
}

class SeededPopulation implements Population {
  readonly seed: number;
  readonly people: number;
  readonly size: number;
  readonly #numbers: string[] = [];
  readonly #byDocument = new Map<string, number>();
  readonly #parties: (Party | undefined)[] = [];
  readonly #kinds = new Map<string, HoldingKind>();
  readonly #names = new Map<string, string>();
  readonly #codesOf = new Map<HoldingKind, readonly string[]>();
  readonly #richAt = new Map<string, ReadonlySet<string>>();
  readonly #kept = new Map<string, Holdings>();
  readonly #offices = new Map<string, RegisterOffice>();
  readonly #marriages: Marriages;
  readonly #companies: CompanyRegister;
  #indexed = false;

  constructor(seed: number, size: PopulationSize) {
    this.seed = seed;
    this.people = Math.max(3, size.people ?? DEFAULT_PEOPLE);
    this.size = this.people + Math.max(1, size.companies ?? DEFAULT_COMPANIES);
    const at = (index: number): Party => this.at(index);
    this.#marriages = new Marriages(seed, this.people, at);
    this.#companies = new CompanyRegister(seed, this.people, this.size, at);
    for (const office of size.registers ?? []) this.#offices.set(office.code, office);
    for (const { code, kind, name } of size.institutions ?? []) {
      this.#kinds.set(code, kind);
      this.#names.set(code, name ?? code);
    }
    if (this.#kinds.size > 0) for (const obligor of DEMO_OBLIGORS) this.#richAt.set(obligor.documentNumber, this.#chooseRich(obligor.documentNumber));
  }

  at(index: number): Party {
    const known = this.#parties[index];
    if (known !== undefined) return known;
    this.#index();
    const number = this.#numbers[index];
    if (number === undefined) throw new RangeError(`nobody at position ${index}`);
    const made = this.#make(index, number);
    this.#parties[index] = made;
    return made;
  }

  findByDocument(documentNumber: string): Party | undefined {
    this.#index();
    const index = this.#byDocument.get(documentNumber) ?? this.#byDocument.get(documentNumber.trim().toUpperCase());
    return index === undefined ? undefined : this.at(index);
  }

  findByPassport(passport: string): Party | undefined {
    // The number says who it is: a letter, the generation, the position in the population.
    const position = /^E\d(\d{7})$/.exec(passport)?.[1];
    const party = position === undefined || Number(position) >= this.people ? undefined : this.at(Number(position));
    return party?.kind === 'person' && party.passports.includes(passport) ? party : undefined;
  }

  find(documentNumber: string, name: string): Party | undefined {
    const party = this.findByDocument(documentNumber);
    if (party === undefined || party.name === name) return party;
    const known = sameName(party.name, name) || party.formerNames.some((former) => sameName(former, name));
    return known ? party : undefined;
  }

  holdings(party: Party, institutionCode: string): Holdings | undefined {
    const office = this.#offices.get(institutionCode);
    if (office !== undefined) return this.#registered(party, office);
    const kind = this.#kinds.get(institutionCode) ?? 'bank';
    const agreed = WHO_HOLDS[kind];
    const rich = party.demo && (agreed !== undefined || this.#isRich(party, institutionCode));
    if (agreed === undefined ? !rich && !this.#holdsSomething(party, institutionCode) : !agreed(this.seed, party, institutionCode, this.#codes(kind))) return undefined;
    const key = `${party.documentNumber} ${institutionCode}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const generate: HoldingGenerator = GENERATORS[kind];
    const generated = generate(this.seed, party, institutionCode, rich, this.#around(party));
    if (generated === undefined) return undefined;
    const made: Holdings = { institutionCode, ...NOTHING_HELD, ...generated };
    if (this.#kept.size >= MOST_KEPT_HOLDINGS) this.#kept.clear();
    this.#kept.set(key, made);
    return made;
  }

  movements(account: Account, from: string, to: string): readonly Movement[] {
    return movementsOf(this.seed, account, from, to);
  }

  marriage(person: Resident): Marriage | undefined {
    return this.#marriages.of(person);
  }

  registration(company: Company): Registration {
    return this.#companies.registrationOf(company);
  }

  findByOldNumber(registrationNumber: string): Company | undefined {
    return this.#companies.findByOldNumber(registrationNumber);
  }

  reaches(institutionCode: string, districtCode: string): boolean {
    return keepsDistrict(this.#offices.get(institutionCode)?.region, districtCode);
  }

  #registered(party: Party, { code, keeps, region }: RegisterOffice): Holdings | undefined {
    if (keeps === 'people') return undefined;
    const shareholdings = this.#companies.shareholdingsOf(party).filter(({ company }) => keepsDistrict(region, company.districtCode));
    return shareholdings.length === 0 ? undefined : { institutionCode: code, ...NOTHING_HELD, shareholdings };
  }

  #around(party: Party): Surroundings {
    return {
      bankAccounts: () => this.#bankAccounts(party),
      employer: (drawn) => this.at(this.people + Math.floor(drawn * (this.size - this.people))) as Company,
    };
  }

  *#bankAccounts(party: Party): Iterable<{ bank: string; account: Account }> {
    for (const [code, kind] of this.#kinds) {
      if (kind !== 'bank') continue;
      for (const account of this.holdings(party, code)?.accounts ?? []) yield { bank: this.#names.get(code) ?? code, account };
    }
  }

  #make(index: number, number: string): Party {
    const obligor = DEMO_OBLIGORS.find((each) => each.documentNumber === number);
    if (obligor?.kind === 'person') return demoResident(this.seed, index, obligor);
    if (obligor?.kind === 'organisation') return demoCompany(this.seed, index, obligor);
    return index < this.people ? makeResident(this.seed, index, number) : makeCompany(this.seed, index, number);
  }

  /** Numbers first and once, since they must be unique; names and all the rest only when somebody asks. */
  #index(): void {
    if (this.#indexed) return;
    this.#indexed = true;
    const [first, second, third, company] = DEMO_OBLIGORS;
    const fixed = new Map([first, second, third].map((obligor, i) => [i, obligor.documentNumber]));
    fixed.set(this.people, company.documentNumber);
    for (const [index, number] of fixed) this.#register(index, number);
    for (let index = 0; index < this.size; index++) {
      if (fixed.has(index)) continue;
      const number = index < this.people ? residentNumber : creditCode;
      let attempt = 0;
      while (!this.#register(index, number(this.seed, index, attempt))) attempt += 1;
    }
  }

  #register(index: number, number: string): boolean {
    const others = index < this.people ? [oldResidentNumber(this.seed, number)] : [number.slice(8, 17)];
    const all = [number, ...others.filter((other) => other !== undefined)];
    if (all.some((each) => this.#byDocument.has(each))) return false;
    this.#numbers[index] = number;
    for (const each of all) this.#byDocument.set(each, index);
    return true;
  }

  #holdsSomething(party: Party, institutionCode: string): boolean {
    // Property gathers: whether a party is an owner at all is one draw for all institutions.
    const share = draw(this.seed, 'owner', party.documentNumber) < OWNERS_SHARE ? FOUND_FOR_OWNERS : FOUND_FOR_OTHERS;
    return !party.demo && draw(this.seed, 'found', party.documentNumber, institutionCode) < share;
  }

  #codes(kind: HoldingKind): readonly string[] {
    const known = this.#codesOf.get(kind);
    if (known !== undefined) return known;
    const codes = [...this.#kinds].filter(([, each]) => each === kind).map(([code]) => code).sort();
    this.#codesOf.set(kind, codes);
    return codes;
  }

  #isRich(party: Party, institutionCode: string): boolean {
    const chosen = this.#richAt.get(party.documentNumber);
    return chosen === undefined ? draw(this.seed, 'rich', party.documentNumber, institutionCode) < RICH_WITHOUT_LIST : chosen.has(institutionCode);
  }

  /** Two institutions of every kind that is not a bank; with the vehicle registries and the banks there are six to ten. */
  #chooseRich(documentNumber: string): ReadonlySet<string> {
    const wanted = 6 + Math.floor(draw(this.seed, 'rich-count', documentNumber) * 5);
    const order = (code: string): number => draw(this.seed, 'rich', documentNumber, code);
    const codes = [...this.#kinds].sort(([a], [b]) => order(a) - order(b));
    const others = [...new Set(this.#kinds.values())].filter((kind) => kind !== 'bank' && WHO_HOLDS[kind] === undefined).flatMap((kind) => codes.filter((each) => each[1] === kind).slice(0, 2));
    const banks = codes.filter(([, kind]) => kind === 'bank').slice(0, wanted - others.filter(([, kind]) => kind === 'vehicle').length);
    return new Set([...others, ...banks].map(([code]) => code));
  }
}
