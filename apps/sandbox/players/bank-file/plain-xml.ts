import type { Element } from '../convert-data/gbk-codec.js';

/** The bank's side of the files (wire-contracts §3), written from the tables: UTF-8, attribute values plain. */
const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>\n';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' };
const escaped = (text: string): string => text.replace(/[&<>"\n\r\t]/g, (sign) => ESCAPES[sign] ?? sign);

function write({ name, attributes, children = [] }: Element, depth: number): string {
  const indent = '  '.repeat(depth);
  const head = `${indent}<${name}${attributes.map(([key, value]) => ` ${key}="${escaped(value)}"`).join('')}`;
  return children.length === 0 ? `${head}/>\n` : `${head}>\n${children.map((child) => write(child, depth + 1)).join('')}${indent}</${name}>\n`;
}

export const plainXml = (root: Element): string => PROLOG + write(root, 0);

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescaped = (text: string): string =>
  text.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (_, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? '';
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });

/** Every element of a kind, as its attributes; enough for lists that are one level deep. */
export function rowsNamed(xml: string, name: string): readonly ReadonlyMap<string, string>[] {
  const rows: ReadonlyMap<string, string>[] = [];
  for (const [, attributes = ''] of xml.matchAll(new RegExp(`<${name}((?:\\s+\\w+="[^"]*")*)\\s*/?>`, 'g'))) {
    rows.push(new Map([...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, unescaped(value)])));
  }
  return rows;
}
