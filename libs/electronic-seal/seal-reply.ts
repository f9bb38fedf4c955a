import type { HttpReply } from '#contracts/adapter';
import { decodeBase64, readXml, type XmlElement, type XmlLimits } from '#libs/judicial-xml';

/** What the service said. Words of it are kept out of details: they may quote what was sent. */
export type SealReading =
  | { readonly state: 'file'; readonly bytes: Uint8Array }
  /** It decided not to seal: wrong password, no such seal, keyword not found. Sending the same again changes nothing. */
  | { readonly state: 'refused'; readonly detail: string }
  /** Its own failure; the same may be sent again. */
  | { readonly state: 'failed'; readonly detail: string }
  | { readonly state: 'unreadable'; readonly detail: string };

const CONTENT = /^(?:str)?(?:file)?(?:content|data|bytes)$|^(?:str)?sealed(?:file|pdf)$|^file$|^wsnr$/i;
const STATUS = /^(?:n|str)?(?:result|code|status|ret|success|state)(?:code)?$/i;
const WORDS = /^(?:str)?(?:msg|message|errmsg|errormsg|error|info|resultinfo|desc)$/i;
const GOOD = /^(?:0+|1|200|ok|true|success|成功)$/i;

/**
 * The reply of `fjqz`. What it returns was not documented (wire-contracts §11), so the smallest forms are read: the Base64 of the sealed file
 * as the return value, or an XML text with a result and the file in it, escaped, in CDATA, or Base64 once more. A status that is not known
 * for good is a refusal, whatever file stands beside it. Never throws.
 * @param maxBytes of the reply
 */
export function readSealReply(reply: HttpReply, maxBytes: number): SealReading {
  const limits: XmlLimits = { maxCharacters: maxBytes, maxDepth: 12, maxElements: 256, maxAttributes: 64, maxAttributeLength: 4096 };
  const envelope = readXml(Buffer.from(reply.body).toString('utf8'), limits);
  if (envelope.state === 'unreadable') {
    return reply.status === 200 ? { state: 'unreadable', detail: `the reply is no SOAP envelope: ${envelope.cause}` } : { state: 'failed', detail: `HTTP ${reply.status}` };
  }
  if (envelope.value.name !== 'Envelope') return reply.status === 200 ? { state: 'unreadable', detail: 'the reply is no SOAP envelope' } : { state: 'failed', detail: `HTTP ${reply.status}` };
  const all = flatten(envelope.value);
  if (all.some(({ name }) => name === 'Fault')) return { state: 'failed', detail: 'the service answered with a SOAP fault' };
  if (reply.status !== 200) return { state: 'failed', detail: `HTTP ${reply.status}` };
  const value = all.find(({ name }) => name.toLowerCase() === 'return' || /Return$|Result$/.test(name)) ?? all.at(-1);
  // Unescaped XML inside the return value is a tree already.
  if (value !== undefined && value.children.length > 0) return readResult(value);
  return readValue(value?.text.trim() ?? '', limits, 0);
}

function readValue(text: string, limits: XmlLimits, depth: number): SealReading {
  if (text === '') return { state: 'unreadable', detail: 'the service returned nothing' };
  if (text.startsWith('<')) {
    const document = readXml(text, limits);
    return document.state === 'read' ? readResult(document.value) : { state: 'unreadable', detail: `the returned XML cannot be read: ${document.cause}` };
  }
  const bytes = decodeBase64(text);
  if (bytes === undefined || bytes.length === 0) return { state: 'refused', detail: 'the service returned words instead of a file' };
  const isXml = /^\s*(?:\uFEFF)?</.test(Buffer.from(bytes.subarray(0, 64)).toString('utf8'));
  return isXml && depth === 0 ? readValue(Buffer.from(bytes).toString('utf8').replace(/^\uFEFF/, '').trim(), limits, depth + 1) : { state: 'file', bytes };
}

/** An XML text with a result and the file. */
function readResult(root: XmlElement): SealReading {
  const all = flatten(root);
  const leaf = (names: RegExp): string | undefined => all.find(({ name, children, text }) => children.length === 0 && names.test(name) && text.trim() !== '')?.text.trim();
  const attribute = (names: RegExp): string | undefined => all.flatMap(({ attributes }) => [...attributes]).find(([name, value]) => names.test(name) && value.trim() !== '')?.[1].trim();
  const status = leaf(STATUS) ?? attribute(STATUS);
  const content = leaf(CONTENT);
  if (status !== undefined && !GOOD.test(status)) return { state: 'refused', detail: 'the service says that it did not seal' };
  if (content === undefined) {
    const saysWhy = leaf(WORDS) !== undefined || attribute(WORDS) !== undefined;
    return saysWhy ? { state: 'refused', detail: 'the service returned words instead of a file' } : { state: 'unreadable', detail: 'the returned XML holds no file' };
  }
  const bytes = decodeBase64(content);
  return bytes === undefined || bytes.length === 0 ? { state: 'unreadable', detail: 'the returned file is no Base64' } : { state: 'file', bytes };
}

const flatten = (element: XmlElement): readonly XmlElement[] => [element, ...element.children.flatMap(flatten)];
