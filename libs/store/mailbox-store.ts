import type { Database } from './database.js';

export interface MailboxFetch {
  readonly ids: number[];
  readonly waiting: number;
  readonly oldestFetch: Date | null;
}

/** Which institutions have something waiting, and the requests themselves. */
export class MailboxStore {
  constructor(private readonly database: Database) {}

  /** Institutions with at least one waiting request. */
  async institutionsWaiting(): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ institution_code: string }>('SELECT DISTINCT institution_code FROM mailbox');
    return rows.map((row) => row.institution_code);
  }

  /**
   * Takes what is to be listed now: never fetched, or fetched so long ago that the institution may have lost it. Marks it
   * as fetched. @returns request ids, most urgent first, how many wait in all, and when the one was fetched that was fetched
   * longest ago.
   */
  async fetch(institutionCode: string, listAgainBefore: Date, limit: number): Promise<MailboxFetch> {
    const { rows } = await this.database.pool.query<{ ids: number[] | null; waiting: number; oldest: Date | null }>(
      `WITH due AS (
         SELECT request_id, priority FROM mailbox
         WHERE institution_code = $1 AND (last_fetched_at IS NULL OR last_fetched_at < $2)
         ORDER BY priority, request_id LIMIT $3
       ), marked AS (
         UPDATE mailbox SET last_fetched_at = clock_timestamp(), fetches = fetches + 1,
           first_fetched_at = coalesce(first_fetched_at, clock_timestamp())
         WHERE request_id IN (SELECT request_id FROM due)
         RETURNING last_fetched_at
       ), others AS (
         SELECT last_fetched_at FROM mailbox WHERE institution_code = $1 AND request_id NOT IN (SELECT request_id FROM due)
       )
       SELECT (SELECT json_agg(request_id ORDER BY priority, request_id) FROM due) AS ids,
         (SELECT count(*)::int FROM mailbox WHERE institution_code = $1) AS waiting,
         (SELECT min(last_fetched_at) FROM (SELECT * FROM marked UNION ALL SELECT * FROM others) AS every_one) AS oldest`,
      [institutionCode, listAgainBefore, limit],
    );
    const row = rows[0]!;
    return { ids: row.ids ?? [], waiting: row.waiting, oldestFetch: row.oldest };
  }

  /** Removes what will not be asked any more. */
  async remove(requestIds: readonly number[]): Promise<void> {
    if (requestIds.length > 0) await this.database.pool.query('DELETE FROM mailbox WHERE request_id = ANY($1::bigint[])', [requestIds]);
  }

  /** Waiting requests and the age of the oldest, per institution: for metrics and league tables. */
  async depth(): Promise<{ institutionCode: string; waiting: number; oldestSeconds: number }[]> {
    const { rows } = await this.database.pool.query<{ institution_code: string; waiting: number; oldest: number }>(
      `SELECT m.institution_code, count(*)::int AS waiting, extract(epoch FROM clock_timestamp() - min(i.accepted_at))::float8 AS oldest
       FROM mailbox m JOIN inquiry_request r ON r.id = m.request_id JOIN inquiry i ON i.id = r.inquiry_id GROUP BY 1`,
    );
    return rows.map((row) => ({ institutionCode: row.institution_code, waiting: row.waiting, oldestSeconds: row.oldest }));
  }
}
