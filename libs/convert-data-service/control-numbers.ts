import type { ControlRequest } from '#contracts/adapter';
import type { CodedElement } from '#libs/judicial-xml';
import { moneyOf } from './control-fields.js';
import { isDamaged } from './read-messages.js';
import type { Report } from './report.js';
import { readAmount, type AmountReading } from './values.js';

/** The sums of a `kzxx` row (§2.10.7). */
export interface ControlSums {
  readonly balance: AmountReading;
  readonly available: AmountReading;
  /** DJXE: the limit of a freeze; what had been frozen, for orders that end or take. */
  readonly limit: AmountReading;
  /** SKJE: bound, released or taken now. */
  readonly held: AmountReading;
  /** CESKJE: the part of the order without money behind it. */
  readonly unfunded: AmountReading;
}

export const readSums = (row: CodedElement): ControlSums => ({
  balance: readAmount(row, 'YE'), available: readAmount(row, 'KYYE'), limit: readAmount(row, 'DJXE'), held: readAmount(row, 'SKJE'), unfunded: readAmount(row, 'CESKJE'),
});

const NAMES = { balance: 'YE', available: 'KYYE', limit: 'DJXE', held: 'SKJE', unfunded: 'CESKJE' } as const;
/** Those that say how much is bound: without them an answer says nothing that can be relied on. */
const DECISIVE = ['held', 'unfunded', 'limit'] as const;

/**
 * Sums that cannot stand beside each other, or beside the order, are no answer: somebody's money would be counted by them. Odd ones that
 * decide nothing are remarked on.
 */
export function judgeSums(row: CodedElement, sums: ControlSums, request: ControlRequest, report: Report): void {
  for (const key of DECISIVE) {
    const reading = sums[key];
    if (reading.state === 'unreadable') report.lose(isDamaged(row, NAMES[key]) ? 'encoding' : 'schema', `${NAMES[key]}不是金额`);
    if (reading.state === 'read' && reading.fen < 0) report.lose('contradictory', `${NAMES[key]}为负数`);
  }
  for (const key of ['balance', 'available'] as const) if (sums[key].state === 'unreadable') report.remark(`${NAMES[key]}不是金额`);
  for (const [key, reading] of Object.entries(sums) as [keyof typeof NAMES, AmountReading][]) {
    if (reading.state === 'read' && !reading.exact) report.remark(`${NAMES[key]}不足一分的部分已舍去`);
  }
  againstEachOther(sums, request, report);
  againstOrder(sums, request, report);
  const [balance, available, held] = [fenOf(sums.balance), fenOf(sums.available), fenOf(sums.held)];
  if (balance !== undefined && available !== undefined && available > Math.max(balance, 0)) report.remark('可用余额大于余额');
  // Institutions write 0.00 for a balance they leave out (§2.10.6), so that less than what is held is odd, but no lie.
  if (balance !== undefined && held !== undefined && binds(request) && held > balance) report.remark('实际控制金额大于账户余额');
}

function againstEachOther(sums: ControlSums, request: ControlRequest, report: Report): void {
  const [held, unfunded, limit] = [fenOf(sums.held), fenOf(sums.unfunded), fenOf(sums.limit)];
  if (limit === undefined || held === undefined) return;
  // A blank limit comes as 0.00 from systems that know no blanks.
  if (limit === 0 && held > 0) return report.remark('冻结限额为零而实际控制金额不为零');
  if (held > limit) report.lose('contradictory', 'SKJE大于DJXE');
  else if (binds(request) && held + (unfunded ?? 0) > limit) report.lose('contradictory', 'SKJE与CESKJE之和大于DJXE');
}

/**
 * No institution may hold, release or take more than it was told. A renewal answers with the sums of the original freeze (§2.11), which
 * may since have been released in part: more is remarked on there. Units are counted up to whole ones, so their worth may be a little more.
 */
function againstOrder(sums: ControlSums, request: ControlRequest, report: Report): void {
  const asked = request.target.kind === 'account' ? moneyOf(request.extent)?.fen : undefined;
  if (asked === undefined) return;
  const [held = 0, unfunded = 0, limit = 0] = [fenOf(sums.held), fenOf(sums.unfunded), fenOf(sums.limit)];
  const say = (text: string): void => (request.operation === 'renew' ? report.remark(text) : report.lose('contradictory', text));
  if (held > asked) say('SKJE大于申请控制金额');
  else if (binds(request) && limit > asked) say('DJXE大于申请控制金额');
  else if (binds(request) && held + unfunded > asked) say('SKJE与CESKJE之和大于申请控制金额');
}

/** Orders after which money is bound; the others end a measure or take what it held. */
export const binds = ({ operation }: ControlRequest): boolean => operation === 'freeze' || operation === 'renew' || operation === 'wait';

export const fenOf = (reading: AmountReading): number | undefined => (reading.state === 'read' ? reading.fen : undefined);

/** True when the first is more; exact, however many places behind the point. Both are texts as `parseQuantity` gives them. */
export function isMore(first: string, second: string): boolean {
  const scaled = (text: string): bigint => {
    const [whole = '0', decimals = ''] = text.split('.');
    return BigInt(whole + decimals.padEnd(8, '0'));
  };
  return scaled(first) > scaled(second);
}
