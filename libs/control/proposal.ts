import type { Source } from '#contracts/adapter';

/**
 * Sources in the order of least harm (善意文明执行, domain-rules B6): money first, then what can be sold, the home last. The default; a court
 * may order them otherwise.
 */
export const LEAST_HARM_FIRST: readonly Source[] = ['deposit', 'payment', 'wealth', 'securities', 'insurance', 'equity', 'vehicle', 'land', 'real-estate'];

/** Something that was found and may be controlled. */
export interface Candidate {
  readonly id: string;
  readonly source: Source;
  /** What a measure could hold now: available balance, or what the thing is worth less what others hold of it, fen. */
  readonly availableFen: number;
  readonly divisible: boolean;
  /** Measures of others stand before ours: it would wait, and counts for nothing. */
  readonly occupied: boolean;
  /** Must stay untouched of it: living amount, exempt funds, fen. */
  readonly protectedFen: number;
}

export interface ProposedMeasure {
  readonly candidateId: string;
  /** Money: how much of it. Things: what they are worth. */
  readonly fen: number;
  readonly because: 'covers-alone' | 'adds' | 'waits';
}

export interface Proposal {
  readonly measures: readonly ProposedMeasure[];
  /** Not covered even with everything. */
  readonly shortFen: number;
  /** More than needed, because a thing cannot be divided: an officer gives the reason (查扣冻规定 art 19). */
  readonly overFen: number;
}

/**
 * The smallest set of measures that covers the need in the order of least harm: a later source is touched only when the earlier ones do
 * not suffice; within a source the smallest thing that covers the rest by itself, else the largest, so that few are touched. What others
 * occupy is proposed as waiting only when the free things do not suffice, and counts for nothing (I5).
 */
export function propose(neededFen: number, candidates: readonly Candidate[], order: readonly Source[] = LEAST_HARM_FIRST): Proposal {
  const takeable = candidates
    .filter(({ source }) => order.includes(source))
    .map(({ id, source, divisible, occupied, availableFen, protectedFen }) => ({ id, source, divisible, occupied, fen: Math.max(0, availableFen - protectedFen) }))
    .filter(({ fen }) => fen > 0)
    .sort((a, b) => order.indexOf(a.source) - order.indexOf(b.source) || b.fen - a.fen || (a.id < b.id ? -1 : 1));
  const measures: ProposedMeasure[] = [];
  let leftFen = neededFen;
  let overFen = 0;
  for (const source of order) {
    // Largest first, as sorted.
    const free = takeable.filter((one) => one.source === source && !one.occupied);
    while (leftFen > 0 && free.length > 0) {
      const alone = free.findLastIndex(({ fen }) => fen >= leftFen);
      const [taken] = free.splice(Math.max(0, alone), 1);
      const fen = taken!.divisible ? Math.min(taken!.fen, leftFen) : taken!.fen;
      measures.push({ candidateId: taken!.id, fen, because: alone >= 0 && leftFen === neededFen ? 'covers-alone' : 'adds' });
      overFen = Math.max(0, fen - leftFen);
      leftFen = Math.max(0, leftFen - fen);
    }
  }
  if (leftFen > 0) {
    for (const { id, fen, divisible } of takeable.filter(({ occupied }) => occupied)) measures.push({ candidateId: id, fen: divisible ? Math.min(fen, leftFen) : fen, because: 'waits' });
  }
  return { measures, shortFen: leftFen, overFen };
}
