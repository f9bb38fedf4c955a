import type { Money, Quantity } from '#contracts/adapter';
import { KNOWN_CURRENCIES, parseCurrency, parseQuantity, parseYuan } from '#libs/identifiers';
import type { CodedElement } from '#libs/judicial-xml';
import type { Report } from './report.js';
import { field, isDamaged } from './read-messages.js';

/** Text that only describes: when it cannot be decoded, that is said and the rest stands. */
export function text(element: CodedElement, name: string, report: Report): string {
  if (isDamaged(element, name)) report.remark(`${name}无法解码`);
  return field(element, name);
}

export type AmountReading =
  | { readonly state: 'absent' }
  | { readonly state: 'read'; readonly fen: number; readonly exact: boolean; readonly written: string }
  | { readonly state: 'unreadable'; readonly written: string };

/** What is written for "no amount". */
const NO_AMOUNT = new Set(['', '-', '--', '—', '无']);

/**
 * An amount in yuan with up to four decimals. Fractions of a fen are cut off, towards zero, and `exact` says so: a balance
 * with accrued interest is still a balance.
 */
export function readAmount(element: CodedElement, name: string): AmountReading {
  return isDamaged(element, name) ? { state: 'unreadable', written: '' } : amountOf(field(element, name));
}

export function amountOf(written: string): AmountReading {
  if (NO_AMOUNT.has(written)) return { state: 'absent' };
  const whole = parseYuan(written, { allowNegative: true });
  if (whole.ok) return { state: 'read', fen: whole.value, exact: true, written };
  const cut = whole.reason === 'lossy' ? parseYuan(written.normalize('NFKC').replace(/(\.\d\d)\d+$/, '$1'), { allowNegative: true }) : whole;
  return cut.ok ? { state: 'read', fen: cut.value, exact: false, written } : { state: 'unreadable', written };
}

/** An amount beside the point of the answer: one that cannot be read is left out with a remark. */
export function money(element: CodedElement, name: string, currency: string, report: Report): Money | undefined {
  const amount = readAmount(element, name);
  if (amount.state === 'unreadable') report.remark(`${name}不是金额`);
  if (amount.state !== 'read') return undefined;
  if (!amount.exact) report.remark(`${name}不足一分的部分已舍去`);
  if (amount.fen < 0) report.remark(`${name}为负数`);
  return { fen: amount.fen, currency };
}

/** ISO 4217 numbers met at institutions that the contract's table lacks, and names the oldest messages may put. */
const FURTHER_CURRENCIES: ReadonlyMap<string, string> = new Map([
  ['978', 'EUR'],
  ['欧元', 'EUR'],
  ['826', 'GBP'],
  ['英镑', 'GBP'],
  ['756', 'CHF'],
  ['瑞士法郎', 'CHF'],
  ['752', 'SEK'],
  ['瑞典克朗', 'SEK'],
  ['410', 'KRW'],
  ['韩元', 'KRW'],
  ['764', 'THB'],
  ['泰铢', 'THB'],
  ['643', 'RUB'],
  ['卢布', 'RUB'],
  ['港元', 'HKD'],
  ['日圆', 'JPY'],
  ['人民币元', 'CNY'],
  ['元', 'CNY'],
  ...KNOWN_CURRENCIES.map(({ chineseName, alpha }): [string, string] => [chineseName, alpha]),
]);

/** "No currency" of ISO 4217: an amount in a currency we cannot name is never taken for yuan. */
export const UNKNOWN_CURRENCY = 'XXX';

/** ISO letters of a currency by number, letters or Chinese name; undefined when unknown. */
export function currencyOf(written: string): string | undefined {
  const known = parseCurrency(written);
  if (known.ok) return known.value.alpha;
  return FURTHER_CURRENCIES.get(written) ?? (/^[A-Z]{3}$/.test(written) ? written : undefined);
}

/** Currency BZ 币种: numeric in V1 and V2, Chinese text in V0, mixed in practice. Blank means `otherwise`. */
export function currency(element: CodedElement, report: Report, otherwise = 'CNY'): string {
  if (isDamaged(element, 'BZ')) {
    report.remark('BZ无法解码');
    return UNKNOWN_CURRENCY;
  }
  const written = field(element, 'BZ');
  if (written === '') return otherwise;
  const found = currencyOf(written);
  if (found === undefined) report.remark('币种未知');
  return found ?? UNKNOWN_CURRENCY;
}

