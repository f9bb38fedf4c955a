import { createRequire } from 'node:module';
import { FontFace } from './font-face.js';

const file = createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff');

/** As pdfkit asks for it. */
interface EmbeddedSubset {
  includeGlyph(codePoint: number): number;
  encode(): Uint8Array;
}

describe('a font that is embedded', () => {
  const face = new FontFace('main', file);
  const words = '（2026）浙0106执1234号之一：冻结被执行人王小明在样例银行的存款300,000元，期限至2027年11月25日。é·・';
  const codePoints = [...new Set(words)].map((character) => character.codePointAt(0)!).filter((one) => face.has(one));
  const embedded = (): Buffer => {
    const subset = face.forEmbedding().createSubset() as unknown as EmbeddedSubset;
    for (const one of codePoints) subset.includeGlyph(one);
    return Buffer.from(subset.encode());
  };

  test('holds byte for byte what the font engine writes of the whole glyphs, the first time and again', () => {
    const plain = face.font.createSubset();
    for (const one of codePoints) plain.glyphs.push(face.font.glyphForCodePoint(one).id);
    const expected = Buffer.from(plain.encode());
    expect([embedded().equals(expected), embedded().equals(expected)]).toEqual([true, true]);
  });

  test('each glyph is taken apart once, however many documents it is in', () => {
    const other = new FontFace('main', file);
    let taken = 0;
    const asked = other.font.getGlyph.bind(other.font);
    Object.defineProperty(other.font, 'getGlyph', { value: (id: number) => ((taken += 1), asked(id)) });
    for (let documents = 0; documents < 3; documents += 1) {
      const subset = other.forEmbedding().createSubset() as unknown as EmbeddedSubset;
      for (const one of codePoints) subset.includeGlyph(one);
      subset.encode();
    }
    // Widths ask for each once too.
    expect(taken).toBeLessThanOrEqual(2 * (codePoints.length + 1));
  });
});
