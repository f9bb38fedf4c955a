/** Decimal text as a whole number of its hundred-millionth part: exact, whatever the size. */
const SCALE = 8;

/** @param text as the schemas allow it: digits, at most eight decimals */
export function units(text: string): bigint {
  const [whole = '0', decimals = ''] = text.split('.');
  return BigInt(whole + decimals.padEnd(SCALE, '0'));
}

/** Back to text without needless zeros. */
export function decimal(value: bigint): string {
  const digits = value.toString().padStart(SCALE + 1, '0');
  const decimals = digits.slice(-SCALE).replace(/0+$/, '');
  return digits.slice(0, -SCALE) + (decimals === '' ? '' : `.${decimals}`);
}
