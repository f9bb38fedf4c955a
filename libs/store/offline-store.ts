import { belowCourt } from './court-tree.js';
import type { Database } from './database.js';
import { EVERYTHING, type Reach } from './reach.js';

/** States a batch shows: what people did, and what its tasks and its day say. */
export const OFFLINE_BATCH_STATES = ['open', 'printed', 'sent', 'answered', 'overdue', 'closed'] as const;
export type OfflineBatchState = (typeof OFFLINE_BATCH_STATES)[number];
export const OFFLINE_TASK_STATES = ['open', 'printed', 'sent', 'to-confirm', 'answered', 'overdue', 'withdrawn'] as const;
export type OfflineTaskState = (typeof OFFLINE_TASK_STATES)[number];

export interface OfflineFilter {
  readonly courtCode?: string;
  readonly institutionCode?: string;
  readonly region?: string;
  readonly state?: string;
  readonly assignedTo?: string;
  readonly dueBefore?: Date;
  readonly batchId?: string;
  readonly requestId?: number;
  readonly after?: string;
  readonly limit: number;
  /** Whose list it is; everything when absent. */
  readonly reach?: Reach;
}

export interface OfflineBatchRow {
  readonly id: string;
  readonly number: string;
  readonly courtCode: string;
  readonly institutionCode: string;
  readonly region: string;
  readonly state: OfflineBatchState;
  readonly openedAt: Date;
  readonly answerBy: Date | null;
  readonly printedAt: Date | null;
  readonly printedBy: string | null;
  readonly letterExchangeId: number | null;
  readonly formExchangeId: number | null;
  readonly sentAt: Date | null;
  readonly sentBy: string | null;
  readonly sentWay: string | null;
  readonly sentReference: string | null;
  readonly assignedTo: string | null;
  readonly remindedAt: Date | null;
  readonly closedAt: Date | null;
  readonly closeReason: string | null;
  readonly version: number;
  readonly tasks: number;
  readonly answered: number;
}

export interface OfflineTaskRow {
  readonly requestId: number;
  readonly requestNumber: string;
  readonly inquiryId: string;
  readonly caseId: string;
  readonly obligorId: string;
  readonly courtCode: string;
  readonly institutionCode: string;
  readonly region: string;
  readonly sources: readonly string[];
  readonly batchId: string | null;
  readonly place: number | null;
  readonly state: OfflineTaskState;
  readonly acceptedAt: Date;
  readonly answerBy: Date;
}

/** Open tasks of one state and age, for metrics. */
export interface OfflineDepth {
  readonly state: string;
  readonly age: string;
  readonly tasks: number;
}

// What the answer says comes before what the calendar says; a task whose inquiry was cancelled asks nobody any more.
const BATCHES = `SELECT * FROM (
  SELECT b.id, b.number, b.court_code AS "courtCode", b.institution_code AS "institutionCode", b.region, b.opened_at AS "openedAt",
    coalesce(b.answer_by, t.due) AS "answerBy", b.printed_at AS "printedAt", b.printed_by AS "printedBy", b.letter_exchange_id AS "letterExchangeId",
    b.form_exchange_id AS "formExchangeId", b.sent_at AS "sentAt", b.sent_by AS "sentBy", b.sent_way AS "sentWay", b.sent_reference AS "sentReference",
    b.assigned_to AS "assignedTo", b.reminded_at AS "remindedAt", b.closed_at AS "closedAt", b.close_reason AS "closeReason", b.version,
    t.tasks, t.answered,
    CASE WHEN b.state IN ('open', 'closed') THEN b.state WHEN t.tasks = t.answered THEN 'answered' WHEN b.answer_by <= now() THEN 'overdue' ELSE b.state END AS state
  FROM offline_batch b CROSS JOIN LATERAL (
    SELECT count(*)::int AS tasks, min(k.answer_by) AS due, (count(*) FILTER (WHERE EXISTS (
      SELECT FROM offline_answer a WHERE a.request_id = k.request_id AND a.state = 'confirmed')))::int AS answered
    FROM offline_task k WHERE k.batch_id = b.id
      AND NOT EXISTS (SELECT FROM outcome o WHERE o.request_id = k.request_id AND o.content ->> 'cause' = 'cancelled')) t
) AS batch`;

