import { BEIJING_OFFSET_MS } from '#libs/asset-list';
import type { PlainCell, PlainSheet } from './write-workbook.js';

/** One column of a sheet: its heading, its width in characters, and what stands in it. */
export interface Column<T> {
  readonly title: string;
  readonly width: number;
  readonly cell: (row: T) => PlainCell;
}

/** A list with a head that stays in sight and can be filtered. */
export function listSheet<T>(name: string, columns: readonly Column<T>[], rows: readonly T[]): PlainSheet {
  return {
    name,
    rows: [columns.map(({ title }): PlainCell => ({ value: title, style: 'head' })), ...rows.map((row) => columns.map(({ cell }) => cell(row)))],
    widths: columns.map(({ width }) => width),
    isList: true,
  };
}

/** Longest text a cell takes; Excel calls a file with a longer one damaged. */
const LONGEST = 32_767;

/**
 * A text, also when it is all digits: account numbers have more than the 15 places Excel calculates with. A leading = + - @
 * (full-width too) is disarmed: the cell itself would stay a text, but not when it is edited or saved as CSV.
 */
export function text(value: string | undefined): string | null {
  if (value === undefined || value === '') return null;
  // Characters XML cannot hold, and halves of surrogate pairs: one of them would make the whole file unreadable, so each is a box.
  const printable = value.toWellFormed().replace(/[\uFFFD\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '□');
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(printable) ? `'${printable}` : printable;
  return safe.length > LONGEST ? `${safe.slice(0, LONGEST - 1)}…` : safe;
}

export const heading = (value: string): PlainCell => ({ value: text(value) ?? '', style: 'heading' });

/** Yuan as a number; beyond what Excel calculates exactly it is a text. */
export function yuan(fen: number | undefined): PlainCell {
  if (fen === undefined) return null;
  if (Math.abs(fen) >= 1e15) return text(`${(BigInt(fen) / 100n).toString()}.${String(Math.abs(fen) % 100).padStart(2, '0')}`);
  return { value: fen / 100, style: 'yuan' };
}

export const whole = (value: number | undefined): PlainCell => (value === undefined ? null : { value, style: 'whole' });

/** A moment as a date of Excel, which knows no time zones: its clock is that of Beijing. */
export function moment(iso: string | undefined): PlainCell {
  if (iso === undefined) return null;
  return { value: new Date(Date.parse(iso) + BEIJING_OFFSET_MS), style: 'moment' };
}

/** A day `yyyy-MM-dd`; what is none of the calendar stays a text. */
export function day(value: string | undefined): PlainCell {
  if (value === undefined) return null;
  const at = new Date(`${value}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value) && value >= '1900-03-01';
  return isDay ? { value: at, style: 'day' } : text(value);
}
