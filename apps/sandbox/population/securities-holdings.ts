import { measuresOf } from './bank-holdings.js';
import type { CashAccount, Market, Security } from './financial-holding.js';
import type { Holding } from './holding.js';
import type { Party } from './party.js';
import { draw, normal, pick, randomFor, wholeBetween, type Random } from './seeded-random.js';

/** One in eight has shares at all; whoever has, has them at one broker. */
const INVESTORS_SHARE = 0.125;
const PRICED_ON = '2026-02-27';
const pad = (value: number): string => String(value).padStart(2, '0');

const MARKETS: readonly Market[] = ['SH', 'SZ', 'BJ'];
/** First digits of codes that no real security has. */
const LISTED: Readonly<Record<Market, readonly (readonly [prefix: string, kind: string, unit: Security['unit']])[]>> = {
  SH: [['6009', 'A股', '股'], ['5109', '基金', '份'], ['1369', '债券', '张']],
  SZ: [['0029', 'A股', '股'], ['1599', '基金', '份']],
  BJ: [['9209', 'A股', '股']],
};

/** The market whose register (中国结算) this is: `CSDC-SH` keeps Shanghai; undefined for a broker. */
export function marketOf(institutionCode: string): Market | undefined {
  const [, market] = /^CSDC-(SH|SZ|BJ)$/.exec(institutionCode) ?? [];
  return market as Market | undefined;
}

const isInvestor = (seed: number, party: Party): boolean => party.demo || draw(seed, 'investor', party.documentNumber) < INVESTORS_SHARE;

/** Whoever owns a security is known to the register of its market and to the one broker who keeps it. */
export function holdsSecurities(seed: number, party: Party, institutionCode: string, codes: readonly string[]): boolean {
  if (!isInvestor(seed, party)) return false;
  const market = marketOf(institutionCode);
  if (market !== undefined) return portfolioOf(seed, party).some((security) => security.market === market);
  const brokers = codes.filter((code) => marketOf(code) === undefined);
  return brokers[Math.floor(draw(seed, 'broker', party.documentNumber) * brokers.length)] === institutionCode;
}

export function securitiesHoldings(seed: number, party: Party, institutionCode: string, _rich: boolean): Partial<Holding> {
  const market = marketOf(institutionCode);
  const portfolio = portfolioOf(seed, party);
  if (market !== undefined) return { securities: portfolio.filter((security) => security.market === market) };
  return { securities: portfolio, cashAccounts: [cashAccountOf(randomFor(seed, 'fund-account', party.documentNumber), party)] };
}

/** Everything a party has in the three markets; says nothing of who is asked, so that all who are asked agree. */
function portfolioOf(seed: number, party: Party): readonly Security[] {
  const random = randomFor(seed, 'portfolio', party.documentNumber);
  const digits = String(wholeBetween(random, 0, 999_999_999)).padStart(9, '0');
  const markets = MARKETS.filter((market) => random() < (market === 'BJ' ? 0.15 : 0.7));
  const all = (party.demo && !markets.includes('SH') ? ['SH' as const, ...markets] : markets.length === 0 ? ['SZ' as const] : markets).flatMap((market) =>
    Array.from({ length: wholeBetween(random, 1, party.demo ? 4 : 2) }, () => securityOf(random, market, market === 'SH' ? `A${digits}` : `0${digits}`)),
  );
  // One code twice in one account would be one holding with two contents.
  const held = all.filter((security, i) => all.findIndex((other) => other.code === security.code) === i);
  return random() < 0.1 ? [...held, collateral(random, `0${digits}`)] : held;
}

function securityOf(random: Random, market: Market, securitiesAccount: string): Security {
  const [prefix, kind, unit] = pick(random, LISTED[market]);
  const lots = Math.max(1, Math.round(15 * Math.exp(normal(random))));
  const quantity = lots * 100;
  const restricted = kind === 'A股' && random() < 0.1 ? Math.floor(lots / 2) * 100 : 0;
  const pledged = random() < 0.12 ? Math.floor(lots / 3) * 100 : 0;
  const measures = random() < 0.15 ? measuresOf(random, random() < 0.3 ? 2 : 1, 1_000) : [];
  const [inForce, waiting] = measures;
  // Who comes second waits only where the first left nothing (轮候).
  const frozen = inForce === undefined ? 0 : waiting === undefined ? Math.max(1, Math.floor(lots / 4)) * 100 : quantity - pledged;
  const bound = Math.min(quantity, pledged + frozen);
  const cause = pledged > 0 && frozen > 0 ? '3' : frozen > 0 ? '0' : pledged > 0 ? '2' : undefined;
  return {
    securitiesAccount,
    code: `${prefix}${pad(wholeBetween(random, 0, 99))}`,
    name: `样例${pick(random, ['股份', '科技', '医药', '能源', '智造', '三百'])}`,
    market,
    kind,
    unit,
    quantity: String(quantity),
    tradableQuantity: String(quantity - restricted),
    restrictedQuantity: String(restricted),
    pledgedQuantity: String(pledged),
    availableQuantity: String(quantity - bound),
    ...(cause === undefined ? {} : { frozenCause: cause }),
    price: (unit === '张' ? wholeBetween(random, 9_500, 10_500) / 100 : wholeBetween(random, 120, 9_000) / 100).toFixed(2),
    priceOn: PRICED_ON,
    ...(pledged > 0 ? { pledgee: '样例银行' } : {}),
    freezes: inForce === undefined ? [] : [{ authority: inForce.authority, documentNumber: inForce.documentNumber, startsOn: inForce.startsOn, endsOn: inForce.endsOn, quantity: String(frozen) }],
    waitingFreezes: waiting === undefined ? [] : [{ sequence: 1, authority: waiting.authority, documentNumber: waiting.documentNumber, quantity: String(frozen) }],
  };
}

/** 质押式回购标准券 before settlement ends: reported, flagged, never taken. */
function collateral(random: Random, securitiesAccount: string): Security {
  const quantity = String(wholeBetween(random, 1, 50) * 10);
  return {
    securitiesAccount, code: '131990', name: '质押式回购标准券', market: 'SZ', kind: '债券', unit: '张', quantity, tradableQuantity: '0', restrictedQuantity: quantity,
    pledgedQuantity: '0', availableQuantity: '0', price: '100.00', priceOn: PRICED_ON, freezes: [], waitingFreezes: [], spared: '交收完成前的担保物',
  };
}

function cashAccountOf(random: Random, party: Party): CashAccount {
  const balanceFen = Math.round((party.demo ? 80_000 : 9_000) * 100 * Math.exp(1.2 * normal(random)));
  const measures = random() < 0.1 ? measuresOf(random, 1, 3_000) : [];
  const bound = measures.reduce((sum, measure) => sum + measure.amountFen, 0);
  return {
    number: `3301${String(wholeBetween(random, 0, 99_999_999)).padStart(8, '0')}`,
    state: measures.length > 0 ? '冻结' : '正常',
    branch: `${pick(random, ['杭州', '宁波', '温州', '金华'])}样例路营业部`,
    openedOn: `${wholeBetween(random, 2007, 2023)}-${pad(wholeBetween(random, 1, 12))}-${pad(wholeBetween(random, 1, 28))}`,
    balanceFen,
    availableFen: Math.max(0, balanceFen - bound),
    measures,
  };
}
