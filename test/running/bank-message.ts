import iconv from 'iconv-lite';

/**
 * The coding of the bank contract, written once more from the text of wire-contracts §2.3 and from nothing of ours: every
 * attribute is Base64 of its GBK bytes, and the whole XML is Base64 again.
 */
export type Attributes = Readonly<Record<string, string>>;

const coded = (text: string): string => iconv.encode(text, 'gbk').toString('base64');
const decoded = (value: string): string => iconv.decode(Buffer.from(value, 'base64'), 'gbk');

/** An element with coded attributes. */
export const element = (name: string, attributes: Attributes): string =>
  `<${name} ${Object.entries(attributes)
    .map(([key, value]) => `${key}="${coded(value)}"`)
    .join(' ')}/>`;

/** A whole message as it stands in a SOAP argument. */
export const message = (root: string, rows: readonly string[]): string => coded(`<?xml version="1.0" encoding="UTF-8"?><${root}>${rows.join('')}</${root}>`);

export interface OpenedMessage {
  /** `errorMsg` of the whole message, empty when there is none. */
  readonly error: string;
  /** Decoded attributes of every element of a name. */
  readonly rows: (name: string) => readonly Attributes[];
}

export function opened(value: string): OpenedMessage {
  const xml = Buffer.from(value, 'base64').toString('latin1').replace(/^<\?xml[^>]*>/, '');
  const elements = [...xml.matchAll(/<(\w+)((?:\s+\w+="[^"]*")*)\s*\/?>/g)].map(([, name = '', attributes = '']) => ({
    name,
    attributes: Object.fromEntries([...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', content = '']) => [key, decoded(content)])),
  }));
  const [root] = elements;
  return {
    error: root?.attributes['errorMsg'] ?? root?.attributes['errMsg'] ?? '',
    rows: (name) => elements.filter((one) => one.name === name).map(({ attributes }) => attributes),
  };
}
