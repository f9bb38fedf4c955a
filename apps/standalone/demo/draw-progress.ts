import type { Writable } from 'node:stream';

export interface ProgressCounts {
  readonly total: number;
  readonly byKind: Record<string, number>;
}

const WIDTH = 40;
const MARKS: Record<string, string> = { found: '█', 'nothing-found': '▒', refused: '◇' };
const FAILED = '×';

/**
 * Draws how an inquiry fills in: one line that is painted over in a terminal, plain lines elsewhere.
 * @returns the painter; call it with `true` at the end.
 */
export function drawProgress(out: Writable & { isTTY?: boolean }, counts: ProgressCounts): (last?: boolean) => void {
  const begun = performance.now();
  let shown = '';
  let tenth = -1;
  return (last = false) => {
    const answered = Object.values(counts.byKind).reduce((sum, count) => sum + count, 0);
    const line = `  ${bar(counts)} ${String(answered).padStart(String(counts.total).length)}/${counts.total}  ${words(counts)}  ${((performance.now() - begun) / 1000).toFixed(1)} s`;
    if (out.isTTY === true) {
      if (line !== shown) out.write(`\r\u001b[K${line}`);
      if (last) out.write('\n');
    } else {
      // A log gets a line per tenth, not one per answer.
      const now = Math.floor((answered / Math.max(1, counts.total)) * 10);
      if (now !== tenth || last) out.write(`${line}\n`);
      tenth = now;
    }
    shown = line;
  };
}

function bar({ total, byKind }: ProgressCounts): string {
  let text = '';
  let done = 0;
  for (const kind of ['found', 'nothing-found', 'refused', '*']) {
    const count = kind === '*' ? failed(byKind) : (byKind[kind] ?? 0);
    done += count;
    const until = Math.round((done / Math.max(1, total)) * WIDTH);
    text += (MARKS[kind] ?? FAILED).repeat(Math.max(0, until - text.length));
  }
  return text.padEnd(WIDTH, '·');
}

const failed = (byKind: Record<string, number>): number =>
  Object.entries(byKind).reduce((sum, [kind, count]) => (kind in MARKS ? sum : sum + count), 0);

const words = ({ byKind }: ProgressCounts): string =>
  `found ${byKind['found'] ?? 0} · nothing ${byKind['nothing-found'] ?? 0} · refused ${byKind['refused'] ?? 0} · failed ${failed(byKind)}`;
