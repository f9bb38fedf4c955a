import type { MarkTone } from '../../pieces/index.js';
import type { CellState } from './board-model.js';

/** How a state looks: a colour, and a sign so that nobody has to tell colours apart. */
export const CELL_LOOK: Readonly<Record<CellState, { readonly fill: string; readonly ink: string; readonly sign: string; readonly tone: MarkTone }>> = {
  waiting: { fill: '#e3e7ed', ink: '#4a5568', sign: '·', tone: 'quiet' },
  asked: { fill: '#c3d7f0', ink: '#1d4f91', sign: '→', tone: 'info' },
  found: { fill: '#6d3aa0', ink: '#ffffff', sign: '●', tone: 'strong' },
  none: { fill: '#a9d3b8', ink: '#14502c', sign: '○', tone: 'good' },
  refused: { fill: '#f1cd86', ink: '#6b4000', sign: '↩', tone: 'warn' },
  failed: { fill: '#c9463d', ink: '#ffffff', sign: '×', tone: 'bad' },
};
