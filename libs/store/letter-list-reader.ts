import { sql, type RawBuilder } from 'kysely';
import type { ControlOperation, Source } from '#contracts/adapter';
import type { ControlPriority, OrderState } from '#libs/control';
import type { ReadingDatabase } from './database.js';
import { caseInReach, type Reach } from './reach.js';

/** Where a letter waits: 待打印, 待送达, 待回执. */
export type OpenLetterStage = 'to-print' | 'printed' | 'delivered';
/** 已回执, 退回 */
export type LetterStage = OpenLetterStage | 'answered' | 'returned';

/** An order at an institution without a line, without the thing it is about. */
export interface LetterLine {
  readonly orderId: number;
  readonly requestNumber: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly institutionCode: string;
  readonly operation: ControlOperation;
  readonly source: Source;
  readonly limitFen: number;
  readonly priority: ControlPriority;
  readonly orderState: OrderState;
  readonly draftedBy: string;
  readonly stage: LetterStage;
  /** Day since when it stands there, Beijing. */
  readonly since: string;
  readonly overdue: boolean;
  /** What was typed from a reply waits for its second person. */
  readonly replyWaits: boolean;
  /** Where it stands in the list: 0 overdue, 1 urgent, 2 open, 3 nothing to be done; then by the day. */
  readonly rank: number;
  readonly place: number;
}

export interface LetterQuestion {
  /** Institutions without a line: what is approved there is to be printed. */
  readonly offline: readonly string[];
  /** Whatever has stood at a stage since this day is overdue. */
  readonly overdueSince: Readonly<Record<OpenLetterStage, string>>;
  readonly limit: number;
}

export interface LetterFilter extends LetterQuestion {
  readonly reach: Reach;
  readonly state?: LetterStage | 'overdue';
  readonly institution?: string;
  /** Login of an officer who takes part in the case. */
  readonly officer?: string;
  readonly caseId?: string;
  /** The last of the page before. */
  readonly after?: Pick<LetterLine, 'rank' | 'place' | 'orderId'>;
}

/** Reads letters over many cases (线下送达台账). */
export class LetterListReader {
  constructor(private readonly database: ReadingDatabase) {}

  /** What is to be done first comes first. */
  async list({ reach, state, institution, officer, caseId, after, limit, ...question }: LetterFilter): Promise<LetterLine[]> {
    const conditions = [
      caseInReach(reach, 'o.court_code', 'o.case_id'),
      ...(state === undefined ? [] : [state === 'overdue' ? sql<boolean>`overdue` : sql<boolean>`stage = ${state}`]),
      ...(institution === undefined ? [] : [sql<boolean>`o.institution_code = ${institution}`]),
      ...(caseId === undefined ? [] : [sql<boolean>`o.case_id = ${caseId}::uuid`]),
      ...(officer === undefined ? [] : [sql<boolean>`EXISTS (SELECT FROM case_member p WHERE p.case_id = o.case_id AND p.login = ${officer} AND p.until IS NULL)`]),
      ...(after === undefined ? [] : [sql<boolean>`(rank, place, o.id) > (${after.rank}::int, ${after.place}::int, ${after.orderId}::bigint)`]),
    ];
    const { rows } = await sql<LetterLine>`${letters(question)} WHERE ${sql.join(conditions, sql` AND `)} ORDER BY rank, place, o.id LIMIT ${limit}`.execute(this.database.query);
    return rows;
  }

  /** Overdue letters about which nobody was told, those that have waited longest first. */
  async untold({ limit, ...question }: LetterQuestion): Promise<LetterLine[]> {
    const { rows } = await sql<LetterLine>`${letters(question)} WHERE overdue AND NOT EXISTS (
        SELECT FROM control_task t WHERE t.order_id = o.id AND t.kind = CASE stage WHEN 'to-print' THEN 'letter-unprinted' WHEN 'printed' THEN 'letter-undelivered' ELSE 'letter-unanswered' END)
      ORDER BY rank, place, o.id LIMIT ${limit}`.execute(this.database.query);
    return rows;
  }
}

/** Everything that was printed, and what is to be. */
const letters = ({ offline, overdueSince }: Omit<LetterQuestion, 'limit'>): RawBuilder<LetterLine> => sql<LetterLine>`
  SELECT o.id AS "orderId", o.request_number AS "requestNumber", o.case_id AS "caseId", o.case_number AS "caseNumber", o.institution_code AS "institutionCode", o.operation, o.source,
    o.limit_fen AS "limitFen", o.priority, o.state AS "orderState", o.drafted_by AS "draftedBy", stage, since::text AS since, overdue, rank, place,
    EXISTS (SELECT FROM control_reply r WHERE r.order_id = o.id AND r.state = 'entered') AS "replyWaits"
  FROM (
    SELECT n.*, f.case_number, f.court_code, l.printed_at, l.delivered_on, l.returned_reason, l.order_id IS NOT NULL AS printed
    FROM control_letter l JOIN control_order n ON n.id = l.order_id JOIN case_file f ON f.id = n.case_id
    UNION ALL
    SELECT n.*, f.case_number, f.court_code, NULL, NULL, NULL, false
    FROM control_order n JOIN case_file f ON f.id = n.case_id
    WHERE n.state = 'approved' AND n.institution_code = ANY(${[...offline]}::text[]) AND NOT EXISTS (SELECT FROM control_letter l WHERE l.order_id = n.id)
  ) o
  CROSS JOIN LATERAL (SELECT CASE
    WHEN NOT o.printed THEN 'to-print' WHEN o.returned_reason IS NOT NULL THEN 'returned' WHEN o.state IN ('done', 'refused', 'not-taken', 'disputed') THEN 'answered'
    WHEN o.delivered_on IS NULL THEN 'printed' ELSE 'delivered' END AS stage) g
  CROSS JOIN LATERAL (SELECT CASE
    WHEN stage = 'to-print' THEN ((SELECT coalesce(max(e.at), o.updated_at) FROM control_event e WHERE e.order_id = o.id AND e.to_state = 'approved') AT TIME ZONE 'Asia/Shanghai')::date
    WHEN stage = 'delivered' THEN o.delivered_on ELSE (o.printed_at AT TIME ZONE 'Asia/Shanghai')::date END AS since) d
  CROSS JOIN LATERAL (SELECT coalesce(since <= CASE stage
    WHEN 'to-print' THEN ${overdueSince['to-print']}::date WHEN 'printed' THEN ${overdueSince.printed}::date WHEN 'delivered' THEN ${overdueSince.delivered}::date END, false) AS overdue) v
  CROSS JOIN LATERAL (SELECT CASE WHEN stage IN ('answered', 'returned') THEN 3 WHEN overdue THEN 0 WHEN o.priority = 'urgent' THEN 1 ELSE 2 END AS rank) k
  CROSS JOIN LATERAL (SELECT CASE WHEN rank = 3 THEN date '2000-01-01' - since ELSE since - date '2000-01-01' END AS place) p`;
