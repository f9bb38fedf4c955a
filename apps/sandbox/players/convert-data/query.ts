import type { ReceivedElement } from './gbk-codec.js';

/** A query request as an institution keeps it (`cxqq`, wire-contracts §2.10.1). */
export interface PolledQuery {
  /** BDHM 请求单号 */
  readonly requestNumber: string;
  /** XM 被查询人 */
  readonly name: string;
  /** DSRZJHM 证件号码 */
  readonly documentNumber: string;
  /** WSBH 文书编号; empty in the oldest version. */
  readonly noticeNumber: string;
  /** CKKSSJ, CKJSSJ as days; absent = no transactions wanted. */
  readonly period?: { readonly from: string; readonly to: string };
}

/** `yyyy/MM/dd HH:mm:ss` and its relatives to a day. */
function dayOf(text: string): string {
  const found = /^(\d{4})[-/]?(\d{2})[-/]?(\d{2})/.exec(text);
  return found === null ? '' : `${found[1]}-${found[2]}-${found[3]}`;
}

export function readQueries(list: ReceivedElement): readonly PolledQuery[] {
  return list.all('cxqq').map((element) => {
    const [from, to] = [dayOf(element.text('CKKSSJ')), dayOf(element.text('CKJSSJ'))];
    return {
      requestNumber: element.text('BDHM'),
      name: element.text('XM'),
      documentNumber: element.text('DSRZJHM'),
      noticeNumber: element.text('WSBH'),
      ...(from === '' && to === '' ? {} : { period: { from: from === '' ? '1990-01-01' : from, to: to === '' ? '2099-12-31' : to } }),
    };
  });
}

/** What an institution finds wrong with the documents and certificates it was served (§2.5): its own words, or nothing. */
export function faultOfDocuments(list: ReceivedElement): string | undefined {
  const documents = list.all('wsinfo');
  if (documents.length === 0) return '无法律文书';
  return documents.every((document) => document.has('WSNR') && document.file('WSNR') !== undefined) ? undefined : '无文书内容';
}

export function faultOfCertificates(list: ReceivedElement): string | undefined {
  const certificates = list.all('zjinfo');
  if (certificates.length === 0) return '无证件信息';
  return certificates.every((row) => row.has('GZZ') || row.has('GWZ')) ? undefined : '无证件内容';
}

export interface ResultEntry {
  readonly requestNumber: string;
  readonly success: boolean;
  readonly message: string;
}

export interface ResultMessage {
  /** Whole-message error; absent when fine. */
  readonly error?: string;
  readonly entries: readonly ResultEntry[];
}

/** The court's word on a feedback (`result`, §2.6). */
export function readResult(root: ReceivedElement): ResultMessage {
  const error = root.text('errorMsg') || root.text('errMsg');
  const entries = root.all('jg').map((element) => ({
    requestNumber: element.text('bdhm'),
    success: element.text('result').toLowerCase() === 'success',
    message: element.text('msg'),
  }));
  return { ...(error === '' ? {} : { error }), entries };
}

/** "Already fed back, cannot feed back again": institutions take that as success (§2.5). */
export const isAlreadyFedBack = (message: string): boolean => /已(经)?反馈|重复反馈|再次反馈|已存在反馈/.test(message);
