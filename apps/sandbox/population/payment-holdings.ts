import { syntheticMobilePhone } from '#libs/identifiers';
import type { BoundCard, PaymentAccount } from './holding.js';
import type { Party } from './party.js';
import { normal, pick, randomFor, wholeBetween, type Random } from './seeded-random.js';
import type { Surroundings } from './surroundings.js';

const pad = (value: number): string => String(value).padStart(2, '0');

/** Lognormal money: most have little, a few have much. */
const money = (random: Random, medianYuan: number): number => Math.round(medianYuan * 100 * Math.exp(1.4 * normal(random)));

const FUNDS = ['余额宝', '余额宝', '零钱通', '样例货币基金'];
const MOST_CARDS = 3;

/** Cards that the party really holds at banks of the population, so that what a platform says can be followed up there. */
function cardsOf(random: Random, party: Party, surroundings: Surroundings): readonly BoundCard[] {
  const wanted = wholeBetween(random, 1, MOST_CARDS);
  const cards: BoundCard[] = [];
  for (const { bank, account } of surroundings.bankAccounts()) {
    if (cards.length === wanted) break;
    if (account.closedOn !== undefined || account.currency !== 'CNY') continue;
    cards.push({ number: account.number, kind: account.category === '信用卡' ? '信用卡' : '储蓄卡', bank, holder: party.name });
  }
  return cards;
}

function accountOf(random: Random, party: Party, rich: boolean, position: number, surroundings: Surroundings): PaymentAccount {
  const company = party.kind === 'organisation';
  const frozen = random() < 0.06;
  const balanceFen = money(random, rich ? 8_000 : company ? 3_000 : 300);
  const funds = !company && random() < (rich ? 0.9 : 0.5) ? [{ name: pick(random, FUNDS), units: (money(random, rich ? 40_000 : 2_000) / 100).toFixed(4) }] : [];
  return {
    number: `2088${String(wholeBetween(random, 0, 999_999_999_999)).padStart(12, '0')}`,
    category: company ? '商户账户' : pick(random, ['个人账户', '个人账户', '个人Ⅱ类账户']),
    status: frozen ? '冻结' : '正常',
    registeredAt: `${wholeBetween(random, 2010, 2024)}-${pad(wholeBetween(random, 1, 12))}-${pad(wholeBetween(random, 1, 28))}T${pad(wholeBetween(random, 7, 22))}:${pad(wholeBetween(random, 0, 59))}:00`,
    // The first account hangs on the telephone everybody else knows too.
    registeredPhone: position === 0 ? party.phone : syntheticMobilePhone(random),
    balanceFen,
    availableFen: frozen ? 0 : balanceFen,
    remarks: company ? '' : '已实名认证',
    funds,
    cards: cardsOf(random, party, surroundings),
  };
}

/** Accounts of a party that is known to have some at this payment platform; people often have more than one. */
export function paymentHoldings(seed: number, party: Party, institutionCode: string, rich: boolean, surroundings: Surroundings): readonly PaymentAccount[] {
  const random = randomFor(seed, 'payment', party.documentNumber, institutionCode);
  const count = random() < (rich ? 0.5 : 0.15) ? 2 : 1;
  return Array.from({ length: count }, (_, position) => accountOf(random, party, rich, position, surroundings));
}
