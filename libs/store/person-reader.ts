import type { Database } from './database.js';
import { withReasons } from './audit-reader.js';
import { inCourtOrBelow } from './court-reach.js';
import type { GrantReason } from './grant-reasons.js';

/** An entry of a person in a case, now or once. */
export interface FoundObligor {
  readonly obligorId: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly courtCode: string;
  readonly courtName: string;
  readonly since: Date;
  readonly removedAt: Date | null;
}

/** One act in a case that told of the person. */
export interface LookRow {
  readonly id: number;
  readonly at: Date;
  readonly login: string;
  readonly event: string;
  readonly caseId: string;
  readonly inquiryId: string | null;
  readonly basis: string | null;
  readonly grantId: string | null;
  readonly grant?: GrantReason;
}

/** One inquiry about the person, and what it came to. */
export interface AskedAbout {
  readonly inquiryId: string;
  readonly caseId: string;
  readonly askedBy: string;
  /** Started by itself: at the filing, or as a re-query. */
  readonly automatic: 'filing' | 'requery' | null;
  readonly purpose: string;
  readonly askedAt: Date;
  readonly institutions: number;
  readonly found: number;
  readonly nothingFound: number;
  /** Refused, failed, or not answered yet. */
  readonly other: number;
}

export interface PersonFilter {
  readonly obligorIds: readonly string[];
  readonly from?: Date;
  readonly to?: Date;
}

/**
 * Everybody who stands or once stood in a case under a number, whoever asks. The one place that looks people up by their documents.
 * @param court only cases of this court and those below; null for all
 */
export async function findObligorsByDocument(database: Pick<Database, 'pool' | 'fields'>, type: string, number: string, court: string | null): Promise<FoundObligor[]> {
  const { rows } = await database.pool.query<FoundObligor>(
    `SELECT o.id AS "obligorId", c.id AS "caseId", c.case_number AS "caseNumber", c.court_code AS "courtCode", t.name AS "courtName", o.created_at AS since, o.removed_at AS "removedAt"
     FROM (SELECT obligor_id FROM obligor_document WHERE type = $1 AND number = ANY($2::text[])
       UNION SELECT obligor_id FROM obligor_document_past WHERE type = $1 AND number = ANY($2::text[])) AS known
       JOIN obligor o ON o.id = known.obligor_id JOIN case_file c ON c.id = o.case_id JOIN court t ON t.code = c.court_code
     WHERE ${inCourtOrBelow('c.court_code', '$3')} ORDER BY o.created_at, o.id`,
    // What was written before numbers were indexed stands there as it was.
    [type, [database.fields.numberIndex(type, number), number], court],
  );
  return rows;
}

/** Who looked at people, and who asked about them. */
export class PersonReader {
  constructor(private readonly database: Pick<Database, 'pool'>) {}

  /** Newest first; `after` is the id of the last one shown. One more than `limit` is read. */
  async looks({ obligorIds, from, to }: PersonFilter, limit: number, after?: number): Promise<LookRow[]> {
    const { rows } = await this.database.pool.query<LookRow>(
      `SELECT a.id, a.at, a.actor AS login, a.event, a.case_id AS "caseId", a.inquiry_id AS "inquiryId", a.basis, a.grant_id AS "grantId"
       FROM audit_event a
       WHERE a.case_id IN (SELECT case_id FROM obligor WHERE id = ANY($1::uuid[])) AND a.actor <> 'gateway' AND a.result = 'success'
         AND ($2::timestamptz IS NULL OR a.at >= $2) AND ($3::timestamptz IS NULL OR a.at < $3) AND ($4::bigint IS NULL OR a.id < $4)
         AND (a.obligors && $1::uuid[] OR (a.obligors IS NULL AND EXISTS (
           SELECT FROM obligor o WHERE o.id = ANY($1::uuid[]) AND o.case_id = a.case_id AND o.created_at <= a.at
             AND (a.inquiry_id IS NULL OR EXISTS (SELECT FROM inquiry_request r WHERE r.inquiry_id = a.inquiry_id AND r.obligor_id = o.id)))))
       ORDER BY a.id DESC LIMIT $5`,
      [obligorIds, from ?? null, to ?? null, after ?? null, limit + 1],
    );
    return withReasons(this.database, rows);
  }

  /** Inquiries about them, newest first, at most `limit`. */
  async asked({ obligorIds, from, to }: PersonFilter, limit: number): Promise<AskedAbout[]> {
    const { rows } = await this.database.pool.query<AskedAbout>(
      `SELECT i.id AS "inquiryId", i.case_id AS "caseId", i.requested_by AS "askedBy", w.cause AS automatic, i.purpose, i.accepted_at AS "askedAt",
         count(*)::int AS institutions, (count(*) FILTER (WHERE n.kind = 'found'))::int AS found, (count(*) FILTER (WHERE n.kind = 'nothing-found'))::int AS "nothingFound",
         (count(*) FILTER (WHERE n.kind IS NULL OR n.kind NOT IN ('found', 'nothing-found')))::int AS other
       FROM inquiry i JOIN inquiry_request r ON r.inquiry_id = i.id AND r.obligor_id = ANY($1::uuid[])
         LEFT JOIN LATERAL (SELECT o.kind FROM outcome o WHERE o.request_id = r.id ORDER BY o.version DESC LIMIT 1) n ON true
         LEFT JOIN LATERAL (SELECT cause FROM inquiry_order w WHERE w.inquiry_id = i.id AND w.case_id = i.case_id LIMIT 1) w ON true
       WHERE i.case_id IN (SELECT case_id FROM obligor WHERE id = ANY($1::uuid[]))
         AND ($2::timestamptz IS NULL OR i.accepted_at >= $2) AND ($3::timestamptz IS NULL OR i.accepted_at < $3)
       GROUP BY i.id, w.cause ORDER BY i.id DESC LIMIT $4`,
      [obligorIds, from ?? null, to ?? null, limit],
    );
    return rows;
  }
}
