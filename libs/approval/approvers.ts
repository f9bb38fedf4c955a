import type { Kysely } from 'kysely';
import { Problem } from '#contracts/errors';
import type { Principal } from '#libs/access';
import { courtsAbove, type Tables } from '#libs/store';

/** The court and those above it (上级法院), nearest first. */
export const codesAbove = async (executor: Kysely<Tables>, courtCode: string): Promise<string[]> => (await courtsAbove(courtCode).execute(executor)).rows.map(({ code }) => code);

/** Whether a person may decide for a court: approver by role, of this court or one above it. Who belongs to no court serves all. */
export const mayDecideFor = ({ kind, roles, courtCode }: Pick<Principal, 'kind' | 'roles' | 'courtCode'>, courts: readonly string[]): boolean =>
  kind === 'person' && roles.includes('approver') && (courtCode === null || courts.includes(courtCode));

/**
 * Looks whether this person could decide at all, so that nobody waits for somebody who cannot. Roles of people known by an identity provider
 * stand in their tokens only: of them no more is asked here than that they have been seen. What counts is checked when they decide.
 * @throws Problem `approver-unacceptable`
 */
export async function requireAcceptable(transaction: Kysely<Tables>, approver: string, requestedBy: string, courts: readonly string[]): Promise<void> {
  const refuse = (allowed: string): never => {
    throw new Problem('approver-unacceptable', undefined, [{ field: '/approver', allowed }]);
  };
  if (approver === requestedBy) refuse('somebody else than the one who asks');
  const stored = await transaction.selectFrom('access_identity').selectAll().where('login', '=', approver).where('disabled_at', 'is', null).executeTakeFirst();
  if (stored !== undefined && mayDecideFor({ kind: stored.kind, roles: stored.roles as Principal['roles'], courtCode: stored.court_code }, courts)) return;
  const external = await transaction.selectFrom('external_identity').select('login').where('login', '=', approver).where('kind', '=', 'person').where('disabled_at', 'is', null).executeTakeFirst();
  if (external === undefined) refuse('the login of a person with the role approver, of the court of the case or one above it, who has signed in here before');
}
