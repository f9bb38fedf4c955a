import { sql } from 'kysely';
import type { Database } from './database.js';
import { caseInReach, type Reach } from './reach.js';
import type { CaseKind, CaseState } from './tables.js';

/** A case with where it stands (工作台), without the people in it. */
export interface WorkCase {
  readonly id: string;
  readonly caseNumber: string;
  readonly courtCode: string;
  readonly kind: CaseKind;
  readonly state: CaseState;
  readonly filedOn: string;
  /** What is owed and not paid, fen. */
  readonly outstandingFen: number;
  /** Obligors in the case now. */
  readonly obligors: number;
  /** The newest inquiry. */
  readonly inquiry: {
    readonly id: string;
    readonly total: number;
    readonly answered: number;
    /** Requests in whose answer something was found. */
    readonly found: number;
    readonly acceptedAt: string;
    readonly completedAt: string | null;
    readonly cancelled: boolean;
  } | null;
  /** Measures in force or waiting in rank. */
  readonly measures: number;
  /** Day on which the first of them ends. */
  readonly firstEnd: string | null;
  /** Orders that were drafted and not submitted, or sent back. */
  readonly drafted: number;
  /** Orders at institutions, without a result. */
  readonly underWay: number;
  /** Open tasks about measures. */
  readonly tasks: number;
  /** Approvals that wait. */
  readonly approvals: number;
  /** Leads that are not checked, or whose party was not told. */
  readonly leads: number;
  /** Something was found by the newest inquiry, and nothing was ordered since. */
  readonly answersIn: boolean;
}

/** `answers`: something was found and nothing done yet. `needs`: that, or tasks, leads, approvals, drafts. */
export const WORK_FILTERS = ['answers', 'needs'] as const;
export type WorkFilter = (typeof WORK_FILTERS)[number];

export interface WorkQuestion {
  readonly reach: Reach;
  readonly only?: WorkFilter;
  /** Id of the last case of the page before. */
  readonly before?: string;
  readonly limit: number;
}

/** Whom to look for: a beginning of the canonical case number, or a name or document number in full. */
export interface WorkSearch {
  readonly reach: Reach;
  readonly caseNumberPrefix?: string;
  readonly name: string;
  readonly documents: readonly { readonly type: string; readonly number: string }[];
  readonly limit: number;
}

/** Which obligors are meant: by whom the case was found. */
export interface WorkFound {
  readonly caseId: string;
  readonly obligorIds: readonly string[];
}

/** Reads lists of cases for people who work on them; narrowed to a reach. */
export class WorkListReader {
  constructor(private readonly database: Pick<Database, 'query' | 'fields'>) {}

  /** Newest first. */
  async list({ reach, only, before, limit }: WorkQuestion): Promise<WorkCase[]> {
    const condition = only === 'answers' ? sql`answers_in.yes` : only === 'needs' ? sql`(answers_in.yes OR t.tasks > 0 OR l.leads > 0 OR a.approvals > 0 OR o.drafted > 0)` : sql`true`;
    const { rows } = await sql<WorkCase>`
      ${STANDING}
      WHERE ${caseInReach(reach, 'f.court_code', 'f.id')} AND (${before ?? null}::uuid IS NULL OR f.id < ${before ?? null}) AND ${condition}
      ORDER BY f.id DESC LIMIT ${limit}`.execute(this.database.query);
    return rows;
  }

  /** Of these cases. */
  async of(caseIds: readonly string[], reach: Reach): Promise<WorkCase[]> {
    if (caseIds.length === 0) return [];
    const { rows } = await sql<WorkCase>`
      ${STANDING} WHERE f.id = ANY(${[...caseIds]}::uuid[]) AND ${caseInReach(reach, 'f.court_code', 'f.id')} ORDER BY f.id DESC`.execute(this.database.query);
    return rows;
  }

