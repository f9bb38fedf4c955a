import type { Database } from './database.js';
import type { Reach } from './reach.js';

/** An order for many measures that this process works on for a while. */
export interface ClaimedControlBatch {
  readonly id: string;
  readonly actor: string;
  readonly operation: 'renew' | 'release';
  readonly until: string | null;
  readonly reason: string;
  readonly approver: string;
  readonly reach: Reach;
  readonly state: 'preparing' | 'approving' | 'withdrawing';
  readonly stoppedBy: string | null;
  readonly stoppedWhy: string | null;
  readonly correlationId: string | null;
}

/** What is to be done next with lines, by the state of their batch. */
const OPEN_LINES: Readonly<Record<ClaimedControlBatch['state'], string>> = {
  preparing: `l.state IN ('waiting', 'drafted')`,
  approving: `l.state = 'submitted'`,
  // What has left stays as it is.
  withdrawing: `(l.state IN ('waiting', 'drafted', 'submitted') OR (l.state = 'approved' AND EXISTS (SELECT FROM control_order o WHERE o.id = l.order_id AND o.state = 'approved')))`,
};

/** Who works on which order for many measures, and on which of its lines. */
export class ControlBatchStore {
  constructor(private readonly database: Database) {}

  /** The one that waited longest for its turn and that nobody works on. */
  async claim(forMs: number): Promise<ClaimedControlBatch | undefined> {
    const { rows } = await this.database.pool.query<ClaimedControlBatch>(
      `UPDATE control_batch SET claimed_until = now() + $1 * interval '1 ms', turn_at = clock_timestamp()
       WHERE id = (SELECT id FROM control_batch WHERE state IN ('preparing', 'approving', 'withdrawing') AND (claimed_until IS NULL OR claimed_until < now())
         ORDER BY turn_at NULLS FIRST, id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id, actor, operation, until_day AS until, reason, approver, reach, state, stopped_by AS "stoppedBy", stopped_why AS "stoppedWhy", correlation_id AS "correlationId"`,
      [forMs],
    );
    return rows[0];
  }

  /** @param restMs nobody needs to look at it before */
  async release(id: string, restMs: number): Promise<void> {
    await this.database.pool.query(`UPDATE control_batch SET claimed_until = CASE WHEN $2 > 0 THEN now() + $2 * interval '1 ms' END WHERE id = $1`, [id, restMs]);
  }

  /** Lines with something to do, and the case each is about now; what was put off comes last. */
  async openLines({ id, state }: Pick<ClaimedControlBatch, 'id' | 'state'>, limit: number): Promise<readonly { readonly line: number; readonly caseId: string | null }[]> {
    const { rows } = await this.database.pool.query<{ line: number; caseId: string | null }>(
      `SELECT l.line, coalesce(l.case_id, (SELECT m.case_id FROM control_measure m WHERE m.id = l.measure_id)) AS "caseId" FROM control_batch_line l
       WHERE l.batch_id = $1 AND ${OPEN_LINES[state]} ORDER BY l.tried_at NULLS FIRST, l.line LIMIT $2`,
      [id, limit],
    );
    return rows;
  }

  async putOff(id: string, lines: readonly number[]): Promise<void> {
    await this.database.pool.query('UPDATE control_batch_line SET tried_at = clock_timestamp() WHERE batch_id = $1 AND line = ANY($2::int[])', [id, lines]);
  }
}
