import type { Reading } from '#contracts/adapter';
import { DEFAULT_XML_LIMITS, type XmlElement } from '#libs/judicial-xml';
import { readCaseSystemDocument, valueOf } from './case-system-document.js';

/** One row of the message: a party of a case, as written. Empty texts for what is not there. */
export interface MessageParty {
  /** DSRXH 当事人序号 */
  readonly partyNumber: string;
  /** LX 当事人类型 */
  readonly kind: string;
  /** SSDW1 诉讼地位 */
  readonly status: string;
  /** MC 名称 */
  readonly name: string;
  /** ZJLX 证件类型 */
  readonly documentType: string;
  /** ZJHM 证件号码 */
  readonly documentNumber: string;
}

/** The case, as every row of the filing repeats it. */
export interface MessageHead {
  /** RWLSH 任务流水号 */
  readonly filingNumber: string;
  /** AHDM 案号代码 */
  readonly caseCode: string;
  /** AH 案号 */
  readonly caseNumber: string;
  /** AJLX 案件类型 */
  readonly caseType: string;
  /** AYMS 案由描述 */
  readonly cause: string;
  /** SQBD 申请标的, yuan */
  readonly claim: string;
  /** CBR 承办人 */
  readonly officer: string;
  /** CBBM1 承办部门 */
  readonly department: string;
  /** SJY 书记员 */
  readonly clerk: string;
  /** LARQ 立案日期, yyyyMMdd */
  readonly filedOn: string;
  /** FYDM 法院代码 */
  readonly courtCode: string;
}

export interface MessageFiling {
  readonly head: MessageHead;
  readonly parties: readonly MessageParty[];
  /** Rows under the same number that say something else about the case: they contradict the first row. */
  readonly contradicting: readonly MessageParty[];
}

export interface FilingMessage {
  /** cxlx, kept as written: its meaning is not known (§20.2 no. 10). */
  readonly queryKind: string;
  /** In the order of their first row. */
  readonly filings: readonly MessageFiling[];
}

const MOST_ROWS = 2000;
const LIMITS = { ...DEFAULT_XML_LIMITS, maxCharacters: 4 * 1024 * 1024, maxDepth: 8, maxElements: 60_000, maxAttributeLength: 4096 };

/** Reads `cxsqmarker`. Rows are read as they are; whether they are good is for the desk to say, row by row. */
export function readFilingMessage(message: string): Reading<FilingMessage> {
  const document = readCaseSystemDocument(message, LIMITS);
  if (document.state === 'unreadable') return document;
  const root = document.value;
  if (root.name !== 'cxsqmarker') return schema('报文根元素应为cxsqmarker');
  const rows = root.children.filter(({ name }) => name === 'cxqqList').flatMap(({ children }) => children.filter(({ name }) => name === 'ajxx'));
  if (rows.length === 0) return schema('报文没有案件信息ajxx');
  if (rows.length > MOST_ROWS) return { state: 'unreadable', cause: 'oversized', detail: `一次最多推送${MOST_ROWS}条案件信息` };
  const type = root.children.find(({ name }) => name === 'type');
  return { state: 'read', value: { queryKind: type === undefined ? '' : valueOf(type, 'cxlx') || type.text.trim(), filings: groupRows(rows) } };
}

const schema = (detail: string): Reading<FilingMessage> => ({ state: 'unreadable', cause: 'schema', detail });

function groupRows(rows: readonly XmlElement[]): MessageFiling[] {
  const filings = new Map<string, { head: MessageHead; parties: MessageParty[]; contradicting: MessageParty[] }>();
  for (const row of rows) {
    const head = headOf(row);
    // One system may serve several courts, each with numbers of its own.
    const key = JSON.stringify([head.filingNumber, head.courtCode]);
    const known = filings.get(key);
    if (known === undefined) filings.set(key, { head, parties: [partyOf(row)], contradicting: [] });
    else if (JSON.stringify(known.head) === JSON.stringify(head)) known.parties.push(partyOf(row));
    else known.contradicting.push(partyOf(row));
  }
  return [...filings.values()];
}

const headOf = (row: XmlElement): MessageHead => ({
  filingNumber: valueOf(row, 'RWLSH'), caseCode: valueOf(row, 'AHDM'), caseNumber: valueOf(row, 'AH'), caseType: valueOf(row, 'AJLX'),
  cause: valueOf(row, 'AYMS'), claim: valueOf(row, 'SQBD'), officer: valueOf(row, 'CBR'), department: valueOf(row, 'CBBM1'), clerk: valueOf(row, 'SJY'),
  filedOn: valueOf(row, 'LARQ'), courtCode: valueOf(row, 'FYDM'),
});

const partyOf = (row: XmlElement): MessageParty => ({
  partyNumber: valueOf(row, 'DSRXH'), kind: valueOf(row, 'LX'), status: valueOf(row, 'SSDW1'), name: valueOf(row, 'MC'),
  documentType: valueOf(row, 'ZJLX'), documentNumber: valueOf(row, 'ZJHM'),
});
