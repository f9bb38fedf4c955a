import type { Reading, Unreadable } from '#contracts/adapter';
import { decodeBase64, decodeBase64Briefly } from './base64.js';
import { readBytes } from './coded-value.js';
import { decodeGb18030, decodeUtf8, encodeGbk } from './gbk.js';
import { readXml } from './read-xml.js';
import type { XmlElement, XmlLimits } from './xml-element.js';

/** An element whose attribute values have been decoded, whatever their names. */
export interface CodedElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Attributes whose value is no Base64 or no text; absent from `attributes`. Empty for nearly every element. */
  readonly damaged: readonly string[];
  readonly children: readonly CodedElement[];
}

export interface CodedDocument {
  readonly root: CodedElement;
  /** How the values were written. The contracts say GBK; a few deployments write UTF-8 (wire contracts §20.2 no. 6). */
  readonly encoding: 'GB18030' | 'UTF-8';
}

const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>';

/** The message for a document: prolog (it says UTF-8 though the bytes are GBK), GBK bytes, Base64 (wire contracts §2.3). */
export function encodeDocument(rootElement: string): string {
  return encodeGbk(PROLOG + rootElement).toString('base64');
}

/**
 * The element tree of a message, values still encoded. GB18030 first; when that gives no well-formed document but UTF-8
 * does, UTF-8.
 */
export function decodeDocument(message: string, limits: XmlLimits): Reading<XmlElement> {
  if (message.length > limits.maxCharacters * 2) return unreadable('oversized', '报文超过允许的长度');
  const bytes = decodeBase64(message);
  if (bytes === undefined) return unreadable('encoding', '报文不是Base64编码');
  if (bytes.length === 0) return unreadable('malformed', '报文为空');
  const text = decodeGb18030(bytes);
  const read = text === undefined ? unreadable('encoding', '报文不是GBK编码') : readXml(text, limits);
  if (read.state === 'read' || (read.cause !== 'malformed' && read.cause !== 'encoding')) return read;
  const other = decodeUtf8(bytes);
  if (other === undefined || other === text) return read;
  const reread = readXml(other, limits);
  return reread.state === 'read' || text === undefined ? reread : read;
}

/** A message with all its attribute values decoded. A damaged value spoils its element only, not the message. */
export function readCodedDocument(message: string, limits: XmlLimits): Reading<CodedDocument> {
  const read = decodeDocument(message, limits);
  if (read.state !== 'read') return read;
  const tree = new ValueReader();
  const root = tree.read(read.value);
  if (!tree.isUtf8) return { state: 'read', value: { root, encoding: 'GB18030' } };
  return { state: 'read', value: { root: new ValueReader('UTF-8').read(read.value), encoding: 'UTF-8' } };
}

interface Growing extends CodedElement {
  readonly attributes: Map<string, string>;
  readonly damaged: string[];
  readonly children: Growing[];
}

/** Decodes a tree, and gathers what its values say about the encoding: one value may be both, a document hardly ever is. */
class ValueReader {
  private gbk = 0;
  private utf8 = 0;

  constructor(private readonly encoding: 'GB18030' | 'UTF-8' = 'GB18030') {}

  get isUtf8(): boolean {
    return this.utf8 > 0 && this.gbk === 0;
  }

  read(root: XmlElement): CodedElement {
    const top = this.element(root);
    const waiting: { readonly from: XmlElement; readonly to: Growing }[] = [{ from: root, to: top }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const child of next.from.children) {
        const element = this.element(child);
        next.to.children.push(element);
        if (child.children.length > 0) waiting.push({ from: child, to: element });
      }
    }
    return top;
  }

  private element(from: XmlElement): Growing {
    const attributes = new Map<string, string>();
    const damaged: string[] = [];
    for (const [name, value] of from.attributes) {
      const text = value === '' ? '' : this.value(value);
      if (text === undefined) damaged.push(name);
      else attributes.set(name, text);
    }
    return { name: from.name, attributes, damaged, children: [] };
  }

  private value(value: string): string | undefined {
    const bytes = decodeBase64Briefly(value);
    if (bytes === undefined) return undefined;
    const { text, witness } = readBytes(bytes);
    if (witness === 'gbk') this.gbk += 1;
    if (witness === 'utf8') this.utf8 += 1;
    if (witness === 'neither' && text !== undefined && this.encoding === 'GB18030') return text;
    return this.encoding === 'UTF-8' || text === undefined ? (readableUtf8(bytes) ?? text) : text;
  }
}

/** As UTF-8, without the control characters that {@link readBytes} refuses. */
function readableUtf8(bytes: Uint8Array): string | undefined {
  const text = decodeUtf8(bytes);
  return text === undefined || /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/.test(text) ? undefined : text;
}

const unreadable = (cause: Unreadable['cause'], detail: string): Unreadable => ({ state: 'unreadable', cause, detail });
