import type { PackageLabel } from '#contracts/adapter';

/** Numbers stand in names as 30 characters, padded on the left (wire contracts §3). */
const NUMBER_LENGTH = 30;

export const padded = (number: string): string => number.padStart(NUMBER_LENGTH, '0');

/** Ours never begin with the padding. */
export const unpadded = (text: string): string => text.replace(/^[0 _]+/, '');

/** Names of the files inside a package: `QA` requests, `QI` documents, `QC` certificates, `QNR` failure receipt. */
export const fileName = (type: 'QA' | 'QI' | 'QC' | 'QNR', institutionCode: string, ...numbers: readonly string[]): string =>
  `${type}${institutionCode}${numbers.map(padded).join('')}.xml`;

export const packageName = (operation: 'CXQQ' | 'CXHZ' | 'KZQQ' | 'KZHZ', institutionCode: string, ...numbers: readonly string[]): string =>
  `${operation}${institutionCode}${numbers.map(padded).join('')}.zip`;

const QUERY_FEEDBACK = /^CXFK([0-9A-Z]{17})([0-9A-Z _]{30})\.zip$/i;
const CONTROL_FEEDBACK = /^KZFK([0-9A-Z]{17})([0-9A-Z _]{30})([0-9A-Z _]{30})\.zip$/i;

/** Names are compared without regard to case: some archives and servers fold it. */
export function readLabel(name: string): PackageLabel | undefined {
  const query = QUERY_FEEDBACK.exec(name);
  if (query !== null) {
    return { kind: 'query-feedback', operation: 'CXFK', institutionCode: upper(query[1]), batchNumber: unpadded(upper(query[2])) };
  }
  const control = CONTROL_FEEDBACK.exec(name);
  if (control === null) return undefined;
  const [, code, batch, request] = control;
  return { kind: 'control-feedback', operation: 'KZFK', institutionCode: upper(code), batchNumber: unpadded(upper(batch)), requestNumber: unpadded(upper(request)) };
}

/** What a file inside a feedback package is: `QR` answers, `QRI` receipts, `QNA` returned requests. */
export interface InnerLabel {
  readonly type: 'QR' | 'QRI' | 'QNA';
  readonly institutionCode: string;
}

/** The numbers behind the bank's code are its own affair: the requests are named inside. */
const INNER = /^(QRI|QR|QNA)([0-9A-Z]{17})[0-9A-Z _]{30}(?:\d{12}|[0-9A-Z _]{30})?\.xml$/i;

export function readInnerLabel(name: string): InnerLabel | undefined {
  const match = INNER.exec(name);
  return match === null ? undefined : { type: upper(match[1]) as InnerLabel['type'], institutionCode: upper(match[2]) };
}

const upper = (text: string | undefined): string => (text ?? '').toUpperCase();
