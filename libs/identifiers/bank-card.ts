import { accepted, refused, type Parsed } from './parsed.js';
import { compactText } from './text-fold.js';

const EXPECTED = 'A bank card number has 16 to 19 digits, the last being a Luhn check digit.';

/** 校验位 by the Luhn rule (GB/T 14504 / ISO/IEC 7812) over all digits before it. */
export function luhnCheckDigit(digits: string): string {
  let sum = 0;
  for (let i = digits.length - 1, doubled = true; i >= 0; i--, doubled = !doubled) {
    const digit = Number(digits.charAt(i)) * (doubled ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return String((10 - (sum % 10)) % 10);
}

/**
 * Bank card number 银行卡号: 16 to 19 digits, canonical without spaces.
 * Account numbers 账号 that are not cards follow no public rule; do not send them through here.
 */
export function parseBankCard(input: string): Parsed<string> {
  const text = compactText(input, 60, EXPECTED);
  if (!text.ok) return text;
  const number = text.value;
  if (!/^\d+$/.test(number)) return refused('characters', EXPECTED);
  if (number.length < 16 || number.length > 19) return refused('length', EXPECTED);
  return luhnCheckDigit(number.slice(0, -1)) === number.slice(-1) ? accepted(number) : refused('check-digit', EXPECTED);
}
