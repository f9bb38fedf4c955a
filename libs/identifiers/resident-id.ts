import { beijingDay, isCalendarDay } from './calendar.js';
import { accepted, refused, type Parsed } from './parsed.js';
import { compactText } from './text-fold.js';

export type Sex = 'male' | 'female';

/** Resident identity number 公民身份号码 (GB 11643), always in its 18-digit form. */
export interface ResidentId {
  /** 18 characters, the check character X in upper case. */
  readonly number: string;
  /** 地址码: six-digit administrative area (GB/T 2260) of the household at the time of issue. */
  readonly region: string;
  /** 出生日期, `yyyy-MM-dd`. */
  readonly birthDate: string;
  readonly sex: Sex;
}

export interface ResidentIdOptions {
  /** A birth date after this day (in Beijing) is refused; the present when left out. */
  readonly now?: Date;
}

/** Province-level codes of GB/T 2260; 81, 82 and 83 stand on residence permits of Hong Kong, Macao and Taiwan residents. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';
const OLDEST_YEAR = 1800;
/** Sequence numbers that the 15-digit form kept for people over a hundred, i.e. born in the 1800s. */
const FIRST_CENTENARIAN_SEQUENCE = 996;

const EXPECTED =
  'A resident identity number has 17 digits and a check character 0-9 or X (or the older 15 digits), with a known province code and a real birth date that is not in the future.';
const EXPECTED_FIFTEEN =
  'Only a valid number of a person born from 1900 to 1999 with a sequence number below 996 (or born in the 1800s with one from 996) has a 15-digit form.';

/** 校验码: ISO 7064 MOD 11-2 over the first 17 digits. */
export function residentIdCheckCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(first17[i]), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

/** Accepts 18 or 15 digits (the latter are upgraded), full-width digits, lower-case x and stray spaces. */
export function parseResidentId(input: string, options: ResidentIdOptions = {}): Parsed<ResidentId> {
  const text = compactText(input, 60, EXPECTED);
  if (!text.ok) return text;
  if (!/^[0-9X]+$/.test(text.value)) return refused('characters', EXPECTED);
  if (text.value.length === 15) {
    return /^\d{15}$/.test(text.value) ? parse18(upgrade(text.value), options) : refused('format', EXPECTED);
  }
  if (text.value.length !== 18) return refused('length', EXPECTED);
  return /^\d{17}[\dX]$/.test(text.value) ? parse18(text.value, options) : refused('format', EXPECTED);
}

function parse18(number: string, options: ResidentIdOptions): Parsed<ResidentId> {
  if (residentIdCheckCharacter(number) !== number.charAt(17)) return refused('check-digit', EXPECTED);
  if (!PROVINCES.has(number.slice(0, 2))) return refused('region', EXPECTED);
  const day = number.slice(6, 14);
  if (Number(day.slice(0, 4)) < OLDEST_YEAR || !isCalendarDay(day) || day > beijingDay(options.now ?? new Date())) {
    return refused('date', EXPECTED);
  }
  return accepted({
    number,
    region: number.slice(0, 6),
    birthDate: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`,
    sex: Number(number.charAt(16)) % 2 === 1 ? 'male' : 'female',
  });
}

function upgrade(fifteen: string): string {
  const century = Number(fifteen.slice(12)) >= FIRST_CENTENARIAN_SEQUENCE ? '18' : '19';
  const first17 = fifteen.slice(0, 6) + century + fifteen.slice(6);
  return first17 + residentIdCheckCharacter(first17);
}

/** 15-digit number to 18 digits 十五位升十八位; an 18-digit number comes back as it is. */
export function toEighteen(number: string, options: ResidentIdOptions = {}): Parsed<string> {
  const id = parseResidentId(number, options);
  return id.ok ? accepted(id.value.number) : id;
}

/** The 15-digit number 十五位旧号码 that old registers may still hold, sent beside the 18-digit one. */
export function toFifteen(number: string, options: ResidentIdOptions = {}): Parsed<string> {
  const id = parseResidentId(number, options);
  if (!id.ok) return id;
  const full = id.value.number;
  const fifteen = full.slice(0, 6) + full.slice(8, 17);
  return upgrade(fifteen) === full ? accepted(fifteen) : refused('unsupported', EXPECTED_FIFTEEN);
}
