import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { PullCredentials } from '#contracts/adapter';
import { LoginGuesses, type CallSource } from '#libs/access';
import { agreedCertificatesOf, type CredentialStore, type InstitutionRecord, type InstitutionRegistry } from '#libs/institutions';
import type { AgreedCertificates } from '#libs/tls';
import type { LoginRefusal } from './pull-desk.js';

interface Login {
  readonly institutionCode: string;
  readonly passwordDigest: Buffer;
  /** Without one of these nobody gets in, whatever else he knows. */
  readonly certificates: AgreedCertificates | undefined;
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
    private readonly guesses: LoginGuesses,
  ) {}

  /** @returns the institution's code, or why nobody is let in. The time taken does not tell which names exist. */
  institutionOf(adapterCode: string, { username, password }: PullCredentials, { address, certificate }: CallSource): string | LoginRefusal {
    this.#refresh();
    const name = key(adapterCode, username);
    const given = digest(password);
    if (this.guesses.isSlowed(address, name, given)) return { refused: 'too-many-guesses' };
    const login = this.#logins.get(name);
    if (!timingSafeEqual(given, login?.passwordDigest ?? NOBODY) || login === undefined) {
      this.guesses.failed(address, name, login?.institutionCode);
      return { refused: 'bad-credentials' };
    }
    const { institutionCode, certificates } = login;
    if (certificates !== undefined && !certificates.accepts(certificate(), Date.now())) {
      // Slowed like a wrong password, so that the one cannot be told from the other by trying often.
      this.guesses.failed(address, name, institutionCode, 'certificate-refused');
      return { refused: 'certificate-refused', institutionCode };
    }
    this.guesses.proved(address, name, given);
    return institutionCode;
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
      if (!logins.has(name)) logins.set(name, { institutionCode: code, passwordDigest: digest(password.reveal()), certificates: agreedCertificatesOf(this.credentials.resolve(credentialsRef)) });
    }
    this.#logins = logins;
    this.#institutions = institutions;
    this.#usernames = usernames;
  }
}

const key = (adapterCode: string, username: string): string => `${adapterCode}\0${username}`;
