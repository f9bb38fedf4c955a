import type { Schema } from '../api/index.js';

type Institution = Schema<'InstitutionDto'>;
type Health = Schema<'InstitutionHealthDto'>;

export interface InstitutionRow {
  readonly institution: Institution;
  /** Undefined when it was not asked lately. */
  readonly health: Health | undefined;
}

/** `answered`: the worst rate of answers in time first; the others: the most first. */
export type Ranking = 'code' | 'answered' | 'slow' | 'queue' | 'failing';

export interface RowFilter {
  readonly text: string;
  readonly kind: string;
  readonly onlyOut: boolean;
  readonly ranking: Ranking;
}

/** Institutions with how they answer, narrowed and ranked; those nobody asked stand last. */
export function rankedRows(institutions: readonly Institution[], healths: readonly Health[], { text, kind, onlyOut, ranking }: RowFilter): InstitutionRow[] {
  const byCode = new Map(healths.map((health) => [health.code, health]));
  const wanted = text.trim().toLowerCase();
  const rows = institutions
    .filter((one) => (wanted === '' || one.name.toLowerCase().includes(wanted) || one.code.toLowerCase().includes(wanted)) && (kind === '' || one.kind === kind) && (!onlyOut || one.state === 'out-of-service'))
    .map((institution) => ({ institution, health: byCode.get(institution.code) }));
  if (ranking === 'code') return rows;
  const weight = ({ health }: InstitutionRow): number => (health === undefined ? -1 : weightOf(health, ranking));
  return rows.sort((left, right) => weight(right) - weight(left));
}

function weightOf({ asked, inTime, waiting, p95Ms = 0, failed }: Health, ranking: Exclude<Ranking, 'code'>): number {
  switch (ranking) {
    case 'answered':
      return asked === waiting ? 0 : 1 - inTime / (asked - waiting);
    case 'slow':
      return p95Ms;
    case 'queue':
      return waiting;
    case 'failing':
      return failed;
  }
}
