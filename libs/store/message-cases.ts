import type { Database } from './database.js';

/** One case that a message tells of, and whom of it; null = everybody in it. */
export interface MessageCase {
  readonly caseId: string;
  readonly obligors: readonly string[] | null;
}

/**
 * Requests that message `$1` carries, one or many: which, is known by the outcomes it brought and by the package or letter it was. A scan
 * that was made for one request carries that one only.
 */
const REQUESTS = `
  SELECT request_id FROM exchange WHERE id = $1 AND request_id IS NOT NULL
  UNION SELECT request_id FROM outcome WHERE exchange_id = $1
  UNION SELECT m.request_id FROM file_package p JOIN file_package_member m ON m.package_id = p.id WHERE p.exchange_id = $1
  UNION SELECT coalesce(b.request_id, t.request_id) FROM (
      SELECT id, NULL::bigint AS request_id FROM offline_batch WHERE letter_exchange_id = $1
      UNION SELECT id, NULL FROM offline_batch WHERE form_exchange_id = $1
      UNION SELECT batch_id, request_id FROM offline_scan WHERE exchange_id = $1
    ) AS b JOIN offline_task t ON t.batch_id = b.id`;

/** Cases that were filed with message `$1`. */
const FILED = `
  SELECT case_id FROM filing WHERE exchange_id = $1 AND case_id IS NOT NULL
  UNION SELECT f.case_id FROM filing_party p JOIN filing f ON f.id = p.filing_id WHERE p.exchange_id = $1 AND f.case_id IS NOT NULL`;

/** Orders that message `$1` is about (I7), one or many: the message that carried them, each word of the institution, the scan of a letter. */
const ORDERED = `
  SELECT o.case_id, o.obligor_id FROM control_exchange x JOIN control_order o ON o.id = x.order_id WHERE x.exchange_id = $1`;

/** The cases that message `$1` is about: what the guard asks before it is shown, and what is recorded when it was, must be the same. */
export const CASES_OF_MESSAGE = `
  SELECT i.case_id FROM (${REQUESTS}) AS told JOIN inquiry_request r ON r.id = told.request_id JOIN inquiry i ON i.id = r.inquiry_id
  UNION SELECT case_id FROM (${ORDERED}) AS ordered
  UNION ${FILED}`;

/** {@link CASES_OF_MESSAGE}, with those it tells of in each. */
export async function casesOfMessage(database: Pick<Database, 'pool'>, exchangeId: number): Promise<MessageCase[]> {
  const { rows } = await database.pool.query<MessageCase>(
    `SELECT case_id AS "caseId", array_agg(DISTINCT obligor_id) AS obligors
     FROM (SELECT i.case_id, r.obligor_id FROM (${REQUESTS}) AS told JOIN inquiry_request r ON r.id = told.request_id JOIN inquiry i ON i.id = r.inquiry_id
       UNION ALL ${ORDERED}) AS about GROUP BY case_id
     UNION ALL SELECT case_id, NULL FROM (${FILED}) AS filed`,
    [exchangeId],
  );
  return rows;
}
