import type { Money } from '#contracts/adapter';
import { parseQuantity, parseYuan } from '#libs/identifiers';
import type { LeafElement } from '#libs/judicial-xml';
import { wordOf, type CodeTable } from './real-estate.codes.js';
import type { Report } from '#libs/convert-data-service';
import { field, isDamaged } from './real-estate.wire.js';

/** Text that only describes: when it cannot be decoded, that is said and the rest stands. */
export function text(row: LeafElement, name: string, report: Report): string {
  if (isDamaged(row, name)) report.remark(`${name}无法解码`);
  return field(row, name);
}

/** A coded value in words; a code that the table lacks is shown as it was written. */
export const word = (row: LeafElement, name: string, codes: CodeTable, report: Report): string => wordOf(codes, text(row, name, report));

/** `2019/01/05 10:11:12`, `2019-1-5`, `2019年1月5日`, `20190105`, `2019-01-05T10:11:12`; fractions of seconds dropped. */
const SEPARATED = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?$/;
const NO_DATE = /^(?:[-/.: 0无—]*|0001[-/.]?0?1[-/.]?0?1.*)$/;

interface Moment {
  readonly day: string;
  readonly time: string | undefined;
}

function moment(written: string): Moment | 'none' | undefined {
  const plain = written.normalize('NFKC').trim();
  if (NO_DATE.test(plain)) return 'none';
  const [year = 0, month = 0, date = 0, hour, minute, second = 0] = (SEPARATED.exec(plain) ?? COMPACT.exec(plain) ?? [])
    .slice(1)
    .map((part: string | undefined) => (part === undefined ? undefined : Number(part)));
  const start = new Date(Date.UTC(year, month - 1, date));
  if (year < 1000 || start.getUTCMonth() !== month - 1 || start.getUTCDate() !== date) return undefined;
  const day = `${String(year)}-${two(month)}-${two(date)}`;
  const hasTime = hour !== undefined && minute !== undefined && hour < 24 && minute < 60 && second < 60;
  return { day, time: hasTime ? `${two(hour)}:${two(minute)}:${two(second)}` : undefined };
}

const two = (number: number): string => String(number).padStart(2, '0');

/** A day, `yyyy-MM-dd`; whatever time stands with it is dropped. One that cannot be read is left out with a remark. */
export function day(row: LeafElement, name: string, report: Report): string | undefined {
  const found = moment(text(row, name, report));
  if (found === undefined) report.remark(`${name}不是日期`);
  return found === undefined || found === 'none' ? undefined : found.day;
}

/** A moment of Beijing as ISO 8601, or a day when no time was given; undefined for anything else. */
export function instant(written: string): string | undefined {
  const found = moment(written);
  if (found === undefined || found === 'none') return undefined;
  return found.time === undefined ? found.day : `${found.day}T${found.time}+08:00`;
}

/** A number of square metres and the like as exact decimal text. One that cannot be read is left out with a remark. */
export function decimal(row: LeafElement, name: string, report: Report): string | undefined {
  const written = text(row, name, report);
  if (/^[-—无]*$/.test(written)) return undefined;
  const parsed = parseQuantity(written);
  if (!parsed.ok) report.remark(`${name}不是数量`);
  return parsed.ok ? parsed.value : undefined;
}

/**
 * An amount that names its unit: `350万元`, `3500000元`. A bare number is none: the national standard counts in ten thousand yuan,
 * some systems in yuan, and nothing in the message tells which.
 */
export function statedAmount(written: string): Money | undefined {
  const [, number = '', unit] = /^([\d.,]+)\s*(万元|万|元)$/.exec(written.normalize('NFKC').trim()) ?? [];
  if (unit === undefined) return undefined;
  if (unit === '元') return yuan(number);
  const plain = parseQuantity(number);
  if (!plain.ok) return undefined;
  const [whole = '', decimals = ''] = plain.value.split('.');
  return decimals.length > 6 ? undefined : yuan(`${whole}${decimals.padEnd(4, '0').slice(0, 4)}.${decimals.slice(4).padEnd(2, '0')}`.replace(/^0+(?=\d)/, ''));
}

function yuan(written: string): Money | undefined {
  const parsed = parseYuan(written);
  return parsed.ok ? { fen: parsed.value, currency: 'CNY' } : undefined;
}

/** `yes` or `no` for 是/否, 1/0; anything else as it was written. */
export function yesOrNo(written: string): string {
  if (['是', '1', 'Y', 'y'].includes(written)) return 'yes';
  return ['否', '0', 'N', 'n'].includes(written) ? 'no' : written;
}

/** The attributes that have a value; undefined when none has. */
export function given(attributes: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> | undefined {
  const entries = Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '');
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** For optional fields of assets: nothing instead of an empty text or list. */
export const orNone = (value: string): string | undefined => (value === '' ? undefined : value);
export const orUndefined = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list);
