import { fontChain } from './font-chain.js';
import { fillOutline, GreyCanvas } from './outline-raster.js';
import { breakLines } from './line-breaking.js';
import { encodeGreyPng } from './png.js';

const WIDTH = 480;
const HEIGHT = 300;
const MARGIN = 28;
const BANNER = '演示样张 DEMO 非真实证件';
const BANNER_SIZE = 26;
const TEXT_SIZE = 22;

/**
 * A picture that stands for an officer's certificate in the demo: the given lines on a striped ground under a banner that
 * says it is no certificate. Grey PNG, 480 × 300, a few kilobytes, no photograph. Equal text gives equal bytes.
 */
export function renderDemoCertificateImage(...lines: readonly string[]): Uint8Array {
  const canvas = new GreyCanvas(WIDTH, HEIGHT);
  stripes(canvas);
  for (let x = 0; x < WIDTH; x++) for (let y = 10; y < 54; y++) canvas.paint(x, y, 40, 1);
  write(canvas, BANNER, 42, BANNER_SIZE, 255);
  let baseline = 96;
  for (const text of lines) {
    for (const line of breakLines(text, ((WIDTH - 2 * MARGIN) * 1000) / TEXT_SIZE)) {
      let x = MARGIN;
      for (const run of line.runs) x = write(canvas, run.text, baseline, TEXT_SIZE, 20, x);
      baseline += TEXT_SIZE * 1.5;
    }
  }
  return encodeGreyPng(WIDTH, HEIGHT, canvas.points);
}

/** Diagonal stripes over the whole picture: it cannot be taken for a scan. */
function stripes(canvas: GreyCanvas): void {
  for (let y = 0; y < HEIGHT; y++) for (let x = 0; x < WIDTH; x++) if ((x + y) % 24 < 8) canvas.paint(x, y, 214, 1);
}

/** Returns where the text ends. */
function write(canvas: GreyCanvas, text: string, baseline: number, size: number, grey: number, from = MARGIN): number {
  let x = from;
  for (const run of fontChain.runs(text)) {
    if (run.kind === 'missing') continue; // breakLines has written such characters out as codes
    for (const character of run.text) {
      const codePoint = character.codePointAt(0) ?? 0;
      const place = { x, baseline, scale: size / run.face.font.unitsPerEm, grey };
      fillOutline(canvas, run.face.glyphOf(codePoint).path.commands, place);
      x += (run.face.advanceOf(codePoint) * size) / 1000;
    }
  }
  return x;
}