  /**
   * Cases of a reach under a number; and cases in which the caller takes part and such a person stands now: who stands in cases of others is not to be
   * found out this way. Names and numbers are compared by their blind indexes.
   */
  async find({ reach, caseNumberPrefix, name, documents, limit }: WorkSearch): Promise<WorkFound[]> {
    const { fields } = this.database;
    const indexed = fields.ring === 'none' ? null : fields.nameIndex(name);
    // What was written before numbers were indexed stands there as it was.
    const numbers = documents.flatMap(({ type, number }) => [fields.numberIndex(type, number), number]);
    const { rows } = await sql<WorkFound>`
      SELECT f.id AS "caseId", coalesce(array_agg(p.id) FILTER (WHERE p.id IS NOT NULL), '{}') AS "obligorIds"
      FROM case_file f LEFT JOIN LATERAL (
        SELECT o.id FROM obligor o WHERE o.case_id = f.id AND o.removed_at IS NULL
          AND EXISTS (SELECT FROM case_member m WHERE m.case_id = f.id AND m.login = ${reach.login} AND m.until IS NULL) AND (o.name_index && ARRAY[${indexed}::bytea] OR o.name = ${name}
          OR EXISTS (SELECT FROM obligor_document d WHERE d.obligor_id = o.id AND d.number = ANY(${numbers}::text[])))
      ) p ON true
      WHERE ${caseInReach(reach, 'f.court_code', 'f.id')} AND (p.id IS NOT NULL OR f.case_number LIKE ${caseNumberPrefix ?? null}) AND f.id IN (
        SELECT id FROM case_file WHERE ${caseNumberPrefix ?? null}::text IS NOT NULL AND case_number LIKE ${caseNumberPrefix ?? null}
        UNION SELECT case_id FROM obligor WHERE name_index && ARRAY[${indexed}::bytea] AND removed_at IS NULL
        UNION SELECT case_id FROM obligor WHERE name = ${name} AND removed_at IS NULL
        UNION SELECT case_id FROM obligor_document WHERE number = ANY(${numbers}::text[]))
      GROUP BY f.id ORDER BY f.id DESC LIMIT ${limit}`.execute(this.database.query);
    return rows;
  }
}

/** Each number out of an index of its own, so that a page costs what its cases hold and not what the court holds. */
const STANDING = sql`
  SELECT f.id, f.case_number AS "caseNumber", f.court_code AS "courtCode", f.kind, f.state, f.filed_on AS "filedOn",
    f.principal_fen + f.interest_fen + f.late_interest_fen + f.fee_fen - f.paid_fen AS "outstandingFen",
    (SELECT count(*) FROM obligor p WHERE p.case_id = f.id AND p.removed_at IS NULL)::int AS obligors,
    i.inquiry, m.measures, m.first_end AS "firstEnd", o.drafted, o.under_way AS "underWay", t.tasks, l.leads, a.approvals, answers_in.yes AS "answersIn"
  FROM case_file f
    LEFT JOIN LATERAL (
      SELECT q.id, q.accepted_at, n.found, json_build_object('id', q.id, 'total', q.total, 'answered', q.answered, 'found', n.found, 'acceptedAt', q.accepted_at, 'completedAt', q.completed_at,
        'cancelled', q.cancelled_at IS NOT NULL) AS inquiry
      FROM (SELECT * FROM inquiry WHERE case_id = f.id ORDER BY id DESC LIMIT 1) q
        CROSS JOIN LATERAL (SELECT count(DISTINCT request_id)::int AS found FROM outcome WHERE inquiry_id = q.id AND kind = 'found') n
    ) i ON true
    CROSS JOIN LATERAL (SELECT count(*)::int AS measures, min(until_day) AS first_end FROM control_measure WHERE case_id = f.id AND state IN ('effective', 'unfunded', 'waiting')) m
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE state IN ('drafted', 'returned'))::int AS drafted,
        count(*) FILTER (WHERE state IN ('approved', 'sending', 'sent', 'in-progress', 'unconfirmed'))::int AS under_way, max(created_at) AS last_ordered
      FROM control_order WHERE case_id = f.id) o
    CROSS JOIN LATERAL (SELECT count(*)::int AS tasks FROM control_task WHERE case_id = f.id AND state = 'open') t
    CROSS JOIN LATERAL (SELECT count(*)::int AS leads FROM lead WHERE case_id = f.id AND notice_at IS NULL) l
    CROSS JOIN LATERAL (SELECT count(*)::int AS approvals FROM approval WHERE case_id = f.id AND state = 'waiting') a
    CROSS JOIN LATERAL (SELECT f.state = 'open' AND coalesce(i.found, 0) > 0 AND coalesce(o.last_ordered < i.accepted_at, true) AS yes) answers_in`;
