import type { Database } from './database.js';
import { inCourtOrBelow } from './court-reach.js';
import { grantReasons, type GrantReason } from './grant-reasons.js';

/** One entry of the audit record as it is read back. */
export interface AuditRecordRow {
  readonly id: number;
  readonly at: Date;
  readonly event: string;
  readonly actor: string;
  readonly caseId: string | null;
  readonly inquiryId: string | null;
  readonly institutionCode: string | null;
  readonly result: 'success' | 'failure';
  readonly reason: string | null;
  readonly correlationId: string | null;
  readonly basis: string | null;
  readonly grantId: string | null;
  readonly obligors: readonly string[] | null;
  /** The reason given for the grant. */
  readonly grant?: GrantReason;
}

export interface AuditFilter {
  /** Court of the reader, null for all courts. */
  readonly court: string | null;
  readonly caseId?: string;
  readonly login?: string;
  readonly event?: string;
  /** From this moment on. */
  readonly from?: Date;
  /** Before this moment. */
  readonly to?: Date;
  readonly limit: number;
  /** Id of the last one shown. */
  readonly after?: number;
}

/** Reads the audit record (审计记录) back, newest first. */
export class AuditReader {
  constructor(private readonly database: Pick<Database, 'pool'>) {}

  /** One more than `limit` is read. Somebody of a court sees what was done in its cases, and nothing that belongs to no case. */
  async list(filter: AuditFilter): Promise<AuditRecordRow[]> {
    // Only what is asked for stands in the statement, so that each kind of question finds its index.
    const values: unknown[] = [];
    const value = (given: unknown): string => `$${values.push(given)}`;
    const where = [
      ...(filter.court === null ? [] : [inCourtOrBelow('c.court_code', value(filter.court))]),
      ...(filter.caseId === undefined ? [] : [`a.case_id = ${value(filter.caseId)}`]),
      ...(filter.login === undefined ? [] : [`a.actor = ${value(filter.login)}${filter.login === 'gateway' ? '' : ` AND a.actor <> 'gateway'`}`]),
      ...(filter.event === undefined ? [] : [`a.event = ${value(filter.event)}`]),
      ...(filter.from === undefined ? [] : [`a.at >= ${value(filter.from)}`]),
      ...(filter.to === undefined ? [] : [`a.at < ${value(filter.to)}`]),
      ...(filter.after === undefined ? [] : [`(a.at, a.id) < (SELECT last.at, last.id FROM audit_event last WHERE last.id = ${value(filter.after)})`]),
    ];
    const { rows } = await this.database.pool.query<AuditRecordRow>(
      `SELECT a.id, a.at, a.event, a.actor, a.case_id AS "caseId", a.inquiry_id AS "inquiryId", a.institution_code AS "institutionCode", a.result, a.reason,
         a.correlation_id AS "correlationId", a.basis, a.grant_id AS "grantId", a.obligors
       FROM audit_event a LEFT JOIN case_file c ON c.id = a.case_id
       ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} ORDER BY a.at DESC, a.id DESC LIMIT ${value(filter.limit + 1)}`,
      values,
    );
    return withReasons(this.database, rows);
  }
}

/** Adds the reasons of grants to what was done under them. */
export async function withReasons<Row extends { readonly grantId: string | null }>(database: Pick<Database, 'pool'>, rows: readonly Row[]): Promise<(Row & { grant?: GrantReason })[]> {
  const reasons = await grantReasons(database, rows.flatMap(({ grantId }) => grantId ?? []));
  return rows.map((row) => {
    const grant = row.grantId === null ? undefined : reasons.get(row.grantId);
    return grant === undefined ? row : { ...row, grant };
  });
}
