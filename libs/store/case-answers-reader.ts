import type { ReadingDatabase } from './database.js';
import { openPeople, type SealedPerson } from './sealed-people.js';
import { PLACE } from './sealed-rows.js';
import type { SubjectSnapshot } from './identity-row.js';
import { toRequestRow, type RawRequest, type RequestRow } from './inquiry-reader.js';

/** A request of any inquiry of a case with its newest outcome. */
export interface CaseRequestRow extends RequestRow {
  readonly inquiryId: string;
  readonly acceptedAt: Date;
}

/** A case with those who owe in it now. */
export interface CaseSubjects {
  readonly caseNumber: string;
  readonly courtName: string;
  readonly obligors: readonly {
    readonly id: string;
    readonly kind: 'person' | 'organisation';
    readonly name: string;
    readonly otherNames: readonly string[];
    readonly documents: readonly { readonly type: string; readonly number: string }[];
  }[];
}

/** Reads what all inquiries of a case know together. */
export class CaseAnswersReader {
  constructor(private readonly database: ReadingDatabase) {}

  /** Obligors that were taken out of the case are not among them. */
  async subjects(caseId: string): Promise<CaseSubjects | undefined> {
    const { rows } = await this.database.pool.query<Omit<CaseSubjects, 'obligors'> & { obligors: SealedPerson<CaseSubjects['obligors'][number]>[] }>(
      `SELECT c.case_number AS "caseNumber", t.name AS "courtName",
         (SELECT coalesce(json_agg(json_build_object('id', o.id, 'kind', o.kind, 'name', o.name, 'otherNames', o.other_names, 'documents', o.documents,
            'sealed', encode(o.sealed, 'base64')) ORDER BY o.created_at, o.id), '[]') FROM obligor o WHERE o.case_id = c.id AND o.removed_at IS NULL) AS obligors
       FROM case_file c JOIN court t ON t.code = c.court_code WHERE c.id = $1`,
      [caseId],
    );
    const row = rows[0];
    return row && { ...row, obligors: await openPeople<CaseSubjects['obligors'][number]>(this.database.fields, row.obligors) };
  }

  /**
   * For each obligor, institution and set of sources: the newest question, and the newest in which the institution said what
   * there is. However often a case was asked again, that is at most two rows each, in the order asked.
   */
  async latest(caseId: string): Promise<CaseRequestRow[]> {
    const { rows } = await this.database.pool.query<RawRequest & { inquiry_id: string; inquiry_accepted_at: Date }>(
      `WITH asked AS (
         SELECT r.id, r.inquiry_id, r.obligor_id, r.institution_code, r.sources, i.accepted_at, o.version, o.committed_at,
           o.kind IN ('found', 'nothing-found') AND o.reused_from IS NULL AS informs
         FROM inquiry i JOIN inquiry_request r ON r.inquiry_id = i.id
           LEFT JOIN LATERAL (SELECT version, kind, committed_at, reused_from FROM outcome o WHERE o.request_id = r.id ORDER BY version DESC LIMIT 1) o ON true
         WHERE i.case_id = $1
       ), ranked AS (
         SELECT *, row_number() OVER (PARTITION BY obligor_id, institution_code, sources ORDER BY inquiry_id DESC, id DESC) AS newest,
           row_number() OVER (PARTITION BY obligor_id, institution_code, sources ORDER BY informs IS TRUE DESC, committed_at DESC, id DESC) AS informed
         FROM asked
       )
       SELECT r.id, r.obligor_id, r.institution_code, r.channel, r.request_number, r.sources, r.answer_by, m.first_fetched_at, a.inquiry_id,
         a.accepted_at AS inquiry_accepted_at, n.version, n.content, n.sealed, n.via, n.exchange_id, n.reused_from, n.accepted_at, n.sent_at,
         n.received_at, n.committed_at, n.waited_ms, 0 AS result_version
       FROM ranked a JOIN inquiry_request r ON r.id = a.id LEFT JOIN outcome n ON n.request_id = a.id AND n.version = a.version
         LEFT JOIN mailbox m ON m.request_id = a.id
       WHERE a.newest = 1 OR (a.informed = 1 AND a.informs)
       ORDER BY a.inquiry_id, a.id`,
      [caseId],
    );
    const opener = await this.database.fields.opener(rows.map(({ sealed }) => sealed));
    return rows.map((row) => ({ ...toRequestRow(opener, row), inquiryId: row.inquiry_id, acceptedAt: row.inquiry_accepted_at }));
  }

  /** Names under which obligors of the case were asked about because a register corrected them, in any of its inquiries. */
  async correctedNames(caseId: string): Promise<ReadonlyMap<string, readonly string[]>> {
    const { rows } = await this.database.pool.query<{ inquiry_id: string; obligor_id: string; keys: SubjectSnapshot | null; keys_sealed: Buffer | null }>(
      `SELECT k.inquiry_id, k.obligor_id, k.keys, k.keys_sealed FROM inquiry i JOIN identity_key k ON k.inquiry_id = i.id
       WHERE i.case_id = $1 AND (k.keys IS NOT NULL OR k.keys_sealed IS NOT NULL)`,
      [caseId],
    );
    const opener = await this.database.fields.opener(rows.map((row) => row.keys_sealed));
    const names = new Map<string, Set<string>>();
    for (const row of rows) {
      const keys = opener.json(row.keys_sealed, row.keys, PLACE.keys(row.inquiry_id, row.obligor_id));
      const known = names.get(row.obligor_id) ?? new Set();
      for (const name of [keys.name, ...keys.otherNames]) known.add(name);
      names.set(row.obligor_id, known);
    }
    return new Map([...names].map(([obligorId, known]) => [obligorId, [...known].sort()]));
  }

  /** When institutions gave answers that now serve other requests from store. */
  async givenAt(requestIds: readonly number[]): Promise<ReadonlyMap<number, Date>> {
    if (requestIds.length === 0) return new Map();
    const { rows } = await this.database.pool.query<{ request_id: number; given_at: Date }>(
      `SELECT DISTINCT ON (request_id) request_id, coalesce(received_at, committed_at) AS given_at FROM outcome
       WHERE request_id = ANY($1::bigint[]) AND kind IN ('found', 'nothing-found') ORDER BY request_id, version DESC`,
      [requestIds],
    );
    return new Map(rows.map((row) => [row.request_id, row.given_at]));
  }
}
