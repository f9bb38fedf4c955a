import type { Cell, Row, SheetData } from 'write-excel-file/node';
import { BEIJING_OFFSET_MS } from '#libs/asset-list';

/** One column of a sheet: its heading, its width in characters, and what stands in it. */
export interface Column<T> {
  readonly title: string;
  readonly width: number;
  readonly cell: (row: T) => Cell;
}

export interface Sheet {
  readonly sheet: string;
  readonly data: SheetData;
  readonly columns: { readonly width: number }[];
  /** Head rows that stay in sight; the last of them has the filters. */
  readonly stickyRowsCount?: number;
}

const HEAD = { fontWeight: 'bold', backgroundColor: '#E8ECF1', alignVertical: 'center', wrap: true, bottomBorderStyle: 'thin' } as const;

/** A list with a head that stays in sight and can be filtered. */
export function listSheet<T>(name: string, columns: readonly Column<T>[], rows: readonly T[]): Sheet {
  return {
    sheet: name,
    data: [columns.map(({ title }) => ({ value: title, ...HEAD })), ...rows.map((row): Row => columns.map(({ cell }) => cell(row)))],
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  };
}

/** Longest text a cell takes; Excel calls a file with a longer one damaged. */
const LONGEST = 32_767;

/**
 * A text, also when it is all digits: account numbers have more than the 15 places Excel calculates with. A leading = + - @
 * (full-width too) is disarmed: the cell itself would stay a text, but not when it is edited or saved as CSV.
 */
export function text(value: string | undefined, style: object = {}): Cell {
  if (value === undefined || value === '') return null;
  // Characters XML cannot hold, and halves of surrogate pairs: one of them would make the whole file unreadable, so each is a box.
  const printable = value.toWellFormed().replace(/[\uFFFD\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '□');
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(printable) ? `'${printable}` : printable;
  return { value: safe.length > LONGEST ? `${safe.slice(0, LONGEST - 1)}…` : safe, type: String, wrap: true, alignVertical: 'top', ...style };
}

export const heading = (value: string): Cell => text(value, { fontWeight: 'bold', wrap: false });

/** Yuan as a number; beyond what Excel calculates exactly it is a text. */
export function yuan(fen: number | undefined): Cell {
  if (fen === undefined) return null;
  if (Math.abs(fen) >= 1e15) return text(`${(BigInt(fen) / 100n).toString()}.${String(Math.abs(fen) % 100).padStart(2, '0')}`);
  return { value: fen / 100, type: Number, format: '#,##0.00', alignVertical: 'top' };
}

export const whole = (value: number | undefined): Cell => (value === undefined ? null : { value, type: Number, format: '0', alignVertical: 'top' });

/** A moment as a date of Excel, which knows no time zones: its clock is that of Beijing. */
export function moment(iso: string | undefined): Cell {
  if (iso === undefined) return null;
  return { value: new Date(Date.parse(iso) + BEIJING_OFFSET_MS), type: Date, format: 'yyyy-mm-dd hh:mm:ss.000', alignVertical: 'top' };
}

/** A day `yyyy-MM-dd`; what is none of the calendar stays a text. */
export function day(value: string | undefined): Cell {
  if (value === undefined) return null;
  const at = new Date(`${value}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value) && value >= '1900-03-01';
  return isDay ? { value: at, type: Date, format: 'yyyy-mm-dd', alignVertical: 'top' } : text(value);
}
