import { sql } from 'kysely';
import { v7 } from 'uuid';
import { Problem } from '#contracts/errors';
import type { Database, GrantPurpose } from '#libs/store';
import { auditedChange } from './audit-trail.js';
import type { Actor } from './principal.js';

/** Minutes of a grant when the settings name none. */
export const GRANT_MINUTES = 480;
/** A day: whoever needs longer gives the reason again. */
export const MOST_GRANT_MINUTES = 1440;
const MOST_LISTED = 200;

/** A reason somebody gave to look at a case in which they do not take part (说明理由查阅), and until when it holds. */
export interface AccessGrant {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly purpose: GrantPurpose;
  readonly reason: string;
  readonly grantedAt: Date;
  readonly until: Date;
  readonly endedAt: Date | null;
}

/** Reasons to look. Whether the case lies in one's courts was decided by the guard; that they are given is on the audit record. */
export class AccessGrants {
  constructor(
    private readonly database: Database,
    private readonly minutes: number = GRANT_MINUTES,
  ) {}

  /** The reason stands in the grant; the audit record names the grant and its purpose. */
  async give(caseId: string, purpose: GrantPurpose, reason: string, actor: Actor): Promise<AccessGrant> {
    const id = v7();
    const act = { event: 'access.granted', caseId, reason: `${id} ${purpose}` } as const;
    return auditedChange(this.database, actor, act, { event: 'access.granted', caseId }, async (transaction) => {
      await transaction
        .insertInto('access_grant')
        .values({ id, login: actor.login, case_id: caseId, purpose, reason, until: sql<Date>`now() + ${this.minutes} * interval '1 minute'`, ended_at: null })
        .execute();
      return (await this.#grants(transaction).where('access_grant.id', '=', id).executeTakeFirstOrThrow()) as AccessGrant;
    });
  }

  /** One's own, newest first. */
  async of(login: string): Promise<AccessGrant[]> {
    return this.#grants(this.database.query).where('access_grant.login', '=', login).orderBy('access_grant.id', 'desc').limit(MOST_LISTED).execute();
  }

  /** Ends one's own before its time. @throws Problem `grant-unknown` when it is none, nobody's of this login, or over. */
  async end(id: string, actor: Actor): Promise<void> {
    const act = { event: 'access.grant-ended', reason: id } as const;
    await auditedChange(this.database, actor, (caseId: string) => ({ ...act, caseId }), { event: 'access.grant-ended' }, async (transaction) => {
      const ended = await transaction
        .updateTable('access_grant')
        .set({ ended_at: sql<Date>`now()` })
        .where('id', '=', id)
        .where('login', '=', actor.login)
        .where('ended_at', 'is', null)
        .where('until', '>', sql<Date>`now()`)
        .returning('case_id')
        .executeTakeFirst();
      if (ended === undefined) throw new Problem('grant-unknown');
      return ended.case_id;
    });
  }

  #grants(executor: Database['query']) {
    return executor
      .selectFrom('access_grant')
      .innerJoin('case_file', 'case_file.id', 'access_grant.case_id')
      .select([
        'access_grant.id as id', 'access_grant.case_id as caseId', 'case_file.case_number as caseNumber', 'access_grant.purpose as purpose', 'access_grant.reason as reason',
        'access_grant.granted_at as grantedAt', 'access_grant.until as until', 'access_grant.ended_at as endedAt',
      ]);
  }
}
