import { hash } from 'node:crypto';
import type { IdentityDocument, LegalDocument, OfficerCertificates, QueryRequest } from '#contracts/adapter';
import { isDocumentType, toWireDocumentType } from '#libs/identifiers';
import { codedElement, encodeBase64, encodeDocument } from '#libs/judicial-xml';

/**
 * `cxqq` (§2.10.1), the same in V1 and V2; V0 readers pass over what they do not know.
 *
 * @param unitKind 类别 LB: `YH` for commercial banks (§4.2)
 */
export const renderQuery = (request: QueryRequest, unitKind: string): string => codedElement('cxqq', queryFields(request, unitKind));

/** The fields of a `cxqq` in clear, as file mode writes them. */
export function queryFields(request: QueryRequest, unitKind: string): Readonly<Record<string, string>> {
  const { transactions } = request;
  return {
    ...headFields(request, unitKind, '1'),
    CKKSSJ: transactions === undefined ? '' : `${slashed(transactions.from)} 00:00:00`,
    CKJSSJ: transactions === undefined ? '' : `${slashed(transactions.to)} 23:59:59`,
    WSBH: request.documentNumber,
  };
}

/** What questions and orders say of who is meant, who asks and why. @param nature 性质 XZ: 1 query, 2 control */
export function headFields(request: Pick<QueryRequest, 'requestNumber' | 'subject' | 'case' | 'officers' | 'noticeName'>, unitKind: string, nature: '1' | '2'): Readonly<Record<string, string>> {
  const { subject } = request;
  const [officer] = request.officers;
  const { type, number } = wireDocument(subject.documents);
  return {
    BDHM: request.requestNumber,
    LB: unitKind,
    XZ: nature,
    XM: subject.name,
    ZJLX: type,
    DSRZJHM: number,
    FYMC: request.case.courtName,
    FYDM: request.case.courtCode,
    CBR: officer?.name ?? '',
    YHDH: officer?.phone ?? '',
    AH: request.case.caseNumber,
    GZZBH: officer?.workCertificate ?? '',
    GWZBH: officer?.dutyCertificate ?? '',
    CKH: request.noticeName,
  };
}

/**
 * The principal document, or the first one the contract has a code for (§4.1). A person with no such document at all is
 * asked about by number without a type.
 */
export function wireDocument(documents: readonly IdentityDocument[]): { readonly type: string; readonly number: string } {
  for (const { type, number } of documents) {
    const code = isDocumentType(type) ? toWireDocumentType(type) : undefined;
    if (code?.ok === true) return { type: code.value, number };
  }
  return { type: '', number: documents[0]?.number ?? '' };
}

const slashed = (day: string): string => day.replaceAll('-', '/');

export function renderQueryList(fragments: readonly string[]): string {
  return encodeDocument(`<cxqqList>${fragments.join('')}</cxqqList>`);
}

/** Orders that wait, from their fragments; an empty list is what institutions expect when there are none. */
export function renderControlList(fragments: readonly string[]): string {
  return encodeDocument(`<kzqqList>${fragments.join('')}</kzqqList>`);
}

/** `wsinfoList` (§2.10.4). */
export function renderDocuments(documents: readonly LegalDocument[]): string {
  return encodeDocument(`<wsinfoList>${documents.map((document) => codedElement('wsinfo', documentFields(document))).join('')}</wsinfoList>`);
}

/** MD5 is that of the file bytes, in lower-case hex. The content is Base64 once; a coded message codes it again. */
export const documentFields = (document: LegalDocument): Readonly<Record<string, string>> => ({
  WSBH: document.documentNumber,
  XH: String(document.sequence),
  WJMC: document.fileName,
  WJLX: document.fileType,
  WSLB: document.category,
  WSNR: encodeBase64(document.content),
  MD5: hash('md5', document.content, 'hex'),
});

/** `zjinfoList` (§2.10.5), one row per officer. */
export function renderCertificates(requestNumber: string, certificates: readonly OfficerCertificates[]): string {
  const elements = certificates.map((one, index) => codedElement('zjinfo', { BDHM: requestNumber, ...certificateFields(one, index) }));
  return encodeDocument(`<zjinfoList>${elements.join('')}</zjinfoList>`);
}

/** @param index place among the officers of the request, from 0 */
export const certificateFields = (
  { officerName, workCertificate, dutyCertificate }: OfficerCertificates,
  index: number,
): Readonly<Record<string, string>> => ({
  XH: String(index + 1),
  ZJMC: `${officerName}工作证、执行公务证`,
  GZZBM: workCertificate.number,
  GZZWJGS: workCertificate.imageType,
  GZZ: encodeBase64(workCertificate.image),
  GWZBM: dutyCertificate.number,
  GWZWJGS: dutyCertificate.imageType,
  GWZ: encodeBase64(dutyCertificate.image),
});
