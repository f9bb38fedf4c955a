import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { FontFace } from './font-face.js';

const PACKAGE = '@fontsource/noto-sans-sc';
/** The one file with the 7 900 commonest characters; whatever it lacks is looked up in the small files behind it. */
const MAIN = 'chinese-simplified';

/** A stretch of text in one font, or one character that no font has. */
export type TextRun =
  | { readonly kind: 'drawn'; readonly face: FontFace; readonly text: string; readonly width: number }
  | { readonly kind: 'missing'; readonly character: string };

/**
 * Noto Sans SC in weight 400: a main file and about a hundred small ones, opened when a character first needs them and kept
 * for the life of the process (the main file costs 7 MB and about 30 ms once, a small one 1 ms).
 */
export class FontChain {
  readonly #require = createRequire(import.meta.url);
  readonly #faces = new Map<string, FontFace>();
  readonly #faceOf = new Map<number, FontFace | null>();
  #ranges: readonly FontRange[] | undefined;

  /** The font that has this character, or null. */
  faceFor(codePoint: number): FontFace | null {
    const known = this.#faceOf.get(codePoint);
    if (known !== undefined) return known;
    const face = this.#findFace(codePoint);
    this.#faceOf.set(codePoint, face);
    return face;
  }

  /** Splits text where the font changes. Widths are in thousandths of the font size. */
  runs(text: string): readonly TextRun[] {
    const runs: TextRun[] = [];
    for (const character of text) {
      if (isInvisible(character)) continue;
      const codePoint = character.codePointAt(0) ?? 0;
      const face = this.faceFor(codePoint);
      const last = runs.at(-1);
      if (face === null) {
        runs.push({ kind: 'missing', character });
      } else if (last?.kind === 'drawn' && last.face === face) {
        runs[runs.length - 1] = { ...last, text: last.text + character, width: last.width + face.advanceOf(codePoint) };
      } else {
        runs.push({ kind: 'drawn', face, text: character, width: face.advanceOf(codePoint) });
      }
    }
    return runs;
  }

  /** Characters that no font has, each once, in order. */
  missing(texts: Iterable<string>): readonly string[] {
    const missing = new Set<string>();
    for (const text of texts) {
      for (const character of text) {
        if (!isInvisible(character) && this.faceFor(character.codePointAt(0) ?? 0) === null) missing.add(character);
      }
    }
    return [...missing];
  }

  #findFace(codePoint: number): FontFace | null {
    const main = this.#open(MAIN);
    if (main.has(codePoint)) return main;
    for (const range of this.#fontRanges()) {
      if (codePoint < range.first || codePoint > range.last) continue;
      const face = this.#open(range.file);
      if (face.has(codePoint)) return face;
    }
    return null;
  }

  #open(file: string): FontFace {
    let face = this.#faces.get(file);
    if (face === undefined) {
      face = new FontFace(file, this.#require.resolve(`${PACKAGE}/files/noto-sans-sc-${file}-400-normal.woff`));
      this.#faces.set(file, face);
    }
    return face;
  }

  /** The package's own list of which small file holds which characters. */
  #fontRanges(): readonly FontRange[] {
    if (this.#ranges === undefined) {
      const path = this.#require.resolve(`${PACKAGE}/unicode.json`);
      this.#ranges = parseFontRanges(JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>);
    }
    return this.#ranges;
  }
}

export interface FontRange {
  readonly file: string;
  readonly first: number;
  readonly last: number;
}

/** Reads `{"[21]": "U+9f83,U+9f85-9f8d", "latin": "U+0000-00ff"}`. */
export function parseFontRanges(list: Readonly<Record<string, string>>): readonly FontRange[] {
  return Object.entries(list).flatMap(([name, ranges]) =>
    ranges.split(',').map((range) => {
      const [first = '', last = first] = range.trim().replace(/^U\+/i, '').split('-');
      return { file: name.replace(/^\[(\d+)\]$/, '$1'), first: Number.parseInt(first, 16), last: Number.parseInt(last, 16) };
    }),
  );
}

/** Zero-width characters, variation selectors and controls have no shape of their own; names in registers carry them by accident. */
function isInvisible(character: string): boolean {
  return /[\p{Cc}\u00AD\u180E\u200B-\u200F\u2028-\u202E\u2060-\u2064\uFE00-\uFE0F\uFEFF\u{E0100}-\u{E01EF}]/u.test(character);
}

/** Shared by everything drawn in this process; opened on first use. */
export const fontChain = new FontChain();
