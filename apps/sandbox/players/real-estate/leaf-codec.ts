import iconv from 'iconv-lite';

/**
 * The registry's side of the encoding rules (wire-contracts §7.3), written from the text: elements, the text of every leaf Base64
 * of UTF-8, the whole XML Base64 again.
 */
export interface Node {
  readonly name: string;
  /** A leaf has a text, every other element has children. */
  readonly content: string | readonly Node[];
}

export interface WriteOptions {
  /** Values stay in clear. */
  readonly clear?: boolean;
  /** Everything in GBK, or values without their last byte: faults on purpose. */
  readonly fault?: 'gbk' | 'half-character';
}

const leafText = (text: string, { clear = false, fault }: WriteOptions): string => {
  if (text === '') return '';
  // Whole characters are cut in halves only where there are some of several bytes.
  const isAscii = /^[\x20-\x7e]*$/.test(text);
  if (clear) return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
  const bytes = fault === 'gbk' ? iconv.encode(text, 'gbk') : Buffer.from(text, 'utf8');
  return (fault === 'half-character' && !isAscii ? bytes.subarray(0, -1) : bytes).toString('base64');
};

function write({ name, content }: Node, options: WriteOptions): string {
  const inside = typeof content === 'string' ? leafText(content, options) : content.map((child) => write(child, options)).join('');
  return `<${name}>${inside}</${name}>`;
}

/** A whole message as it stands in a SOAP argument. */
export function encodeMessage(root: Node, options: WriteOptions = {}): string {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>${write(root, options)}`;
  const whole = options.fault === 'gbk' && options.clear === true ? iconv.encode(xml, 'gbk') : Buffer.from(xml, 'utf8');
  // Clear text that is cut inside a character is no text at all.
  const lastWide = options.fault === 'half-character' && options.clear === true ? whole.findLastIndex((byte) => byte >= 0x80) : -1;
  return (lastWide < 0 ? whole : Buffer.concat([whole.subarray(0, lastWide), whole.subarray(lastWide + 1)])).toString('base64');
}

export const leaves = (values: Readonly<Record<string, string>>): readonly Node[] => Object.entries(values).map(([name, content]) => ({ name, content }));

/** A message of the court. */
export interface Received {
  /** `ErrorMSG` of the root or an `errMsg` below it; empty when there is none. */
  readonly error: string;
  /** The records of this name, each with its leaves. */
  records(name: string): readonly Readonly<Record<string, string>>[];
}

/** The message cannot be taken apart. */
export class UnreadableMessage extends Error {
  override readonly name = 'UnreadableMessage';
}

/** Takes a message of the court apart; it codes every leaf. @throws UnreadableMessage */
export function decodeMessage(argument: string): Received {
  const xml = Buffer.from(argument, 'base64').toString('utf8').replace(/^\s*<\?xml[^>]*\?>\s*/, '');
  const root = /^<(\w+)([^>]*?)\/?>/.exec(xml);
  if (root === null || !(xml.endsWith(`</${root[1]}>`) || xml === root[0])) throw new UnreadableMessage('no complete XML document');
  const attribute = /\bErrorMSG="([^"]*)"/.exec(root[2] ?? '')?.[1] ?? '';
  return {
    error: attribute === '' ? leafOf(xml, 'errMsg') : attribute,
    records: (name) =>
      [...xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>(.*?)</${name}>`, 'gs'))].map(([, inside = '']) =>
        Object.fromEntries([...inside.matchAll(/<(\w+)(?:\s[^>]*)?>([^<]*)<\/\1>/g)].map(([, leaf = '', value = '']) => [leaf, Buffer.from(value, 'base64').toString('utf8').trim()])),
      ),
  };
}

function leafOf(xml: string, name: string): string {
  const found = new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)</${name}>`).exec(xml);
  return Buffer.from(found?.[1] ?? '', 'base64').toString('utf8');
}
