import { useEffect, useLayoutEffect, useRef, useState, type MouseEvent } from 'react';
import type { Schema } from '../../api/index.js';
import { useMessages, wordOf } from '../../language/index.js';
import type { Cell } from './board-model.js';
import { CELL_LOOK } from './cell-look.js';

type BoardCell = Cell<Schema<'InstitutionAnswerDto'>>;

/** With few institutions each has its name; with thousands each is a square. */
const NAMED_UP_TO = 240;
const NAMED = { width: 150, height: 24, gap: 3 };
const LARGE = { width: 18, height: 18, gap: 2 };
const LARGE_UP_TO = 1200;
const SMALL = { width: 11, height: 11, gap: 2 };

interface Given {
  readonly cells: readonly BoardCell[];
  readonly label: string;
  readonly onChoose: (cell: BoardCell) => void;
}

/** All requests at a glance, drawn on one canvas: four thousand of them cost one frame. The list below says the same in words. */
export function BoardMap({ cells, label, onChoose }: Given) {
  const { words } = useMessages();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, setWidth] = useState(0);
  const [over, setOver] = useState<BoardCell>();
  const size = cells.length <= NAMED_UP_TO ? NAMED : cells.length <= LARGE_UP_TO ? LARGE : SMALL;
  const columns = Math.max(1, Math.floor((width + size.gap) / (size.width + size.gap)));
  // Names fill the width; squares keep their size.
  const cellWidth = size === NAMED && width > 0 ? (width + size.gap) / columns - size.gap : size.width;
  const height = Math.ceil(cells.length / columns) * (size.height + size.gap);

  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    observer.observe(canvas.current!.parentElement!);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const element = canvas.current!;
    if (width === 0) return;
    const scale = window.devicePixelRatio || 1;
    element.width = width * scale;
    element.height = height * scale;
    const pen = element.getContext('2d')!;
    pen.scale(scale, scale);
    pen.font = `12px ${getComputedStyle(element).fontFamily}`;
    pen.textBaseline = 'middle';
    for (const [index, { state, answer }] of cells.entries()) {
      const x = (index % columns) * (cellWidth + size.gap);
      const y = Math.floor(index / columns) * (size.height + size.gap);
      const { fill, ink, sign } = CELL_LOOK[state];
      pen.fillStyle = fill;
      pen.fillRect(x, y, cellWidth, size.height);
      pen.fillStyle = ink;
      if (size === NAMED) {
        pen.fillText(sign, x + 5, y + size.height / 2 + 0.5);
        pen.fillText(fitted(pen, answer.institution.name, cellWidth - 24), x + 19, y + size.height / 2 + 0.5);
      } else if (size === LARGE) pen.fillText(sign, x + 5, y + size.height / 2 + 0.5);
      else if (state === 'failed' || state === 'found') pen.fillRect(x + 4, y + 4, 3, 3);
    }
  }, [cells, width, height, columns, cellWidth, size]);

  const at = (event: MouseEvent): BoardCell | undefined => {
    const box = canvas.current!.getBoundingClientRect();
    const column = Math.floor((event.clientX - box.left) / (cellWidth + size.gap));
    return column < columns ? cells[Math.floor((event.clientY - box.top) / (size.height + size.gap)) * columns + column] : undefined;
  };
  return (
    <div style={{ maxHeight: '44vh', overflow: 'auto' }} tabIndex={0} role="img" aria-label={label}>
      <canvas
        ref={canvas} className="board-map" style={{ height }} aria-hidden="true" title={over && `${over.answer.institution.name} · ${wordOf(words.cell, over.state)}`} onMouseMove={(event) => setOver(at(event))}
        onClick={(event) => {
          const cell = at(event);
          if (cell !== undefined) onChoose(cell);
        }}
      />
    </div>
  );
}

/** Cut between characters, never inside one: rare characters take two units. */
function fitted(pen: CanvasRenderingContext2D, name: string, width: number): string {
  if (pen.measureText(name).width <= width) return name;
  const characters = [...name];
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (pen.measureText(`${characters.slice(0, middle).join('')}…`).width <= width) low = middle;
    else high = middle - 1;
  }
  return `${characters.slice(0, low).join('')}…`;
}
