import type { PathCommand } from 'fontkit';

/** A picture in grey, one byte per point, 0 black to 255 white. */
export class GreyCanvas {
  readonly points: Uint8Array;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.points = new Uint8Array(width * height).fill(255);
  }

  /** Darkens one point by `cover` (0 to 1) towards `grey`. */
  paint(x: number, y: number, grey: number, cover: number): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height || cover <= 0) return;
    const index = y * this.width + x;
    const under = this.points[index] ?? 255;
    this.points[index] = Math.round(under + (grey - under) * Math.min(1, cover));
  }
}

interface Edge {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

const CURVE_STEPS = 6;
const SUB_ROWS = 4;

/** Fills a glyph outline (font units, y upwards) with its origin at (`x`, `baseline`), by the non-zero winding rule. */
export function fillOutline(
  canvas: GreyCanvas,
  commands: readonly PathCommand[],
  place: { readonly x: number; readonly baseline: number; readonly scale: number; readonly grey: number },
): void {
  const edges = flatten(commands).map((edge) => ({
    x0: place.x + edge.x0 * place.scale,
    y0: place.baseline - edge.y0 * place.scale,
    x1: place.x + edge.x1 * place.scale,
    y1: place.baseline - edge.y1 * place.scale,
  }));
  if (edges.length === 0) return;
  const top = Math.floor(Math.min(...edges.map((edge) => Math.min(edge.y0, edge.y1))));
  const bottom = Math.ceil(Math.max(...edges.map((edge) => Math.max(edge.y0, edge.y1))));
  for (let y = top; y < bottom; y++) {
    const cover = new Map<number, number>();
    for (let sub = 0; sub < SUB_ROWS; sub++) {
      for (const [from, to] of spans(edges, y + (sub + 0.5) / SUB_ROWS)) addSpan(cover, from, to);
    }
    for (const [x, share] of cover) canvas.paint(x, y, place.grey, share / SUB_ROWS);
  }
}

/** Stretches of one height that lie inside the outline. */
function spans(edges: readonly Edge[], y: number): readonly (readonly [number, number])[] {
  const crossings = edges
    .filter((edge) => edge.y0 <= y !== edge.y1 <= y)
    .map((edge) => ({
      x: edge.x0 + ((y - edge.y0) / (edge.y1 - edge.y0)) * (edge.x1 - edge.x0),
      winding: edge.y1 > edge.y0 ? 1 : -1,
    }))
    .sort((a, b) => a.x - b.x);
  const result: [number, number][] = [];
  let winding = 0;
  let start = 0;
  for (const crossing of crossings) {
    if (winding === 0) start = crossing.x;
    winding += crossing.winding;
    if (winding === 0) result.push([start, crossing.x]);
  }
  return result;
}

function addSpan(cover: Map<number, number>, from: number, to: number): void {
  for (let x = Math.floor(from); x < to; x++) {
    const share = Math.min(to, x + 1) - Math.max(from, x);
    cover.set(x, (cover.get(x) ?? 0) + share);
  }
}

/** Straight edges of an outline; curves become short lines. */
function flatten(commands: readonly PathCommand[]): readonly Edge[] {
  const edges: Edge[] = [];
  let start = { x: 0, y: 0 };
  let at = start;
  const lineTo = (x: number, y: number) => {
    edges.push({ x0: at.x, y0: at.y, x1: x, y1: y });
    at = { x, y };
  };
  for (const { command, args } of commands) {
    const [a = 0, b = 0, c = 0, d = 0] = args;
    switch (command) {
      case 'moveTo':
        start = at = { x: a, y: b };
        break;
      case 'lineTo':
        lineTo(a, b);
        break;
      case 'quadraticCurveTo': {
        const from = at;
        for (let step = 1; step <= CURVE_STEPS; step++) {
          const t = step / CURVE_STEPS;
          const [p, q, r] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
          lineTo(p * from.x + q * a + r * c, p * from.y + q * b + r * d);
        }
        break;
      }
      case 'closePath':
        lineTo(start.x, start.y);
        break;
      case 'bezierCurveTo':
        throw new Error('TrueType outlines have no cubic curves.');
    }
  }
  return edges;
}
