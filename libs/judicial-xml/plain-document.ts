import type { Reading, Unreadable } from '#contracts/adapter';
import type { CodedDocument, CodedElement } from './coded-document.js';
import { escapeXmlAttribute } from './escape-xml.js';
import { decodeGb18030, decodeUtf8 } from './gbk.js';
import { readXml } from './read-xml.js';
import type { XmlElement, XmlLimits } from './xml-element.js';

const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>';

/** A document of the file exchange: UTF-8, values plain (wire contracts §3). */
export function encodePlainDocument(rootElement: string): Buffer {
  return Buffer.from(PROLOG + rootElement, 'utf8');
}

/** An element with plain values; names and `content` (further elements) are ours. A binary value is handed over as Base64. */
export function plainElement(name: string, attributes: Readonly<Record<string, string>>, content = ''): string {
  let element = `<${name}`;
  for (const attribute in attributes) element += ` ${attribute}="${escapeXmlAttribute(attributes[attribute] ?? '')}"`;
  return content === '' ? `${element}/>` : `${element}>${content}</${name}>`;
}

/** GBK and its relatives, where a document says so itself. */
const DECLARES_GBK = /^<\?xml[^>]{0,200}\sencoding\s*=\s*["'](?:gbk|gb2312|gb18030)["']/i;

/**
 * Reads a document of the file exchange. It is UTF-8, with or without byte order mark; one that is not, and whose declaration
 * names GBK, is read as that. In the same form as a coded document, so that one mapping serves both ways of the contract.
 */
export function readPlainDocument(bytes: Uint8Array, limits: XmlLimits): Reading<CodedDocument> {
  // A UTF-16 unit takes three bytes at most: what is longer need not be decoded to be too long.
  if (bytes.length > limits.maxCharacters * 3) return unreadable('oversized', '报文超过允许的长度');
  if (bytes.length === 0) return unreadable('malformed', '报文为空');
  const utf8 = decodeUtf8(bytes);
  const text = utf8 ?? (DECLARES_GBK.test(Buffer.from(bytes.subarray(0, 256)).toString('latin1')) ? decodeGb18030(bytes) : undefined);
  if (text === undefined) return unreadable('encoding', '报文不是UTF-8编码');
  const read = readXml(text, limits);
  if (read.state !== 'read') return read;
  return { state: 'read', value: { root: asCoded(read.value), encoding: utf8 === undefined ? 'GB18030' : 'UTF-8' } };
}

interface Growing extends CodedElement {
  readonly children: CodedElement[];
}

/** Without recursion, as deep as the limits allow. */
function asCoded(root: XmlElement): CodedElement {
  const convert = ({ name, attributes }: XmlElement): Growing => ({ name, attributes, damaged: [], children: [] });
  const top = convert(root);
  const waiting: { readonly from: XmlElement; readonly to: Growing }[] = [{ from: root, to: top }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const child of next.from.children) {
      const element = convert(child);
      next.to.children.push(element);
      if (child.children.length > 0) waiting.push({ from: child, to: element });
    }
  }
  return top;
}

const unreadable = (cause: Unreadable['cause'], detail: string): Unreadable => ({ state: 'unreadable', cause, detail });
