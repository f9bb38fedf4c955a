import type { FeedbackEntry, FeedbackVerdict, LegalDocument, OfficerCertificates, PullCredentials } from '#contracts/adapter';
import { PullDesk, type FeedbackMessage, type LoginRefusal, type PullCaller } from '#libs/mailbox';

export interface Fed {
  readonly caller: PullCaller;
  readonly message: FeedbackMessage;
  readonly entries: readonly FeedbackEntry[];
}

export interface Kept {
  readonly caller: PullCaller | undefined;
  readonly message: FeedbackMessage;
  readonly cause: string;
}

/** A desk without a database, for one contract. Counts what it is asked, and can be made to wait or to fail. */
export class InMemoryPullDesk extends PullDesk {
  /** User name to password. */
  readonly passwords = new Map([['YH000001', 'secret-1']]);
  readonly waiting: string[] = [];
  readonly documents = new Map<string, readonly LegalDocument[]>();
  readonly officers = new Map<string, readonly OfficerCertificates[]>();
  /** Request numbers that are known; those answered once are in `answered`. */
  readonly known = new Set<string>();
  readonly answered = new Set<string>();
  readonly fed: Fed[] = [];
  readonly kept: Kept[] = [];
  readonly lookedUp: string[] = [];
  logins = 0;
  /** Runs before an answer counts; made to hang or reject by tests. */
  beforeCommit: () => Promise<void> = () => Promise.resolve();
  beforeKeeping: () => Promise<void> = () => Promise.resolve();
  beforeListing: () => Promise<void> = () => Promise.resolve();

  override authenticate(adapterCode: string, { username, password }: PullCredentials): PullCaller | LoginRefusal {
    this.logins += 1;
    return this.passwords.get(username) === password ? { institutionCode: `bank-${username}`, adapterCode } : { refused: 'bad-credentials' };
  }

  override async listQueries(): Promise<readonly string[]> {
    await this.beforeListing();
    return this.waiting;
  }

  override async documentsOfNotice(_caller: PullCaller, documentNumber: string): Promise<readonly LegalDocument[] | undefined> {
    this.lookedUp.push(`notice ${documentNumber}`);
    return this.documents.get(documentNumber);
  }

  override async documentsOfRequest(_caller: PullCaller, requestNumber: string): Promise<readonly LegalDocument[] | undefined> {
    this.lookedUp.push(`request ${requestNumber}`);
    return this.documents.get(requestNumber);
  }

  override async certificates(_caller: PullCaller, requestNumber: string): Promise<readonly OfficerCertificates[] | undefined> {
    this.lookedUp.push(`certificates ${requestNumber}`);
    return this.officers.get(requestNumber);
  }

  override async feed(
    caller: PullCaller,
    message: FeedbackMessage,
    entries: readonly FeedbackEntry[],
  ): Promise<readonly FeedbackVerdict[]> {
    await this.beforeCommit();
    this.fed.push({ caller, message, entries });
    return entries.map(({ requestNumber }) => {
      if (!this.known.has(requestNumber)) return { requestNumber, verdict: 'unknown' };
      if (this.answered.has(requestNumber)) return { requestNumber, verdict: 'repeated' };
      this.answered.add(requestNumber);
      return { requestNumber, verdict: 'accepted' };
    });
  }

  override keepRefused(message: FeedbackMessage, { refused }: LoginRefusal): Promise<void> {
    return this.keepUnreadable(undefined, message, refused);
  }

  override async keepUnreadable(caller: PullCaller | undefined, message: FeedbackMessage, cause: string): Promise<void> {
    await this.beforeKeeping();
    this.kept.push({ caller, message, cause });
  }
}
