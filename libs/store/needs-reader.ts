import { sql, type RawBuilder } from 'kysely';
import type { ReadingDatabase } from './database.js';
import { takingPartInReach, type Reach } from './reach.js';

/** Kinds of what needs somebody (待办类别), each dealt with in its own way. */
export const NEED_KINDS = [
  'approvals', // 等待您审批: asked of the caller by name
  'excess', // 超额待解除: more is held than is owed, or a bankruptcy was accepted
  'unconfirmed', // 待核实: nobody knows whether a measure took effect, or it never left
  'expiring', // 即将届满: measures that end within days, and those that lapsed
  'objections', // 异议待答复
  'restore', // 终本案件发现财产
  'leads', // 财产线索待核实, 待告知
  'clocks', // 期限: other periods of the law that run out
  'answers', // 查询已有结果: something was found, and nothing ordered since
  'drafts', // 草稿与退回: orders that were drafted and not submitted, or sent back
  'others', // 其他待办
] as const;
export type NeedKind = (typeof NEED_KINDS)[number];

/** One thing that needs somebody, without the people it is about. */
export interface Need {
  /** Of this thing, as long as it needs somebody. */
  readonly key: string;
  readonly kind: NeedKind;
  readonly caseId: string;
  readonly caseNumber: string;
  /** Kind of the task, where it is one. */
  readonly task: string | null;
  /** Day its clock runs out; of an approval, the day its wait ends. */
  readonly dueOn: string | null;
  readonly raisedAt: string;
  /** Who asks for the approval. */
  readonly askedBy: string | null;
  readonly institutionCode: string | null;
  /** Orders that were drafted or sent back. */
  readonly orders: number | null;
  readonly returned: number | null;
  /** The inquiry whose answers are in, counted. */
  readonly found: number | null;
  readonly answered: number | null;
  readonly total: number | null;
  /** Of a lead: what is to be done about it, who checks it, and whether it is urgent. */
  readonly lead: 'check' | 'tell' | null;
  readonly owner: string | null;
  readonly urgent: boolean | null;
}

/** Where a page ends: what it was ordered by. */
export interface NeedPlace {
  readonly clock: string;
  /** Microseconds since 1970. */
  readonly raised: number;
  readonly key: string;
}

export interface NeedsQuestion {
  readonly reach: Reach;
  /** Day in Beijing. */
  readonly today: string;
  /** Measures that end by this day are about to lapse. */
  readonly endsBy: string;
  readonly kind?: NeedKind;
  /** Of these cases only. */
  readonly caseIds?: readonly string[];
  readonly after?: NeedPlace;
  readonly limit: number;
}

export interface NeedsPage {
  readonly items: readonly (Need & { readonly place: NeedPlace })[];
  /** How many of each kind there are in all, whatever the page and the kind asked for. */
  readonly counts: Readonly<Partial<Record<NeedKind, number>>>;
}

/** Tasks by the kind of need they are; every other is of `others`. */
const KIND_OF_TASK: Readonly<Record<Exclude<NeedKind, 'approvals' | 'restore' | 'leads' | 'answers' | 'drafts' | 'others'>, readonly string[]>> = {
  excess: ['excess', 'release-on-bankruptcy'],
  unconfirmed: ['unconfirmed', 'conflict', 'not-sent'],
  expiring: ['expiring', 'lapsed'],
  objections: ['objection'],
  clocks: ['preservation-notice', 'first-court-idle', 'not-arrived'],
};

/** Reads what needs somebody today (今日待办): everything open in the cases in which they take part, the most urgent first. */
export class NeedsReader {
  constructor(private readonly database: Pick<ReadingDatabase, 'query'>) {}

  /**
   * One statement: every kind out of its own index over what is open, counted whole, and of it one page. Ordered by the clock (an excess is due since it was raised),
   * then the newest first; that order does not move while something waits, so pages do not overlap.
   */
  async page({ reach, today, endsBy, kind, caseIds, after, limit }: NeedsQuestion): Promise<NeedsPage> {
    const { rows } = await sql<{ items: NeedsPage['items']; counts: NeedsPage['counts'] }>`
      WITH mine AS MATERIALIZED (
        SELECT DISTINCT f.id, f.case_number, f.state FROM case_member m JOIN case_file f ON f.id = m.case_id
        WHERE ${takingPartInReach(reach, 'm', 'f.court_code')} AND ${caseIds === undefined ? sql`true` : sql`f.id = ANY(${[...caseIds]}::uuid[])`}
      ), need AS MATERIALIZED (${needsOf(reach.login, today, endsBy)})
      , placed AS (
        SELECT *, coalesce(clock, 'infinity'::date) AS by_clock, -(extract(epoch FROM raised_at) * 1000000)::bigint AS by_age FROM need
      ), page AS (
        SELECT * FROM placed
        WHERE ${kind === undefined ? sql`true` : sql`kind = ${kind}`}
          AND ${after === undefined ? sql`true` : sql`(by_clock, by_age, key) > (${after.clock}::date, ${-after.raised}::bigint, ${after.key}::text)`}
        ORDER BY by_clock, by_age, key LIMIT ${limit}
      )
      SELECT coalesce((SELECT json_object_agg(kind, n) FROM (SELECT kind, count(*) AS n FROM need GROUP BY kind) k), '{}') AS counts,
        coalesce((SELECT json_agg(json_build_object('key', p.key, 'kind', p.kind, 'caseId', p.case_id, 'caseNumber', f.case_number, 'task', p.task, 'dueOn', p.due_on, 'raisedAt', p.raised_at,
          'askedBy', p.asked_by, 'institutionCode', coalesce(w.institution_code, o.institution_code), 'orders', p.orders, 'returned', p.returned, 'found', a.found, 'answered', i.answered, 'total', i.total, 'lead', p.lead_step, 'owner', l.owner, 'urgent', l.urgent,
          'place', json_build_object('clock', p.by_clock, 'raised', -p.by_age, 'key', p.key)) ORDER BY p.by_clock, p.by_age, p.key)
        FROM page p JOIN mine f ON f.id = p.case_id
          LEFT JOIN control_measure w ON w.id = p.measure_id LEFT JOIN control_order o ON o.id = p.order_id LEFT JOIN inquiry i ON i.id = p.inquiry_id LEFT JOIN lead l ON l.id = p.lead_id
          LEFT JOIN LATERAL (SELECT count(DISTINCT request_id)::int AS found FROM outcome WHERE inquiry_id = p.inquiry_id AND kind = 'found') a ON p.inquiry_id IS NOT NULL
        ), '[]') AS items`.execute(this.database.query);
    return rows[0]!;
  }
}