const TASKS = `SELECT * FROM (
  SELECT t.request_id AS "requestId", r.request_number AS "requestNumber", r.inquiry_id AS "inquiryId", i.case_id AS "caseId", r.obligor_id AS "obligorId",
    c.court_code AS "courtCode", t.institution_code AS "institutionCode", n.region, r.sources, t.batch_id AS "batchId", t.place,
    i.accepted_at AS "acceptedAt", t.answer_by AS "answerBy", b.assigned_to AS "assignedTo",
    CASE
      WHEN EXISTS (SELECT FROM offline_answer a WHERE a.request_id = t.request_id AND a.state = 'entered') THEN 'to-confirm'
      WHEN EXISTS (SELECT FROM offline_answer a WHERE a.request_id = t.request_id AND a.state = 'confirmed') THEN 'answered'
      WHEN EXISTS (SELECT FROM outcome o WHERE o.request_id = t.request_id AND o.content ->> 'cause' = 'cancelled') THEN 'withdrawn'
      WHEN t.answer_by <= now() THEN 'overdue'
      WHEN b.state = 'closed' THEN 'sent'
      ELSE coalesce(b.state, 'open')
    END AS state
  FROM offline_task t JOIN inquiry_request r ON r.id = t.request_id JOIN inquiry i ON i.id = r.inquiry_id JOIN case_file c ON c.id = i.case_id
    JOIN institution n ON n.code = t.institution_code LEFT JOIN offline_batch b ON b.id = t.batch_id
) AS task`;

/** Of a court that is known as a whole, or of one below it. */
const IN_WHOLE = `($10::text = '*' OR "courtCode" IN (${belowCourt('$10')}))`;

/** Not yet told by a register who the obligor is: the letter names it as the register has it. Of tasks `t` and their requests `r`. */
const NOT_HELD = `NOT EXISTS (SELECT FROM identity_key k WHERE k.inquiry_id = r.inquiry_id AND k.obligor_id = r.obligor_id AND k.decided_at IS NULL
  AND r.id <> ALL (k.asked))`;

/** Reads tasks and batches on paper, and puts tasks into batches. What people do with them is in `libs/offline`. */
export class OfflineStore {
  constructor(private readonly database: Database) {}

  /** Newest first; `after` is the id of the last one shown. One more than `limit` is read. */
  async batches(filter: OfflineFilter): Promise<OfflineBatchRow[]> {
    const { whole, own } = filter.reach ?? EVERYTHING;
    const { rows } = await this.database.pool.query<OfflineBatchRow>(
      `${BATCHES} WHERE ($1::text IS NULL OR "courtCode" = $1) AND ($2::text IS NULL OR "institutionCode" = $2) AND ($3::text IS NULL OR region = $3)
         AND ($4::text IS NULL OR state = $4) AND ($5::text IS NULL OR "assignedTo" = $5) AND ($6::timestamptz IS NULL OR "answerBy" < $6)
         AND ($7::uuid IS NULL OR id < $7) AND ($8::uuid IS NULL OR id = $8) AND ("courtCode" = $11 OR ${IN_WHOLE})
       ORDER BY id DESC LIMIT $9`,
      [...common(filter), filter.after ?? null, filter.batchId ?? null, filter.limit + 1, whole ?? null, own ?? null],
    );
    return rows;
  }

