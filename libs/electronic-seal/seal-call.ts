import type { HttpCall, Sensitive } from '#contracts/adapter';
import { encodeBase64, escapeXmlAttribute, escapeXmlText } from '#libs/judicial-xml';

/** The service as its siblings are called (wire-contracts §11 gives name and operation only; the rest by analogy with §2.1). */
export const SEAL_SERVICE = {
  path: '/FjqzConvertData',
  namespace: 'http://fjqz.service.webService.ckw.tdh/',
  serviceName: 'FjqzConvertDataService',
  portName: 'FjqzConvertDataHandle',
  operation: 'fjqz',
  parameter: 'arg0',
} as const;

/** Which seal, and by what secret it may be used. */
export interface Seal {
  /** 印章名称 */
  readonly name: string;
  readonly password: Sensitive;
}

/** What is sealed. */
export interface SealFacts {
  readonly fileName: string;
  /** Words in the document at whose place the seal is put: `SEAL_KEYWORD` of our own documents. */
  readonly keyword: string;
  /** Shape of 文书编号 in the sample; the document's own number. */
  readonly caseId: string;
  /** `yyyy-MM-dd` */
  readonly caseDate: string;
  /** Page of the keyword, from 1; 0 lets the service look on all of them. */
  readonly page?: number;
}

/** Code and name of the calling system; the code is the one of the sample. */
const NODE_ID = 'SFCK';
const NODE_NAME = '查控网关';
/** `strFileType` of a PDF in the sample. */
const PDF_TYPE = '1';

/** The one argument of `fjqz`: `root` in clear. It holds the password of the seal: it is never logged or stored. */
export function sealArgument(pdf: Uint8Array, facts: SealFacts, seal: Seal): string {
  const leaf = (name: string, value: string): string => `<${name}>${escapeXmlText(value)}</${name}>`;
  return (
    `<?xml version="1.0" encoding="UTF-8"?><root>${leaf('nodeId', NODE_ID)}${leaf('nodeName', NODE_NAME)}${leaf('caseId', facts.caseId)}${leaf('caseDate', facts.caseDate)}` +
    `${leaf('strSealname', seal.name)}${leaf('strSealPassword', seal.password.reveal())}${leaf('strKeyword', facts.keyword)}${leaf('nPage', String(facts.page ?? 0))}` +
    `<file>${leaf('strFileName', facts.fileName)}${leaf('strFileType', PDF_TYPE)}${leaf('strFileContent', encodeBase64(pdf))}</file></root>`
  );
}

/** The call as data, SOAP 1.1 document/literal wrapped. The endpoint has the path already. */
export function describeSealCall(pdf: Uint8Array, facts: SealFacts, seal: Seal, path = ''): HttpCall {
  const { namespace, operation, parameter, portName } = SEAL_SERVICE;
  const argument = escapeXmlText(sealArgument(pdf, facts, seal));
  return {
    method: 'POST',
    path,
    headers: { 'content-type': 'text/xml; charset=utf-8', accept: 'text/xml', soapaction: `"${namespace}${portName}/${operation}"` },
    body:
      '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>' +
      `<ns:${operation} xmlns:ns="${escapeXmlAttribute(namespace)}"><${parameter}>${argument}</${parameter}></ns:${operation}></soapenv:Body></soapenv:Envelope>`,
  };
}
