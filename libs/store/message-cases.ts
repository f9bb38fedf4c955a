import type { Database } from './database.js';

/** One case that a message tells of, and whom of it; null = everybody in it. */
export interface MessageCase {
  readonly caseId: string;
  readonly obligors: readonly string[] | null;
}

/**
 * The cases a message is about. One may carry requests of many: which, is known by the outcomes it brought and by the package, letter or
 * filing it was.
 */
export async function casesOfMessage(database: Pick<Database, 'pool'>, exchangeId: number): Promise<MessageCase[]> {
  const { rows } = await database.pool.query<MessageCase>(
    `WITH batches AS (
       SELECT id, NULL::bigint AS request_id FROM offline_batch WHERE $1 IN (letter_exchange_id, form_exchange_id)
       UNION ALL SELECT batch_id, request_id FROM offline_scan WHERE exchange_id = $1
     ), told AS (
       SELECT request_id FROM exchange WHERE id = $1 AND request_id IS NOT NULL
       UNION SELECT request_id FROM outcome WHERE exchange_id = $1
       UNION SELECT m.request_id FROM file_package p JOIN file_package_member m ON m.package_id = p.id WHERE p.exchange_id = $1
       UNION SELECT coalesce(b.request_id, t.request_id) FROM batches b JOIN offline_task t ON t.batch_id = b.id
     )
     SELECT i.case_id AS "caseId", array_agg(DISTINCT r.obligor_id) AS obligors
     FROM told JOIN inquiry_request r ON r.id = told.request_id JOIN inquiry i ON i.id = r.inquiry_id GROUP BY i.case_id
     UNION ALL SELECT case_id, NULL FROM (
       SELECT case_id FROM filing WHERE exchange_id = $1
       UNION SELECT f.case_id FROM filing_party p JOIN filing f ON f.id = p.filing_id WHERE p.exchange_id = $1
     ) AS filed WHERE case_id IS NOT NULL`,
    [exchangeId],
  );
  return rows;
}