  /** In the order of their numbers; `after` is the id of the last one shown. One more than `limit` is read. */
  async tasks(filter: OfflineFilter): Promise<OfflineTaskRow[]> {
    const { whole, own, login } = filter.reach ?? EVERYTHING;
    const { rows } = await this.database.pool.query<OfflineTaskRow>(
      `${TASKS} WHERE ($1::text IS NULL OR "courtCode" = $1) AND ($2::text IS NULL OR "institutionCode" = $2) AND ($3::text IS NULL OR region = $3)
         AND ($4::text IS NULL OR state = $4) AND ($5::text IS NULL OR "assignedTo" = $5) AND ($6::timestamptz IS NULL OR "answerBy" < $6)
         AND ($7::bigint IS NULL OR "requestId" > $7) AND ($8::uuid IS NULL OR "batchId" = $8) AND ($12::bigint IS NULL OR "requestId" = $12)
         AND (${IN_WHOLE} OR ("courtCode" = $11 AND ("assignedTo" = $13
           OR EXISTS (SELECT FROM case_member m WHERE m.case_id = "caseId" AND m.login = $13 AND m.until IS NULL))))
       ORDER BY "requestId" LIMIT $9`,
      [...common(filter), filter.after ?? null, filter.batchId ?? null, filter.limit + 1, whole ?? null, own ?? null, filter.requestId ?? null, login],
    );
    return rows;
  }

  /**
   * Puts tasks that are in no batch into the open one of their court, institution and district; opens it if there is none. A batch
   * that is full takes no more. @returns how many found a place.
   */
  async gather(most: number, limit: number): Promise<number> {
    const { rowCount } = await this.database.pool.query(
      `WITH waiting AS (
         SELECT t.request_id, t.institution_code, c.court_code, n.region,
           row_number() OVER (PARTITION BY t.institution_code, c.court_code, n.region ORDER BY t.request_id) AS turn
         FROM (SELECT * FROM offline_task WHERE batch_id IS NULL AND ended_at IS NULL ORDER BY request_id LIMIT $2) t
           JOIN inquiry_request r ON r.id = t.request_id JOIN inquiry i ON i.id = r.inquiry_id JOIN case_file c ON c.id = i.case_id
           JOIN institution n ON n.code = t.institution_code
         WHERE ${NOT_HELD}
       ), place AS (
         SELECT w.request_id, w.turn, b.id, (SELECT count(*) FROM offline_task k WHERE k.batch_id = b.id) AS taken
         FROM waiting w JOIN offline_batch b ON b.court_code = w.court_code AND b.institution_code = w.institution_code AND b.region = w.region AND b.state = 'open'
       )
       UPDATE offline_task SET batch_id = place.id FROM place
       WHERE offline_task.request_id = place.request_id AND offline_task.batch_id IS NULL AND place.taken + place.turn <= $1`,
      [most, limit],
    );
    return rowCount ?? 0;
  }

  /** Opens batches for tasks that have nowhere to go. The ids are given: version 7, in the order of opening. */
  async openBatches(newId: () => string, day: string): Promise<void> {
    const { rows } = await this.database.pool.query<{ court_code: string; institution_code: string; region: string }>(
      `SELECT DISTINCT c.court_code, t.institution_code, n.region
       FROM (SELECT * FROM offline_task WHERE batch_id IS NULL AND ended_at IS NULL ORDER BY request_id LIMIT 1000) t
         JOIN inquiry_request r ON r.id = t.request_id JOIN inquiry i ON i.id = r.inquiry_id
         JOIN case_file c ON c.id = i.case_id JOIN institution n ON n.code = t.institution_code
       WHERE ${NOT_HELD} AND NOT EXISTS (SELECT FROM offline_batch b WHERE b.court_code = c.court_code AND b.institution_code = t.institution_code
           AND b.region = n.region AND b.state = 'open')`,
    );
    for (const row of rows) {
      await this.database.pool.query(
        `INSERT INTO offline_batch (id, number, court_code, institution_code, region)
         VALUES ($1, 'XCK' || $2 || lpad(nextval('offline_batch_number')::text, 8, '0'), $3, $4, $5) ON CONFLICT DO NOTHING`,
        [newId(), day, row.court_code, row.institution_code, row.region],
      );
    }
  }

