import type { Database } from './database.js';
import { inCourtOrBelow } from './court-reach.js';
import type { Settlement } from './supervision-tables.js';

export type NoticeState = 'open' | 'seen' | 'settled';

/** What a supervisor has to look at. */
export interface NoticeRow {
  readonly id: string;
  readonly courtCode: string | null;
  readonly kind: string;
  readonly level: 'look' | 'warning' | 'alarm';
  readonly login: string;
  readonly caseId: string | null;
  readonly grantId: string | null;
  /** Of an alarm what was counted; of a look the reads under its grant, as of now. */
  readonly count: number;
  readonly threshold: number | null;
  readonly windowStart: Date;
  readonly windowEnd: Date;
  readonly raisedAt: Date;
  readonly state: NoticeState;
  readonly seenBy: string | null;
  readonly seenAt: Date | null;
  readonly settledBy: string | null;
  readonly settledAt: Date | null;
  readonly settlement: Settlement | null;
  readonly note: string | null;
}

export interface NoticeFilter {
  /** Court of the reader, null for all courts. */
  readonly court: string | null;
  readonly id?: string;
  readonly state?: NoticeState;
  readonly kind?: string;
  readonly login?: string;
  readonly limit: number;
  /** Id of the last one shown. */
  readonly after?: string;
}

/** A notice that the world was not told of yet. */
export interface UntoldNotice {
  readonly id: string;
  readonly kind: string;
  readonly level: string;
  readonly courtCode: string | null;
  readonly caseId: string | null;
}

const STATE = `CASE WHEN n.settled_at IS NOT NULL THEN 'settled' WHEN n.seen_at IS NOT NULL THEN 'seen' ELSE 'open' END`;
const LOOKS = `(SELECT count(*) FROM audit_event a WHERE a.grant_id = n.grant_id AND a.result = 'success')::int`;

type Executor = Pick<Database['pool'], 'query'>;

/** Notices to supervisors (督察提醒). Looks outside one's own cases are raised where they are recorded (`libs/access`). */
export class NoticeStore {
  constructor(private readonly database: Pick<Database, 'pool'>) {}

  /** Newest first. One more than `limit` is read. */
  async list(filter: NoticeFilter): Promise<NoticeRow[]> {
    const { rows } = await this.database.pool.query<NoticeRow>(
      `SELECT n.id, n.court_code AS "courtCode", n.kind, n.level, n.login, n.case_id AS "caseId", n.grant_id AS "grantId",
         CASE WHEN n.kind = 'look-outside' THEN ${LOOKS} ELSE n.count END AS count, n.threshold, n.window_start AS "windowStart", n.window_end AS "windowEnd",
         n.raised_at AS "raisedAt", ${STATE} AS state, n.seen_by AS "seenBy", n.seen_at AS "seenAt", n.settled_by AS "settledBy", n.settled_at AS "settledAt",
         n.settlement, n.note
       FROM supervision_notice n
       WHERE ${inCourtOrBelow('n.court_code', '$1')} AND ($2::uuid IS NULL OR n.id = $2) AND ($3::text IS NULL OR ${STATE} = $3)
         AND ($4::text IS NULL OR n.kind = $4) AND ($5::text IS NULL OR n.login = $5) AND ($6::uuid IS NULL OR n.id < $6)
       ORDER BY n.id DESC LIMIT $7`,
      [filter.court, filter.id ?? null, filter.state ?? null, filter.kind ?? null, filter.login ?? null, filter.after ?? null, filter.limit + 1],
    );
    return rows;
  }

  /** Unsettled notices by kind. */
  async unsettled(): Promise<{ readonly kind: string; readonly level: string; readonly notices: number }[]> {
    const { rows } = await this.database.pool.query<{ kind: string; level: string; notices: number }>(
      'SELECT kind, level, count(*)::int AS notices FROM supervision_notice WHERE settled_at IS NULL GROUP BY kind, level',
    );
    return rows;
  }

  /** Takes what the world was not told of, and lays an event about each into the outbox, once over all processes. */
  async tell(executor: Executor): Promise<UntoldNotice[]> {
    const { rows } = await executor.query<UntoldNotice>(
      `WITH told AS (
         UPDATE supervision_notice SET told_at = clock_timestamp()
         WHERE id IN (SELECT id FROM supervision_notice WHERE told_at IS NULL ORDER BY id LIMIT 1000 FOR UPDATE SKIP LOCKED)
         RETURNING id, kind, level, court_code, case_id
       ), events AS (
         INSERT INTO outbox (type, key, payload)
         SELECT 'supervision.raised', coalesce(case_id, id)::text, jsonb_build_object('noticeId', id, 'kind', kind, 'level', level, 'courtCode', court_code, 'caseId', case_id) FROM told
       )
       SELECT id, kind, level, court_code AS "courtCode", case_id AS "caseId" FROM told`,
    );
    return rows;
  }
}
