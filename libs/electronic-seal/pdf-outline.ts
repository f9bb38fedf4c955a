import { inflateSync } from 'node:zlib';

/** What can be told of a PDF without a reader for its pages. */
export interface PdfOutline {
  readonly pages: number;
}

/** Largest that one object stream may become: a few kilobytes can hide gigabytes. */
const MOST_INFLATED = 16 * 1024 * 1024;
const MOST_STREAMS = 2_000;
/** How much is looked at in all to find dictionaries, characters; a page tree of ten thousand pages needs less. */
const MOST_LOOKED_AT = 8 * 1024 * 1024;
const LONGEST_DICTIONARY = 128 * 1024;

/**
 * The outline of a PDF (ISO 32000): header, end of file, a cross-reference that `startxref` leads to, and the number of pages of the page
 * tree. Undefined for what is no whole PDF. Never throws.
 */
export function outlineOf(bytes: Uint8Array): PdfOutline | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (!/%PDF-[12]\.\d/.test(file.slice(0, 1100))) return undefined;
  const tail = file.slice(-2048);
  const start = /startxref\s+(\d{1,12})\s+%%EOF[\s\0]*$/.exec(tail)?.[1];
  if (start === undefined) return undefined;
  if (!/^\s*(?:xref\s|\d+\s+\d+\s+obj\b)/.test(file.slice(Number(start), Number(start) + 64))) return undefined;
  const pages = pagesIn(file);
  return pages === undefined ? undefined : { pages };
}

/** The root of the page tree counts them all; with updates at the end the last one is in force, and no update of a seal takes pages away. */
function pagesIn(file: string): number | undefined {
  const counts = [...countsIn(file), ...objectStreams(file).flatMap((text) => countsIn(text))];
  return counts.length === 0 ? undefined : Math.max(...counts);
}

function countsIn(text: string): readonly number[] {
  const counts: number[] = [];
  let left = MOST_LOOKED_AT;
  for (const { index } of text.matchAll(/\/Type\s*\/Pages\b/g)) {
    if (left <= 0) break;
    const dictionary = dictionaryAround(text, index);
    left -= dictionary.length;
    const count = /\/Count\s+(\d{1,7})\b/.exec(dictionary)?.[1];
    if (count !== undefined) counts.push(Number(count));
  }
  return counts;
}

/** The dictionary that a key stands in, with those inside it: keys stand in any order. */
function dictionaryAround(text: string, at: number): string {
  let from = at;
  for (let depth = 0; from > 0 && at - from < LONGEST_DICTIONARY; from--) {
    if (text.startsWith('>>', from)) depth += 1;
    else if (text.startsWith('<<', from) && depth-- === 0) break;
  }
  let to = at;
  for (let depth = 0; to < text.length && to - at < LONGEST_DICTIONARY; to++) {
    if (text.startsWith('<<', to)) depth += 1;
    else if (text.startsWith('>>', to) && depth-- === 0) break;
  }
  return text.slice(from, to);
}

/** PDF 1.5 packs dictionaries into streams. */
function objectStreams(file: string): readonly string[] {
  const texts: string[] = [];
  for (const { index } of file.matchAll(/\/Type\s*\/ObjStm\b/g)) {
    if (texts.length >= MOST_STREAMS) break;
    const from = file.indexOf('stream', index);
    const dictionaryEnds = file.indexOf('endobj', index);
    if (from < 0 || (dictionaryEnds >= 0 && from > dictionaryEnds)) continue;
    const begin = from + (file.startsWith('stream\r\n', from) ? 8 : 7);
    const end = file.indexOf('endstream', begin);
    if (end < 0) continue;
    try {
      texts.push(inflateSync(Buffer.from(file.slice(begin, end), 'latin1'), { maxOutputLength: MOST_INFLATED }).toString('latin1'));
    } catch {
      // Packed in another way, or damaged: its dictionaries are not counted.
    }
  }
  return texts;
}
