import { inflateSync } from 'node:zlib';

/**
 * Puts a round red seal where a keyword stands in a PDF, as an update at its end (ISO 32000-1 §7.5.6): the document stays byte for byte in
 * front of it. Written for files of the kind our documents are: one classical cross-reference, text in four-digit codes with a ToUnicode
 * table. Any other file is told apart, not guessed at.
 */
export type Stamping =
  | { readonly state: 'stamped'; readonly pdf: Buffer; readonly page: number }
  | { readonly state: 'keyword-not-found' }
  | { readonly state: 'not-understood' };

const RADIUS = 58;
const RED = '0.82 0.07 0.07';

export function stampPdf(original: Uint8Array, keyword: string, wantedPage = 0): Stamping {
  const file = Buffer.from(original).toString('latin1');
  const trailer = /trailer\s*<<([^]*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*$/.exec(file);
  if (!file.startsWith('%PDF-') || trailer === null) return { state: 'not-understood' };
  const [, trailerKeys = '', previous = ''] = trailer;
  const size = Number(/\/Size (\d+)/.exec(trailerKeys)?.[1] ?? 0);
  const objects = new Map([...file.matchAll(/(?:^|\n)(\d+) 0 obj\n([^]*?)\nendobj/g)].map(([, id = '', body = '']) => [id, body]));
  const pages = [...objects].filter(([, body]) => /\/Type \/Page\n/.test(body)).sort(([a], [b]) => file.indexOf(`\n${a} 0 obj`) - file.indexOf(`\n${b} 0 obj`));
  for (const [index, [id, body]] of pages.entries()) {
    if (wantedPage !== 0 && wantedPage !== index + 1) continue;
    const place = placeOf(keyword, body, objects);
    if (place === undefined) continue;
    const drawing = seal(place.x, place.y + RADIUS * 0.55);
    const parts: string[] = [];
    const offsets: { readonly id: number; readonly at: number }[] = [];
    let end = Buffer.byteLength(file, 'latin1') + 1;
    const add = (number: number, text: string): void => {
      const written = `${number} 0 obj\n${text}\nendobj\n`;
      offsets.push({ id: number, at: end });
      parts.push(written);
      end += written.length;
    };
    // What was drawn before leaves its own state of the page behind: it is put in brackets.
    add(Number(id), body.replace(CONTENTS, `/Contents [${[size, ...contentsOf(body), size + 1].map((one) => `${one} 0 R`).join(' ')}]`));
    add(size, '<< /Length 2 >>\nstream\nq\n\nendstream');
    add(size + 1, `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`);
    const table = offsets.map(({ id: number, at }) => `${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`).join('');
    const keys = trailerKeys.replace(/\/Size \d+/, `/Size ${size + 2}`).replace(/\/Prev \d+/, '');
    const tail = `\n${parts.join('')}xref\n${table}trailer\n<<${keys}/Prev ${previous}\n>>\nstartxref\n${end}\n%%EOF\n`;
    return { state: 'stamped', pdf: Buffer.concat([original, Buffer.from(tail, 'latin1')]), page: index + 1 };
  }
  return { state: 'keyword-not-found' };
}

/** One stream, or several after somebody else has sealed. */
const CONTENTS = /\/Contents (?:\d+ 0 R|\[[^\]]*\])/;
const contentsOf = (page: string): readonly string[] => [...(CONTENTS.exec(page)?.[0] ?? '').matchAll(/(\d+) 0 R/g)].map(([, id = '']) => id);

/** The middle of the keyword's last place on a page, points from the lower left corner. */
function placeOf(keyword: string, page: string, objects: ReadonlyMap<string, string>): { readonly x: number; readonly y: number } | undefined {
  const fonts = fontsOf(objects.get(/\/Resources (\d+) 0 R/.exec(page)?.[1] ?? '') ?? '', objects);
  const content = contentsOf(page).map((id) => streamOf(objects.get(id) ?? '')).join('\n');
  let found: { readonly x: number; readonly y: number } | undefined;
  for (const [, x = '', y = '', font = '', size = '', codes = ''] of content.matchAll(/1 0 0 1 ([\d.-]+) ([\d.-]+) Tm\n\/(F\d+) ([\d.]+) Tf\n\[([^\]]*)\] TJ/g)) {
    const hex = [...codes.matchAll(/<([0-9a-f]*)>/g)].map(([, run = '']) => run).join('');
    const text = [...hex.matchAll(/.{4}/g)].map(([code]) => fonts.get(font)?.get(code) ?? '\uFFFD');
    const at = text.join('').indexOf(keyword);
    if (at >= 0) found = { x: Number(x) + (at + keyword.length / 2) * Number(size), y: Number(y) };
  }
  return found;
}

function fontsOf(resources: string, objects: ReadonlyMap<string, string>): ReadonlyMap<string, ReadonlyMap<string, string>> {
  return new Map(
    [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => {
      const table = streamOf(objects.get(/\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1] ?? '') ?? '');
      const map = new Map<string, string>();
      for (const [, first = '', , list = ''] of table.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/g)) {
        [...list.matchAll(/<([0-9a-f ]*)>/g)].forEach(([, units = ''], index) => {
          map.set((Number.parseInt(first, 16) + index).toString(16).padStart(4, '0'), String.fromCharCode(...units.split(' ').map((unit) => Number.parseInt(unit, 16))));
        });
      }
      return [name, map];
    }),
  );
}

function streamOf(body: string): string {
  const start = body.indexOf('stream\n');
  if (start < 0) return '';
  const packed = body.slice(start + 7, start + 7 + Number(/\/Length (\d+)/.exec(body)?.[1] ?? 0));
  try {
    return body.includes('/FlateDecode') ? inflateSync(Buffer.from(packed, 'latin1')).toString('latin1') : packed;
  } catch {
    return '';
  }
}

/** A ring and a star in red: seen at once, and no seal of any court. */
function seal(x: number, y: number): string {
  const at = (angle: number, radius: number): string => `${(x + radius * Math.sin(angle)).toFixed(2)} ${(y + radius * Math.cos(angle)).toFixed(2)}`;
  const star = Array.from({ length: 10 }, (_, index) => at((index * Math.PI) / 5, index % 2 === 0 ? 20 : 7.6));
  const bow = 0.5523 * RADIUS;
  const point = (dx: number, dy: number): string => `${(x + dx).toFixed(2)} ${(y + dy).toFixed(2)}`;
  const ring = [
    `${point(RADIUS, 0)} m`,
    `${point(RADIUS, bow)} ${point(bow, RADIUS)} ${point(0, RADIUS)} c`,
    `${point(-bow, RADIUS)} ${point(-RADIUS, bow)} ${point(-RADIUS, 0)} c`,
    `${point(-RADIUS, -bow)} ${point(-bow, -RADIUS)} ${point(0, -RADIUS)} c`,
    `${point(bow, -RADIUS)} ${point(RADIUS, -bow)} ${point(RADIUS, 0)} c s`,
  ];
  return `Q\nq\n/DeviceRGB CS ${RED} SCN /DeviceRGB cs ${RED} scn\n2.6 w\n${ring.join('\n')}\n${star.map((place, index) => `${place} ${index === 0 ? 'm' : 'l'}`).join('\n')}\nf\nQ`;
}
