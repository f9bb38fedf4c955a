import { beijingDay, type Day } from './calendar-day.js';
import type { TradingCalendar } from './trading-calendar.js';

/** How far the close may be stretched either way, basis points (善意文明执行意见 法发〔2019〕35号 art 7: generally within ±20 %, B4). */
export const SHARE_FACTORS = { least: 8_000, usual: 10_000, most: 12_000 } as const;

const DECIMALS = 8;
const ONE = 10n ** BigInt(DECIMALS);

/** What is owed and what one share is worth. */
export interface ShareNeed {
  readonly neededFen: number;
  /** Yuan for one unit at the close, decimal text, as the depository's answer gave it. */
  readonly price: string;
  /** The day of that close. */
  readonly priceOn: Day;
  /** Basis points of the close that one unit counts for; below 10 000 reckons with a fall and takes more. */
  readonly factor?: number;
  /** Units are frozen in multiples of this; 1 when left out. */
  readonly lot?: number;
  /** What a freeze could take effect on now (可冻结数量), decimal text. */
  readonly available?: string;
}

/** Bounds of the factor; a court may draw them closer. */
export interface FactorRange {
  readonly least: number;
  readonly most: number;
}

/** How many units cover the need, with everything it was reckoned from. */
export interface ShareCount {
  /** Decimal text. */
  readonly quantity: string;
  /** At the close, fen, half a fen rounded up: what the order states as its worth. */
  readonly worthFen: number;
  /** At the close times the factor, rounded down: what is counted as covered. */
  readonly countedFen: number;
  /** What all that is available does not cover, fen. */
  readonly shortFen: number;
  readonly price: string;
  readonly priceOn: Day;
  readonly factor: number;
}

export type ShareCountResult = { readonly ok: true; readonly value: ShareCount } | { readonly ok: false; readonly field: keyof ShareNeed; readonly allowed: string };

/**
 * Shares to freeze for a claim (冻结股数): need ÷ (close × factor), rounded up to whole lots, never more than there is. Exact: no floating
 * point touches it. Whether the price is recent enough is {@link isLastClose}'s question.
 */
export function countShares(need: ShareNeed, range: FactorRange = SHARE_FACTORS): ShareCountResult {
  const { neededFen, price, priceOn, factor = SHARE_FACTORS.usual, lot = 1, available } = need;
  if (!Number.isSafeInteger(neededFen) || neededFen <= 0) return wrong('neededFen', 'a whole number of fen above 0');
  if (!/^(0|[1-9]\d{0,8})(\.\d{1,4})?$/.test(price) || scaled(price) === 0n) return wrong('price', 'yuan above 0 with at most four decimals');
  if (!Number.isInteger(factor) || factor < range.least || factor > range.most) return wrong('factor', `basis points from ${range.least} to ${range.most}`);
  if (!Number.isSafeInteger(lot) || lot < 1) return wrong('lot', 'a whole number from 1');
  if (available !== undefined && !/^(0|[1-9]\d{0,14})(\.\d{1,8})?$/.test(available)) return wrong('available', 'a quantity as decimal text');
  // One unit counts for price(yuan · 10^8) × 100 fen × factor / 10^4; kept as a numerator over one common denominator.
  const perUnit = scaled(price) * 100n * BigInt(factor);
  const denominator = ONE * 10_000n;
  const lots = ceil(BigInt(neededFen) * denominator, perUnit * BigInt(lot));
  const wanted = lots * BigInt(lot) * ONE;
  const quantity = available === undefined ? wanted : least(wanted, scaled(available));
  const counted = (quantity * perUnit) / (ONE * denominator);
  const worth = (quantity * scaled(price) * 100n * 2n + ONE * ONE) / (ONE * ONE * 2n);
  if (worth > BigInt(Number.MAX_SAFE_INTEGER)) return wrong('neededFen', 'what shares can be worth exactly');
  return {
    ok: true,
    value: {
      quantity: text(quantity), worthFen: Number(worth), countedFen: Number(counted), shortFen: Math.max(0, neededFen - Number(counted)), price, priceOn, factor,
    },
  };
}

/** Whether a price is the last close known when the order is decided; an older one is asked for again. */
export const isLastClose = (priceOn: Day, decidedAt: Date, calendar: TradingCalendar): boolean =>
  priceOn <= beijingDay(decidedAt) && priceOn >= calendar.dayOfLastClose(decidedAt);

function scaled(decimal: string): bigint {
  const [whole = '0', decimals = ''] = decimal.split('.');
  return BigInt(whole + decimals.padEnd(DECIMALS, '0'));
}

function text(value: bigint): string {
  const decimals = (value % ONE).toString().padStart(DECIMALS, '0').replace(/0+$/, '');
  return `${value / ONE}${decimals === '' ? '' : `.${decimals}`}`;
}

const ceil = (a: bigint, b: bigint): bigint => (a + b - 1n) / b;
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const wrong = (field: keyof ShareNeed, allowed: string): ShareCountResult => ({ ok: false, field, allowed });
