import iconv from 'iconv-lite';

/**
 * The bank's side of the encoding rules (wire-contracts §2.3), written from the tables: every attribute value is Base64 of
 * its GBK bytes, the whole XML text is Base64 again, and its prolog says UTF-8 although the bytes are GBK.
 */
export interface Element {
  readonly name: string;
  /** In the order they are written. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children?: readonly Element[];
}

export interface EncodeOptions {
  /** Base64 in lines of 76 characters. */
  readonly mime?: boolean;
  /** Attribute values in UTF-8, or in GBK without the last byte of a Chinese text: faults on purpose. */
  readonly fault?: 'utf8' | 'half-character';
}

const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>';

function base64(bytes: Buffer, mime: boolean): string {
  const text = bytes.toString('base64');
  return mime && text.length > 76 ? (text.match(/.{1,76}/g) ?? []).join('\n') : text;
}

const ASCII = /^[\x20-\x7e]*$/;

function value(text: string, { fault, mime = false }: EncodeOptions): string {
  if (text === '') return '';
  if (ASCII.test(text) || fault === 'utf8') return base64(Buffer.from(text, 'utf8'), mime);
  const bytes = iconv.encode(text, 'gbk');
  return base64(fault === 'half-character' ? bytes.subarray(0, -1) : bytes, mime);
}

function write(element: Element, options: EncodeOptions): string {
  let text = `<${element.name}`;
  for (const [name, content] of element.attributes) text += ` ${name}="${value(content, options)}"`;
  const children = element.children ?? [];
  if (children.length === 0) return `${text}/>`;
  return `${text}>${children.map((child) => write(child, options)).join('')}</${element.name}>`;
}

/** The XML text before the outer Base64; all of it is ASCII. */
export const encodeXml = (root: Element, options: EncodeOptions = {}): string => PROLOG + write(root, options);

/** A whole message as it stands in a SOAP argument. */
export const encodeMessage = (root: Element, options: EncodeOptions = {}): string =>
  base64(Buffer.from(encodeXml(root, options), 'latin1'), options.mime ?? false);

/** An element of a message received; attribute values are decoded when asked for. */
export class ReceivedElement {
  readonly children: ReceivedElement[] = [];
  readonly #attributes = new Map<string, string>();

  constructor(readonly name: string) {}

  /** @internal */
  put(name: string, raw: string): void {
    this.#attributes.set(name.toLowerCase(), raw);
  }

  /** Empty when there is no such attribute. Names are compared without case: the court's own spelling varies. */
  text(name: string): string {
    const raw = this.#attributes.get(name.toLowerCase());
    if (raw === undefined || raw === '') return '';
    // GB 18030 is GBK and more, so a court that writes rare characters in four bytes is understood too.
    return iconv.decode(Buffer.from(raw, 'base64'), 'gb18030').trim();
  }

  /** A doubly encoded file (`WSNR`, `GZZ`, `GWZ`); undefined when it is missing or empty. */
  file(name: string): Buffer | undefined {
    const raw = this.#attributes.get(name.toLowerCase());
    if (raw === undefined || raw === '') return undefined;
    const bytes = Buffer.from(Buffer.from(raw, 'base64').toString('latin1'), 'base64');
    return bytes.length === 0 ? undefined : bytes;
  }

  /** True when the attribute has any content, without decoding it. */
  has(name: string): boolean {
    return (this.#attributes.get(name.toLowerCase()) ?? '') !== '';
  }

  /** Elements of this name among the children and below. */
  all(name: string): ReceivedElement[] {
    return this.children.flatMap((child) => (child.name === name ? [child, ...child.all(name)] : child.all(name)));
  }
}

/** The message cannot be taken apart. */
export class UnreadableMessage extends Error {
  override readonly name = 'UnreadableMessage';
}

const NAME = /[A-Za-z_][\w.:-]*/y;
const ATTRIBUTE_START = /\s+([A-Za-z_][\w.:-]*)\s*=\s*(["'])/y;
const TAG_END = /\s*(\/?)>/y;

/** Walks over the text with `indexOf` where values are long: certificates and documents stand in attributes. */
class Scanner {
  #at = 0;

  constructor(private readonly xml: string) {}

  read(): ReceivedElement {
    const open: ReceivedElement[] = [];
    let root: ReceivedElement | undefined;
    for (;;) {
      this.#at = this.xml.indexOf('<', this.#at);
      if (this.#at < 0) break;
      if (this.#skipped('<?', '?>') || this.#skipped('<!--', '-->')) continue;
      this.#at += 1;
      if (this.xml[this.#at] === '/') {
        this.#at += 1;
        if (open.pop()?.name !== this.#match(NAME)[0]) throw new UnreadableMessage('elements are not nested');
        continue;
      }
      const element = new ReceivedElement(this.#match(NAME)[0]);
      const parent = open.at(-1);
      if (parent !== undefined) parent.children.push(element);
      else if (root === undefined) root = element;
      else throw new UnreadableMessage('more than one root element');
      this.#attributes(element);
      if (this.#match(TAG_END)[1] !== '/') open.push(element);
    }
    if (root === undefined || open.length > 0) throw new UnreadableMessage('no complete XML document');
    return root;
  }

  #attributes(element: ReceivedElement): void {
    for (;;) {
      ATTRIBUTE_START.lastIndex = this.#at;
      const start = ATTRIBUTE_START.exec(this.xml);
      if (start === null) return;
      const from = ATTRIBUTE_START.lastIndex;
      const to = this.xml.indexOf(start[2] ?? '"', from);
      if (to < 0) throw new UnreadableMessage('an attribute does not end');
      element.put(start[1] ?? '', this.xml.slice(from, to));
      this.#at = to + 1;
    }
  }

  #skipped(from: string, to: string): boolean {
    if (!this.xml.startsWith(from, this.#at)) return false;
    const end = this.xml.indexOf(to, this.#at);
    if (end < 0) throw new UnreadableMessage('a comment does not end');
    this.#at = end + to.length;
    return true;
  }

  #match(pattern: RegExp): RegExpExecArray {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.xml);
    if (found === null) throw new UnreadableMessage('not XML');
    this.#at = pattern.lastIndex;
    return found;
  }
}

/** @throws UnreadableMessage */
export function decodeMessage(argument: string): ReceivedElement {
  // Tag names and Base64 values are ASCII, so the outer text needs no character set.
  return new Scanner(Buffer.from(argument, 'base64').toString('latin1')).read();
}