  /** Open batches that have waited long enough or are full. */
  async batchesToPrint(openedBefore: Date, most: number): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      `SELECT b.id FROM offline_batch b WHERE b.state = 'open' AND EXISTS (SELECT FROM offline_task t WHERE t.batch_id = b.id AND t.ended_at IS NULL)
         AND (b.opened_at <= $1 OR (SELECT count(*) FROM offline_task t WHERE t.batch_id = b.id) >= $2) LIMIT 20`,
      [openedBefore, most],
    );
    return rows.map(({ id }) => id);
  }

  /** Ends tasks whose request got an outcome by another way: its inquiry was cancelled. */
  async endAnswered(): Promise<void> {
    await this.database.pool.query(
      'UPDATE offline_task t SET ended_at = now() WHERE ended_at IS NULL AND EXISTS (SELECT FROM outcome o WHERE o.request_id = t.request_id)',
    );
  }

  /** Tasks whose day has passed and that have no outcome. */
  async overdue(now: Date, limit: number): Promise<{ requestId: number; printedAt: Date | null; sentAt: Date | null }[]> {
    const { rows } = await this.database.pool.query<{ requestId: number; printedAt: Date | null; sentAt: Date | null }>(
      `SELECT t.request_id AS "requestId", b.printed_at AS "printedAt", b.sent_at AS "sentAt"
       FROM offline_task t LEFT JOIN offline_batch b ON b.id = t.batch_id WHERE t.ended_at IS NULL AND t.answer_by <= $1 ORDER BY t.answer_by LIMIT $2`,
      [now, limit],
    );
    return rows;
  }

  /** Marks batches that are due soon and not answered, each once, and tells other systems. @returns how many. */
  async remind(dueBefore: Date): Promise<number> {
    const { rowCount } = await this.database.pool.query(
      `WITH due AS (
         UPDATE offline_batch b SET reminded_at = clock_timestamp()
         WHERE b.state IN ('printed', 'sent') AND b.reminded_at IS NULL AND b.answer_by <= $1
           AND EXISTS (SELECT FROM offline_task t WHERE t.batch_id = b.id AND NOT EXISTS (
             SELECT FROM offline_answer a WHERE a.request_id = t.request_id AND a.state = 'confirmed'))
         RETURNING b.id, b.institution_code, b.court_code, b.assigned_to, b.answer_by
       ), audit AS (
         INSERT INTO audit_event (event, actor, institution_code, result, reason)
         SELECT 'offline-batch.reminded', 'gateway', institution_code, 'success', id::text FROM due
       )
       INSERT INTO outbox (type, key, payload)
       SELECT 'offline-batch.due-soon', id::text, jsonb_build_object('batchId', id, 'institutionCode', institution_code, 'courtCode', court_code,
         'assignedTo', assigned_to, 'answerBy', answer_by) FROM due`,
      [dueBefore],
    );
    return rowCount ?? 0;
  }

  /** Tasks that wait for somebody, by state and age since their request was accepted. */
  async depth(): Promise<OfflineDepth[]> {
    const { rows } = await this.database.pool.query<OfflineDepth>(
      `SELECT state, CASE WHEN "acceptedAt" > now() - interval '1 day' THEN 'day' WHEN "acceptedAt" > now() - interval '7 days' THEN 'week'
         WHEN "acceptedAt" > now() - interval '30 days' THEN 'month' ELSE 'older' END AS age, count(*)::int AS tasks
       FROM (${TASKS}) AS open WHERE state NOT IN ('answered', 'withdrawn') GROUP BY 1, 2`,
    );
    return rows;
  }
}

const common = (filter: OfflineFilter): unknown[] => [
  filter.courtCode ?? null, filter.institutionCode ?? null, filter.region ?? null, filter.state ?? null, filter.assignedTo ?? null, filter.dueBefore ?? null,
];
