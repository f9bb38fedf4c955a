import type { QueryRequest } from '#contracts/adapter';
import type { InquirySnapshot } from '#libs/store';

/** What a stored or planned request has in common. */
export interface AskableRequest {
  readonly requestNumber: string;
  readonly obligorId: string;
  readonly institutionCode: string;
  readonly sources: readonly string[];
  readonly acceptedAt: Date;
  readonly answerBy: Date;
  readonly documentNumber: string;
  readonly snapshot: InquirySnapshot;
  /** The subject as a register corrected it, where this request asks with that. */
  readonly corrected?: InquirySnapshot['subjects'][number] | null;
}

/** As text, made once for those that come one after the other: requests of an inquiry share their moments. */
function remembering(): (at: Date) => string {
  let last = NaN;
  let text = '';
  return (at) => {
    if (at.getTime() !== last) {
      text = at.toISOString();
      last = at.getTime();
    }
    return text;
  };
}

const acceptedAtText = remembering();
const answerByText = remembering();

/** The question as adapters see it, made from what was true when it was accepted, and what a register corrected since. */
export function toQueryRequest(request: AskableRequest, contractVersion?: string): QueryRequest {
  const { snapshot } = request;
  const subject = request.corrected ?? snapshot.subjects.find(({ obligorId }) => obligorId === request.obligorId);
  if (subject === undefined) throw new TypeError('the snapshot of an inquiry lacks a subject');
  return {
    requestNumber: request.requestNumber,
    institutionCode: request.institutionCode,
    sources: request.sources as QueryRequest['sources'],
    subject,
    case: snapshot.case,
    officers: snapshot.officers,
    documentNumber: request.documentNumber,
    noticeName: noticeName(snapshot.case.caseNumber),
    ...(snapshot.transactions === undefined ? {} : { transactions: snapshot.transactions }),
    acceptedAt: acceptedAtText(request.acceptedAt),
    answerBy: answerByText(request.answerBy),
    ...(contractVersion === undefined ? {} : { contractVersion }),
  };
}

/** 协助查询财产通知书 of a case, as named in requests and on the notice itself. */
export const noticeName = (caseNumber: string): string => `${caseNumber}协助查询财产通知书`;

/**
 * Request number (请求单号, `BDHM`), 24 characters: `A` + day of acceptance in Beijing + node + `1` (query) + id. Ends in
 * the id, so that a request is found by its primary key. Banks treat it as opaque (wire-contracts §2.7).
 */
export function requestNumber(id: number, acceptedAt: Date): string {
  return `A${beijingDay(acceptedAt)}CK1${String(id).padStart(12, '0')}`;
}

/** @returns undefined when the number cannot be one of ours. */
export function idOfRequestNumber(number: string): number | undefined {
  const match = /^A\d{8}CK1(\d{12})$/.exec(number);
  return match === null ? undefined : Number(match[1]);
}

/** Document number (文书编号, `WSBH`) of an inquiry's query notice: source, day, id of its first request. */
export function documentNumber(firstRequestId: number, acceptedAt: Date): string {
  return `DCK000001${beijingDay(acceptedAt)}${String(firstRequestId).padStart(12, '0')}`;
}

const BEIJING_OFFSET_MS = 8 * 3600_000;
const DAY_MS = 24 * 3600_000;

let day = NaN;
let dayText = '';

/** `yyyyMMdd` in China's one time zone; made once a day, not once a request. */
function beijingDay(at: Date): string {
  const local = Math.floor((at.getTime() + BEIJING_OFFSET_MS) / DAY_MS);
  if (local !== day) {
    day = local;
    dayText = new Date(local * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
  }
  return dayText;
}
