import { accepted, refused, type Parsed } from './parsed.js';
import { compactText } from './text-fold.js';

const EXPECTED =
  'A quantity has at most 20 digits, optionally commas before every three digits, and at most eight decimals, without a sign.';

/**
 * Number of units or shares 份额/股数, kept as an exact decimal text and never mixed with money. Canonical: no
 * separators, no needless zeros (`1,000.500` → `1000.5`).
 */
export function parseQuantity(input: string): Parsed<string> {
  const text = compactText(input, 60, EXPECTED);
  if (!text.ok) return text;
  if (!/^[0-9.,]+$/.test(text.value)) return refused('characters', EXPECTED);
  const found = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/.exec(text.value);
  if (!found) return refused('format', EXPECTED);
  const whole = (found[1] ?? '').replaceAll(',', '').replace(/^0+(?=\d)/, '');
  const decimals = (found[2] ?? '').replace(/0+$/, '');
  if (whole.length > 20 || decimals.length > 8) return refused('length', EXPECTED);
  return accepted(decimals === '' ? whole : `${whole}.${decimals}`);
}
