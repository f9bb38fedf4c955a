import { accepted, refused, type Parsed } from './parsed.js';
import { compactText } from './text-fold.js';

export interface AmountOptions {
  /** Balances may be overdrawn; amounts to freeze or deduct may not. Off when left out. */
  readonly allowNegative?: boolean;
}

const EXPECTED =
  'An amount in yuan has digits, optionally commas before every three digits, and at most four decimals, such as 1,234.50; the result in fen must stay within the exactly stored range.';
const EXPECTED_CENTS = 'An amount in yuan may have a third and fourth decimal only when they are zero, since a fen is the smallest unit.';
const EXPECTED_SIGN = 'An amount in yuan must not be negative here.';

/**
 * Yuan text 元 to integer fen 分: `1234.50` → 123450. Also for other currencies, as hundredths of their unit.
 * Accepts full-width forms, correctly placed thousands separators and up to four decimals. Never rounds: decimals
 * beyond the second that are not zero are refused as `lossy`.
 */
export function parseYuan(input: string, options: AmountOptions = {}): Parsed<number> {
  const text = compactText(input, 60, EXPECTED);
  if (!text.ok) return text;
  if (!/^[-0-9.,\u2212]+$/.test(text.value)) return refused('characters', EXPECTED);
  const found = /^([-\u2212]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/.exec(text.value);
  if (!found) return refused('format', EXPECTED);
  const [, sign = '', whole = '', decimals = ''] = found;
  if (decimals.length > 4) return refused('length', EXPECTED);
  if (sign !== '' && options.allowNegative !== true) return refused('range', EXPECTED_SIGN);
  if (/[1-9]/.test(decimals.slice(2))) return refused('lossy', EXPECTED_CENTS);
  const fen = BigInt(whole.replaceAll(',', '') + decimals.slice(0, 2).padEnd(2, '0'));
  if (fen > BigInt(Number.MAX_SAFE_INTEGER)) return refused('range', EXPECTED);
  return accepted(sign !== '' && fen !== 0n ? -Number(fen) : Number(fen));
}

/** Fen to yuan text with two decimals and no separators: 123450 → `1234.50`. Throws RangeError for what is no whole fen. */
export function formatFen(fen: number): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError('An amount in fen must be a safe integer.');
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
