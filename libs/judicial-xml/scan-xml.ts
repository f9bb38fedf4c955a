import type { OpenElement, XmlElement, XmlLimits } from './xml-element.js';

/** The first limit a document exceeds. */
export type Excess = 'elements' | 'depth' | 'attributes' | 'attribute-length';

/**
 * Reads the plain documents that make up nearly all traffic, several times faster than a general parser: ASCII names, quoted
 * values without references, text without `&`, `>` or CDATA. Everything else, every fault included, gives undefined, and
 * the general parser decides. What is accepted or found excessive here is so there (tested by comparison).
 */
export function scanPlainXml(text: string, limits: XmlLimits): XmlElement | Excess | undefined {
  const scanner = new Scanner(text, limits);
  return scanner.document() ?? scanner.excess;
}

/** Prefixes in force, innermost first. */
interface Scope {
  readonly prefix: string;
  readonly uri: string;
  readonly outer: Scope | undefined;
}

interface Frame {
  readonly element: OpenElement;
  readonly qualifiedName: string;
  readonly scope: Scope | undefined;
}

const DECLARATION = /<\?xml version=(?:"1\.[0-9]+"|'1\.[0-9]+')(?: encoding=(?:"[A-Za-z][A-Za-z0-9._-]*"|'[A-Za-z][A-Za-z0-9._-]*'))?(?: standalone=(?:"(?:yes|no)"|'(?:yes|no)'))? ?\?>/y;

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const COLON = 0x3a;
const AMPERSAND = 0x26;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const TAB = 0x09;
const NEW_LINE = 0x0a;
/** From here on come surrogates, private use and the non-characters: left to the general parser. */
const FIRST_SURROGATE = 0xd800;

