import { syntheticBankCard, syntheticMobilePhone } from '#libs/identifiers';
import type { Account, Currency, Measure, Product, Right, SubAccount } from './holding.js';
import type { Party } from './party.js';
import { DISTRICTS, OTHER_COURTS } from './places.js';
import { normal, pick, randomFor, wholeBetween, type Random } from './seeded-random.js';

const pad = (value: number): string => String(value).padStart(2, '0');
const day = (random: Random, firstYear: number, lastYear: number): string =>
  `${wholeBetween(random, firstYear, lastYear)}-${pad(wholeBetween(random, 1, 12))}-${pad(wholeBetween(random, 1, 28))}`;

/** Lognormal money: most have little, a few have much. */
const money = (random: Random, medianYuan: number): number => Math.round(medianYuan * 100 * Math.exp(1.4 * normal(random)));

/** Measures of other courts, in the order of taking effect. */
export function measuresOf(random: Random, count: number, medianYuan: number): readonly Measure[] {
  return Array.from({ length: count }, (_, i) => {
    const [authority, code] = pick(random, OTHER_COURTS);
    const start = day(random, 2025, 2025);
    return {
      sequence: i + 1,
      authority,
      documentNumber: `（2025）${code}执${wholeBetween(random, 100, 6999)}号之${pick(random, ['一', '二'])}`,
      amountFen: Math.max(100_000, money(random, medianYuan)),
      startsOn: start,
      endsOn: `${Number(start.slice(0, 4)) + wholeBetween(random, 1, 3)}${start.slice(4)}`,
    };
  });
}

function rightsOf(random: Random, balanceFen: number): readonly Right[] {
  const shared = random() < 0.4;
  return [
    {
      sequence: 1,
      kind: shared ? '共有权' : pick(random, ['质押权', '保证金质押']),
      holder: shared ? pick(random, ['王样芳', '陈样平', '李样慧']) : pick(random, ['样例担保有限公司', '样例小额贷款有限公司', '样例银行']),
      amountFen: Math.max(50_000, Math.round(balanceFen * (shared ? 0.5 : 0.8))),
      address: '浙江省杭州市虚构路1号',
      contact: syntheticMobilePhone(random),
    },
  ];
}

function subAccountsOf(random: Random, number: string): readonly SubAccount[] {
  return Array.from({ length: wholeBetween(random, 1, 3) }, (_, i): SubAccount => {
    const foreign = random() < 0.25;
    const balanceFen = money(random, foreign ? 3_000 : 20_000);
    return {
      number: `${number}-${pad(i + 1)}`,
      category: foreign ? '外币活期' : pick(random, ['一年定期', '三年定期', '通知存款', '零存整取']),
      currency: foreign ? pick<Currency>(random, ['USD', 'HKD', 'EUR']) : 'CNY',
      balanceFen,
      availableFen: balanceFen,
      remarks: foreign ? '' : `${day(random, 2026, 2028)}到期`,
    };
  });
}

const PERSON_CATEGORIES = ['借记卡', '借记卡', '借记卡', '活期存折', '定期存款', '信用卡'];
const COMPANY_CATEGORIES = ['基本存款账户', '一般存款账户', '一般存款账户', '保证金账户', '单位定期存款'];

function accountOf(random: Random, party: Party, rich: boolean, position: number): Account {
  const company = party.kind === 'organisation';
  const category = position === 0 ? (company ? '基本存款账户' : '借记卡') : pick(random, company ? COMPANY_CATEGORIES : PERSON_CATEGORIES);
  const number = syntheticBankCard(random, { length: 19 });
  const district = pick(random, DISTRICTS);
  const openedOn = day(random, 2003, 2024);
  const closed = !rich && random() < 0.08;
  const credit = category === '信用卡';
  const balanceFen = closed ? 0 : credit ? (random() < 0.3 ? -money(random, 3_000) : 0) : money(random, rich ? 350_000 : company ? 40_000 : 6_000);
  const frozen = !closed && !credit && random() < (rich ? 0.35 : 0.12);
  const measures = frozen ? measuresOf(random, random() < 0.3 ? 2 : 1, rich ? 60_000 : 20_000) : [];
  const rights = !closed && !credit && random() < (rich ? 0.25 : 0.05) ? rightsOf(random, balanceFen) : [];
  const bound = measures.reduce((sum, measure) => sum + measure.amountFen, 0) + rights.reduce((sum, right) => sum + right.amountFen, 0);
  const opening = openedOn.slice(0, 4);
  return {
    number,
    category,
    status: closed ? '销户' : measures.length > 0 ? '冻结' : random() < 0.03 ? '久悬' : '正常',
    branchName: `${district.city}${district.name}样例支行`,
    branchCode: `${wholeBetween(random, 100, 399)}${district.code}${String(wholeBetween(random, 1, 99_999)).padStart(5, '0')}`,
    openedOn,
    ...(closed ? { closedOn: day(random, Math.max(Number(opening) + 1, 2020), 2025) } : {}),
    currency: 'CNY',
    balanceFen,
    availableFen: credit ? 0 : Math.max(0, balanceFen - bound),
    remarks: company || closed ? '' : pick(random, ['Ⅰ类户', 'Ⅰ类户', 'Ⅱ类户', 'Ⅲ类户']),
    subAccounts: !closed && category === '借记卡' && random() < (rich ? 0.7 : 0.15) ? subAccountsOf(random, number) : [],
    measures,
    rights,
  };
}

