import type { Reading, Unreadable } from '#contracts/adapter';
import { decodeBase64, decodeBase64Briefly } from './base64.js';
import { escapeXmlAttribute } from './escape-xml.js';
import { decodeUtf8 } from './gbk.js';
import { readXml } from './read-xml.js';
import type { XmlElement, XmlLimits } from './xml-element.js';

/** An element of a message whose values stand in the text of its leaves (元素报文, wire contracts §7.3). */
export interface LeafElement {
  readonly name: string;
  /** In clear; only `ErrorMSG` means anything, `name="中文"` just describes. */
  readonly attributes: ReadonlyMap<string, string>;
  /** The decoded text of a leaf; empty for elements with children and for leaves that could not be decoded. */
  readonly text: string;
  /** A leaf that holds something else than Base64 of UTF-8 in a message whose leaves are coded. */
  readonly damaged: boolean;
  /** The text of a leaf as it stands in the XML: a file (`DJBWJ`, `WSNR`) may be coded once or twice. */
  readonly raw: string;
  readonly children: readonly LeafElement[];
}

export interface LeafDocument {
  readonly root: LeafElement;
  /** False when the sender leaves the values in clear, which some can switch to. */
  readonly coded: boolean;
}

const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>';

/** The message for a document: UTF-8, Base64. */
export function encodeLeafDocument(rootElement: string): string {
  return Buffer.from(PROLOG + rootElement, 'utf8').toString('base64');
}

/** A leaf for a message: Base64 of UTF-8, empty stays empty. For a file hand over `encodeBase64(bytes)`. */
export function codedLeaf(name: string, value: string): string {
  return value === '' ? `<${name}/>` : `<${name}>${Buffer.from(value.toWellFormed(), 'utf8').toString('base64')}</${name}>`;
}

/** An element around others; attribute values stay in clear. Names and content are ours. */
export function leafParent(name: string, content: string, attributes: Readonly<Record<string, string>> = {}): string {
  let element = `<${name}`;
  for (const attribute in attributes) element += ` ${attribute}="${escapeXmlAttribute(attributes[attribute] ?? '')}"`;
  return content === '' ? `${element}/>` : `${element}>${content}</${name}>`;
}

/**
 * A message with the text of all its leaves decoded. Whether they are coded is a property of the sender, so it is judged for the
 * document as a whole: a short word in clear may look like Base64 by accident, a whole message in clear never does.
 */
export function readLeafDocument(message: string, limits: XmlLimits): Reading<LeafDocument> {
  if (message.length > limits.maxCharacters * 2) return unreadable('oversized', '报文超过允许的长度');
  const bytes = decodeBase64(message);
  if (bytes === undefined) return unreadable('encoding', '报文不是Base64编码');
  if (bytes.length === 0) return unreadable('malformed', '报文为空');
  const text = decodeUtf8(bytes);
  if (text === undefined) return unreadable('encoding', '报文不是UTF-8编码');
  const read = readXml(text, limits);
  if (read.state !== 'read') return read;
  const tree = new LeafReader();
  const root = tree.read(read.value);
  return { state: 'read', value: { root, coded: tree.settle() } };
}

interface Growing extends LeafElement {
  text: string;
  damaged: boolean;
  readonly children: Growing[];
}

/** Decodes a tree and counts which of its leaves are Base64; does not recurse. */
class LeafReader {
  readonly #leaves: { readonly element: Growing; readonly decoded: string | undefined }[] = [];
  #coded = 0;

  read(root: XmlElement): LeafElement {
    const top = this.#element(root);
    const waiting: { readonly from: XmlElement; readonly to: Growing }[] = [{ from: root, to: top }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const child of next.from.children) {
        const element = this.#element(child);
        next.to.children.push(element);
        if (child.children.length > 0) waiting.push({ from: child, to: element });
      }
    }
    return top;
  }

  /** Gives every leaf its text; true when the leaves are coded. */
  settle(): boolean {
    const coded = this.#leaves.length > 0 && this.#coded * 2 >= this.#leaves.length;
    for (const { element, decoded } of this.#leaves) {
      element.text = coded ? (decoded ?? '') : withoutControls(element.raw);
      element.damaged = coded && decoded === undefined;
    }
    return coded;
  }

  #element({ name, attributes, children, text }: XmlElement): Growing {
    const raw = children.length === 0 ? text.trim() : '';
    const element: Growing = { name, attributes, text: '', damaged: false, raw, children: [] };
    if (raw === '') return element;
    const decoded = decodeLeaf(raw);
    if (decoded !== undefined) this.#coded += 1;
    this.#leaves.push({ element, decoded });
    return element;
  }
}

/** Control characters but for line breaks and tabs are damage: a database refuses them, and no contract has them. */
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;

function decodeLeaf(raw: string): string | undefined {
  const bytes = decodeBase64Briefly(raw);
  const text = bytes === undefined ? undefined : decodeUtf8(bytes);
  return text === undefined || CONTROL.test(text) ? undefined : text;
}

const withoutControls = (text: string): string => text.replace(/\u007F/g, '');

const unreadable = (cause: Unreadable['cause'], detail: string): Unreadable => ({ state: 'unreadable', cause, detail });
