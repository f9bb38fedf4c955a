import { syntheticBankCard } from '#libs/identifiers';
import type { Account, Movement } from './holding.js';
import { pick, randomFor, wholeBetween } from './seeded-random.js';

const pad = (value: number): string => String(value).padStart(2, '0');
const LONGEST_PERIOD_MONTHS = 240;
const BUSINESS = ['杭州虚构样例贸易有限公司', '宁波范例物流有限公司', '样例支付有限公司', '王样芳', '陈样平'];

/**
 * Transactions of an account in a period (资金往来), both days included. Drawn month by month from the account number, so
 * that overlapping periods show the same movements and the clock plays no part.
 */
export function movementsOf(seed: number, account: Account, from: string, to: string): readonly Movement[] {
  const found: Omit<Movement, 'sequence'>[] = [];
  const last = to.slice(0, 7);
  let [year = 0, month = 1] = from.split('-').map(Number) as [number, number];
  for (let step = 0; step < LONGEST_PERIOD_MONTHS; step++) {
    const name = `${year}-${pad(month)}`;
    if (name > last) break;
    const random = randomFor(seed, 'movements', account.number, name);
    const count = wholeBetween(random, 0, 3);
    for (let i = 0; i < count; i++) {
      const date = `${name}-${pad(wholeBetween(random, 1, 28))}`;
      const incoming = random() < 0.45;
      const movement = {
        direction: incoming ? ('in' as const) : ('out' as const),
        kind: incoming ? pick(random, ['转账', '工资', '货款', '利息']) : pick(random, ['转账', '消费', '取现', '还款']),
        amountFen: wholeBetween(random, 1_000, 3_000_000),
        at: `${date}T${pad(wholeBetween(random, 7, 22))}:${pad(wholeBetween(random, 0, 59))}:${pad(wholeBetween(random, 0, 59))}`,
        serial: `S${date.replaceAll('-', '')}${String(wholeBetween(random, 0, 99_999_999)).padStart(8, '0')}`,
        counterparty: pick(random, BUSINESS),
        counterpartyAccount: syntheticBankCard(random),
        counterpartyBank: '样例银行',
      };
      const open = date >= account.openedOn && (account.closedOn === undefined || date <= account.closedOn);
      if (open && date >= from && date <= to) found.push(movement);
    }
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  found.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return found.map((movement, i) => ({ sequence: i + 1, ...movement }));
}
