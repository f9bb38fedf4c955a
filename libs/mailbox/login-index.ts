import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { PullCredentials } from '#contracts/adapter';
import type { CredentialStore, InstitutionRecord, InstitutionRegistry } from '#libs/institutions';

interface Login {
  readonly institutionCode: string;
  readonly passwordDigest: Buffer;
}

const digest = (password: string): Buffer => hash('sha256', password, 'buffer');
/** Compared with when the name is unknown; no password has this digest. */
const NOBODY = randomBytes(32);

/**
 * Which institution logs in under which name: worked out when the registry or the secrets have changed, so that thousands of
 * clients which poll every few seconds cost a look-up and one digest each.
 */
export class LoginIndex {
  #logins = new Map<string, Login>();
  #institutions: readonly InstitutionRecord[] | undefined;
  #usernames: ReadonlyMap<string, string> | undefined;

  constructor(
    private readonly registry: InstitutionRegistry,
    private readonly credentials: CredentialStore,
  ) {}

  /** @returns the institution's code; undefined when name or password is wrong. The time taken does not tell which names exist. */
  institutionOf(adapterCode: string, { username, password }: PullCredentials): string | undefined {
    this.#refresh();
    const login = this.#logins.get(key(adapterCode, username));
    return timingSafeEqual(digest(password), login?.passwordDigest ?? NOBODY) ? login?.institutionCode : undefined;
  }

  /** Registry and credential store give the same objects until something changes. */
  #refresh(): void {
    const institutions = this.registry.all();
    const usernames = this.credentials.usernames();
    if (institutions === this.#institutions && usernames === this.#usernames) return;
    const logins = new Map<string, Login>();
    for (const { code, adapter, credentialsRef } of institutions) {
      if (credentialsRef === undefined) continue;
      const { username, password } = this.credentials.resolve(credentialsRef);
      if (username === undefined || password === undefined) continue;
      const name = key(adapter, username.reveal());
      if (!logins.has(name)) logins.set(name, { institutionCode: code, passwordDigest: digest(password.reveal()) });
    }
    this.#logins = logins;
    this.#institutions = institutions;
    this.#usernames = usernames;
  }
}

const key = (adapterCode: string, username: string): string => `${adapterCode}\0${username}`;
