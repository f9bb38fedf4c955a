import { measuresOf } from './bank-holdings.js';
import { DEMO_OBLIGORS } from './demo-obligors.js';
import type { Shareholding } from './holding.js';
import { day, districtOf } from './make-party.js';
import type { Company, Party, Registration } from './party.js';
import { pick, randomFor, wholeBetween, type Random } from './seeded-random.js';

/** What one shareholder has of a company, before it is looked at from the other side. */
type Stake = Omit<Shareholding, 'company' | 'registration'> & { readonly holder: number };

const CAPITALS_YUAN = [500_000, 1_000_000, 1_000_000, 5_000_000, 10_000_000, 50_000_000];
const FIRST_YEAR_OF_CREDIT_CODES = 2015;
const COMPANY_HOLDER_SHARE = 0.15;
/** Of the demonstration company its legal representative, the first person of the population, has the larger part. */
const DEMO_PERCENT = 60;

/**
 * The register of companies of the whole population: every company has shareholders among its people and other companies, whose parts
 * make a hundred percent, and whoever is asked about finds the companies. A company deregistered has none any more.
 */
export class CompanyRegister {
  #byHolder: ReadonlyMap<number, readonly Shareholding[]> | undefined;
  readonly #byOldNumber = new Map<string, Company>();

  constructor(
    private readonly seed: number,
    private readonly people: number,
    private readonly size: number,
    private readonly at: (index: number) => Party,
  ) {}

  registrationOf(company: Company): Registration {
    const random = randomFor(this.seed, 'registration', company.documentNumber);
    const district = districtOf(company.districtCode);
    const capitalFen = pick(random, CAPITALS_YUAN) * 100;
    const paidInFen = Math.round((capitalFen * wholeBetween(random, 2, 10)) / 10);
    const fate = company.demo ? 1 : random();
    const old = Number(company.establishedOn.slice(0, 4)) < FIRST_YEAR_OF_CREDIT_CODES;
    return {
      status: fate < 0.03 ? 'deregistered' : fate < 0.07 ? 'revoked' : 'active',
      ...(fate < 0.07 ? { statusSince: day(random, 2025, 2025) } : {}),
      ...(old ? { oldNumber: `${company.districtCode}0${String(wholeBetween(random, 0, 99_999_999)).padStart(8, '0')}` } : {}),
      type: company.name.endsWith('股份有限公司') ? '股份有限公司(非上市)' : '有限责任公司(自然人投资或控股)',
      capitalFen,
      paidInFen,
      authority: `${district.city}${district.name}市场监督管理局`,
    };
  }

  /** In what companies a party has shares. */
  shareholdingsOf(party: Party): readonly Shareholding[] {
    this.#byHolder ??= this.#read();
    return this.#byHolder.get(party.index) ?? [];
  }

  /** By the number a company had before credit codes. */
  findByOldNumber(number: string): Company | undefined {
    this.#byHolder ??= this.#read();
    return this.#byOldNumber.get(number);
  }

  #read(): ReadonlyMap<number, readonly Shareholding[]> {
    const byHolder = new Map<number, Shareholding[]>();
    for (let index = this.people; index < this.size; index++) {
      const company = this.at(index);
      if (company.kind !== 'organisation') continue;
      const registration = this.registrationOf(company);
      if (registration.oldNumber !== undefined) this.#byOldNumber.set(registration.oldNumber, company);
      if (registration.status === 'deregistered') continue;
      for (const { holder, ...stake } of this.#stakesIn(company, registration)) {
        const known = byHolder.get(holder);
        if (known === undefined) byHolder.set(holder, [{ company, registration, ...stake }]);
        else known.push({ company, registration, ...stake });
      }
    }
    return byHolder;
  }

  #stakesIn(company: Company, registration: Registration): readonly Stake[] {
    const random = randomFor(this.seed, 'shareholders', company.documentNumber);
    const holders = this.#holdersOf(company, random);
    const parts = hundredInParts(random, holders.length, company.demo ? DEMO_PERCENT : undefined);
    return holders.map((holder, at) => stakeOf(random, company, registration, holder, parts[at] ?? 0));
  }

  /** One to four, each once; other companies only from before it in the population, so that nobody holds itself in a circle. */
  #holdersOf(company: Company, random: Random): readonly number[] {
    const count = company.demo ? 2 : wholeBetween(random, 1, Math.min(4, this.people));
    const holders = new Set(company.demo ? [this.#demoHolder(company)] : []);
    while (holders.size < count) {
      const earlier = company.index - this.people;
      holders.add(random() < COMPANY_HOLDER_SHARE && earlier > 0 ? this.people + wholeBetween(random, 0, earlier - 1) : wholeBetween(random, 0, this.people - 1));
    }
    return [...holders];
  }

  #demoHolder({ legalRepresentative }: Company): number {
    return Math.max(0, DEMO_OBLIGORS.findIndex(({ kind, name }) => kind === 'person' && name === legalRepresentative));
  }
}

/** Whole percent, at least one each. */
function hundredInParts(random: Random, count: number, first: number | undefined): readonly number[] {
  const parts: number[] = first === undefined ? [] : [first];
  let rest = 100 - (first ?? 0);
  while (parts.length < count - 1) {
    const part = wholeBetween(random, 1, rest - (count - parts.length - 1));
    parts.push(part);
    rest -= part;
  }
  return [...parts, rest];
}

function stakeOf(random: Random, company: Company, { capitalFen, paidInFen }: Registration, holder: number, percent: number): Stake {
  const subscribedFen = Math.round((capitalFen * percent) / 100);
  const pledged = random() < 0.15;
  const measures = random() < (company.demo ? 1 : 0.15) ? measuresOf(random, random() < 0.3 ? 2 : 1, subscribedFen / 300) : [];
  return {
    holder,
    role: company.name.endsWith('股份有限公司') ? '发起人' : '股东',
    percent,
    subscribedFen,
    paidInFen: Math.round((paidInFen * percent) / 100),
    form: pick(random, ['货币', '货币', '货币', '实物', '知识产权']),
    subscriptionDueOn: `${wholeBetween(random, 2026, 2032)}-12-31`,
    heldSince: company.establishedOn,
    pledges: pledged
      ? [{ number: `${company.districtCode}2024${String(wholeBetween(random, 1, 99_999)).padStart(5, '0')}`, pledgee: pick(random, ['样例银行', '样例小额贷款有限公司']), amountFen: Math.round(subscribedFen / 2), registeredOn: day(random, 2024, 2024) }]
      : [],
    freezes: published(random, company, measures),
  };
}

/** Rank goes by the moment of publication; now and then the last one waits for it. */
function published(random: Random, company: Company, measures: ReturnType<typeof measuresOf>): Shareholding['freezes'] {
  const byDay = measures.toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : a.startsOn > b.startsOn ? 1 : 0));
  return byDay.map((measure, at) => {
    const court = { ...measure, sequence: at + 1, noticeNumber: `${measure.documentNumber.replace(/之.$/, '')}协助公示通知书` };
    if (at === byDay.length - 1 && at > 0 && random() < 0.3) return court;
    const two = (value: number): string => String(value).padStart(2, '0');
    const time = `${two(9 + at)}:${two(wholeBetween(random, 0, 59))}:${two(wholeBetween(random, 0, 59))}`;
    return { ...court, publicationNumber: `GS${company.districtCode}2025${String(wholeBetween(random, 1, 99_999)).padStart(5, '0')}`, publishedAt: `${measure.startsOn}T${time}+08:00` };
  });
}
