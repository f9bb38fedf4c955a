/** Decimal text as hundred-millionths and back: what shares and units are counted in here. */
const SCALE = 100_000_000n;

export function partsOf(quantity: string): bigint {
  const [whole = '0', decimals = ''] = quantity.split('.');
  return BigInt(whole) * SCALE + BigInt(decimals.padEnd(8, '0').slice(0, 8));
}

export function quantityOf(parts: bigint): string {
  const decimals = (parts % SCALE).toString().padStart(8, '0').replace(/0+$/, '');
  return decimals === '' ? String(parts / SCALE) : `${parts / SCALE}.${decimals}`;
}
