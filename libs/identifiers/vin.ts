import { accepted, refused, type Parsed } from './parsed.js';
import { compactText } from './text-fold.js';

/** Vehicle identification number 车辆识别代号 (GB 16735). */
export interface Vin {
  /** 17 characters, upper case. */
  readonly number: string;
  /** 世界制造厂识别代号 (WMI), places 1 to 3. */
  readonly manufacturer: string;
  /** 车辆说明部分 (VDS), places 4 to 9 with the check character last. */
  readonly descriptor: string;
  /** 车辆指示部分 (VIS), places 10 to 17: model year, plant, serial. */
  readonly indicator: string;
}

export const VIN_ALPHABET = '0123456789ABCDEFGHJKLMNPRSTUVWXYZ';
const VALUES = '0123456789' + '12345678' + '12345' + '7' + '9' + '23456789';
const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

const EXPECTED =
  'A vehicle identification number has 17 digits or capital letters without I, O and Q, the ninth being a check character 0-9 or X.';

/** Value 对应值 of a character in the check sum; letters share the values of digits (A and J count as 1). */
export function vinCharacterValue(character: string): number {
  const at = VIN_ALPHABET.indexOf(character);
  return at < 0 ? Number.NaN : Number(VALUES.charAt(at));
}

/** 检验位, place 9; the character now standing there does not count. */
export function vinCheckCharacter(number17: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * vinCharacterValue(number17.charAt(i)), 0);
  return '0123456789X'.charAt(sum % 11);
}

/**
 * Accepts lower case, full-width forms and stray spaces.
 * The standard gives several characters one value, so exchanging e.g. A for J or 1 is not noticed by any reader of it.
 */
export function parseVin(input: string): Parsed<Vin> {
  const text = compactText(input, 60, EXPECTED);
  if (!text.ok) return text;
  const number = text.value;
  if (!/^[0-9A-HJ-NPR-Z]+$/.test(number)) return refused('characters', EXPECTED);
  if (number.length !== 17) return refused('length', EXPECTED);
  if (vinCheckCharacter(number) !== number.charAt(8)) return refused('check-digit', EXPECTED);
  return accepted({ number, manufacturer: number.slice(0, 3), descriptor: number.slice(3, 9), indicator: number.slice(9) });
}
