import { IDENTITY_SOURCES, SOURCE_NAMES, type Officer, type Source, type Subject } from '#contracts/adapter';
import { legalBasisOf, type LegalBasis } from '#libs/statute';
import { chineseDate, documentName, plainDate } from './chinese-wording.js';
import { fontChain } from './font-chain.js';
import { writtenCode } from './line-breaking.js';
import { LEADING, PageWriter } from './page-writer.js';

/** What stands in a query notice (协助查询财产通知书, 法释〔2013〕20号 art. 3). */
export interface QueryNoticeData {
  /** Full name of the court (执行法院), as its seal writes it. */
  readonly courtName: string;
  /** Number of the notice itself (文书编号). */
  readonly noticeNumber: string;
  /** Canonical 案号. */
  readonly caseNumber: string;
  /** To whom; 各协助执行单位 when one notice goes to every institution of an inquiry. */
  readonly addressees?: string;
  /** Obligors of the case, nobody else (art. 7). One notice may list several. */
  readonly subjects: readonly Subject[];
  readonly sources: readonly Source[];
  /** What the question rests on (法律依据), as an entry of `libs/statute`; the articles of execution when absent. */
  readonly legalBasis?: Pick<LegalBasis, 'opening' | 'articles' | 'party'>;
  /** Period of transactions wanted, `yyyy-MM-dd` (资金往来). */
  readonly transactions?: { readonly from: string; readonly to: string };
  /** Full name of the court a matter of the case was delegated to (受托法院); absent when the court of the case acts itself. */
  readonly actingCourtName?: string;
  /** The handling officer first. */
  readonly officers: readonly Officer[];
  /** Day of the notice, `yyyy-MM-dd`; also the creation date inside the file, so that equal data give equal bytes. */
  readonly issuedOn: string;
}

export const QUERY_NOTICE_TITLE = '协助查询财产通知书';
/** Text at the centre of the place kept for the electronic seal; seal services find the place by it. */
export const SEAL_KEYWORD = '（院印）';

const TITLE = { size: 22, bold: true, align: 'centre' } as const;
const BODY = { size: 12 } as const;
const TABLE = { size: 10.5 } as const;
const SEAL_RADIUS = 59.5; // points: 42 mm across, the round seal of a court
const SIGNATURE_HEIGHT = 2 * SEAL_RADIUS + 6;
const SEAL_COLOUR = '#9a9a9a';

/**
 * The notice as a PDF with embedded fonts and text that can be searched and copied. Equal data give equal bytes.
 * About 10 ms of work on the calling thread (the fonts are opened once per process), which is why no worker is used.
 * Characters no font has are written out as their code, `[U+9C7B]`, explained on the page, and kept as themselves in the
 * copied text; {@link missingCharacters} lists them beforehand.
 *
 * @throws RangeError when there is no subject, no source, no officer, or `issuedOn` is no day.
 */
export async function renderQueryNotice(data: QueryNoticeData): Promise<Uint8Array> {
  if (data.subjects.length === 0) throw new RangeError('A query notice names at least one subject.');
  if (data.sources.length === 0) throw new RangeError('A query notice asks for at least one kind of property.');
  if (data.officers.length === 0) throw new RangeError('A query notice names at least one officer.');
  const date = chineseDate(data.issuedOn);
  const page = new PageWriter({
    title: `${QUERY_NOTICE_TITLE} ${data.noticeNumber}`,
    author: data.courtName,
    createdAt: new Date(`${data.issuedOn}T00:00:00+08:00`),
  });

  page.paragraph(data.courtName, { ...TITLE, size: 20 });
  page.paragraph(QUERY_NOTICE_TITLE, TITLE);
  page.space(4);
  page.paragraph(data.caseNumber, { ...BODY, align: 'right' });
  page.paragraph(`文书编号：${data.noticeNumber}`, { ...BODY, align: 'right' });
  page.space(4);
  page.paragraph(`${data.addressees ?? '各协助执行单位'}：`, BODY);
  page.paragraph(groundsOf(data), { ...BODY, indent: 2 });
  if (data.actingCourtName !== undefined) page.paragraph(`本案有关事项依照《最高人民法院关于委托执行若干问题的规定》委托${data.actingCourtName}办理。`, { ...BODY, indent: 2 });

  heading(page, '一、被查询人');
  page.table([0.8, 3, 2.3, 3], ['序号', '姓名（名称）', '证件类型', '证件号码'], subjectRows(data.subjects), TABLE);
  page.space(8);
  heading(page, '二、查询事项');
  for (const item of askedItems(data)) page.paragraph(item, { ...BODY, indent: 2 });
  heading(page, '三、承办人');
  page.table([1.6, 2.4, 2.6, 2.2], ['姓名', '工作证编号', '执行公务证编号', '联系电话'], data.officers.map(officerRow), TABLE);
  page.space(8);
  page.paragraph('请将查询结果加盖电子印章后，通过网络执行查控系统及时反馈本院；未查得财产的，亦请反馈。', { ...BODY, indent: 2 });
  page.keep(2 * BODY.size * LEADING + SIGNATURE_HEIGHT); // a seal alone on a page could be put under any text
  page.paragraph(OBJECTION, { ...BODY, indent: 2 });
  const missing = missingCharacters(data);
  if (missing.length > 0) page.paragraph(missingNote(missing), { size: 10, indent: 2 });
  signature(page, data.courtName, date);
  return page.finish((number, pages) => `第${number}页 共${pages}页`);
}

