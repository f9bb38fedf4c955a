import { belowCourt } from './court-tree.js';

/**
 * Whether a column with a court code is of the court in parameter `place` or of one below it; a null parameter is every court. What belongs to
 * no court is seen by those who serve all courts only.
 */
export const inCourtOrBelow = (column: string, place: string): string => `(${place}::text IS NULL OR ${column} IN (${belowCourt(`${place}::text`)}))`;
