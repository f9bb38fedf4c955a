import { sql, type RawBuilder } from 'kysely';

/** Deeper than any hierarchy of courts (libs/cases/courts.ts refuses more than four above a court); a circle ends here. */
const DEEPEST = 8;

/** SQL for the codes of the court in `place` (a parameter or a column) and of those below it, in whatever order. */
export const belowCourt = (place: string): string =>
  `WITH RECURSIVE reached AS (SELECT code FROM court WHERE code = ${place} UNION SELECT c.code FROM court c JOIN reached r ON c.parent_code = r.code) SELECT code FROM reached`;

const up = (place: string): string =>
  `WITH RECURSIVE up AS (SELECT code, parent_code, 0 AS level FROM court WHERE code = ${place}
    UNION ALL SELECT p.code, p.parent_code, up.level + 1 FROM court p JOIN up ON p.code = up.parent_code WHERE up.level < ${DEEPEST})`;

/** SQL for the codes of the court in `place` and of those above it, nearest first. */
export const aboveCourt = (place: string): string => `${up(place)} SELECT code FROM up ORDER BY level`;

/** The same with how far above it each is: `level` 0 is the court itself. */
export const aboveCourtByLevel = (place: string): string => `${up(place)} SELECT code, level FROM up`;

/** {@link belowCourt} of a code, for kysely. */
export const courtsBelow = (code: string): RawBuilder<{ code: string }> => withCode(belowCourt, code);

/** {@link aboveCourt} of a code, for kysely. */
export const courtsAbove = (code: string): RawBuilder<{ code: string }> => withCode(aboveCourt, code);

/** The code stands where the text has its one place for it, as a parameter. */
function withCode(statement: (place: string) => string, code: string): RawBuilder<{ code: string }> {
  const [before = '', after = ''] = statement('?').split('?');
  return sql<{ code: string }>`${sql.raw(before)}${code}${sql.raw(after)}`;
}
