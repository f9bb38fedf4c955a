import { readXml, DEFAULT_XML_LIMITS, type XmlElement } from '#libs/judicial-xml';
import { decode, encode, PLAIN_NAMESPACE } from './plain-adapter.js';

export const GOOD_LOGIN = encode('YH000001/secret-1');
export const BAD_LOGIN = encode('YH000001/guessed');

/** An envelope as a toolkit would write it. */
export function envelope(operation: string, ...parameters: readonly string[]): string {
  const inner = parameters.map((value, index) => `<arg${index}>${value}</arg${index}>`).join('');
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Header/><S:Body>' +
    `<ns2:${operation} xmlns:ns2="${PLAIN_NAMESPACE}">${inner}</ns2:${operation}></S:Body></S:Envelope>`
  );
}

export interface SoapAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Text of `return`, decoded; undefined when there is none. */
  readonly value: string | undefined;
  readonly faultCode: string | undefined;
  readonly faultText: string | undefined;
  readonly body: string;
}

/** Posts a body as it is. */
export async function post(
  url: string,
  body: string | Uint8Array | ReadableStream,
  headers: Readonly<Record<string, string>> = {},
): Promise<SoapAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""', ...headers },
    body: body as RequestInit['body'],
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  } as RequestInit);
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text, ...readAnswer(text) };
}

function readAnswer(text: string): Pick<SoapAnswer, 'value' | 'faultCode' | 'faultText'> {
  const document = readXml(text, DEFAULT_XML_LIMITS);
  if (document.state === 'unreadable') return { value: undefined, faultCode: undefined, faultText: undefined };
  const value = find(document.value, 'return')?.text;
  return {
    value: value === undefined ? undefined : decode(value),
    faultCode: find(document.value, 'faultcode')?.text.replace(/^.*:/, ''),
    faultText: find(document.value, 'faultstring')?.text,
  };
}

function find(element: XmlElement, name: string): XmlElement | undefined {
  if (element.name === name) return element;
  for (const child of element.children) {
    const found = find(child, name);
    if (found) return found;
  }
  return undefined;
}
