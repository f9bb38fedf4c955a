import { chineseDate } from './chinese-wording.js';
import { fontChain } from './font-chain.js';
import { LEADING, PageWriter } from './page-writer.js';
import { heading, missingNote, signature } from './query-notice.js';
import { markLine, type Watermark } from '#libs/watermark';

/** One part of a document between its number and its signature. */
export type LegalBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  /** `columns` are shares of the width. */
  | { readonly kind: 'table'; readonly columns: readonly number[]; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** A document of a court as text, before it is a file: what is decided, compared and tested. */
export interface LegalText {
  readonly courtName: string;
  readonly title: string;
  /** 文书号: stands on the right under the title. */
  readonly number: string;
  readonly addressee?: string;
  readonly blocks: readonly LegalBlock[];
  /** Who signs above court and date, one a line: 审判员 　…. */
  readonly signedBy: readonly string[];
  /** Under the date: 书记员 … */
  readonly clerk?: string;
  /** `yyyy-MM-dd`; also the creation date inside the file. */
  readonly issuedOn: string;
}

const BODY = { size: 12 } as const;
/** The place of the seal and what stands around it, points. */
const SEAL_HEIGHT = 140;

/**
 * The document as PDF with embedded fonts and the place of the seal (（院印）). Equal texts give equal bytes. Characters no font has are
 * written as their code and explained, as in a query notice.
 * @param printed for copies that somebody had made; what goes out in the name of the court has no mark
 * @throws RangeError when there is nothing in it, or `issuedOn` is no day
 */
export async function renderLegalText(text: LegalText, printed?: Watermark): Promise<Uint8Array> {
  if (text.blocks.length === 0) throw new RangeError('A legal document says something.');
  const date = chineseDate(text.issuedOn);
  const page = new PageWriter({ title: `${text.title} ${text.number}`, author: text.courtName, createdAt: new Date(`${text.issuedOn}T00:00:00+08:00`), ...(printed === undefined ? {} : { watermark: markLine(printed), recordedAs: printed.id }) });
  page.paragraph(text.courtName, { size: 20, bold: true, align: 'centre' });
  page.paragraph(text.title, { size: 22, bold: true, align: 'centre' });
  page.space(4);
  page.paragraph(text.number, { ...BODY, align: 'right' });
  page.space(4);
  if (text.addressee !== undefined) page.paragraph(`${text.addressee}：`, BODY);
  text.blocks.forEach((block, index) => {
    // A seal alone on a page could be put under any text: the last words go with it.
    if (index === text.blocks.length - 1) page.keep(5 * BODY.size * LEADING + (text.signedBy.length + 1) * BODY.size * LEADING + SEAL_HEIGHT);
    write(page, block);
  });
  const missing = fontChain.missing(wordsOf(text));
  if (missing.length > 0) page.paragraph(missingNote(missing), { size: 10, indent: 2 });
  page.space(8);
  for (const line of text.signedBy) page.paragraph(line, { ...BODY, align: 'right' });
  signature(page, text.courtName, date);
  if (text.clerk !== undefined) page.paragraph(text.clerk, { ...BODY, align: 'right' });
  return page.finish((number, pages) => `第${number}页 共${pages}页`);
}

function write(page: PageWriter, block: LegalBlock): void {
  switch (block.kind) {
    case 'paragraph':
      return page.paragraph(block.text, { ...BODY, indent: 2 });
    case 'heading':
      return heading(page, block.text);
    case 'table':
      page.table(block.columns, block.head, block.rows, { size: 10.5 });
      return page.space(8);
    default: {
      const never: never = block;
      return never;
    }
  }
}

/** Every word of it, in order. */
export const wordsOf = ({ courtName, title, number, addressee = '', blocks, signedBy, clerk = '' }: LegalText): readonly string[] => [
  courtName, title, number, addressee,
  ...blocks.flatMap((block) => (block.kind === 'table' ? [...block.head, ...block.rows.flat()] : [block.text])),
  ...signedBy, clerk,
];

export const paragraph = (text: string): LegalBlock => ({ kind: 'paragraph', text });
