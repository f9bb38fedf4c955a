import { isUniqueViolation, type Database } from '#libs/store';
import { KeptAnswers, type KeptAnswersOptions } from './kept-answers.js';

/** Somebody as the provider knows them, and the login they are known by here. */
export interface ExternalIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly login: string;
  readonly kind: 'person' | 'system';
}

/** `login-taken`: the name belongs to another subject; providers let people change their user name, and the audit record lives of it. */
export type Admission = 'admitted' | 'disabled' | 'login-taken';

/** Which login is whose (issuer and subject are what never changes), and whose access was taken away here. */
export class ExternalIdentities {
  readonly #kept: KeptAnswers<Admission>;

  constructor(
    private readonly database: Database,
    options: KeptAnswersOptions = {},
  ) {
    this.#kept = new KeptAnswers(options);
  }

  /** An answer may be some seconds old. */
  admit(identity: ExternalIdentity): Promise<Admission> {
    return this.#kept.of(JSON.stringify([identity.issuer, identity.subject, identity.login]), () => this.admitNow(identity));
  }

  /** Asks the database; somebody seen for the first time is written down. */
  async admitNow(identity: ExternalIdentity): Promise<Admission> {
    const { issuer, subject, login } = identity;
    const known = await this.database.query
      .selectFrom('external_identity')
      .select(['login', 'disabled_at'])
      .where('issuer', '=', issuer)
      .where('subject', '=', subject)
      .executeTakeFirst();
    if (known?.disabled_at) return 'disabled';
    if (known?.login !== login && !(await this.#write(identity))) return 'login-taken';
    return (await this.#disabledAsStored(login)) ? 'disabled' : 'admitted';
  }

  /** @returns false when the login belongs to somebody else. */
  async #write(identity: ExternalIdentity): Promise<boolean> {
    const { issuer, subject, login, kind } = identity;
    try {
      await this.database.query
        .insertInto('external_identity')
        .values({ issuer, subject, login, kind, disabled_at: null })
        .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doUpdateSet({ login, kind }))
        .execute();
      return true;
    } catch (error) {
      if (isUniqueViolation(error, 'external_identity_login_key')) return false;
      throw error;
    }
  }

  /** Somebody who also has a stored token is disabled in both places by one act, also before the provider first named them. */
  async #disabledAsStored(login: string): Promise<boolean> {
    const row = await this.database.query.selectFrom('access_identity').select('login').where('login', '=', login).where('disabled_at', 'is not', null).executeTakeFirst();
    return row !== undefined;
  }
}
