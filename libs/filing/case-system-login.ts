import { hash, timingSafeEqual } from 'node:crypto';
import type { PullCredentials } from '#contracts/adapter';
import { LoginGuesses, type CallSource } from '#libs/access';
import { parseCourtCode } from '#libs/identifiers';
import { agreedCertificatesOf, type CredentialStore } from '#libs/institutions';

/** For the case system of a whole province or country. */
export const EVERY_COURT = '*';

const digest = (text: string): Buffer => hash('sha256', text, 'buffer');

/**
 * Proves that a message is the case system's: user name and password of one entry of the credentials file, both compared in the same time
 * whichever is wrong, and a certificate where one was agreed. Who guesses is slowed down, by his address: the case system goes on.
 */
export class CaseSystemLogin {
  /** @param reference name of the entry with `username` and `password`; without such an entry nobody gets in */
  constructor(
    private readonly credentials: Pick<CredentialStore, 'resolve'>,
    readonly reference: string,
    private readonly guesses: LoginGuesses = new LoginGuesses(),
  ) {}

  /**
   * The court the case system works for (`court` beside its password): it files cases of that court and of those below it, `*` of every court. Undefined
   * when the entry names none: then it files nothing.
   */
  get court(): string | undefined {
    const given = this.credentials.resolve(this.reference)['court']?.reveal();
    if (given === undefined || given === EVERY_COURT) return given;
    const parsed = parseCourtCode(given);
    return parsed.ok ? parsed.value.code : undefined;
  }

  check(given: PullCredentials, { address, certificate }: CallSource): 'right' | 'bad-credentials' | 'certificate-refused' | 'too-many-guesses' {
    const name = `case-system\0${given.username}`;
    const secret = digest(given.password);
    if (this.guesses.isSlowed(address, name, secret)) return 'too-many-guesses';
    const credentials = this.credentials.resolve(this.reference);
    const { username, password } = credentials;
    const sameName = timingSafeEqual(digest(given.username), digest(username?.reveal() ?? ''));
    const samePassword = timingSafeEqual(secret, digest(password?.reveal() ?? ''));
    const known = sameName ? this.reference : undefined;
    if (!sameName || !samePassword || username === undefined || password === undefined) {
      this.guesses.failed(address, name, known);
      return 'bad-credentials';
    }
    if (agreedCertificatesOf(credentials)?.accepts(certificate(), Date.now()) === false) {
      this.guesses.failed(address, name, known, 'certificate-refused');
      return 'certificate-refused';
    }
    this.guesses.proved(address, name, secret);
    return 'right';
  }
}
