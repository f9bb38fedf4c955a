import iconv from 'iconv-lite';

/**
 * The coding of the contract written a second time, from its rules (wire contracts §2.3) and without our codec: what the
 * test helper of the court's vendor does to a file with clear values.
 */
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Every attribute value encoded, then the whole text. Values in the files hold no quotes and no entities. */
export function encode(clearXml: string, charset = 'gbk'): string {
  const [declaration = ''] = /^<\?xml[^>]*\?>/.exec(clearXml) ?? [];
  const coded = clearXml.slice(declaration.length).replace(/="([^"]*)"/g, (_, value: string) => `="${base64(iconv.encode(value, charset))}"`);
  return wrap(iconv.encode(declaration + coded, charset));
}

export const wrap = (bytes: Uint8Array): string => base64(bytes);

export interface ClearElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly ClearElement[];
}

/** One of our messages as an institution decodes it. Throws for anything but tags and encoded values. */
export function decode(message: string): ClearElement {
  const xml = iconv.decode(Buffer.from(message, 'base64'), 'gbk').replace('<?xml version="1.0" encoding="UTF-8"?>', '');
  return parse(xml, (value) => iconv.decode(Buffer.from(value, 'base64'), 'gbk'));
}

/** A file with clear values as elements. */
export const clear = (clearXml: string): ClearElement => parse(clearXml.replace(/^<\?xml[^>]*\?>/, ''), (value) => value);

function parse(xml: string, valueOf: (value: string) => string): ClearElement {
  const top: ClearElement & { children: ClearElement[] } = { name: '', attributes: {}, children: [] };
  const open = [top];
  let at = 0;
  for (const tag of xml.matchAll(/\s*<(\/?)(\w+)((?:\s+\w+="[^"]*")*)\s*(\/?)>/gy)) {
    at = tag.index + tag[0].length;
    const [, closes, name = '', attributes = '', isEmpty] = tag;
    if (closes === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
      continue;
    }
    const values = [...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']): [string, string] => [key, valueOf(value)]);
    const element = { name, attributes: Object.fromEntries(values), children: [] };
    open.at(-1)?.children.push(element);
    if (isEmpty === '') open.push(element);
  }
  const [root] = top.children;
  if (root === undefined || open.length !== 1 || xml.slice(at).trim() !== '') throw new Error('not a message');
  return root;
}
