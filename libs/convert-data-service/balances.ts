import type { Money } from '#contracts/adapter';
import type { CodedElement } from '#libs/judicial-xml';
import type { Report } from './report.js';
import { readAmount, type AmountReading } from './values.js';

/** True when a balance stands in the row, even one that cannot be read. */
export const holdsMoney = (row: CodedElement): boolean =>
  [readAmount(row, 'YE'), readAmount(row, 'KYYE')].some((amount) => amount.state === 'unreadable' || (amount.state === 'read' && amount.fen !== 0));

/** Odd balances are kept with a remark; only when no balance can be read at all is the answer lost. */
export function judgeBalances(balance: AmountReading, available: AmountReading, report: Report): void {
  if (balance.state === 'unreadable' && available.state !== 'read') report.lose('schema', 'YE不是金额');
  else if (available.state === 'unreadable' && balance.state !== 'read') report.lose('schema', 'KYYE不是金额');
  else if (balance.state === 'unreadable') report.remark('YE不是金额');
  else if (available.state === 'unreadable') report.remark('KYYE不是金额');
  for (const [name, amount] of [['YE', balance], ['KYYE', available]] as const) {
    if (amount.state !== 'read') continue;
    if (!amount.exact) report.remark(`${name}不足一分的部分已舍去`);
    if (amount.fen < 0) report.remark(`${name}为负数`);
  }
  if (balance.state === 'read' && available.state === 'read' && available.fen > balance.fen) report.remark('可用余额大于余额');
}

/** @param least what can be controlled is never less than nothing, however overdrawn the account */
export function asMoney(amount: AmountReading, currencyOfAccount: string, least = -Infinity): Money | undefined {
  return amount.state === 'read' ? { fen: Math.max(amount.fen, least), currency: currencyOfAccount } : undefined;
}

/** What the institution wrote, where the number in the asset is not exactly that. */
export function asReported(amount: AmountReading, least = -Infinity): string | undefined {
  if (amount.state === 'unreadable') return amount.written;
  return amount.state === 'read' && (!amount.exact || amount.fen < least) ? amount.written : undefined;
}
