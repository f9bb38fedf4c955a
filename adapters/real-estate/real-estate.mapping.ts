import { hash } from 'node:crypto';
import type { Defect, QueryOutcome, QueryRequest } from '#contracts/adapter';
import { decodeBase64, type LeafElement } from '#libs/judicial-xml';
import { assetsOf, type AnswerFacts } from './real-estate.estate.js';
import { EstateBook, LISTS } from './real-estate.estate-book.js';
import { ours, type Loss } from '#libs/convert-data-service';
import { instant, orNone } from './real-estate.values.js';
import { childOf, field, isDamaged, rowsOf, strangersIn, type RequestRecords } from './real-estate.wire.js';
import { FAILED, isPhrase, refusalCode, speaksOfFailure, SUCCEEDED } from './real-estate.words.js';

/** Query feedback of one request: its `BDCCXJG` as an outcome. */
export function interpretAnswer(request: QueryRequest, { records, createdAt }: RequestRecords): QueryOutcome {
  const own = withoutRepeats(records);
  if (own.some((record) => isDamaged(record, 'RESULT'))) return defective('encoding', 'RESULT无法解码');
  const codes = [...new Set(own.map((record) => field(record, 'RESULT')))];
  const [code = ''] = codes;
  if (codes.includes('')) return defective('schema', '缺少RESULT');
  if (codes.length > 1) return defective('contradictory', '同一请求单号有多个不同的RESULT');
  const full = own.filter(holdsRights).length;
  if (full > 0 && code !== SUCCEEDED) return defective('contradictory', 'RESULT不是成功，却反馈了权利信息');
  if (full > 0 && full < own.length) return defective('contradictory', '同一请求单号既有权利信息又有无信息的结论');

  const messages = [...new Set(own.map((record) => field(record, 'MESSAGE')).filter((message) => message !== ''))];
  if (code !== SUCCEEDED) return failure(code, messages.join('；'), request);
  const strangers = [...new Set(own.flatMap((record) => strangersIn(record, LISTS)))];
  return full === 0 ? nothing(own, messages, strangers, request) : found(own, { createdAt, messages, strangers }, request);
}

/** The same record or row twice, in all its content, says it once. */
function withoutRepeats(elements: readonly LeafElement[]): readonly LeafElement[] {
  if (elements.length < 2) return elements;
  const seen = new Set<string>();
  return elements.filter((element) => {
    const content = JSON.stringify(contentOf(element));
    return !seen.has(content) && seen.add(content) !== undefined;
  });
}

type Content = readonly [name: string, raw: string, children: readonly Content[]];

const contentOf = ({ name, raw, children }: LeafElement): Content => [name, raw, children.map(contentOf)];

const holdsRights = (record: LeafElement): boolean => LISTS.some((list) => rowsOf(record, list).length > 0);

/** Another RESULT than 0000: the registry refuses with a reason, could not look, or says something this version does not know. */
function failure(code: string, message: string, request: QueryRequest): QueryOutcome {
  const reasonCode = refusalCode(message);
  if (reasonCode !== undefined) return { kind: 'refused', reason: message, reasonCode };
  const words = printable(message, request);
  if (code === FAILED) return { kind: 'unavailable', cause: 'server-error', detail: words === '' ? '登记机构查询失败（2040）' : words };
  return { kind: 'unconfirmed', wireStatus: /^[0-9A-Za-z]{1,10}$/.test(code) ? code : '‹unprintable›', detail: words === '' ? 'RESULT为本版本接口未定义的代码' : words };
}

/** What of a MESSAGE may be logged: a phrase of words that names nobody. */
function printable(message: string, { subject }: QueryRequest): string {
  const names = [subject.name, ...subject.otherNames].some((name) => name !== '' && message.includes(name));
  return isPhrase(message) && !names ? message : '';
}

/** 0000 without a right: evidence that there is none, unless something beside it says otherwise. */
function nothing(records: readonly LeafElement[], messages: readonly string[], strangers: readonly string[], request: QueryRequest): QueryOutcome {
  const message = messages.join('；');
  if (speaksOfFailure(message)) return { kind: 'unconfirmed', wireStatus: SUCCEEDED, detail: printable(message, request) || 'MESSAGE说明查询未成功' };
  if (strangers.length > 0) return { kind: 'unconfirmed', wireStatus: SUCCEEDED, detail: `报文含有未识别的内容${strangers.join('、')}` };
  if (records.some((record) => (childOf(record, 'DJBWJ')?.raw ?? '') !== '')) {
    return { kind: 'unconfirmed', wireStatus: SUCCEEDED, detail: '只有登记簿文件（DJBWJ），没有权利信息' };
  }
  return message === '' ? { kind: 'nothing-found' } : { kind: 'nothing-found', remarks: message };
}

interface Surroundings {
  readonly createdAt: string;
  readonly messages: readonly string[];
  readonly strangers: readonly string[];
}

function found(records: readonly LeafElement[], { createdAt, messages, strangers }: Surroundings, request: QueryRequest): QueryOutcome {
  const losses: Loss[] = [];
  const book = new EstateBook(request.subject, losses);
  for (const list of LISTS) book.read(list, withoutRepeats(records.flatMap((record) => rowsOf(record, list))));
  const estates = book.close();
  const [loss] = losses;
  if (loss !== undefined) return { kind: 'defective', ...loss };
  const isSomebodyElses = estates.some(({ holders }) => holders.length > 0 && !holders.some(({ isSubject }) => isSubject));
  if (isSomebodyElses) return defective('wrong-person', '有权利记录的权利人中没有被查询人');
  const remarks: string[] = messages.filter((message) => !/^(?:查询)?成功[。！]?$/.test(message));
  if (strangers.length > 0) remarks.push(ours(`报文含有未识别的内容${strangers.join('、')}`));
  const files = records.map((record) => childOf(record, 'DJBWJ')).filter((leaf) => leaf !== undefined && leaf.raw !== '');
  const extract = files.map((leaf) => extractOf(leaf!)).find((digest) => digest !== undefined);
  if (files.length > 0 && extract === undefined) remarks.push(ours('登记簿文件（DJBWJ）无法解码'));
  const assets = assetsOf(estates, { dataAsOf: instant(createdAt), extract });
  const said = orNone(remarks.join('；'));
  return said === undefined ? { kind: 'found', assets } : { kind: 'found', assets, remarks: said };
}

/** The register extract, coded as every leaf or only once as files are; kept in the raw bytes, named by its digest. */
function extractOf({ text, raw }: LeafElement): AnswerFacts['extract'] {
  const twice = text === '' ? undefined : decodeBase64(text);
  const bytes = twice ?? decodeBase64(raw);
  return bytes === undefined || bytes.length === 0 ? undefined : { sha256: hash('sha256', bytes, 'hex'), bytes: bytes.length };
}

const defective = (defect: Defect, detail: string): QueryOutcome => ({ kind: 'defective', defect, detail });
