import { sql, type Kysely } from 'kysely';
import { Problem } from '#contracts/errors';
import type { Tables } from '#libs/store';

/** Whoever works on the case, not whoever only approves in it: 承办人 before 第二承办人 before who registered it. */
const WORKING_PARTS = ['handling', 'second', 'registrar'] as const;

/** Who checks a lead of the case when nobody says otherwise; null while nobody works on it. */
export async function usualOwner(transaction: Kysely<Tables>, caseId: string): Promise<string | null> {
  const row = await transaction
    .selectFrom('case_member')
    .select('login')
    .where('case_id', '=', caseId)
    .where('until', 'is', null)
    .where('part', 'in', WORKING_PARTS)
    .orderBy(sql`array_position(ARRAY['handling', 'second', 'registrar'], part)`)
    .orderBy('since')
    .orderBy('login')
    .executeTakeFirst();
  return row?.login ?? null;
}

/** @throws Problem `lead-owner-unacceptable` */
export async function requireOwner(transaction: Kysely<Tables>, caseId: string, login: string): Promise<void> {
  const found = await transaction.selectFrom('case_member').select('login').where('case_id', '=', caseId).where('login', '=', login).where('until', 'is', null).where('part', 'in', WORKING_PARTS).executeTakeFirst();
  if (found !== undefined) return;
  throw new Problem('lead-owner-unacceptable', 'Who checks a lead works on its case: add them to the case first (officers of the case, or its members).', [{ field: '/owner', allowed: 'the login of an officer or registrar of the case' }]);
}

/**
 * Leads whose owner works on the case no longer, or who have none, go to who works on it now: the handling officer first. Waits for nobody: what somebody is
 * about to change has its turn the next time. @returns what was given to whom
 */
export async function followOfficers(transaction: Kysely<Tables>): Promise<readonly { readonly id: string; readonly caseId: string; readonly owner: string }[]> {
  const parts = sql`ARRAY['handling', 'second', 'registrar']`;
  const { rows } = await sql<{ id: string; caseId: string; owner: string }>`
    WITH left_alone AS (
      SELECT l.id, next.login FROM lead l
        CROSS JOIN LATERAL (SELECT m.login FROM case_member m WHERE m.case_id = l.case_id AND m.until IS NULL AND m.part = ANY (${parts}) ORDER BY array_position(${parts}, m.part), m.since, m.login LIMIT 1) next
      WHERE l.notice_at IS NULL
        AND NOT EXISTS (SELECT FROM case_member o WHERE o.case_id = l.case_id AND o.login = l.owner AND o.until IS NULL AND o.part = ANY (${parts}))
      ORDER BY l.id FOR UPDATE OF l SKIP LOCKED
    ), given AS (
      UPDATE lead SET owner = a.login, version = lead.version + 1 FROM left_alone a WHERE lead.id = a.id RETURNING lead.id, lead.case_id, lead.owner
    ), noted AS (
      INSERT INTO lead_event (lead_id, case_id, actor, event, detail) SELECT id, case_id, 'gateway', 'assigned', owner FROM given
    )
    SELECT id, case_id AS "caseId", owner FROM given`.execute(transaction);
  return rows;
}
