import type { Database } from './database.js';

/** A key whose data are due to be erased. */
export interface DueKey {
  readonly keyId: number;
  readonly caseId: string | null;
  readonly day: string | null;
  /** When the case was closed, or the day ended. */
  readonly since: Date;
  /** Records of the case from before personal data were sealed; they would stay readable, so the case is not erased. */
  readonly inClear: boolean;
}

export interface CaseLimits {
  readonly closedBefore: Date;
  /** A case that once ended without assets (终本) is asked about until then, whatever became of it. */
  readonly endedBefore: Date;
}

/** Of a `case_file` f: its personal data are due at $1 (closed before) and $2 (终本裁定日 before). Only a closed case is; it does not change any more. */
const CASE_IS_DUE = `f.state = 'closed' AND f.updated_at < $1 AND (f.ended_on IS NULL OR f.ended_on < $2::timestamptz::date)
  AND NOT EXISTS (SELECT FROM inquiry i WHERE i.case_id = f.id AND i.completed_at IS NULL)
  AND NOT EXISTS (SELECT FROM inquiry_order o WHERE o.case_id = f.id AND o.state IN ('due', 'waiting-for-officer', 'held'))
  AND NOT EXISTS (SELECT FROM restore_task t WHERE t.case_id = f.id AND t.state = 'open')
  AND NOT EXISTS (SELECT FROM control_measure m WHERE m.case_id = f.id AND m.state IN ('effective', 'unfunded', 'waiting'))
  AND NOT EXISTS (SELECT FROM control_order b JOIN control_measure m ON m.began_order = b.id WHERE b.case_id = f.id AND m.state IN ('effective', 'unfunded', 'waiting'))
  AND NOT EXISTS (SELECT FROM lead l WHERE l.case_id = f.id AND l.notice_at IS NULL)
  AND NOT EXISTS (SELECT FROM control_objection j WHERE j.case_id = f.id AND j.state = 'open')
  AND NOT EXISTS (SELECT FROM control_order o WHERE o.case_id = f.id AND o.state NOT IN ('withdrawn', 'done', 'refused', 'not-taken'))`;

const IN_CLEAR = `EXISTS (SELECT FROM inquiry i WHERE i.case_id = f.id AND (i.snapshot IS NOT NULL
  OR EXISTS (SELECT FROM outcome o WHERE o.inquiry_id = i.id AND o.content IS NOT NULL AND o.via <> 'gateway')))
  OR EXISTS (SELECT FROM control_order c WHERE c.case_id = f.id AND c.content IS NOT NULL)
  OR EXISTS (SELECT FROM control_measure m WHERE m.case_id = f.id AND m.content IS NOT NULL)
  OR EXISTS (SELECT FROM control_document d WHERE d.case_id = f.id AND d.bytes IS NOT NULL)
  OR EXISTS (SELECT FROM lead l WHERE l.case_id = f.id AND num_nonnulls(l.content, l.outcome, l.notice) > 0)`;

/**
 * Of a day's key k: the messages of that day belong to no single case; due when the last of the cases that were asked about then is
 * erased. A case was asked about while one of its inquiries was open, or an answer of it came in a message of that day.
 */
const DAY_IS_DUE = `k.kind = 'day' AND k.wrapped IS NOT NULL AND k.day < $1::timestamptz::date
  AND NOT EXISTS (SELECT FROM inquiry i JOIN data_key c ON c.case_id = i.case_id AND c.wrapped IS NOT NULL
    WHERE i.accepted_at < k.day + 2 AND coalesce(i.completed_at, 'infinity') >= k.day)
  AND NOT EXISTS (SELECT FROM exchange e JOIN outcome o ON o.exchange_id = e.id JOIN inquiry i ON i.id = o.inquiry_id
      JOIN data_key c ON c.case_id = i.case_id AND c.wrapped IS NOT NULL
    WHERE e.request_id IS NULL AND e.ended_at >= k.day - 1 AND e.ended_at < k.day + 2)
  AND NOT EXISTS (SELECT FROM exchange e JOIN control_exchange x ON x.exchange_id = e.id JOIN data_key c ON c.case_id = x.case_id AND c.wrapped IS NOT NULL
    WHERE e.request_id IS NULL AND e.ended_at >= k.day - 1 AND e.ended_at < k.day + 2)`;

/** What is deleted by age, and how. $1 is the moment before which it is due. */
const DELETED = {
  sessions: 'sign_in_session WHERE greatest(ends_at, coalesce(ended_at, ends_at)) < $1',
  'idempotency-keys': 'idempotency_key WHERE created_at < $1',
  mailboxes: 'mailbox WHERE answer_by < $1 AND EXISTS (SELECT FROM outcome o WHERE o.request_id = mailbox.request_id)',
} as const;
export type DeletedKind = keyof typeof DELETED;

