import { sql } from 'kysely';
import { recordAudits } from '#libs/access';
import { beijingDay } from '#libs/statute';
import type { Database } from '#libs/store';
import { followOfficers } from './lead-owner.js';

/** Days that count as lately for the share that was checked in time. */
const LATELY_DAYS = 30;

/** How leads stand over all courts, for metrics. */
export interface LeadCounts {
  readonly toCheck: { readonly inTime: number; readonly overdue: number };
  readonly toTell: { readonly inTime: number; readonly overdue: number };
  /** Checked in the last 30 days. */
  readonly checked: { readonly inTime: number; readonly late: number };
}

/**
 * What happens to leads in time: they follow the officers of their case, what nobody checked by its day is reported once, and so is a case that ends over
 * one. What is to be done stands in the database; every turn does what is due, however late it runs, and several processes may do it.
 */
export class LeadWork {
  constructor(private readonly database: Database) {}

  /** @returns how many were reported as overdue */
  async turn(now: Date): Promise<number> {
    await this.database.query.transaction().execute(async (transaction) => {
      const given = await followOfficers(transaction);
      await recordAudits(transaction, given.map(({ caseId, owner }) => ({ event: 'lead.assigned', actor: 'gateway', caseId, result: 'success', reason: owner })));
    });
    await this.#caseEnded();
    return this.#overdue(now);
  }

  async counts(now: Date): Promise<LeadCounts> {
    const today = beijingDay(now);
    const { rows } = await sql<Record<'checkInTime' | 'checkOverdue' | 'tellInTime' | 'tellOverdue' | 'inTime' | 'late', number>>`
      SELECT w.*, c.* FROM (
        SELECT count(*) FILTER (WHERE state = 'open' AND due_on >= ${today}::date)::int AS "checkInTime", count(*) FILTER (WHERE state = 'open' AND due_on < ${today}::date)::int AS "checkOverdue",
          count(*) FILTER (WHERE state <> 'open' AND notice_due_on >= ${today}::date)::int AS "tellInTime", count(*) FILTER (WHERE state <> 'open' AND notice_due_on < ${today}::date)::int AS "tellOverdue"
        FROM lead WHERE notice_at IS NULL) w,
      (SELECT count(*) FILTER (WHERE (outcome_at AT TIME ZONE 'Asia/Shanghai')::date <= due_on)::int AS "inTime", count(*) FILTER (WHERE (outcome_at AT TIME ZONE 'Asia/Shanghai')::date > due_on)::int AS late
        FROM lead WHERE outcome_at > ${now}::timestamptz - ${LATELY_DAYS} * interval '1 day' AND due_on IS NOT NULL) c`.execute(this.database.query);
    const { checkInTime, checkOverdue, tellInTime, tellOverdue, inTime, late } = rows[0]!;
    return { toCheck: { inTime: checkInTime, overdue: checkOverdue }, toTell: { inTime: tellInTime, overdue: tellOverdue }, checked: { inTime, late } };
  }

  /** The day passed and nobody recorded what was found: in the history and the audit record, once. */
  #overdue(now: Date): Promise<number> {
    return this.database.query.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ caseId: string; dueOn: string }>`
        WITH late AS (
          SELECT id FROM lead WHERE notice_at IS NULL AND state = 'open' AND overdue_at IS NULL AND due_on < ${beijingDay(now)}::date ORDER BY id FOR UPDATE SKIP LOCKED
        ), marked AS (
          UPDATE lead SET overdue_at = ${now} FROM late WHERE lead.id = late.id RETURNING lead.id, lead.case_id, lead.due_on
        ), noted AS (
          INSERT INTO lead_event (lead_id, case_id, actor, event, detail) SELECT id, case_id, 'gateway', 'overdue', due_on::text FROM marked
        )
        SELECT case_id AS "caseId", due_on AS "dueOn" FROM marked`.execute(transaction);
      await recordAudits(transaction, rows.map(({ caseId, dueOn }) => ({ event: 'lead.overdue', actor: 'gateway', caseId, result: 'failure', reason: `due ${dueOn}` })));
      return rows.length;
    });
  }

  /** A case was closed, or ended without assets, while one of its leads was not checked: the lead stays open, and that is told once for each ending. One that came
   * after the ruling (终本裁定) is what such a case is watched for. */
  #caseEnded(): Promise<void> {
    return this.database.query.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ caseId: string; detail: string }>`
        INSERT INTO lead_event (lead_id, case_id, actor, event, detail)
        SELECT l.id, l.case_id, 'gateway', 'case-ended', CASE f.state WHEN 'closed' THEN 'closed' ELSE 'ended-without-assets ' || coalesce(f.ended_on::text, '') END
        FROM lead l JOIN case_file f ON f.id = l.case_id
        WHERE l.notice_at IS NULL AND l.state = 'open' AND f.state IN ('closed', 'ended-without-assets') AND (f.state = 'closed' OR l.received_on <= f.ended_on)
        ORDER BY l.id
        ON CONFLICT (lead_id, detail) WHERE event = 'case-ended' DO NOTHING RETURNING case_id AS "caseId", detail`.execute(transaction);
      await recordAudits(transaction, rows.map(({ caseId, detail }) => ({ event: 'lead.left-open', actor: 'gateway', caseId, result: 'failure', reason: detail.trim() })));
    });
  }
}
