import { sql, type Kysely } from 'kysely';
import type { ProblemRule } from '#contracts/errors';
import type { Actor } from '#libs/access';
import { caseInReach, type CasePart, type ClaimedControlBatch, type Tables } from '#libs/store';
import type { BatchLineState } from './batch-record.js';

type Transaction = Kysely<Tables>;

/** A line as a step finds it, locked. */
export interface LockedLine {
  readonly line: number;
  readonly measureId: string;
  readonly state: BatchLineState;
  /** Of its order, or of its measure now; null where there is none that the batch may be about. */
  readonly caseId: string | null;
  readonly courtCode: string | null;
  readonly orderId: number | null;
  /** Of a partial release, fen. */
  readonly releaseFen: number | null;
  /** What whoever acts in this step is in the case. */
  readonly parts: readonly CasePart[];
}

/** Why a line is refused. */
export interface LineRefusal {
  readonly code: string;
  readonly rules: readonly ProblemRule[];
}

/** What a line became. */
export interface BecameLine {
  readonly line: number;
  readonly state: BatchLineState;
  readonly caseId?: string | null;
  readonly orderId?: number;
  readonly refusal?: LineRefusal;
}

/** Also keeps the batch as it is: nothing is approved after it was cancelled. A measure of somebody else's case looks like one that does not exist. */
export async function lockLines(transaction: Transaction, { id, state, reach }: ClaimedControlBatch, lines: readonly number[], from: readonly BatchLineState[], actor: string): Promise<readonly LockedLine[]> {
  const { rows } = await sql<LockedLine>`
    SELECT l.line, l.measure_id AS "measureId", l.state, l.order_id AS "orderId", l.release_fen AS "releaseFen", f.id AS "caseId", f.court_code AS "courtCode",
      ARRAY(SELECT p.part FROM case_member p WHERE p.case_id = f.id AND p.login = ${actor} AND p.until IS NULL) AS parts
    FROM control_batch_line l JOIN control_batch b ON b.id = l.batch_id LEFT JOIN control_measure m ON m.id = l.measure_id
    LEFT JOIN case_file f ON f.id = coalesce(l.case_id, m.case_id) AND (l.case_id IS NOT NULL OR ${caseInReach(reach, 'f.court_code', 'f.id')})
    WHERE l.batch_id = ${id} AND l.line = ANY(${[...lines]}::int[]) AND l.state = ANY(${[...from]}::text[]) AND b.state = ${state}
    ORDER BY l.line FOR UPDATE OF l FOR SHARE OF b`.execute(transaction);
  return rows;
}

export async function writeLines(transaction: Transaction, { id }: ClaimedControlBatch, lines: readonly BecameLine[]): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map(({ line, state, caseId, orderId, refusal }) => ({
    line, state, case_id: caseId, order_id: orderId, code: refusal?.code, rules: refusal?.rules.map(({ field: _, ...rule }) => rule),
  }));
  await sql`UPDATE control_batch_line l SET state = t.state, case_id = coalesce(t.case_id, l.case_id), order_id = coalesce(t.order_id, l.order_id), code = t.code, rules = t.rules
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS t (line int, state text, case_id uuid, order_id bigint, code text, rules jsonb)
    WHERE l.batch_id = ${id} AND l.line = t.line`.execute(transaction);
}

/**
 * Whoever acts in a line, and on what right in its case: by taking part, or as a system of the court. Whoever gave it gave it in one call;
 * whoever decided or cancelled did so in another.
 */
export function actorIn({ actor, correlationId, reach }: ClaimedControlBatch, login: string, { caseId, parts }: Pick<LockedLine, 'caseId' | 'parts'>): Actor {
  const gave = login === actor;
  const who = { login, correlationId: gave ? correlationId : null };
  if (caseId === null) return who;
  if (parts.length > 0) return { ...who, basis: { kind: 'participant', caseId, parts } };
  return gave && reach.whole !== undefined ? { ...who, basis: { kind: 'court-system', caseId } } : who;
}