/** Everything open in `mine`, one row each. `clock` is what it is ordered by, `due_on` what is shown. */
function needsOf(login: string, today: string, endsBy: string): RawBuilder<unknown> {
  const kindOfTask = sql`CASE ${sql.join(Object.entries(KIND_OF_TASK).map(([kind, tasks]) => sql`WHEN t.kind IN (${sql.join(tasks)}) THEN ${kind}`), sql` `)} ELSE 'others' END`;
  return sql`
    SELECT 'approvals' AS kind, 'approval-' || a.id AS key, a.case_id, (a.expires_at AT TIME ZONE 'Asia/Shanghai')::date AS clock, (a.expires_at AT TIME ZONE 'Asia/Shanghai')::date AS due_on,
      a.requested_at AS raised_at, NULL AS task, a.requested_by AS asked_by, NULL::text AS measure_id, NULL::bigint AS order_id, NULL::uuid AS inquiry_id, NULL::int AS orders, NULL::int AS returned,
      NULL::uuid AS lead_id, NULL::text AS lead_step
    FROM approval a JOIN mine ON mine.id = a.case_id WHERE a.approver = ${login} AND a.state = 'waiting'
    UNION ALL
    SELECT ${kindOfTask}, 'task-' || t.id, t.case_id, CASE WHEN t.kind IN (${sql.join(KIND_OF_TASK.excess)}) THEN (t.raised_at AT TIME ZONE 'Asia/Shanghai')::date ELSE t.due_on END, t.due_on,
      t.raised_at, t.kind, NULL, t.measure_id, t.order_id, NULL, NULL, NULL, NULL, NULL
    FROM control_task t JOIN mine ON mine.id = t.case_id WHERE t.state = 'open'
      -- The measure itself is among those that end.
      AND NOT (t.kind = 'expiring' AND EXISTS (SELECT FROM control_measure e WHERE e.id = t.measure_id AND e.case_id = t.case_id AND e.state IN ('effective', 'unfunded', 'waiting') AND e.until_day <= ${endsBy}::date))
    UNION ALL
    SELECT 'expiring', 'measure-' || e.id, e.case_id, e.until_day, e.until_day, e.created_at, NULL, NULL, e.id, NULL, NULL, NULL, NULL, NULL, NULL
    FROM control_measure e JOIN mine ON mine.id = e.case_id WHERE e.state IN ('effective', 'unfunded', 'waiting') AND e.until_day <= ${endsBy}::date
    UNION ALL
    SELECT 'restore', 'restore-' || r.id, r.case_id, r.due_on, r.due_on, r.raised_at, NULL, NULL, NULL, NULL, r.inquiry_id, NULL, NULL, NULL, NULL
    FROM restore_task r JOIN mine ON mine.id = r.case_id WHERE r.state = 'open'
    UNION ALL
    SELECT 'leads', CASE l.state WHEN 'open' THEN 'lead-check-' ELSE 'lead-tell-' END || l.id, l.case_id, CASE l.state WHEN 'open' THEN l.due_on ELSE l.notice_due_on END,
      CASE l.state WHEN 'open' THEN l.due_on ELSE l.notice_due_on END, coalesce(l.outcome_at, l.registered_at), NULL, NULL, NULL, NULL, NULL, NULL, NULL,
      l.id, CASE l.state WHEN 'open' THEN 'check' ELSE 'tell' END
    FROM lead l JOIN mine ON mine.id = l.case_id WHERE l.notice_at IS NULL
    UNION ALL
    SELECT 'answers', 'inquiry-' || q.id, mine.id, NULL, NULL, q.accepted_at, NULL, NULL, NULL, NULL, q.id, NULL, NULL, NULL, NULL
    FROM mine CROSS JOIN LATERAL (SELECT id, accepted_at FROM inquiry WHERE case_id = mine.id ORDER BY id DESC LIMIT 1) q
    WHERE mine.state = 'open' AND EXISTS (SELECT FROM outcome WHERE inquiry_id = q.id AND kind = 'found') AND NOT EXISTS (SELECT FROM control_order c WHERE c.case_id = mine.id AND c.created_at >= q.accepted_at)
    UNION ALL
    SELECT 'drafts', 'drafts-' || d.case_id, d.case_id, NULL, NULL, d.newest, NULL, NULL, NULL, NULL, NULL, d.orders, d.returned, NULL, NULL
    FROM (SELECT o.case_id, max(o.created_at) AS newest, count(*)::int AS orders, count(*) FILTER (WHERE o.state = 'returned')::int AS returned
      FROM control_order o JOIN mine ON mine.id = o.case_id WHERE o.state IN ('drafted', 'returned') GROUP BY o.case_id) d`;
}