/** A number of units as exact decimal text. One that cannot be read is left out with a remark. */
export function decimal(element: CodedElement, name: string, report: Report): string | undefined {
  const written = text(element, name, report);
  if (NO_AMOUNT.has(written)) return undefined;
  const parsed = parseQuantity(written);
  if (!parsed.ok) report.remark(`${name}不是数量`);
  return parsed.ok ? parsed.value : undefined;
}

export function quantity(element: CodedElement, report: Report): Quantity | undefined {
  const amount = decimal(element, 'SE', report);
  return amount === undefined ? undefined : { amount, unit: text(element, 'JLDW', report) };
}

interface Moment {
  /** `yyyy-MM-dd` */
  readonly day: string;
  /** `HH:mm:ss`, undefined when only the day was given. */
  readonly time: string | undefined;
}

/** `2019/01/05 10:11:12`, `2019-1-5`, `2019年1月5日`, `20190105`, `20190105101112`, fractions of seconds dropped. */
const SEPARATED = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]?(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})秒?)?(?:\.\d+)?)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:[ T]?(\d{2}):?(\d{2}):?(\d{2})(?:\.\d+)?)?$/;
const NO_DATE = /^(?:[-/.: 0无—]*|0001[-/.]?0?1[-/.]?0?1.*)$/;

function moment(element: CodedElement, name: string, report: Report): Moment | undefined {
  const written = text(element, name, report).normalize('NFKC');
  if (NO_DATE.test(written)) return undefined;
  const parts = SEPARATED.exec(written) ?? COMPACT.exec(written);
  const [year, month, date, hour, minute, second] = (parts ?? []).slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  const start = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, date));
  if (year === undefined || month === undefined || date === undefined || year < 1000 || start.getUTCMonth() !== month - 1 || start.getUTCDate() !== date) {
    report.remark(`${name}不是日期`);
    return undefined;
  }
  const day = `${String(year)}-${two(month)}-${two(date)}`;
  if (hour === undefined || minute === undefined || hour > 23 || minute > 59 || (second ?? 0) > 59) return { day, time: undefined };
  return { day, time: `${two(hour)}:${two(minute)}:${two(second ?? 0)}` };
}

const two = (number: number): string => String(number).padStart(2, '0');

/** A day, `yyyy-MM-dd`; whatever time stands with it is dropped. Written zeros mean none. */
export function day(element: CodedElement, name: string, report: Report): string | undefined {
  return moment(element, name, report)?.day;
}

/** A moment in Beijing, `yyyy-MM-ddTHH:mm:ss`; at midnight when only the day was given. */
export function localTime(element: CodedElement, name: string, report: Report): string | undefined {
  const found = moment(element, name, report);
  return found === undefined ? undefined : `${found.day}T${found.time ?? '00:00:00'}`;
}

/** A moment as ISO 8601 with the offset of Beijing, or a day when no time was given. */
export function instant(element: CodedElement, name: string, report: Report): string | undefined {
  const found = moment(element, name, report);
  if (found === undefined) return undefined;
  return found.time === undefined ? found.day : `${found.day}T${found.time}+08:00`;
}

/** A row number such as CSXH; the place in its list when there is none. */
export function sequence(element: CodedElement, name: string, index: number): number {
  const written = field(element, name);
  return /^\d{1,9}$/.test(written) ? Number(written) : index + 1;
}

/** `yes` or `no` for 是/否, 1/0, Y/N; anything else as it was written. */
export function yesOrNo(element: CodedElement, name: string, report: Report): string {
  const written = text(element, name, report);
  if (['是', '1', 'Y', 'y'].includes(written)) return 'yes';
  return ['否', '0', 'N', 'n'].includes(written) ? 'no' : written;
}

/** The attributes that have a value; undefined when none has. */
export function given(attributes: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> | undefined {
  const entries = Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '');
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** For optional fields of assets: nothing instead of an empty text. */
export const orNone = (value: string): string | undefined => (value === '' ? undefined : value);

/** A value with no field of its own, under its Chinese name, for remarks. */
export const labelled = (label: string, value: string): string => (value === '' ? '' : `${label}：${value}`);

export const joined = (texts: readonly string[]): string => texts.filter((value) => value !== '').join('；');
