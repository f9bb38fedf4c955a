import { parentPort, workerData } from 'node:worker_threads';
import writeExcelFile from 'write-excel-file/node';

/**
 * Runs in a thread of its own: writing a workbook of 8,000 rows takes a second in one go, in which the process would neither
 * send nor receive. What it is given is plain data, and quick to hand over. Imports packages only, so that it starts quickly.
 */

const TOP = { alignVertical: 'top' } as const;
const STYLES = {
  text: { ...TOP, wrap: true },
  head: { fontWeight: 'bold', backgroundColor: '#E8ECF1', alignVertical: 'center', wrap: true, bottomBorderStyle: 'thin' },
  heading: { ...TOP, fontWeight: 'bold' },
  yuan: { ...TOP, format: '#,##0.00' },
  whole: { ...TOP, format: '0' },
  day: { ...TOP, format: 'yyyy-mm-dd' },
  moment: { ...TOP, format: 'yyyy-mm-dd hh:mm:ss.000' },
} as const;

/** A text, or a value with the name of its style. */
export type PlainCell = string | null | { readonly value: string | number | Date; readonly style: keyof typeof STYLES };

export interface PlainSheet {
  readonly name: string;
  readonly rows: readonly (readonly PlainCell[])[];
  /** Of its columns, in characters. */
  readonly widths: readonly number[];
  /** Its first row is a head that stays in sight and has filters. */
  readonly isList: boolean;
}

type Options = NonNullable<Parameters<typeof writeExcelFile>[1]>;
type Feature = NonNullable<Options['features']>[number];

/** What a thread is given. */
export interface WorkbookOrder {
  readonly sheets: readonly PlainSheet[];
  /** The foot of every sheet, as the file has it. */
  readonly foot: string;
}

/** Filter buttons in the head of each list, and a foot; the library has none of its own, but lets a sheet be added to. */
function additions({ sheets, foot }: WorkbookOrder): Feature {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (content, _options, { sheetIndex }) => {
            const { rows, widths, isList } = sheets[sheetIndex]!;
            const filtered = isList ? content.replace('</sheetData>', `</sheetData><autoFilter ref="A1:${columnName(widths.length)}${Math.max(rows.length, 2)}"/>`) : content;
            return filtered.replace('</worksheet>', () => `${foot}</worksheet>`);
          },
        },
      },
    },
  };
}

/** 1 → A, 27 → AA. */
function columnName(place: number): string {
  return place <= 26 ? String.fromCharCode(64 + place) : columnName(Math.floor((place - 1) / 26)) + columnName(((place - 1) % 26) + 1);
}

/** Texts are never taken for formulas: only cells of the type `Formula` are, and there are none. */
const styled = (cell: PlainCell): object | null =>
  cell === null ? null : typeof cell === 'string' ? { value: cell, ...STYLES.text } : { value: cell.value, ...STYLES[cell.style] };

if (parentPort !== null) {
  const order = workerData as WorkbookOrder;
  const workbook = writeExcelFile(
    order.sheets.map(({ name, rows, widths, isList }) => ({
      sheet: name, data: rows.map((row) => row.map(styled)), columns: widths.map((width) => ({ width })), ...(isList ? { stickyRowsCount: 1 } : {}),
    })),
    { fontFamily: 'Microsoft YaHei', fontSize: 10, features: [additions(order)] },
  );
  parentPort.postMessage(new Uint8Array(await workbook.toBuffer()));
}
