import { setImmediate } from 'node:timers/promises';
import { breakLines, type Line } from './line-breaking.js';
import { BOX_LEADING, BOX_PADDING, type PageWriter, type TextStyle } from './page-writer.js';

export interface TableColumn {
  readonly title: string;
  /** Share of the width. */
  readonly share: number;
  readonly align?: 'left' | 'centre' | 'right';
}

/**
 * A row of cells; lines of one cell are parted by `\n`. Over all columns stand a heading, which stays with the
 * row after it, and a note about the row before.
 */
export type TableRow = readonly string[] | { readonly heading: string } | { readonly note: string };

const HEAD_FILL = '#e8ecf1';
const GROUP_FILL = '#f5f6f8';
/** Rows between two breaths: the process has callers to serve while a table of thousands of rows is drawn. */
const ROWS_AT_ONCE = 20;

/**
 * A ruled table of any length. Its head is repeated on every page it reaches, a heading is never the last row of a page, a row
 * that is taller than what is left goes on on the next page only when it is taller than a whole page.
 */
export async function longTable(page: PageWriter, columns: readonly TableColumn[], rows: Iterable<TableRow>, style: TextStyle): Promise<void> {
  const total = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => (share / total) * page.width);
  const head = laidOut(columns.map(({ title }) => title), widths, style);
  const headHeight = heightOf(head, style);
  const bold = { ...style, bold: true };
  const styles = columns.map(({ align = 'left' }) => ({ ...style, align }));
  const headStyles = columns.map(() => ({ ...bold, align: 'centre' as const }));
  const drawHead = (): void => page.boxes(widths, headHeight, head, headStyles, HEAD_FILL);
  const begin = (height: number): void => {
    if (height <= page.room) return;
    page.keep(Number.POSITIVE_INFINITY);
    drawHead();
  };
  page.keep(headHeight + 3 * heightOf([], style));
  drawHead();
  let heading: readonly (readonly Line[])[] | undefined;
  let drawn = 0;
  for (const row of rows) {
    if ((drawn += 1) % ROWS_AT_ONCE === 0) await setImmediate();
    if ('heading' in row) {
      heading = laidOut([row.heading], [page.width], style);
      continue;
    }
    const isNote = 'note' in row;
    const cells = isNote ? laidOut([row.note], [page.width], style) : laidOut(row, widths, style);
    const above = heading === undefined ? 0 : heightOf(heading, style);
    for (const [index, part] of partsOf(cells, page.fullRoom - headHeight - above, style).entries()) {
      const height = heightOf(part, style);
      begin(height + (index === 0 ? above : 0));
      if (index === 0 && heading !== undefined) page.boxes([page.width], above, heading, [bold], GROUP_FILL);
      if (isNote) page.boxes([page.width], height, part, [style], GROUP_FILL);
      else page.boxes(widths, height, part, styles);
    }
    heading = undefined;
  }
}

/** One part, unless the row is taller than a page. */
function partsOf(cells: readonly (readonly Line[])[], most: number, style: TextStyle): readonly (readonly (readonly Line[])[])[] {
  const fits = Math.max(1, Math.floor((most - 2 * BOX_PADDING) / (style.size * BOX_LEADING)));
  const parts = Math.ceil(Math.max(1, ...cells.map((lines) => lines.length)) / fits);
  return parts === 1 ? [cells] : Array.from({ length: parts }, (_, part) => cells.map((lines) => lines.slice(part * fits, (part + 1) * fits)));
}

const laidOut = (cells: readonly string[], widths: readonly number[], style: TextStyle): readonly (readonly Line[])[] =>
  cells.map((cell, column) => cell.split('\n').flatMap((text) => breakLines(text, (((widths[column] ?? 0) - 2 * BOX_PADDING) * 1000) / style.size)));

const heightOf = (cells: readonly (readonly Line[])[], style: TextStyle): number => Math.max(1, ...cells.map((lines) => lines.length)) * style.size * BOX_LEADING + 2 * BOX_PADDING;
