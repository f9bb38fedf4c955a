/**
 * Masking 脱敏 for display only: what is masked is still personal data, and cannot be used to find or compare.
 * All functions take raw text of any kind, never throw, and count characters, not UTF-16 units.
 */
const MASK = '*';

function keepEnds(value: string, head: number, tail: number): string {
  const characters = typeof value === 'string' ? [...value] : [];
  return characters
    .map((character, i) => (i < head || i >= characters.length - tail ? character : MASK))
    .join('');
}

/** At most a quarter of the number at each end, and never more than four characters. */
function keepQuarters(value: string): string {
  const quarter = typeof value === 'string' ? Math.min(4, Math.floor([...value].length / 4)) : 0;
  return keepEnds(value, quarter, quarter);
}

/** Document number 证件号码: `330106198001011235` → `3301**********1235`; never shows the birth date. */
export function maskIdNumber(value: string): string {
  return keepQuarters(value);
}

/** Account or card number 账号/卡号: `6222021200000000013` → `6222***********0013`. */
export function maskAccount(value: string): string {
  return keepQuarters(value);
}

/** Name of a person 姓名: the first character stays, dots and spaces stay: 张三丰 → 张**. */
export function maskName(value: string): string {
  const characters = typeof value === 'string' ? [...value] : [];
  if (characters.length === 1) return MASK;
  return characters.map((character, i) => (i === 0 || /[·•・\s]/.test(character) ? character : MASK)).join('');
}

/** Telephone number 电话: a mobile number shows three and four digits as is usual (199****1234), others a quarter at each end. */
export function maskPhone(value: string): string {
  return /^1\d{10}$/.test(value) ? keepEnds(value, 3, 4) : keepQuarters(value);
}

/** Number plate 号牌: province, office letter and the last two characters stay: 浙A12345 → 浙A***45. */
export function maskPlate(value: string): string {
  return typeof value === 'string' && [...value].length >= 7 ? keepEnds(value, 2, 2) : keepQuarters(value);
}
