import { parse } from 'csv-parse/sync';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import { Problem } from '#contracts/errors';
import { COLUMN_KEYS, COLUMNS, columnOf, type ColumnKey } from './columns.js';

export const MOST_TABLE_BYTES = 5 * 1024 * 1024;
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const TABLE_TYPES = ['text/csv', XLSX] as const;

const MOST_ROWS = 5000;
const MOST_COLUMNS = 50;
const LONGEST_CELL = 1000;
/** A workbook that unpacks to more is a bomb, or nothing a person made: 5,000 rows of ours are about 2 MiB. */
const MOST_UNPACKED_BYTES = 40 * 1024 * 1024;
const MOST_ENTRIES = 500;

/** A cell as a text, or why it is none that can be used. */
export type Cell = { readonly text: string } | { readonly unusable: string };

export interface TableRow {
  /** As a spreadsheet shows it: the heading is row 1. */
  readonly number: number;
  readonly cells: ReadonlyMap<ColumnKey, Cell>;
}

export interface Table {
  /** Headings as the file writes them. */
  readonly headings: ReadonlyMap<ColumnKey, string>;
  readonly rows: readonly TableRow[];
}

const unreadable = (allowed: string): Problem => new Problem('table-unreadable', undefined, [{ field: '', allowed }]);

/**
 * Reads a file as a table: CSV in UTF-8 or GBK, or the first sheet of an Excel workbook. What the bytes are decides, not what the
 * caller says they are.
 * @throws Problem `table-unreadable` with what is allowed
 */
export async function readTable(bytes: Buffer): Promise<Table> {
  if (bytes.length === 0) throw unreadable('a file that is not empty');
  const isWorkbook = bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'));
  return toTable(isWorkbook ? await readWorkbook(bytes) : readCsv(bytes));
}

function toTable(lines: readonly (readonly Cell[])[]): Table {
  const [head = [], ...body] = lines;
  if (head.length > MOST_COLUMNS) throw unreadable(`at most ${MOST_COLUMNS} columns`);
  const places = new Map<ColumnKey, number>();
  const headings = new Map<ColumnKey, string>();
  for (const [place, cell] of head.entries()) {
    const text = 'text' in cell ? cell.text : '';
    const key = columnOf(text);
    if (key === undefined) continue;
    if (places.has(key)) throw unreadable(`one column ${COLUMNS[key].headings[0]}, not two`);
    places.set(key, place);
    headings.set(key, text.trim());
  }
  const missing = COLUMN_KEYS.filter((key) => COLUMNS[key].required && !places.has(key));
  if (missing.length > 0) throw unreadable(`a first row with the headings ${missing.map((key) => COLUMNS[key].headings[0]).join('、')}`);
  const rows = body.flatMap((line, index): TableRow[] => {
    const cells = new Map([...places].map(([key, place]) => [key, line[place] ?? EMPTY] as const));
    const isEmpty = line.every((cell) => 'text' in cell && cell.text.trim() === '');
    return isEmpty ? [] : [{ number: index + 2, cells }];
  });
  if (rows.length === 0) throw unreadable('at least one row below the headings');
  if (rows.length > MOST_ROWS) throw unreadable(`at most ${MOST_ROWS} rows`);
  return { headings, rows };
}

const EMPTY: Cell = { text: '' };

function readCsv(bytes: Buffer): Cell[][] {
  const text = decoded(bytes);
  if (text.includes('\0')) throw unreadable('CSV or XLSX; this is neither');
  const delimiter = mostOften(text.slice(0, text.search(/[\r\n]|$/)));
  try {
    const records = parse(text, { bom: true, delimiter, relax_column_count: true, relax_quotes: true, max_record_size: 100_000, to: MOST_ROWS + 2 }) as string[][];
    return records.map((record) => record.map(csvCell));
  } catch (error) {
    const { lines } = error as { lines?: number };
    throw unreadable(`CSV as RFC 4180 has it${lines === undefined ? '' : `; it breaks off at line ${lines}`}`);
  }
}

/** UTF-8 when it is that without a fault; else what Excel in China writes. */
function decoded(bytes: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The other one, or none.
    }
  }
  throw unreadable('CSV in UTF-8 or GBK, or XLSX');
}

