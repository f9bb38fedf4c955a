import { sql, type RawBuilder } from 'kysely';
import { decodeCursor, toPage, type Page, type PageRequest } from '#libs/cases';
import { beijingDay, isDay, type Day } from '#libs/statute';
import { caseInReach, type LeadProperty, type LeadState, type Reach, type ReadingDatabase } from '#libs/store';

/** A lead in a list over many cases (线索台账), without the people in it and without what it says. */
export interface LeadLine {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly courtCode: string;
  readonly property: LeadProperty;
  readonly urgent: boolean;
  readonly state: LeadState;
  readonly owner: string | null;
  readonly receivedOn: Day;
  readonly dueOn: Day | null;
  readonly checkedOn: Day | null;
  readonly noticeDueOn: Day | null;
  readonly toldOn: Day | null;
  /** Not checked, or the party not told, past the last day. */
  readonly overdue: boolean;
  /** Checked, or told, after the last day. */
  readonly late: boolean;
}

/** `to-check`: nobody recorded what was found; `to-tell`: found, and the party not told; `overdue`: either, past its day. */
export const LEAD_WAITS = ['to-check', 'to-tell', 'overdue'] as const;
export type LeadWait = (typeof LEAD_WAITS)[number];

export interface LeadFilter extends PageRequest {
  readonly reach: Reach;
  readonly state?: LeadState;
  /** Login of who checks it. */
  readonly owner?: string;
  readonly caseId?: string;
  readonly waits?: LeadWait;
}

/** Leads of many cases: whose day runs out first comes first, what is done comes last. */
export class LeadList {
  constructor(
    private readonly database: Pick<ReadingDatabase, 'query'>,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  /** @throws Problem `cursor-invalid` */
  async page({ reach, state, owner, caseId, waits, cursor, limit }: LeadFilter): Promise<Page<LeadLine>> {
    const after = decodeCursor(cursor, isPlace)?.split(' ');
    const today = beijingDay(this.clock());
    const conditions: RawBuilder<boolean>[] = [
      caseInReach(reach, 'f.court_code', 'f.id'),
      ...(state === undefined ? [] : [sql<boolean>`l.state = ${state}`]),
      ...(owner === undefined ? [] : [sql<boolean>`l.owner = ${owner}`]),
      ...(caseId === undefined ? [] : [sql<boolean>`l.case_id = ${caseId}::uuid`]),
      // What is done is in no index of what waits.
      ...(waits === undefined ? [] : [sql<boolean>`l.notice_at IS NULL`, ...(waits === 'overdue' ? [sql<boolean>`clock < ${today}::date`] : [sql<boolean>`l.state ${waits === 'to-check' ? sql`=` : sql`<>`} 'open'`])]),
      ...(after === undefined ? [] : [sql<boolean>`(clock, l.id) > (${after[0]}::date, ${after[1]}::uuid)`]),
    ];
    const { rows } = await sql<LeadLine & { clock: string }>`
      SELECT l.id, l.case_id AS "caseId", f.case_number AS "caseNumber", f.court_code AS "courtCode", l.property, l.urgent, l.state, l.owner, l.received_on AS "receivedOn", l.due_on AS "dueOn",
        checked_on::text AS "checkedOn", l.notice_due_on AS "noticeDueOn", l.notice_on AS "toldOn", clock::text AS clock, l.notice_at IS NULL AND clock < ${today}::date AS overdue,
        coalesce(checked_on > l.due_on, false) OR coalesce(l.notice_on > l.notice_due_on, false) AS late
      FROM lead l JOIN case_file f ON f.id = l.case_id
        CROSS JOIN LATERAL (SELECT CASE WHEN l.notice_at IS NOT NULL THEN 'infinity' WHEN l.state = 'open' THEN l.due_on ELSE l.notice_due_on END AS clock) c
        CROSS JOIN LATERAL (SELECT (l.outcome_at AT TIME ZONE 'Asia/Shanghai')::date AS checked_on) o
      WHERE ${sql.join(conditions, sql` AND `)} ORDER BY clock, l.id LIMIT ${limit + 1}`.execute(this.database.query);
    return toPage(rows, limit, ({ clock, id }) => `${clock} ${id}`, ({ clock: _, ...line }) => line);
  }
}

function isPlace(text: string): boolean {
  const [, day] = /^(\d{4}-\d\d-\d\d|infinity) [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(text) ?? [];
  return day !== undefined && (day === 'infinity' || isDay(day));
}
