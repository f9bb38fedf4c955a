import { inflateSync } from 'node:zlib';

/**
 * Reads the text back out of a PDF that pdfkit wrote, page by page, through each font's ToUnicode table: what a reader
 * copies or searches. `ActualText` stands for what is drawn inside it. For specs; it knows nothing of other writers' files.
 */
export function readPdfText(pdf: Uint8Array): readonly string[] {
  const objects = objectsOf(Buffer.from(pdf).toString('latin1'));
  const pages = [...objects.values()].filter((object) => /\/Type \/Page\n/.test(object.head));
  return pages.map((page) => {
    const resources = objects.get(referenceIn(page.head, 'Resources'))?.head ?? '';
    const fonts = new Map<string, ReadonlyMap<string, string>>();
    for (const [, name = '', id = ''] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = objects.get(referenceIn(objects.get(id)?.head ?? '', 'ToUnicode'));
      fonts.set(name, toUnicode(table?.stream ?? ''));
    }
    return textOf(objects.get(referenceIn(page.head, 'Contents'))?.stream ?? '', fonts);
  });
}

interface PdfObject {
  readonly head: string;
  readonly stream: string;
}

function objectsOf(file: string): ReadonlyMap<string, PdfObject> {
  const objects = new Map<string, PdfObject>();
  for (const [, id = '', body = ''] of file.matchAll(/(?:^|\n)(\d+) 0 obj\n([^]*?)\nendobj/g)) {
    const start = body.indexOf('stream\n');
    const head = start < 0 ? body : body.slice(0, start);
    const packed = start < 0 ? '' : body.slice(start + 7, start + 7 + Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0));
    const stream = head.includes('/FlateDecode') ? inflateSync(Buffer.from(packed, 'latin1')).toString('latin1') : packed;
    objects.set(id, { head, stream });
  }
  return objects;
}

function referenceIn(head: string, key: string): string {
  return new RegExp(`/${key} (\\d+) 0 R`).exec(head)?.[1] ?? '';
}

/** Four hexadecimal digits of the page to text. */
function toUnicode(table: string): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const [, first = '', , list = ''] of table.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/g)) {
    [...list.matchAll(/<([0-9a-f ]*)>/g)].forEach(([, units = ''], index) => {
      const place = (Number.parseInt(first, 16) + index).toString(16).padStart(4, '0');
      map.set(place, String.fromCharCode(...units.split(' ').map((unit) => Number.parseInt(unit, 16))));
    });
  }
  return map;
}

function textOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let font: ReadonlyMap<string, string> = new Map();
  let actual = false;
  let text = '';
  const steps = /\/(F\d+) [\d.]+ Tf|\/Span <<[^]*?\/ActualText \(([^]*?)\)\n>> BDC|(EMC)|\[([^\]]*)\] TJ/g;
  for (const [, selected, replacement, ending, shown] of content.matchAll(steps)) {
    if (selected !== undefined) font = fonts.get(selected) ?? new Map();
    if (replacement !== undefined) text += utf16In(replacement);
    actual = replacement !== undefined || (actual && ending === undefined);
    if (shown === undefined || actual) continue;
    for (const [, hex = ''] of shown.matchAll(/<([0-9a-f]*)>/g)) {
      for (const [place] of hex.matchAll(/.{4}/g)) text += font.get(place) ?? '\uFFFD';
    }
  }
  return text;
}

/** A string `þÿ…` of UTF-16 with the escapes of PDF. */
function utf16In(escaped: string): string {
  const plain = escaped.replace(/\\([^])/g, (_, c: string) => ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' })[c] ?? c);
  return Buffer.from(plain, 'latin1').subarray(2).swap16().toString('utf16le');
}
