import type { Database } from './database.js';
import type { Reach } from './reach.js';

/** A bulk inquiry that this process works on for a while. */
export interface ClaimedBulk {
  readonly id: string;
  readonly actor: string;
  readonly dryRun: boolean;
  readonly digest: Buffer;
  readonly correlationId: string | null;
  /** Cases its rows may name; null for what was given before there was such a thing. */
  readonly reach: Reach | null;
}

/** What became of one row. */
export interface BulkRowEnd {
  readonly row: number;
  readonly state: 'accepted' | 'refused';
  readonly code: string | null;
  readonly faults: readonly { readonly column: string; readonly allowed: string }[] | null;
  readonly inquiryId: string | null;
}

/** Who works on which bulk inquiry, and what its rows became. */
export class BulkStore {
  constructor(private readonly database: Database) {}

  /** The oldest that is not done and that nobody works on. */
  async claim(forMs: number): Promise<ClaimedBulk | undefined> {
    const { rows } = await this.database.pool.query<ClaimedBulk>(
      `UPDATE bulk_inquiry SET claimed_until = now() + $1 * interval '1 ms'
       WHERE id = (SELECT id FROM bulk_inquiry WHERE state = 'running' AND (claimed_until IS NULL OR claimed_until < now()) ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id, actor, dry_run AS "dryRun", file_digest AS digest, correlation_id AS "correlationId", reach`,
      [forMs],
    );
    return rows[0];
  }

  async release(id: string): Promise<void> {
    await this.database.pool.query('UPDATE bulk_inquiry SET claimed_until = NULL WHERE id = $1', [id]);
  }

  /** Writes down what rows became and keeps the claim; a row keeps no person once it was asked. */
  async write(id: string, ends: readonly BulkRowEnd[], forMs: number): Promise<void> {
    await this.database.pool.query(
      `WITH ended AS (
         UPDATE bulk_row SET state = e.state, code = e.code, faults = e.faults, inquiry_id = e."inquiryId", content = NULL, sealed = NULL, finished_at = now()
         FROM jsonb_to_recordset($2::jsonb) AS e (row int, state text, code text, faults jsonb, "inquiryId" uuid)
         WHERE bulk_id = $1 AND row_number = e.row AND bulk_row.state = 'waiting' RETURNING 1
       )
       UPDATE bulk_inquiry SET done = done + (SELECT count(*) FROM ended), claimed_until = now() + $3 * interval '1 ms' WHERE id = $1`,
      [id, JSON.stringify(ends), forMs],
    );
  }

  /** Rows that say what an earlier one says share its end; then the whole is done, which is audited once. */
  async finish(id: string): Promise<void> {
    await this.database.pool.query(
      `WITH repeats AS (
         UPDATE bulk_row r SET state = CASE f.state WHEN 'accepted' THEN 'repeated' ELSE f.state END, code = f.code, faults = f.faults,
           inquiry_id = f.inquiry_id, content = NULL, sealed = NULL, finished_at = now()
         FROM bulk_row f WHERE r.bulk_id = $1 AND f.bulk_id = r.bulk_id AND f.row_number = r.repeats AND r.state = 'waiting'
       ), done AS (
         UPDATE bulk_inquiry SET state = 'done', done = total, finished_at = now() WHERE id = $1 AND state = 'running' RETURNING id, correlation_id
       )
       INSERT INTO audit_event (event, actor, result, reason, correlation_id) SELECT 'bulk-inquiry.finished', 'gateway', 'success', id::text, correlation_id FROM done`,
      [id],
    );
  }
}
