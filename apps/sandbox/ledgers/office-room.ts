import { sameName } from '#libs/identifiers';
import type { SandboxInstitution } from '../players/institution.js';
import { DEMO_OBLIGORS } from '../population/demo-obligors.js';
import type { Account, Holdings, Measure, PaymentAccount } from '../population/holding.js';
import type { Population } from '../population/population.js';
import { draw } from '../population/seeded-random.js';
import type { Freeze } from './account-ledger.js';
import { MeasureOffice, type CustomerBook, type OpenedAccount } from './measure-office.js';
import { ProductLedger } from './product-ledger.js';

const USUAL = ['01', '02', '04', '06'];
const ALL = [...USUAL, '03', '05', '08'];

/** The offices of all institutions that carry out measures on money; each is opened when somebody first needs it. */
export class OfficeRoom {
  readonly #offices = new Map<string, MeasureOffice>();

  constructor(private readonly population: Population) {}

  officeOf(institution: SandboxInstitution): MeasureOffice {
    const known = this.#offices.get(institution.code);
    if (known !== undefined) return known;
    const { seed } = this.population;
    const measures = institution.measures ?? (institution.adapter !== 'payment-platform' && draw(seed, 'measures', institution.code) < 0.5 ? 'all' : 'usual');
    const office = new MeasureOffice(new PopulationBook(this.population, institution.code), {
      bankName: institution.name,
      measures: new Set(measures === 'all' ? ALL : USUAL),
      lateRenewal: institution.lateRenewal ?? (draw(seed, 'late-renewal', institution.code) < 0.5 ? 'refused' : 'new-freeze'),
    });
    this.#offices.set(institution.code, office);
    return office;
  }

  /** What an institution holds of a party today: balances and measures as orders have left them. */
  asItStands(code: string, holdings: Holdings): Holdings {
    const office = this.#offices.get(code);
    if (office === undefined) return holdings;
    const touched = new Set(office.touched);
    if (touched.size === 0) return holdings;
    return {
      ...holdings,
      accounts: holdings.accounts.map((one) => (touched.has(one.number) ? { ...one, ...standing(office, one) } : one)),
      paymentAccounts: holdings.paymentAccounts.map((one) => (touched.has(one.number) ? platformStanding(office, one) : one)),
    };
  }
}

function standing(office: MeasureOffice, { number, status }: Account): Partial<Account> {
  const shown = office.show(number);
  if (shown === undefined) return {};
  const { account, standings, availableFen } = shown;
  const measures = standings.map(({ freeze }, at): Measure => ({
    sequence: at + 1, authority: freeze.authority, documentNumber: freeze.documentNumber, amountFen: freeze.wholeAccount ? Math.max(0, account.balanceFen) : freeze.limitFen, startsOn: freeze.from, endsOn: freeze.until,
  }));
  return { balanceFen: account.balanceFen, availableFen, measures, status: measures.length > 0 ? '冻结' : status === '冻结' ? '正常' : status };
}

function platformStanding(office: MeasureOffice, one: PaymentAccount): PaymentAccount {
  const shown = office.show(one.number);
  if (shown === undefined) return one;
  return { ...one, balanceFen: shown.account.balanceFen, availableFen: shown.availableFen, status: shown.standings.length > 0 ? '冻结' : '正常' };
}

/** Customers out of the population; accounts are found by number once their owner was looked at. */
class PopulationBook implements CustomerBook {
  readonly #accounts = new Map<string, OpenedAccount>();
  readonly #seen = new Map<string, ReturnType<CustomerBook['find']>>();

  constructor(
    private readonly population: Population,
    private readonly code: string,
  ) {}

  find(documentNumber: string, name: string): ReturnType<CustomerBook['find']> {
    const party = this.population.findByDocument(documentNumber);
    if (party === undefined) return 'unknown';
    const customer = this.#customer(party.documentNumber);
    if (customer === 'unknown') return customer;
    return sameName(party.name, name) || party.formerNames.some((former) => sameName(former, name)) ? customer : 'other-name';
  }

  account(number: string): OpenedAccount | undefined {
    if (!this.#accounts.has(number)) for (const { documentNumber } of DEMO_OBLIGORS) this.#customer(documentNumber);
    return this.#accounts.get(number);
  }

  #customer(documentNumber: string): ReturnType<CustomerBook['find']> {
    const known = this.#seen.get(documentNumber);
    if (known !== undefined) return known;
    const party = this.population.findByDocument(documentNumber);
    const held = party === undefined ? undefined : this.population.holdings(party, this.code);
    if (held === undefined) return 'unknown';
    const accounts = [...held.accounts.map(openedAtBank), ...held.paymentAccounts.map(openedAtPlatform)];
    const products = [
      ...held.products.map(({ code, availableQuantity, measures, unitPrice }) => new ProductLedger(code, availableQuantity, measures.map(asFreeze), unitPrice)),
      ...held.paymentAccounts.flatMap(({ funds }) => funds.map(({ name, units }) => new ProductLedger(name, units))),
    ];
    for (const account of accounts) this.#accounts.set(account.number, account);
    const customer = { accounts, products };
    this.#seen.set(documentNumber, customer);
    return customer;
  }
}

const asFreeze = ({ sequence, authority, documentNumber, amountFen, startsOn, endsOn }: Measure): Freeze => ({
  number: `YD${startsOn.replaceAll('-', '')}${String(sequence).padStart(2, '0')}`, authority, documentNumber, wholeAccount: false, limitFen: amountFen, from: startsOn, until: endsOn,
});

const openedAtBank = (account: Account): OpenedAccount => ({
  number: account.number,
  category: account.category,
  closed: account.closedOn !== undefined,
  balanceFen: account.balanceFen,
  // Whoever shares an account owns a part of it; whoever has it in pledge is paid first.
  pledgedFen: account.rights.filter(({ kind }) => kind.includes('质押')).reduce((sum, { amountFen }) => sum + amountFen, 0),
  freezes: account.measures.map(asFreeze),
  rights: account.rights,
});

/** A platform says 冻结 and not by whom (wire-contracts §5). */
const openedAtPlatform = ({ number, category, status, balanceFen }: PaymentAccount): OpenedAccount => ({
  number,
  category,
  closed: status === '注销',
  balanceFen,
  pledgedFen: 0,
  freezes: status === '冻结' ? [{ number: 'YD2026010101', authority: '样例司法机关', documentNumber: '', wholeAccount: false, limitFen: balanceFen, from: '2026-01-01', until: '2027-12-31' }] : [],
  rights: [],
});
