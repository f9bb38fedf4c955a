import { Problem } from '#contracts/errors';
import { sql, type Kysely } from 'kysely';
import type { CasePart, Database, Tables } from '#libs/store';
import { auditedChange } from './audit-trail.js';
import type { Actor } from './principal.js';

/** Parts that are given to a login; `handling` and `second` follow from the officers of the case. */
export const GIVEN_PARTS = ['registrar', 'approver'] as const satisfies readonly CasePart[];
export type GivenPart = (typeof GIVEN_PARTS)[number];

/** Somebody who takes part in a case (案件参与人). */
export interface CaseMember {
  readonly login: string;
  readonly part: CasePart;
  readonly since: Date;
  /** Login, or `officer-register` for what follows from the officers of the case. */
  readonly addedBy: string;
}

/** Makes somebody take part in a case, within the caller's transaction. Systems of courts take part in nothing. Twice is once. */
export async function addMember(transaction: Kysely<Tables>, member: { readonly caseId: string; readonly login: string; readonly part: GivenPart; readonly by: string }): Promise<void> {
  const { caseId, login, part, by } = member;
  await sql`
    INSERT INTO case_member (case_id, login, part, added_by)
    SELECT ${caseId}::uuid, ${login}, ${part}, ${by}
    WHERE NOT EXISTS (SELECT FROM access_identity WHERE login = ${login} AND kind = 'system')
      AND NOT EXISTS (SELECT FROM external_identity WHERE login = ${login} AND kind = 'system')
    ON CONFLICT (case_id, login, part) DO UPDATE SET until = NULL, since = now(), added_by = excluded.added_by WHERE case_member.until IS NOT NULL`.execute(transaction);
}

/** Who takes part in a case, kept by those who handle it and by supervisors. */
export class CaseMembers {
  constructor(private readonly database: Database) {}

  /** Those who take part now, in the order they came. */
  async of(caseId: string): Promise<CaseMember[]> {
    const rows = await this.database.query
      .selectFrom('case_member')
      .select(['login', 'part', 'since', 'added_by'])
      .where('case_id', '=', caseId)
      .where('until', 'is', null)
      .orderBy('since')
      .orderBy('login')
      .orderBy('part')
      .execute();
    return rows.map(({ login, part, since, added_by }) => ({ login, part, since, addedBy: added_by }));
  }

  async add(caseId: string, login: string, part: GivenPart, actor: Actor): Promise<void> {
    const act = { event: 'case.member-added', caseId, reason: `${login} ${part}` } as const;
    await auditedChange(this.database, actor, act, act, (transaction) => addMember(transaction, { caseId, login, part, by: actor.login }));
  }

  /** Ends what was given to a login. @throws Problem `member-unknown`; `state-change-invalid` for those who are its officers. */
  async remove(caseId: string, login: string, actor: Actor): Promise<void> {
    const act = { event: 'case.member-removed', caseId, reason: login } as const;
    await auditedChange(this.database, actor, act, act, async (transaction) => {
      const ended = await transaction
        .updateTable('case_member')
        .set({ until: sql<Date>`now()` })
        .where('case_id', '=', caseId)
        .where('login', '=', login)
        .where('part', 'in', GIVEN_PARTS)
        .where('until', 'is', null)
        .executeTakeFirst();
      if (ended.numUpdatedRows > 0n) return;
      const isOfficer = (await transaction.selectFrom('case_member').select('part').where('case_id', '=', caseId).where('login', '=', login).where('until', 'is', null).executeTakeFirst()) !== undefined;
      throw isOfficer ? new Problem('state-change-invalid', 'An officer of the case takes part as long as they are one: change the officers of the case.') : new Problem('member-unknown');
    });
  }
}

/** Whoever registers a case takes part in it. @internal for whoever registers cases */
export async function addRegistrar(transaction: Kysely<Tables>, caseId: string, actor: Actor): Promise<void> {
  if (actor.login === 'gateway') return;
  await addMember(transaction, { caseId, login: actor.login, part: 'registrar', by: actor.login });
}
