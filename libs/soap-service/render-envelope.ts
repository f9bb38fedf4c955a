import { escapeXmlAttribute, escapeXmlText } from '#libs/judicial-xml';
import { SOAP_ENVELOPE_NAMESPACE } from './namespaces.js';
import type { SoapService } from './soap-service.js';

/** Content type of everything a SOAP 1.1 service says. */
export const SOAP_CONTENT_TYPE = 'text/xml; charset=utf-8';

/** The four codes of SOAP 1.1 §4.4.1. `Client`: send it again and it fails again. `Server`: the same message may pass later. */
export type SoapFaultCode = 'VersionMismatch' | 'MustUnderstand' | 'Client' | 'Server';

const BEGIN = `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="${SOAP_ENVELOPE_NAMESPACE}"><soap:Body>`;
const END = '</soap:Body></soap:Envelope>';

/**
 * The answer to a call: `value` as the one unqualified `return`. Joined by hand because it is written for every poll and may
 * hold many megabytes of Base64; a value that needs no escaping is not copied.
 */
export function renderResponse(service: Pick<SoapService, 'namespace'>, operation: string, value: string): string {
  const name = `ns:${operation}Response`;
  return `${BEGIN}<${name} xmlns:ns="${escapeXmlAttribute(service.namespace)}"><return>${escapeXmlText(value)}</return></${name}>${END}`;
}

/** A fault of the protocol (SOAP 1.1 §4.4), sent with HTTP 500. `text` is read by engineers of the institution. */
export function renderSoapFault(code: SoapFaultCode, text: string): string {
  return `${BEGIN}<soap:Fault><faultcode>soap:${code}</faultcode><faultstring>${escapeXmlText(text)}</faultstring></soap:Fault>${END}`;
}
