/**
 * Whether a column with a court code is of the court in parameter `place` or of one below it; a null parameter is every court. What belongs to
 * no court is seen by those who serve all courts only.
 */
export const inCourtOrBelow = (column: string, place: string): string => `(${place}::text IS NULL OR ${column} IN (
  WITH RECURSIVE reached AS (SELECT code FROM court WHERE code = ${place}::text UNION SELECT c.code FROM court c JOIN reached r ON c.parent_code = r.code)
  SELECT code FROM reached))`;