/** 2: may begin a name; 1: may go on in it. The colon is looked at apart. */
const NAME_CLASS = new Uint8Array(128);
for (const c of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_') NAME_CLASS[c.charCodeAt(0)] = 2;
for (const c of '0123456789.-') NAME_CLASS[c.charCodeAt(0)] = 1;

const isSpace = (code: number): boolean => code === 0x20 || code === NEW_LINE || code === 0x0d || code === TAB;
const endsName = (code: number): boolean => isSpace(code) || code === GREATER || code === SLASH;
const RESERVED_URI = /^http:\/\/www\.w3\.org\/(?:XML\/1998\/namespace|2000\/xmlns\/)$/;

class Scanner {
  excess: Excess | undefined;
  private at = 0;
  private elements = 0;

  constructor(
    private readonly text: string,
    private readonly limits: XmlLimits,
  ) {}

  document(): XmlElement | undefined {
    DECLARATION.lastIndex = 0;
    if (DECLARATION.test(this.text)) this.at = DECLARATION.lastIndex;
    this.skipSpaces();
    const frames: Frame[] = [];
    let root: OpenElement | undefined;
    do {
      if (this.code() !== LESS) return undefined;
      this.at += 1;
      const parent = frames.at(-1);
      if (this.code() === SLASH) {
        if (parent === undefined || !this.endTag(parent.qualifiedName)) return undefined;
        frames.pop();
      } else {
        const frame = this.startTag(parent?.scope, frames.length + 1);
        if (frame === undefined) return undefined;
        if (parent) parent.element.children.push(frame.element);
        else root = frame.element;
        if (this.code() === SLASH) this.at += 1;
        else frames.push(frame);
        if (this.code() !== GREATER) return undefined;
        this.at += 1;
      }
      const within = frames.at(-1);
      if (within && !this.characterData(within.element)) return undefined;
    } while (frames.length > 0);
    this.skipSpaces();
    return this.at === this.text.length ? root : undefined;
  }

  private exceeds(limit: Excess): undefined {
    this.excess = limit;
    return undefined;
  }

  private code(): number {
    return this.text.charCodeAt(this.at); // NaN at the end, which equals nothing
  }

  private skipSpaces(): boolean {
    const start = this.at;
    while (isSpace(this.code())) this.at += 1;
    return this.at > start;
  }

  /** An ASCII name with at most one colon inside; empty when there is none of that kind here. */
  private name(): string {
    const { text, at: start } = this;
    let at = start;
    let code = text.charCodeAt(at);
    let mayBegin = true;
    let colons = 0;
    for (; ; code = text.charCodeAt(++at)) {
      const kind = code < 128 ? (NAME_CLASS[code] as number) : 0;
      if (kind === 2 || (kind === 1 && !mayBegin)) mayBegin = false;
      else if (code === COLON && !mayBegin && colons++ === 0) mayBegin = true;
      else break;
    }
    this.at = at;
    return mayBegin || code === COLON || code >= 128 ? '' : text.slice(start, at);
  }

  private endTag(qualifiedName: string): boolean {
    this.at += 1;
    if (!this.text.startsWith(qualifiedName, this.at)) return false;
    this.at += qualifiedName.length;
    this.skipSpaces();
    if (this.code() !== GREATER) return false;
    this.at += 1;
    return true;
  }

  /** Up to, not including, `>` or `/>`. */
  private startTag(outer: Scope | undefined, depth: number): Frame | undefined {
    const qualifiedName = this.name();
    if (qualifiedName === '' || !endsName(this.code())) return undefined;
    if (++this.elements > this.limits.maxElements) return this.exceeds('elements');
    if (depth > this.limits.maxDepth) return this.exceeds('depth');
    const attributes = new Map<string, string>();
    let scope = outer;
    let prefixed = '';
    let count = 0;
    for (let apart = this.skipSpaces(); this.code() !== GREATER && this.code() !== SLASH; apart = this.skipSpaces()) {
      const name = apart ? this.name() : '';
      const value = name === '' ? undefined : this.value();
      if (value === undefined) return undefined;
      if (++count > this.limits.maxAttributes) return this.exceeds('attributes');
      if (value.length > this.limits.maxAttributeLength) return this.exceeds('attribute-length');
      const colon = name.indexOf(':');
      if (name === 'xmlns' || name.startsWith('xmlns:')) {
        const declared = declare(colon < 0 ? '' : name.slice(colon + 1), value, scope, outer);
        if (declared === undefined) return undefined;
        scope = declared;
        continue;
      }
      if (attributes.has(name)) return undefined;
      if (colon > 0) {
        if (prefixed !== '') return undefined; // two prefixes may be one namespace, and then the names clash
        prefixed = name.slice(0, colon);
      }
      attributes.set(name, value);
    }
    const colon = qualifiedName.indexOf(':');
    const prefix = colon < 0 ? '' : qualifiedName.slice(0, colon);
    const namespace = resolve(prefix, scope);
    if (namespace === undefined || (prefixed !== '' && resolve(prefixed, scope) === undefined)) return undefined;
    const name = colon < 0 ? qualifiedName : qualifiedName.slice(colon + 1);
    return { element: { name, prefix, namespace, attributes, children: [], text: '' }, qualifiedName, scope };
  }

  private value(): string | undefined {
    this.skipSpaces();
    if (this.code() !== EQUALS) return undefined;
    this.at += 1;
    this.skipSpaces();
    const quote = this.code();
    if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE) return undefined;
    const { text } = this;
    const start = this.at + 1;
    let at = start;
    let folded = false;
    for (let code = text.charCodeAt(at); code !== quote; code = text.charCodeAt(++at)) {
      if (code === NEW_LINE || code === TAB) folded = true;
      else if (!(code >= 0x20 && code < FIRST_SURROGATE) || code === LESS || code === AMPERSAND) return undefined;
    }
    this.at = at + 1;
    const value = text.slice(start, at);
    return folded ? value.replace(/[\n\t]/g, ' ') : value;
  }

  /** Up to, not including, the next `<`. */
  private characterData(element: OpenElement): boolean {
    const { text, at: start } = this;
    let at = start;
    for (let code = text.charCodeAt(at); code !== LESS; code = text.charCodeAt(++at)) {
      if (!((code >= 0x20 && code < FIRST_SURROGATE) || code === NEW_LINE || code === TAB) || code === AMPERSAND || code === GREATER) return false;
    }
    this.at = at;
    if (at > start) element.text += text.slice(start, at);
    return true;
  }
}

/** The scope with one more declaration; undefined for what only a general parser should judge. */
function declare(prefix: string, uri: string, scope: Scope | undefined, outer: Scope | undefined): Scope | undefined {
  if (prefix === 'xml' || prefix === 'xmlns' || RESERVED_URI.test(uri) || uri.trim() !== uri || (prefix !== '' && uri === '')) return undefined;
  for (let own = scope; own !== outer && own !== undefined; own = own.outer) if (own.prefix === prefix) return undefined;
  return { prefix, uri, outer: scope };
}

function resolve(prefix: string, scope: Scope | undefined): string | undefined {
  if (prefix === 'xmlns') return undefined;
  for (let at = scope; at !== undefined; at = at.outer) if (at.prefix === prefix) return at.uri;
  if (prefix === 'xml') return 'http://www.w3.org/XML/1998/namespace';
  return prefix === '' ? '' : undefined;
}
