import { sql, type RawBuilder } from 'kysely';
import { courtsBelow } from './court-tree.js';

/**
 * Which cases somebody may know of (管辖范围), without the people in them: every case of the courts in `whole`, and of `own` those in which
 * they take part. What they may open is decided case by case.
 */
export interface Reach {
  readonly login: string;
  /** Court whose cases, and those of the courts below it, are known; `*` is every court. */
  readonly whole?: string;
  /** Court of those who know only the cases in which they take part. */
  readonly own?: string;
  /** Court of an approver: of it and of the courts below it they know the cases in which they were asked to approve something. */
  readonly approves?: string;
}

/** For what the gateway does by itself. */
export const EVERYTHING: Reach = { login: 'gateway', whole: '*' };

/** The courts of a {@link Reach} and those below them, as a condition on a column with a court code. */
export function courtInReach({ whole, own }: Reach, column: string | RawBuilder<unknown>): RawBuilder<boolean> {
  const code = typeof column === 'string' ? sql.ref(column) : column;
  if (whole === '*') return sql<boolean>`true`;
  const owned = own === undefined ? sql<boolean>`false` : sql<boolean>`${code} = ${own}`;
  return whole === undefined ? owned : sql<boolean>`(${owned} OR ${code} IN (${courtsBelow(whole)}))`;
}

/** Cases of a {@link Reach}, as a condition on the columns with a court code and a case id. */
export function caseInReach({ login, whole, own, approves }: Reach, courtColumn: string, caseColumn: string): RawBuilder<boolean> {
  if (whole === '*') return sql<boolean>`true`;
  const code = sql.ref(courtColumn);
  const takesPart = sql`SELECT FROM case_member m WHERE m.case_id = ${sql.ref(caseColumn)} AND m.login = ${login} AND m.until IS NULL`;
  const conditions = [
    ...(own === undefined ? [] : [sql`(${code} = ${own} AND EXISTS (${takesPart}))`]),
    ...(approves === undefined ? [] : [sql`(EXISTS (${takesPart} AND m.part = 'approver') AND ${code} IN (${courtsBelow(approves)}))`]),
    ...(whole === undefined ? [] : [sql`${code} IN (${courtsBelow(whole)})`]),
  ];
  return conditions.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(conditions, sql` OR `)})`;
}

/** Cases of a {@link Reach} in which the caller takes part, as a condition on a row of `case_member` and the court of its case. */
export function takingPartInReach({ login, whole, own, approves }: Reach, member: string, courtColumn: string): RawBuilder<boolean> {
  const code = sql.ref(courtColumn);
  const conditions = [
    ...(own === undefined ? [] : [sql`${code} = ${own}`]),
    ...(approves === undefined ? [] : [sql`(${sql.ref(`${member}.part`)} = 'approver' AND ${code} IN (${courtsBelow(approves)}))`]),
    ...(whole === undefined ? [] : [whole === '*' ? sql`true` : sql`${code} IN (${courtsBelow(whole)})`]),
  ];
  return sql<boolean>`(${sql.ref(`${member}.login`)} = ${login} AND ${sql.ref(`${member}.until`)} IS NULL AND (${conditions.length === 0 ? sql`false` : sql.join(conditions, sql` OR `)}))`;
}
