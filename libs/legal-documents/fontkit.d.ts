/** The few parts of fontkit (the font engine below pdfkit) that this folder uses; the package brings no types. */
declare module 'fontkit' {
  export interface PathCommand {
    readonly command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath';
    readonly args: readonly number[];
  }

  export interface Glyph {
    readonly id: number;
    readonly advanceWidth: number;
    readonly path: { readonly commands: readonly PathCommand[] };
  }

  /** What embedding reads of a glyph: its parts as they stand in the file, and its measures. */
  export interface EmbeddedGlyph {
    readonly advanceWidth: number;
    _decode(): { readonly numberOfContours: number; readonly components?: readonly object[] } | null;
    _getMetrics(): { readonly leftBearing: number };
  }

  export interface Subset {
    /** The font that glyphs are read from. */
    font: Font;
    /** Glyph ids of the whole font by their place in the subset; place 0 is the missing-glyph box. */
    readonly glyphs: number[];
    encode(): Uint8Array;
  }

  export interface Font {
    readonly postscriptName: string;
    readonly unitsPerEm: number;
    readonly ascent: number;
    readonly descent: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): Glyph;
    getGlyph(glyphId: number): Glyph & EmbeddedGlyph;
    createSubset(): Subset;
  }

  export function create(bytes: Uint8Array): Font;
}
