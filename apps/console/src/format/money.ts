/** Fen as yuan with separators: `1,234.56`. Exact for every safe integer: no division is involved. */
export function yuan(fen: number): string {
  const sign = fen < 0 ? '-' : '';
  const digits = String(Math.abs(Math.trunc(fen))).padStart(3, '0');
  return `${sign}${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')}.${digits.slice(-2)}`;
}

/** With the currency, unless it is the yuan. */
export function money({ fen, currency }: { readonly fen: number; readonly currency: string }): string {
  return currency === 'CNY' ? `¥${yuan(fen)}` : `${currency} ${yuan(fen)}`;
}

/** What a person typed, in fen; undefined when it is no sum. */
export function fenOf(text: string): number | undefined {
  const found = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text.replaceAll(',', '').trim());
  return found === null ? undefined : Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
}
