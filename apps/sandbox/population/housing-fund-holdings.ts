import { syntheticBankCard, syntheticResidentId } from '#libs/identifiers';
import { measuresOf } from './bank-holdings.js';
import type { FundAccount, Movement } from './holding.js';
import type { Party } from './party.js';
import { DISTRICTS } from './places.js';
import { pick, randomFor, wholeBetween } from './seeded-random.js';
import type { Surroundings } from './surroundings.js';

const pad = (value: number): string => String(value).padStart(2, '0');
const LONGEST_PERIOD_MONTHS = 240;
/** Day of the month on which employers pay in. */
const DEPOSIT_DAY = 10;

/** The city of a centre whose code ends with a region of GB/T 2260, else the city the party lives in. */
function cityOf(institutionCode: string, party: Party): string {
  const region = /(\d{4})\d{2}$/.exec(institutionCode)?.[1] ?? '';
  const district = DISTRICTS.find(({ code }) => code.startsWith(region) && region !== '') ?? DISTRICTS.find(({ city }) => party.address.includes(city));
  return district?.city ?? '杭州市';
}

/** The account of a person that is known to have one at this centre. Organisations have none: undefined. */
export function housingFundHoldings(seed: number, party: Party, institutionCode: string, rich: boolean, surroundings: Surroundings): readonly FundAccount[] | undefined {
  if (party.kind === 'organisation') return undefined;
  const random = randomFor(seed, 'housing-fund', party.documentNumber, institutionCode);
  const city = cityOf(institutionCode, party);
  const employer = surroundings.employer(random());
  const openingYear = wholeBetween(random, Math.min(2024, Math.max(1995, Number(party.birthDate.slice(0, 4)) + 20)), 2024);
  const sealed = random() < 0.2;
  const measures = random() < (rich ? 0.3 : 0.1) ? measuresOf(random, 1, 30_000) : [];
  const monthlyDepositFen = sealed ? 0 : wholeBetween(random, 6, 60) * 10_000;
  return [
    {
      number: `${institutionCode.replace(/\D/g, '').slice(0, 6).padEnd(6, '0')}${String(wholeBetween(random, 0, 999_999_999)).padStart(9, '0')}`,
      branchName: `${city}住房公积金管理中心${pick(random, ['城区', '开发区', '高新区'])}管理部`,
      openedOn: `${openingYear}-${pad(wholeBetween(random, 1, 12))}-${pad(DEPOSIT_DAY)}`,
      status: sealed ? '封存' : '正常',
      balanceFen: wholeBetween(random, 500, rich ? 180_000 : 60_000) * 100,
      monthlyDepositFen,
      region: `浙江省${city}`,
      employer: { name: employer.name, address: employer.address, contact: employer.legalRepresentative, contactDocument: syntheticResidentId(random) },
      payInAccount: syntheticBankCard(random),
      loanOutstanding: random() < 0.3,
      measures,
    },
  ];
}

/** 资金往来 of a fund account in a period, both days included: what the employer paid in each month. */
export function fundMovements(account: FundAccount, from: string, to: string): readonly Movement[] {
  const found: Movement[] = [];
  let [year = 0, month = 1] = from.split('-').map(Number) as [number, number];
  for (let step = 0; step < LONGEST_PERIOD_MONTHS && account.monthlyDepositFen > 0; step++) {
    const date = `${year}-${pad(month)}-${pad(DEPOSIT_DAY)}`;
    if (date > to) break;
    if (date >= from && date >= account.openedOn) {
      found.push({
        sequence: found.length + 1,
        direction: 'in',
        kind: '汇缴',
        amountFen: account.monthlyDepositFen,
        at: `${date}T09:00:00`,
        serial: `G${date.replaceAll('-', '')}${account.number.slice(-8)}`,
        counterparty: account.employer.name,
        counterpartyAccount: account.payInAccount,
        counterpartyBank: '样例银行',
      });
    }
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return found;
}