/** 理财产品回款资金账户: what banks call the account that a product pays back to. */
const PROCEEDS_CATEGORY = '理财产品回款资金账户';

function productOf(random: Random, settlementAccount: string, wealthAccount: string, position: number, rich: boolean): Product {
  const agency = random() < 0.35;
  const price = wholeBetween(random, 9_800, 12_500); // ten-thousandths of a yuan per unit
  const units = Math.max(1_000, Math.round(money(random, rich ? 200_000 : 30_000) / 100));
  const valueFen = Math.round((units * price) / 100);
  const closedPeriod = random() < 0.4;
  const measures = random() < 0.15 ? measuresOf(random, 1, 30_000) : [];
  const free = closedPeriod || measures.length > 0 ? 0 : units;
  return {
    reference: `${wealthAccount}-${position + 1}`,
    code: `YL${wholeBetween(random, 2023, 2026)}${pick(random, ['A', 'B', 'C', 'D'])}${wholeBetween(random, 100, 999)}`,
    name: `样例${pick(random, ['稳健', '安享', '添利', '增盈', '日鑫'])}${pick(random, ['一号', '三号', '九十天', '半年开'])}`,
    category: pick(random, ['固定收益类资产', '流动性资产']),
    sale: agency ? 'agency' : 'direct',
    region: '0571',
    wealthAccount,
    settlementAccount,
    manager: agency ? '样例基金管理有限公司' : '样例理财有限责任公司',
    ...(agency
      ? { custodian: '样例银行资产托管部', custodyAccount: syntheticBankCard(random), beneficiary: '本人' }
      : random() < 0.1
        ? { pledgee: '样例银行' }
        : {}),
    tradable: random() < 0.8,
    ...(closedPeriod ? { restriction: '封闭期', restrictionLiftedOn: day(random, 2026, 2027) } : {}),
    establishedOn: day(random, 2023, 2025),
    redeemableOn: day(random, 2026, 2027),
    unit: '份',
    unitPrice: (price / 10_000).toFixed(4),
    quantity: units.toFixed(2),
    availableQuantity: free.toFixed(2),
    valueFen,
    availableValueFen: Math.round((free * price) / 100),
    measures,
  };
}

/** Accounts and products of a party that is known to hold something at this bank. */
export function bankHoldings(seed: number, party: Party, institutionCode: string, rich: boolean): { accounts: readonly Account[]; products: readonly Product[] } {
  const random = randomFor(seed, 'bank', party.documentNumber, institutionCode);
  const count = rich ? wholeBetween(random, 1, 3) : random() < 0.7 ? 1 : wholeBetween(random, 2, 3);
  const accounts = Array.from({ length: count }, (_, position) => accountOf(random, party, rich, position));
  const first = accounts[0];
  if (first === undefined || first.closedOn !== undefined || random() >= (rich ? 0.8 : 0.12)) return { accounts, products: [] };
  const wealthAccount = `LC${String(wholeBetween(random, 1, 999_999_999)).padStart(10, '0')}`;
  const products = Array.from({ length: wholeBetween(random, 1, rich ? 3 : 1) }, (_, position) => productOf(random, first.number, wealthAccount, position, rich));
  return { accounts: [{ ...first, category: PROCEEDS_CATEGORY }, ...accounts.slice(1)], products };
}