/** Finds and erases what has been kept long enough. */
export class RetentionStore {
  constructor(private readonly database: Database) {}

  async dueCases({ closedBefore, endedBefore }: CaseLimits): Promise<DueKey[]> {
    const { rows } = await this.database.pool.query<DueKey>(
      `SELECT k.id AS "keyId", f.id AS "caseId", NULL AS day, f.updated_at AS since, ${IN_CLEAR} AS "inClear"
       FROM case_file f JOIN data_key k ON k.case_id = f.id AND k.wrapped IS NOT NULL WHERE ${CASE_IS_DUE} ORDER BY f.updated_at, f.id`,
      [closedBefore, endedBefore],
    );
    return rows;
  }

  /** Days none of whose cases is left; before the cases are erased that are due now. */
  async dueDays(before: Date): Promise<DueKey[]> {
    const { rows } = await this.database.pool.query<DueKey>(
      `SELECT k.id AS "keyId", NULL AS "caseId", k.day, k.day::timestamptz AS since, false AS "inClear" FROM data_key k WHERE ${DAY_IS_DUE} ORDER BY k.day`,
      [before],
    );
    return rows;
  }

  /**
   * Destroys the key of a case, with the indexes its people could be found by, and writes down by whose order; all or nothing.
   * @returns false when it is not due any more, or was erased meanwhile
   */
  async eraseCase(caseId: string, limits: CaseLimits, by: string, order: string): Promise<boolean> {
    return this.#erase(
      `SELECT k.id FROM data_key k JOIN case_file f ON f.id = k.case_id WHERE f.id = $3 AND k.wrapped IS NOT NULL AND ${CASE_IS_DUE} AND NOT ${IN_CLEAR} FOR UPDATE OF k, f`,
      [limits.closedBefore, limits.endedBefore, caseId],
      { by, order, caseId },
    );
  }

  async eraseDay(keyId: number, before: Date, by: string, order: string): Promise<boolean> {
    return this.#erase(`SELECT k.id FROM data_key k WHERE k.id = $2 AND ${DAY_IS_DUE} FOR UPDATE OF k`, [before, keyId], { by, order, caseId: null });
  }

  async count(kind: DeletedKind, before: Date): Promise<number> {
    const { rows } = await this.database.pool.query<{ rows: number }>(`SELECT count(*)::int AS rows FROM ${DELETED[kind]}`, [before]);
    return rows[0]!.rows;
  }

  /** Audited in the same statement; nothing is written when there was nothing. */
  async delete(kind: DeletedKind, before: Date, by: string): Promise<number> {
    const { rows } = await this.database.pool.query<{ rows: number }>(
      `WITH gone AS (DELETE FROM ${DELETED[kind]} RETURNING 1), audit AS (
         INSERT INTO audit_event (event, actor, result, reason) SELECT 'retention.deleted', $2, 'success', $3 || ' ' || (SELECT count(*) FROM gone) WHERE EXISTS (SELECT FROM gone))
       SELECT count(*)::int AS rows FROM gone`,
      [before, by, kind],
    );
    return rows[0]!.rows;
  }

  async #erase(find: string, values: unknown[], { by, order, caseId }: { by: string; order: string; caseId: string | null }): Promise<boolean> {
    const client = await this.database.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<{ id: number }>(find, values);
      const id = rows[0]?.id;
      if (id !== undefined) {
        await client.query('UPDATE data_key SET wrapped = NULL, destroyed_at = clock_timestamp(), destroyed_by = $2 WHERE id = $1', [id, `${by}, ${order}`]);
        if (caseId !== null) {
          await client.query('DELETE FROM obligor_document WHERE case_id = $1', [caseId]);
          // Which keeps what it removes.
          await client.query('DELETE FROM obligor_document_past p USING obligor o WHERE o.id = p.obligor_id AND o.case_id = $1', [caseId]);
          await client.query('UPDATE obligor SET name_index = NULL WHERE case_id = $1', [caseId]);
        }
        await client.query(`INSERT INTO audit_event (event, actor, case_id, result, reason) VALUES ('personal-data.erased', $1, $2, 'success', $3)`, [by, caseId, `key ${id}, order ${order}`]);
      }
      await client.query('COMMIT');
      if (caseId !== null) this.database.fields.forget([caseId]);
      return id !== undefined;
    } catch (error) {
      broken = await client.query('ROLLBACK').then(() => undefined, (fault: Error) => fault);
      throw error;
    } finally {
      client.release(broken);
    }
  }
}
