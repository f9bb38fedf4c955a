/**
 * The coding of the contract written a second time, from its rules (wire contracts §7.3) and without our codec: the text of every
 * leaf is Base64 of UTF-8, then the whole text again.
 */
export const wrap = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const coded = (value: string, charset: BufferEncoding): string => (value.trim() === '' ? '' : Buffer.from(value, charset).toString('base64'));

/** A file with clear values as it goes over the wire. Values in the files hold no `<`, `&` and `>`. */
export function encode(clearXml: string, charset: BufferEncoding = 'utf8'): string {
  const parts = clearXml.split('<');
  // Cut instead of matched: an expression that tries a text of many megabytes from every place runs out of stack.
  const written = parts.map((part, at) => {
    const end = part.indexOf('>') + 1;
    const endsLeaf = parts[at + 1]?.startsWith('/') === true && end > 0 && end < part.length;
    return endsLeaf ? part.slice(0, end) + coded(part.slice(end), charset) : part;
  });
  return wrap(Buffer.from(written.join('<'), charset));
}

/** The same as a registry sends it that has the coding of values switched off. */
export const encodeClear = (clearXml: string): string => wrap(Buffer.from(clearXml));

export interface ClearElement {
  readonly name: string;
  /** `text` is that of a leaf. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly ClearElement[];
}

/** One of our messages as a registry decodes it; the moment of creation, when it is one, is called 〈moment〉. Throws for what it cannot read. */
export function decode(message: string): ClearElement {
  const xml = Buffer.from(message, 'base64').toString('utf8').replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>/, '');
  const top = { name: '', attributes: {} as Record<string, string>, children: [] as ClearElement[] };
  const open = [top];
  let at = 0;
  for (const part of xml.matchAll(/\s*(?:<(\/?)(\w+)((?:\s+\w+="[^"]*")*)\s*(\/?)>|([A-Za-z0-9+/=]+)(?=<\/))/gy)) {
    at = part.index + part[0].length;
    const [, closes, name = '', attributes = '', isEmpty, value] = part;
    if (value !== undefined) {
      open.at(-1)!.attributes['text'] = Buffer.from(value, 'base64').toString('utf8');
      continue;
    }
    if (closes === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
      continue;
    }
    const values = [...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', own = '']): [string, string] => [key, own]);
    const element = { name, attributes: Object.fromEntries(values), children: [] };
    open.at(-1)!.children.push(element);
    if (isEmpty === '') open.push(element);
  }
  const [root] = top.children;
  if (root === undefined || open.length !== 1 || xml.slice(at).trim() !== '') throw new Error('not a message');
  return withoutMoment(root);
}

function withoutMoment({ name, attributes, children }: ClearElement): ClearElement {
  const isMoment = name === 'CREATETIME' && /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d$|^〈moment〉$/.test(attributes['text'] ?? '');
  return { name, attributes: isMoment ? { text: '〈moment〉' } : attributes, children: children.map(withoutMoment) };
}
