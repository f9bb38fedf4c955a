import { createHash, randomBytes } from 'node:crypto';
import { Sensitive } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import type { Database, Tables } from '#libs/store';
import type { Kysely } from 'kysely';
import { auditedChange } from './audit-trail.js';
import { KeptAnswers, type KeptAnswersOptions } from './kept-answers.js';
import { isRole, type Actor, type Principal, type Role } from './principal.js';
import { PrincipalResolver } from './principal-resolver.js';

/** An identity to be written; the token goes with it separately, so that this can be logged. */
export interface NewIdentity {
  readonly login: string;
  readonly displayName: string;
  readonly kind: 'person' | 'system';
  readonly courtCode?: string | null;
  readonly roles: readonly Role[];
}

/** A new bearer token of 256 random bits. Shown once to its owner; only its digest is kept. */
export function generateToken(): Sensitive {
  return new Sensitive(`ckg_${randomBytes(32).toString('base64url')}`);
}

function digestOf(token: Sensitive): Buffer {
  return createHash('sha256').update(token.reveal()).digest();
}

/**
 * Writes an identity, or gives an existing one these roles and this token and enables it again. The same call twice leaves
 * the same state.
 */
export async function provisionIdentity(database: Database, identity: NewIdentity, token: Sensitive): Promise<void> {
  if (identity.roles.length === 0) throw new TypeError('an identity needs at least one role');
  const facts = {
    display_name: identity.displayName,
    kind: identity.kind,
    court_code: identity.courtCode ?? null,
    roles: [...identity.roles],
    token_digest: digestOf(token),
    disabled_at: null,
  };
  await database.query
    .insertInto('access_identity')
    .values({ login: identity.login, ...facts })
    .onConflict((conflict) => conflict.column('login').doUpdateSet(facts))
    .execute();
}

/**
 * Takes an identity's access away, however it proves itself: by a stored token, an access token of the provider, or a session.
 * It stays in the tables: the audit record names it. @returns false when there is none, or it is disabled already.
 */
export async function disableIdentity(database: Database, login: string, at: Date): Promise<boolean> {
  return changeAccess(database.query, login, at);
}

/** Gives access back that {@link disableIdentity} took. @returns false when there was nothing to give back. */
export async function enableIdentity(database: Database, login: string): Promise<boolean> {
  return changeAccess(database.query, login, null);
}

/** The same as {@link disableIdentity} and {@link enableIdentity}, by somebody, with a reason, on the audit record. @throws Problem `identity-unknown` */
export function changeAccessAudited(database: Database, login: string, change: { readonly disabledAt: Date | null; readonly reason: string }, actor: Actor): Promise<void> {
  const event = change.disabledAt === null ? 'identity.enabled' : 'identity.disabled';
  return auditedChange(database, actor, { event, reason: `${login}: ${change.reason}` }, { event }, async (transaction) => {
    if (!(await changeAccess(transaction, login, change.disabledAt))) throw new Problem('identity-unknown');
  });
}

async function changeAccess(executor: Kysely<Tables>, login: string, disabledAt: Date | null): Promise<boolean> {
  const was = disabledAt === null ? 'is not' : 'is';
  const stored = await executor.updateTable('access_identity').set({ disabled_at: disabledAt }).where('login', '=', login).where('disabled_at', was, null).executeTakeFirst();
  const external = await executor.updateTable('external_identity').set({ disabled_at: disabledAt }).where('login', '=', login).where('disabled_at', was, null).executeTakeFirst();
  return stored.numUpdatedRows > 0n || external.numUpdatedRows > 0n;
}

export type StoredPrincipalOptions = KeptAnswersOptions;

/** Finds principals by the SHA-256 digest of their token in `access_identity`. */
export class StoredPrincipalResolver extends PrincipalResolver {
  // Unknown tokens included, so that guessing the same one again costs nothing.
  readonly #kept: KeptAnswers<Principal | undefined>;

  constructor(
    private readonly database: Database,
    options: StoredPrincipalOptions = {},
  ) {
    super();
    this.#kept = new KeptAnswers(options);
  }

  override resolve(token: Sensitive): Promise<Principal | undefined> {
    const digest = digestOf(token);
    return this.#kept.of(digest.toString('base64'), () => this.#read(digest));
  }

  async #read(digest: Buffer): Promise<Principal | undefined> {
    const row = await this.database.query
      .selectFrom('access_identity')
      .select(['login', 'display_name', 'kind', 'court_code', 'roles'])
      .where('token_digest', '=', digest)
      .where('disabled_at', 'is', null)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    return Object.freeze({
      login: row.login,
      displayName: row.display_name,
      kind: row.kind,
      courtCode: row.court_code,
      // A role this version does not know gives no right.
      roles: Object.freeze(row.roles.filter(isRole)),
    });
  }
}
