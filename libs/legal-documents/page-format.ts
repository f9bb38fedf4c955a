import PDFDocument from 'pdfkit';

export interface Margin {
  readonly top: number;
  readonly bottom: number;
  readonly side: number;
}

export const MARGIN: Margin = { top: 60, bottom: 58, side: 74 }; // points
/** Lists have many columns. */
export const LANDSCAPE_MARGIN: Margin = { top: 40, bottom: 46, side: 36 };

/** Points. */
export const A4 = { short: 595.28, long: 841.89 };

export interface PageInfo {
  readonly title: string;
  readonly author: string;
  readonly createdAt: Date;
  readonly landscape?: boolean;
  /** Written across every page in light grey, and into the properties of the file. */
  readonly watermark?: string;
  /** The id under which the audit record says who had the file made. */
  readonly recordedAs?: string;
  /** The foot of every page, for files whose number of pages is known: then no page is kept in memory to be numbered at the end. */
  readonly footer?: (page: number) => Footer;
  /** Draws nothing: to find out how many pages there will be. */
  readonly onlyCounts?: boolean;
}

export interface Footer {
  readonly left: string;
  readonly centre: string;
  readonly right: string;
}

/** A document of pdfkit for Chinese text: fonts come with their first character. */
export function newDocument({ title, author, createdAt, landscape, footer, watermark, recordedAs }: PageInfo): PDFKit.PDFDocument {
  return new PDFDocument({
    size: 'A4',
    layout: landscape === true ? 'landscape' : 'portrait',
    pdfVersion: '1.7',
    margin: 0,
    bufferPages: footer === undefined,
    font: null as unknown as string, // no Helvetica: it would be loaded and embedded for nothing
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: title, Author: author, Creator: 'Chakong Gateway', CreationDate: createdAt, ...(watermark === undefined ? {} : { Keywords: watermark }), ...(recordedAs === undefined ? {} : { Subject: recordedAs }) },
  });
}
