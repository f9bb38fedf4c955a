import { IDENTITY_SOURCES, SOURCE_NAMES, type Officer, type Source, type Subject } from '#contracts/adapter';
import { chineseDate, documentName, plainDate } from './chinese-wording.js';
import { PageWriter } from './page-writer.js';
import { heading, signature } from './query-notice.js';

/** One person in the list of a letter. */
export interface OfflineLetterItem {
  /** Place in the list, from 1; the return form counts the same. */
  readonly place: number;
  /** 请求单号 */
  readonly requestNumber: string;
  /** Canonical 案号. */
  readonly caseNumber: string;
  readonly subject: Subject;
  readonly sources: readonly Source[];
  /** Period of transactions wanted, `yyyy-MM-dd`. */
  readonly transactions?: { readonly from: string; readonly to: string };
  readonly officers: readonly Officer[];
}

/** A letter to one institution about persons of several cases (集约查控). */
export interface OfflineLetterData {
  readonly courtName: string;
  /** Number of the letter (文书编号). */
  readonly number: string;
  readonly institutionName: string;
  /** Day of the letter and last day for the answer, `yyyy-MM-dd`. */
  readonly issuedOn: string;
  readonly answerBy: string;
  readonly items: readonly OfflineLetterItem[];
}

export const OFFLINE_LETTER_TITLE = '协助查询通知书';

const TITLE = { size: 22, bold: true, align: 'centre' } as const;
const BODY = { size: 12 } as const;
const TABLE = { size: 9 } as const;

/**
 * The letter with its list (协助查询通知书, 附协助查询清单) as PDF. Equal data give equal bytes.
 * @throws RangeError when the list is empty or a day is none.
 */
export async function renderOfflineLetter(data: OfflineLetterData): Promise<Uint8Array> {
  if (data.items.length === 0) throw new RangeError('A letter asks about at least one person.');
  const date = chineseDate(data.issuedOn);
  const page = new PageWriter({ title: `${OFFLINE_LETTER_TITLE} ${data.number}`, author: data.courtName, createdAt: new Date(`${data.issuedOn}T00:00:00+08:00`) });
  page.paragraph(data.courtName, { ...TITLE, size: 20 });
  page.paragraph(OFFLINE_LETTER_TITLE, TITLE);
  page.space(4);
  page.paragraph(`文书编号：${data.number}`, { ...BODY, align: 'right' });
  page.space(4);
  page.paragraph(`${data.institutionName}：`, BODY);
  page.paragraph(groundsOf(data), { ...BODY, indent: 2 });
  page.paragraph(
    `请于${plainDate(data.answerBy)}前，按所附《反馈表》逐人填写查询结果（未查得财产的，亦请注明），加盖公章后连同有关材料复印件退回本院。` +
      '反馈表上的请求单号及二维码系本院登记结果之用，请勿涂改。',
    { ...BODY, indent: 2 },
  );
  page.paragraph('你单位认为本通知违反法律、司法解释规定的，可以向本院书面提出异议。拒绝或者妨碍协助的，依照《中华人民共和国民事诉讼法》第一百一十七条处理。', { ...BODY, indent: 2 });
  page.space(6);
  heading(page, '承办人');
  page.table([1.6, 2.4, 2.6, 2.2], ['姓名', '工作证编号', '执行公务证编号', '联系电话'], officerRows(data.items), { size: 10.5 });
  page.space(6);
  page.paragraph(`附：1. 协助查询清单（共${data.items.length}人次）；2. 反馈表。`, { ...BODY, indent: 2 });
  signature(page, data.courtName, date);
  page.keep(Number.POSITIVE_INFINITY);
  page.paragraph('协助查询清单', { size: 16, bold: true, align: 'centre' });
  page.paragraph(`文书编号：${data.number}`, { ...BODY, size: 10.5, align: 'right' });
  page.space(4);
  page.table([0.75, 1.7, 1.55, 1.25, 2.7, 1.45, 2], ['序号', '案号', '被查询人', '证件类型', '证件号码', '查询事项', '请求单号'], data.items.map(itemRow), TABLE);
  return page.finish((number, pages) => `第${number}页 共${pages}页`);
}

function groundsOf({ items }: OfflineLetterData): string {
  const cases = new Set(items.map(({ caseNumber }) => caseNumber)).size;
  const what = cases === 1 ? `${items[0]!.caseNumber}案件` : `${items[0]!.caseNumber}等${cases}件案件`;
  return (
    `本院立案执行的${what}，因执行需要，依照《中华人民共和国民事诉讼法》第二百五十三条、` +
    '《最高人民法院关于民事执行中财产调查若干问题的规定》第十二条的规定，请协助查询所附清单所列被执行人的财产及有关信息，以及该财产上的在先控制措施、共有权和优先权。'
  );
}

function itemRow(item: OfflineLetterItem): string[] {
  const { documents } = item.subject;
  const types = documents.map(({ type }) => documentName(type)).join('；') || '—';
  return [String(item.place), item.caseNumber, subjectName(item.subject), types, documents.map(({ number }) => number).join('；') || '—', askedOf(item), item.requestNumber];
}

/** Name with other names in brackets. */
export const subjectName = ({ name, otherNames }: Subject): string => (otherNames.length === 0 ? name : `${name}（又名：${otherNames.join('、')}）`);

/** All documents, each with its kind. */
export const documentsOf = ({ documents }: Subject): string =>
  documents.length === 0 ? '—' : documents.map(({ type, number }) => `${documentName(type)} ${number}`).join('；');

/** What is asked about one person, in words. */
export function askedOf({ sources, transactions }: Pick<OfflineLetterItem, 'sources' | 'transactions'>): string {
  const words = sources.map((source) => `${SOURCE_NAMES[source].zh}${IDENTITY_SOURCES.includes(source) ? '信息' : ''}`).join('、');
  return transactions === undefined ? words : `${words}；资金往来${plainDate(transactions.from)}至${plainDate(transactions.to)}`;
}

/** Every officer of every case once, by certificate. */
function officerRows(items: readonly OfflineLetterItem[]): string[][] {
  const officers = new Map(items.flatMap(({ officers: those }) => those.map((officer) => [officer.workCertificate, officer] as const)));
  return [...officers.values()].map(({ name, workCertificate, dutyCertificate, phone }) => [name, workCertificate, dutyCertificate, phone]);
}
