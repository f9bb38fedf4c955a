import { accepted, refused, type Parsed } from './parsed.js';
import { compactText } from './text-fold.js';

const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const EXPECTED =
  'An organisation code has eight digits or capital letters and a check character 0-9 or X, with or without a dash before the check character.';

/** 校验码 over the first eight characters: 11 − sum mod 11, where 10 is X and 11 is 0. */
export function organisationCodeCheckCharacter(first8: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(first8.charAt(i)), 0);
  return '0X987654321'.charAt(sum % 11);
}

/**
 * Organisation code 组织机构代码 (GB 11714), canonical without dash: `MA2ABCD13`.
 *
 * The standard counts letters as 10 to 35 modulo 11, so it cannot tell 0, B, M and X apart (nor 1, C, N, Y, and so on):
 * exchanging two such characters is not noticed by any reader of this standard.
 */
export function parseOrganisationCode(input: string): Parsed<string> {
  const text = compactText(input, 40, EXPECTED);
  if (!text.ok) return text;
  if (!/^[0-9A-Z\-\u2010-\u2015\u2212]+$/.test(text.value)) return refused('characters', EXPECTED);
  const code = text.value.replace(/^(.{8})[-\u2010-\u2015\u2212](.)$/, '$1$2');
  if (code.length !== 9) return refused('length', EXPECTED);
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(code)) return refused('format', EXPECTED);
  return organisationCodeCheckCharacter(code) === code.charAt(8) ? accepted(code) : refused('check-digit', EXPECTED);
}

/** With the dash that old certificates print: `MA2ABCD1-3`. Takes a parsed code. */
export function formatOrganisationCode(code: string): string {
  return `${code.slice(0, 8)}-${code.slice(8)}`;
}
