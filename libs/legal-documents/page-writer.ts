import PDFDocument from 'pdfkit';
import type { FontFace } from './font-face.js';
import { breakLines, type Line } from './line-breaking.js';

export interface TextStyle {
  /** Font size in points. */
  readonly size: number;
  readonly bold?: boolean;
  readonly align?: 'left' | 'centre' | 'right';
  /** Characters left free before the first line (首行缩进). */
  readonly indent?: number;
  readonly colour?: string;
}

const MARGIN = { top: 60, bottom: 58, side: 74 }; // points
export const LEADING = 1.5;
const CELL_PADDING = 5;

/**
 * Writes Chinese text onto A4 pages with pdfkit, which itself knows one font per text and breaks lines after any
 * character. Begins a new page when a line, a row or a kept block does not fit.
 */
export class PageWriter {
  readonly #pdf: PDFKit.PDFDocument;
  readonly #bytes: Uint8Array[] = [];
  readonly #ended: Promise<void>;
  readonly #registered = new Set<FontFace>();
  #y: number = MARGIN.top;

  constructor(info: { readonly title: string; readonly author: string; readonly createdAt: Date }) {
    this.#pdf = new PDFDocument({
      size: 'A4',
      pdfVersion: '1.7',
      margin: 0,
      bufferPages: true,
      font: null as unknown as string, // no Helvetica: it would be loaded and embedded for nothing
      lang: 'zh-CN',
      displayTitle: true,
      info: { Title: info.title, Author: info.author, Creator: 'Chakong Gateway', CreationDate: info.createdAt },
    });
    this.#ended = new Promise((resolve, reject) => {
      this.#pdf.on('data', (chunk: Uint8Array) => this.#bytes.push(chunk));
      this.#pdf.on('end', resolve);
      this.#pdf.on('error', reject);
    });
  }

  get left(): number {
    return MARGIN.side;
  }

  get width(): number {
    return this.#pdf.page.width - 2 * MARGIN.side;
  }

  get y(): number {
    return this.#y;
  }

  space(points: number): void {
    this.#y += points;
  }

  /** Begins a new page unless `height` points are left on this one. */
  keep(height: number): void {
    if (this.#y + height <= this.#pdf.page.height - MARGIN.bottom) return;
    this.#pdf.addPage();
    this.#y = MARGIN.top;
  }

  paragraph(text: string, style: TextStyle): void {
    const lines = breakLines(text, toThousandths(this.width, style.size), (style.indent ?? 0) * 1000);
    lines.forEach((line, index) => {
      this.keep(style.size * LEADING);
      const indent = index === 0 ? (style.indent ?? 0) * style.size : 0;
      this.#line(line, this.left + indent, this.#y, this.width - indent, style);
      this.#y += style.size * LEADING;
    });
  }

  /** A ruled table; the head is repeated on every page it reaches. `columns` are shares of the width. */
  table(columns: readonly number[], head: readonly string[], rows: readonly (readonly string[])[], style: TextStyle): void {
    const total = columns.reduce((sum, column) => sum + column, 0);
    const widths = columns.map((column) => (column / total) * this.width);
    const headRow = layoutRow(head, widths, style);
    const laidOut = rows.map((row) => layoutRow(row, widths, style));
    this.keep(headRow.height + (laidOut[0]?.height ?? 0));
    this.#row(headRow, widths, { ...style, bold: true });
    for (const row of laidOut) {
      if (this.#y + row.height > this.#pdf.page.height - MARGIN.bottom) {
        this.keep(Number.POSITIVE_INFINITY);
        this.#row(headRow, widths, { ...style, bold: true });
      }
      this.#row(row, widths, style);
    }
  }

  /** Text at a fixed place; `width` is what alignment refers to. */
  place(text: string, x: number, y: number, width: number, style: TextStyle): void {
    breakLines(text, toThousandths(width, style.size)).forEach((line, index) => {
      this.#line(line, x, y + index * style.size * LEADING, width, style);
    });
  }

  dashedCircle(x: number, y: number, radius: number, colour: string): void {
    this.#pdf.save().lineWidth(0.6).dash(3, { space: 3 }).circle(x, y, radius).stroke(colour).restore();
  }

  /** Numbers the pages and returns the file. */
  async finish(footer: (page: number, pages: number) => string): Promise<Uint8Array> {
    const { start, count } = this.#pdf.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.#pdf.switchToPage(start + page);
      const y = this.#pdf.page.height - MARGIN.bottom + 22;
      this.place(footer(page + 1, count), this.left, y, this.width, { size: 9, align: 'centre' });
    }
    this.#pdf.end();
    await this.#ended;
    return Buffer.concat(this.#bytes);
  }

  #row(row: LaidOutRow, widths: readonly number[], style: TextStyle): void {
    let x = this.left;
    row.cells.forEach((lines, column) => {
      const width = widths[column] ?? 0;
      const top = this.#y + (row.height - lines.length * style.size * CELL_LEADING) / 2;
      this.#pdf.save().lineWidth(0.6).rect(x, this.#y, width, row.height).stroke('#000000').restore();
      lines.forEach((line, index) => {
        const y = top + index * style.size * CELL_LEADING + (style.size * (CELL_LEADING - 1)) / 2;
        this.#line(line, x + CELL_PADDING, y, width - 2 * CELL_PADDING, { ...style, align: 'centre' });
      });
      x += width;
    });
    this.#y += row.height;
  }

  /** One line whose top is at `y`. */
  #line(line: Line, x: number, y: number, width: number, style: TextStyle): void {
    const lineWidth = (line.width * style.size) / 1000;
    const free = style.align === 'centre' ? (width - lineWidth) / 2 : style.align === 'right' ? width - lineWidth : 0;
    let at = x + free;
    const colour = style.colour ?? '#000000';
    this.#pdf.fillColor(colour).strokeColor(colour).lineWidth(style.size * 0.035);
    for (const run of line.runs) {
      this.#useFont(run.face, style.size);
      // The code is what is seen; the character itself is what is searched and copied.
      if (run.stands !== undefined) this.#pdf.markContent('Span', { actual: run.stands });
      this.#pdf.text(run.text, at, y + style.size * 0.88, {
        lineBreak: false,
        baseline: 'alphabetic',
        fill: true,
        stroke: style.bold ?? false, // the package's bold files would double the memory and the file for two headings
      });
      if (run.stands !== undefined) this.#pdf.endMarkedContent();
      at += (run.width * style.size) / 1000;
    }
  }

  #useFont(face: FontFace, size: number): void {
    if (!this.#registered.has(face)) {
      this.#pdf.registerFont(face.key, face.forEmbedding() as unknown as PDFKit.Mixins.PDFFontSource);
      this.#registered.add(face);
    }
    this.#pdf.font(face.key, size);
  }
}

const CELL_LEADING = 1.4;

interface LaidOutRow {
  readonly cells: readonly (readonly Line[])[];
  readonly height: number;
}

function layoutRow(cells: readonly string[], widths: readonly number[], style: TextStyle): LaidOutRow {
  const lines = cells.map((cell, column) => breakLines(cell, toThousandths((widths[column] ?? 0) - 2 * CELL_PADDING, style.size)));
  const tallest = Math.max(...lines.map((cell) => cell.length));
  return { cells: lines, height: tallest * style.size * CELL_LEADING + 2 * CELL_PADDING };
}

function toThousandths(points: number, size: number): number {
  return (points * 1000) / size;
}