const mostOften = (line: string): string => [',', ';', '\t'].map((mark) => [mark, line.split(mark).length] as const).sort((left, right) => right[1] - left[1])[0]![0];

/** `="…"` and a leading apostrophe are how people keep Excel from rounding a number; any other formula is none we calculate. */
function csvCell(raw: string): Cell {
  const text = /^\s*="(.*)"\s*$/.exec(raw)?.[1] ?? raw.trim().replace(/^'/, '');
  if (/^[=＝]/.test(text)) return { unusable: 'a value, not a formula' };
  if (/^\d(\.\d+)?E\+\d+$/i.test(text)) return { unusable: 'all digits as text: the spreadsheet rounded the number' };
  return cellOf(text);
}

const cellOf = (text: string): Cell => (text.length > LONGEST_CELL ? { unusable: `at most ${LONGEST_CELL} characters` } : { text });

async function readWorkbook(bytes: Buffer): Promise<Cell[][]> {
  const files = unpacked(bytes);
  for (const [name, content] of Object.entries(files)) {
    if (/^xl\/worksheets\/[^/]+\.xml$/.test(name)) files[name] = strToU8(withoutEmptyFormulas(strFromU8(content)));
  }
  try {
    // Packed again from what was unpacked within bounds. Numbers stay as they are written, so that one beyond what Excel calculates
    // with is seen.
    const options = { parseNumber: (text: string) => ({ digits: text }) as unknown as number, trim: false };
    const sheet = (await readSheet(zipSync(files, { level: 0 }).buffer as ArrayBuffer, options as never)) as unknown[][];
    return sheet.slice(0, MOST_ROWS + 2).map((row) => row.slice(0, MOST_COLUMNS + 1).map(workbookCell));
  } catch {
    throw unreadable('an Excel workbook (.xlsx) without password whose first sheet can be read');
  }
}

/** Unpacks within bounds: what says that it is small and is not, breaks off there. @throws Problem `table-unreadable` */
function unpacked(bytes: Buffer): Record<string, Uint8Array> {
  let entries = 0;
  let size = 0;
  let isBomb = false;
  const filter = ({ originalSize }: { readonly originalSize: number }): boolean => {
    entries += 1;
    size += originalSize;
    isBomb ||= entries > MOST_ENTRIES || size > MOST_UNPACKED_BYTES;
    return !isBomb;
  };
  try {
    const files = unzipSync(bytes, { filter });
    if (!isBomb && !('xl/workbook.xml' in files)) throw new TypeError('no workbook');
    if (!isBomb) return files;
  } catch {
    if (!isBomb) throw unreadable('a whole Excel workbook (.xlsx)');
  }
  throw unreadable(`a workbook of at most ${MOST_UNPACKED_BYTES / 1024 / 1024} MiB when unpacked`);
}

const NO_VALUE = '#VALUE!';

/**
 * Formulas that ended in an error, or were saved without their value, say so in their cell. The reader would take them for empty,
 * and an empty cell asks for more than the person meant.
 */
function withoutEmptyFormulas(sheet: string): string {
  return sheet.replace(/<c\b([^>]*[^/])>([^]*?)<\/c>/g, (cell, attributes: string, content: string) => {
    const isError = /\bt="e"/.test(attributes) || (/<f[\s/>]/.test(content) && !/<v[\s/>]/.test(content));
    return isError ? `<c${attributes.replace(/\st="\w*"/, '')} t="str"><v>${NO_VALUE}</v></c>` : cell;
  });
}

function workbookCell(value: unknown): Cell {
  if (value === null || value === undefined) return EMPTY;
  if (value instanceof Date) return { unusable: 'a text, not a date' };
  if (typeof value === 'boolean') return { text: value ? '是' : '否' };
  if (typeof value === 'object') {
    const { digits } = value as { readonly digits: string };
    return /^\d{1,15}$/.test(digits) ? { text: digits } : { unusable: 'a cell of the format text: Excel rounds numbers of more than 15 digits' };
  }
  const text = String(value);
  return text === NO_VALUE ? { unusable: 'a value: the formula of this cell has an error or was saved without one' } : cellOf(text.trim());
}