/** Opens the fonts and renders once (about 100 ms of this thread): call it at start, or the first officer waits for it. */
export async function warmUpQueryNotice(): Promise<void> {
  const sample = { name: '样', phone: '0', workCertificate: '0', dutyCertificate: '0', otherNames: [], documents: [] };
  await renderQueryNotice({
    courtName: '样',
    noticeNumber: '0',
    caseNumber: '0',
    subjects: [{ ...sample, kind: 'person' }],
    sources: ['deposit'],
    officers: [sample],
    issuedOn: '2016-04-29',
  });
}

/**
 * Characters of the notice that no font has, each once, in order; empty almost always. They are parts of names: show them
 * to the officer, keep them out of logs.
 */
export function missingCharacters(data: QueryNoticeData): readonly string[] {
  return fontChain.missing([
    data.courtName,
    data.actingCourtName ?? '',
    data.caseNumber,
    data.noticeNumber,
    data.addressees ?? '',
    ...subjectRows(data.subjects).flat(),
    ...data.officers.flatMap(officerRow),
  ]);
}

/** 法释〔2013〕20号 art. 6; 民事诉讼法 (2023) art. 117. */
const OBJECTION =
  '你单位认为本通知违反法律、司法解释规定的，可以向本院书面提出异议。' +
  '拒绝或者妨碍协助的，依照《中华人民共和国民事诉讼法》第一百一十七条处理。';

function groundsOf({ caseNumber, legalBasis = legalBasisOf('execution')! }: QueryNoticeData): string {
  const { opening, articles, party } = legalBasis;
  return `${opening.before}${caseNumber}${opening.after}，依照${articles.join('、')}的规定，请协助查询下列${party}的财产及有关信息。`;
}

/** One row per identity document; the name stands in each, so that no row can be read without it. */
function subjectRows(subjects: readonly Subject[]): readonly (readonly string[])[] {
  return subjects.flatMap((subject, index) => {
    const name = subject.otherNames.length === 0 ? subject.name : `${subject.name}（又名：${subject.otherNames.join('、')}）`;
    const documents = subject.documents.map((document) => [documentName(document.type), document.number]);
    return (documents.length === 0 ? [['—', '—']] : documents).map((document) => [`${index + 1}`, name, ...document]);
  });
}

function officerRow(officer: Officer): readonly string[] {
  return [officer.name, officer.workCertificate, officer.dutyCertificate, officer.phone];
}

function askedItems(data: QueryNoticeData): readonly string[] {
  const names = (sources: readonly Source[]) => sources.map((source) => SOURCE_NAMES[source].zh).join('、');
  const property = names(data.sources.filter((source) => !IDENTITY_SOURCES.includes(source)));
  const identity = names(data.sources.filter((source) => IDENTITY_SOURCES.includes(source)));
  const items: string[] = [];
  if (property !== '') items.push(`财产情况：${property}，以及上述财产上的在先控制措施、共有权和优先权。`);
  if (identity !== '') items.push(`身份信息：${identity}信息。`);
  if (data.transactions !== undefined) {
    items.push(`资金往来：${plainDate(data.transactions.from)}至${plainDate(data.transactions.to)}。`);
  }
  return items.map((item, index) => `${index + 1}. ${item}`);
}

export function heading(page: PageWriter, text: string): void {
  page.keep(BODY.size * LEADING + 50); // never the last line of a page
  page.paragraph(text, { ...BODY, bold: true });
}

export function missingNote(missing: readonly string[]): string {
  return `注：${missing.map(writtenCode).join('、')}为生僻字的统一码（Unicode）编码，本文件字库无此字形，以电子数据中的字符为准。`;
}

/** Court and date, with the seal's place over both (骑年盖月); never parted by a page. */
export function signature(page: PageWriter, courtName: string, date: string): void {
  page.keep(SIGNATURE_HEIGHT);
  const width = 260;
  const x = page.left + page.width - width;
  const centre = { x: x + width / 2, y: page.y + SEAL_RADIUS + 3 };
  page.dashedCircle(centre.x, centre.y, SEAL_RADIUS, SEAL_COLOUR);
  page.place(courtName, x, centre.y - 24, width, { ...BODY, align: 'centre' });
  page.place(date, x, centre.y + 2, width, { ...BODY, align: 'centre' });
  page.place(SEAL_KEYWORD, x, centre.y + 32, width, { size: 9, align: 'centre', colour: SEAL_COLOUR });
  page.space(SIGNATURE_HEIGHT);
}
