import { create, type EmbeddedGlyph, type Font, type Glyph, type Subset } from 'fontkit';
import { readFileSync } from 'node:fs';
import { unpackWoff } from './woff.js';

interface PlacedGlyph {
  readonly id: number;
  readonly codePoints: readonly number[];
  readonly advanceWidth: number;
}

interface PlainGlyph {
  readonly id: number;
  /** In font units. */
  readonly advance: number;
}

/** One font file: which characters it has, how wide they are, and itself in the shape pdfkit embeds. */
export class FontFace {
  readonly font: Font;
  /** What was asked for so far, by code point; null where the file has nothing. */
  readonly #glyphs = new Map<number, PlainGlyph | null>();

  /** What embedding needs of glyphs it met before, by their ids. */
  readonly #embedded = new Map<number, EmbeddedGlyph>();
  readonly #lean: Font;

  /** @param file a WOFF file */
  constructor(
    readonly key: string,
    file: string,
  ) {
    this.font = create(unpackWoff(readFileSync(file)));
    this.#lean = Object.create(this.font, { getGlyph: { value: (id: number) => this.#embeddedGlyph(id) } }) as Font;
  }

  has(codePoint: number): boolean {
    return this.#find(codePoint) !== null;
  }

  /** Width of a character in thousandths of the font size. */
  advanceOf(codePoint: number): number {
    return (this.#glyphFor(codePoint).advance * 1000) / this.font.unitsPerEm;
  }

  glyphOf(codePoint: number): Glyph {
    return this.font.getGlyph(this.#glyphFor(codePoint).id);
  }

  /**
   * The font as pdfkit takes it, with two parts replaced. `layout` places one glyph per character instead of running the
   * shaping tables, which Chinese text does not need (a third of the time). The subset gives every *character* a place of
   * its own, not every glyph: `·` and `・` look the same here but are different names when text is copied out of the page.
   */
  forEmbedding(): Font {
    return Object.create(this.font, {
      postscriptName: { value: `NotoSansSC-${this.key}` },
      layout: { value: (text: string) => this.#layout(text) },
      createSubset: {
        value: () => {
          const subset = this.font.createSubset();
          subset.font = this.#lean;
          const places = new Map<number, number>();
          return {
            includeGlyph: (codePoint: number) => this.#include(subset, places, codePoint),
            encode: () => subset.encode(),
          };
        },
      },
    }) as Font;
  }

  /**
   * The same glyph without its outline. Embedding copies outlines as they stand in the file, and asks only whether a glyph is made of others;
   * to take every point of it apart for that, in every document anew, was a third of the time of a document.
   */
  #embeddedGlyph(id: number): EmbeddedGlyph {
    const known = this.#embedded.get(id);
    if (known !== undefined) return known;
    const glyph = this.font.getGlyph(id);
    const parts = glyph._decode();
    const outline = parts === null || parts.numberOfContours < 0 ? parts : { numberOfContours: parts.numberOfContours };
    const { leftBearing } = glyph._getMetrics();
    const lean: EmbeddedGlyph = { advanceWidth: glyph.advanceWidth, _decode: () => outline, _getMetrics: () => ({ leftBearing }) };
    this.#embedded.set(id, lean);
    return lean;
  }

  #layout(text: string): { glyphs: PlacedGlyph[]; positions: object[]; advanceWidth: number } {
    const glyphs: PlacedGlyph[] = [];
    const positions: object[] = [];
    let advanceWidth = 0;
    for (const character of text) {
      const codePoint = codePointOf(character);
      const { advance } = this.#glyphFor(codePoint);
      glyphs.push({ id: codePoint, codePoints: [codePoint], advanceWidth: advance });
      positions.push({ xAdvance: advance, yAdvance: 0, xOffset: 0, yOffset: 0 });
      advanceWidth += advance;
    }
    return { glyphs, positions, advanceWidth };
  }

  #include(subset: Subset, places: Map<number, number>, codePoint: number): number {
    const known = places.get(codePoint);
    if (known !== undefined) return known;
    const place = subset.glyphs.push(this.#glyphFor(codePoint).id) - 1;
    places.set(codePoint, place);
    return place;
  }

  #glyphFor(codePoint: number): PlainGlyph {
    const glyph = this.#find(codePoint);
    // A box in place of a name must not reach a page: callers ask `has` first.
    if (glyph === null) throw new RangeError(`Font ${this.key} has no glyph for this character.`);
    return glyph;
  }

  #find(codePoint: number): PlainGlyph | null {
    const known = this.#glyphs.get(codePoint);
    if (known !== undefined) return known;
    const found = this.font.hasGlyphForCodePoint(codePoint) ? this.font.glyphForCodePoint(codePoint) : null;
    const glyph = found === null ? null : { id: found.id, advance: found.advanceWidth };
    this.#glyphs.set(codePoint, glyph);
    return glyph;
  }
}

function codePointOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
