import { createHash, randomBytes } from 'node:crypto';
import { Sensitive } from '#contracts/adapter';
import type { Database } from '#libs/store';
import { isRole, type Principal, type Role } from './principal.js';
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

/** Takes an identity's access away. It stays in the table: the audit record names it. @returns false when there is none. */
export async function disableIdentity(database: Database, login: string, at: Date): Promise<boolean> {
  const changed = await database.query
    .updateTable('access_identity')
    .set({ disabled_at: at })
    .where('login', '=', login)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

export interface StoredPrincipalOptions {
  /** How long an answer of the database is used again; a withdrawn right works no longer than this. 5000 when absent. */
  readonly keptMs?: number;
  /** Answers kept at most, unknown tokens included. 5000 when absent. */
  readonly mostKept?: number;
  readonly clock?: () => number;
}

interface Kept {
  readonly until: number;
  readonly principal: Promise<Principal | undefined>;
}

/** Finds principals by the SHA-256 digest of their token in `access_identity`. */
export class StoredPrincipalResolver extends PrincipalResolver {
  // Keyed by digest, never by token: nothing that could be used to log in lies in this memory for long.
  readonly #kept = new Map<string, Kept>();
  readonly #keptMs: number;
  readonly #mostKept: number;
  readonly #clock: () => number;

  constructor(
    private readonly database: Database,
    options: StoredPrincipalOptions = {},
  ) {
    super();
    this.#keptMs = options.keptMs ?? 5000;
    this.#mostKept = options.mostKept ?? 5000;
    this.#clock = options.clock ?? Date.now;
  }

  override resolve(token: Sensitive): Promise<Principal | undefined> {
    const digest = digestOf(token);
    const key = digest.toString('base64');
    const now = this.#clock();
    const kept = this.#kept.get(key);
    if (kept !== undefined && kept.until > now) return kept.principal;

    const principal = this.#read(digest);
    this.#kept.delete(key);
    this.#kept.set(key, { until: now + this.#keptMs, principal });
    // A failure is not an answer: the next call asks again.
    principal.catch(() => this.#kept.delete(key));
    if (this.#kept.size > this.#mostKept) this.#dropOldest();
    return principal;
  }

  #dropOldest(): void {
    for (const key of this.#kept.keys()) {
      this.#kept.delete(key);
      return;
    }
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
