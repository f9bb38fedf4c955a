import { useCallback, useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

export interface Column<Row> {
  readonly key: string;
  readonly title: ReactNode;
  /** Track of a CSS grid: `120px`, `minmax(160px, 2fr)`. */
  readonly width: string;
  readonly end?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

interface Given<Row> {
  /** For who cannot see it. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string | number;
  readonly rowHeight?: number;
  /** Narrower than this it scrolls sideways, pixels. */
  readonly minWidth?: number;
  /** Most height, as CSS has it; all rows are shown when there are few. */
  readonly maxHeight?: string;
  /** A row that stands for a group goes over the whole width. */
  readonly group?: (row: Row) => ReactNode | undefined;
  /** With Enter, or a click beside links and buttons. */
  readonly onOpen?: (row: Row) => void;
  /** The end is near: time to fetch more. */
  readonly onEnd?: () => void;
  readonly selected?: string | number | undefined;
}

const OVERSCAN = 8;

/**
 * A table that holds only the rows in view, however many there are. Arrow keys, Page up and down, Home and End move through it, Enter opens; to a
 * screen reader it is a grid with all of its rows.
 */
export function VirtualTable<Row>({ label, rows, columns, keyOf, rowHeight = 34, minWidth = 720, maxHeight = '62vh', group, onOpen, onEnd, selected }: Given<Row>) {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const [view, setView] = useState({ top: 0, height: 600 });
  const [active, setActive] = useState(-1);

  useLayoutEffect(() => {
    const element = box.current!;
    const look = (): void => setView((last) => (last.top === element.scrollTop && last.height === element.clientHeight ? last : { top: element.scrollTop, height: element.clientHeight }));
    const observer = new ResizeObserver(look);
    observer.observe(element);
    let frame = 0;
    const scrolled = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(look);
    };
    element.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      element.removeEventListener('scroll', scrolled);
    };
  }, []);

  const first = Math.max(0, Math.floor(view.top / rowHeight) - OVERSCAN);
  const last = Math.min(rows.length, Math.ceil((view.top + view.height) / rowHeight) + OVERSCAN);
  const atEnd = last >= rows.length;
  useEffect(() => {
    if (atEnd && rows.length > 0) onEnd?.();
  }, [atEnd, rows.length, onEnd]);

  const go = useCallback((to: number): void => {
    const index = Math.max(0, Math.min(rows.length - 1, to));
    setActive(index);
    const element = box.current!;
    const top = index * rowHeight;
    // The heading stays in view above the first row.
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight * 2 > element.scrollTop + element.clientHeight) element.scrollTop = top + rowHeight * 2 - element.clientHeight;
  }, [rows.length, rowHeight]);

  const pressed = (event: KeyboardEvent): void => {
    if (event.target !== box.current) return;
    const page = Math.max(1, Math.floor(view.height / rowHeight) - 2);
    const steps: Record<string, number> = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: rows.length - 1 };
    const to = steps[event.key];
    if (to !== undefined && rows.length > 0) {
      event.preventDefault();
      go(to);
    } else if (event.key === 'Enter' && rows[active] !== undefined) {
      // The same key would press the first button of the dialog that opens.
      event.preventDefault();
      onOpen?.(rows[active]);
    }
  };

  const template = columns.map(({ width }) => width).join(' ');
  const grid = { gridTemplateColumns: template };
  return (
    <div
      ref={box} className="grid" style={{ maxHeight }} role="grid" aria-label={label} aria-rowcount={rows.length + 1} aria-colcount={columns.length} tabIndex={0}
      {...(active >= first && active < last ? { 'aria-activedescendant': `${id}-${active}` } : {})} onKeyDown={pressed}
    >
      <div style={{ minWidth }} role="presentation">
        <div className="grid-row grid-head" role="row" aria-rowindex={1} style={grid}>
          {columns.map(({ key, title, end }) => (
            <span key={key} role="columnheader" className={end ? 'end' : undefined}>
              {title}
            </span>
          ))}
        </div>
        <div style={{ height: first * rowHeight }} role="presentation" />
        {rows.slice(first, last).map((row, offset) => {
          const index = first + offset;
          const key = keyOf(row);
          const heading = group?.(row);
          const common = { role: 'row', id: `${id}-${index}`, 'aria-rowindex': index + 2 } as const;
          if (heading !== undefined) {
            return (
              <div key={key} {...common} className="grid-row grid-group" style={{ height: rowHeight }}>
                <span role="gridcell" aria-colspan={columns.length}>
                  {heading}
                </span>
              </div>
            );
          }
          return (
            <div
              key={key} {...common} className={`grid-row${onOpen === undefined ? '' : ' grid-open'}${index === active ? ' grid-active' : ''}${selected === key ? ' grid-selected' : ''}`} style={{ ...grid, height: rowHeight }}
              aria-selected={selected === key}
              onClick={(event) => {
                setActive(index);
                if (!(event.target as HTMLElement).closest('a, button, input, label')) onOpen?.(row);
              }}
            >
              {columns.map(({ key: column, cell, end }) => (
                <span key={column} role="gridcell" className={end ? 'end' : undefined}>
                  {cell(row)}
                </span>
              ))}
            </div>
          );
        })}
        <div style={{ height: Math.max(0, rows.length - last) * rowHeight }} role="presentation" />
      </div>
    </div>
  );
}
