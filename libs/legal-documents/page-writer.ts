import type { FontFace } from './font-face.js';
import { breakLines, type Line } from './line-breaking.js';
import { A4, LANDSCAPE_MARGIN, MARGIN, newDocument, type Margin, type PageInfo } from './page-format.js';

export interface TextStyle {
  /** Font size in points. */
  readonly size: number;
  readonly bold?: boolean;
  readonly align?: 'left' | 'centre' | 'right';
  /** Characters left free before the first line (首行缩进). */
  readonly indent?: number;
  readonly colour?: string;
}

export const LEADING = 1.5;
const CELL_PADDING = 5;

/**
 * Writes Chinese text onto A4 pages with pdfkit, which itself knows one font per text and breaks lines after any
 * character. Begins a new page when a line, a row or a kept block does not fit.
 */
export class PageWriter {
  /** Absent when pages are only counted. */
  readonly #pdf: PDFKit.PDFDocument | undefined;
  readonly #bytes: Uint8Array[] = [];
  readonly #ended: Promise<void>;
  readonly #registered = new Set<FontFace>();
  readonly #margin: Margin;
  #y: number;

  /** Pages begun so far. */
  #pages = 1;

  constructor(private readonly info: PageInfo) {
    this.#margin = info.landscape === true ? LANDSCAPE_MARGIN : MARGIN;
    this.#y = this.#margin.top;
    const pdf = info.onlyCounts === true ? undefined : newDocument(info);
    this.#pdf = pdf;
    this.#ended = new Promise((resolve, reject) => {
      pdf?.on('data', (chunk: Uint8Array) => this.#bytes.push(chunk));
      pdf?.on('end', resolve);
      pdf?.on('error', reject);
    });
    this.#dressPage();
  }

  get pages(): number {
    return this.#pages;
  }

  get left(): number {
    return this.#margin.side;
  }

  get width(): number {
    return this.#pageWidth - 2 * this.#margin.side;
  }

  /** Points left on this page. */
  get room(): number {
    return this.#pageHeight - this.#margin.bottom - this.#y;
  }

  /** Points of an empty page. */
  get fullRoom(): number {
    return this.#pageHeight - this.#margin.bottom - this.#margin.top;
  }

  get y(): number {
    return this.#y;
  }

  space(points: number): void {
    this.#y += points;
  }

  /** Begins a new page unless `height` points are left on this one. */
  keep(height: number): void {
    if (height <= this.room) return;
    this.#pdf?.addPage();
    this.#pages += 1;
    this.#y = this.#margin.top;
    this.#dressPage();
  }

  /** Boxes side by side from the left, with lines of text in each; `fill` is a colour behind them. One path for all of them. */
  boxes(widths: readonly number[], height: number, cells: readonly (readonly Line[])[], styles: readonly TextStyle[], fill?: string): void {
    if (this.#pdf !== undefined) {
      this.#pdf.save().lineWidth(0.4);
      let x = this.left;
      for (const width of widths) {
        this.#pdf.rect(x, this.#y, width, height);
        x += width;
      }
      if (fill === undefined) this.#pdf.stroke('#444444');
      else this.#pdf.fillAndStroke(fill, '#444444');
      this.#pdf.restore();
      x = this.left;
      for (const [column, lines] of cells.entries()) {
        const style = styles[column]!;
        lines.forEach((line, index) => this.#line(line, x + BOX_PADDING, this.#y + BOX_PADDING + index * style.size * BOX_LEADING, widths[column]! - 2 * BOX_PADDING, style));
        x += widths[column]!;
      }
    }
    this.#y += height;
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
      if (row.height > this.room) {
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

  /** A pattern of black squares, as of a QR code, with its upper left corner at a fixed place. */
  squares(rows: readonly (readonly boolean[])[], x: number, y: number, side: number): void {
    const pdf: PDFKit.PDFDocument | undefined = this.#pdf;
    if (pdf === undefined) return;
    const unit = side / rows.length;
    rows.forEach((row, down) => row.forEach((black, across) => black && pdf.rect(x + across * unit, y + down * unit, unit, unit)));
    pdf.fill('#000000');
  }

  dashedCircle(x: number, y: number, radius: number, colour: string): void {
    this.#pdf?.save().lineWidth(0.6).dash(3, { space: 3 }).circle(x, y, radius).stroke(colour).restore();
  }

  /** Numbers the pages, where that was not done from the beginning, and returns the file. */
  async finish(footer?: (page: number, pages: number) => string): Promise<Uint8Array> {
    const pdf = this.#pdf;
    if (pdf === undefined) throw new TypeError('this writer only counts pages');
    if (footer !== undefined) {
      const { start, count } = pdf.bufferedPageRange();
      for (let page = 0; page < count; page++) {
        pdf.switchToPage(start + page);
        this.place(footer(page + 1, count), this.left, this.#pageHeight - this.#margin.bottom + 22, this.width, { size: 9, align: 'centre' });
      }
    }
    pdf.end();
    await this.#ended;
    return Buffer.concat(this.#bytes);
  }

  get #pageWidth(): number {
    return this.info.landscape === true ? A4.long : A4.short;
  }

  get #pageHeight(): number {
    return this.info.landscape === true ? A4.short : A4.long;
  }

  /** What every page has besides its contents; under them. */
  #dressPage(): void {
    if (this.#pdf === undefined) return;
    this.#drawWatermark(this.#pdf);
    if (this.info.footer === undefined) return;
    const { left, centre, right } = this.info.footer(this.#pages);
    const y = this.#pageHeight - this.#margin.bottom + 12;
    this.place(left, this.left, y, this.width, { size: 7, colour: FOOTER_COLOUR });
    this.place(right, this.left, y, this.width, { size: 7, align: 'right', colour: FOOTER_COLOUR });
    this.place(centre, this.left, y, this.width, { size: 9, align: 'centre' });
  }

  /** Who had it made and when: a copy can be traced to its origin (domain-rules A8). */
  #drawWatermark(pdf: PDFKit.PDFDocument): void {
    if (this.info.watermark === undefined) return;
    const style: TextStyle = { size: 15, colour: WATERMARK_COLOUR };
    // Two lines, so that neither runs off the page where it begins late.
    const parts = this.info.watermark.split('　');
    const lines = [parts.slice(0, 2), parts.slice(2)].map((some) => some.join('　')).filter((some) => some !== '').map((some) => breakLines(some, Infinity)[0]!);
    for (const [across, down] of [[0.08, 0.42], [0.42, 0.66], [0.55, 0.32], [0.14, 0.95]] as const) {
      const [x, y] = [across * this.#pageWidth, down * this.#pageHeight];
      pdf.save().rotate(-20, { origin: [x, y] });
      lines.forEach((line, place) => this.#line(line, x, y + place * style.size * LEADING, this.width, style));
      pdf.restore();
    }
  }

  #row(row: LaidOutRow, widths: readonly number[], style: TextStyle): void {
    let x = this.left;
    row.cells.forEach((lines, column) => {
      const width = widths[column] ?? 0;
      const top = this.#y + (row.height - lines.length * style.size * CELL_LEADING) / 2;
      this.#pdf?.save().lineWidth(0.6).rect(x, this.#y, width, row.height).stroke('#000000').restore();
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
    const pdf = this.#pdf;
    if (pdf === undefined) return;
    const lineWidth = (line.width * style.size) / 1000;
    const free = style.align === 'centre' ? (width - lineWidth) / 2 : style.align === 'right' ? width - lineWidth : 0;
    let at = x + free;
    const colour = style.colour ?? '#000000';
    pdf.fillColor(colour).strokeColor(colour).lineWidth(style.size * 0.035);
    for (const run of line.runs) {
      this.#useFont(pdf, run.face, style.size);
      // The code is what is seen; the character itself is what is searched and copied.
      if (run.stands !== undefined) pdf.markContent('Span', { actual: run.stands });
      pdf.text(run.text, at, y + style.size * 0.88, {
        lineBreak: false,
        baseline: 'alphabetic',
        fill: true,
        stroke: style.bold ?? false, // the package's bold files would double the memory and the file for two headings
      });
      if (run.stands !== undefined) pdf.endMarkedContent();
      at += (run.width * style.size) / 1000;
    }
  }

  #useFont(pdf: PDFKit.PDFDocument, face: FontFace, size: number): void {
    if (!this.#registered.has(face)) {
      pdf.registerFont(face.key, face.forEmbedding() as unknown as PDFKit.Mixins.PDFFontSource);
      this.#registered.add(face);
    }
    pdf.font(face.key, size);
  }
}

const CELL_LEADING = 1.4;
export const BOX_PADDING = 2.5;
export const BOX_LEADING = 1.3;
const FOOTER_COLOUR = '#555555';
const WATERMARK_COLOUR = '#ebebeb';

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
