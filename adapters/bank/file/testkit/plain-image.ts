interface DecodedElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly DecodedElement[];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescape = (value: string): string =>
  value.replace(/&(?:#(\d+)|(\w+));/g, (_, code: string | undefined, name: string | undefined) => (code === undefined ? (ENTITIES[name ?? ''] ?? '?') : String.fromCodePoint(Number(code))));

/** A file of the exchange as an institution reads it, without our reader. Throws for anything but tags and attributes. */
export function decodePlain(content: Uint8Array): DecodedElement {
  const xml = new TextDecoder('utf-8', { fatal: true }).decode(content).replace(/^<\?xml version="1.0" encoding="UTF-8"\?>/, '');
  const top: DecodedElement & { children: DecodedElement[] } = { name: '', attributes: {}, children: [] };
  const open = [top];
  let at = 0;
  for (const tag of xml.matchAll(/\s*<(\/?)(\w+)((?:\s+\w+="[^"<]*")*)\s*(\/?)>/gy)) {
    at = tag.index + tag[0].length;
    const [, closes, name = '', attributes = '', isEmpty] = tag;
    if (closes === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
      continue;
    }
    const values = [...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']): [string, string] => [key, unescape(value)]);
    const element = { name, attributes: Object.fromEntries(values), children: [] };
    open.at(-1)?.children.push(element);
    if (isEmpty === '') open.push(element);
  }
  const [root] = top.children;
  if (root === undefined || open.length !== 1 || xml.slice(at).trim() !== '') throw new Error('not a file of the exchange');
  return root;
}
