import type { FeedbackEntry, FeedbackVerdict, LegalDocument, OfficerCertificates, PullCredentials, PullVerb } from '#contracts/adapter';
import type { CallSource } from '#libs/access';

/** An institution that has proved who it is. */
export interface PullCaller {
  readonly institutionCode: string;
  readonly adapterCode: string;
}

/** Why a caller is not let in. He is told the same whichever it is; the record says it. */
export interface LoginRefusal {
  readonly refused: 'bad-credentials' | 'certificate-refused' | 'too-many-guesses';
  /** Whose password was right, when only the certificate was not. */
  readonly institutionCode?: string;
}

/** One message an institution sent us and the bytes we have to keep of it (I7). */
export interface FeedbackMessage {
  /** The contract's operation name. */
  readonly operation: string;
  readonly verb: PullVerb;
  /** The whole request body as it was on the wire. */
  readonly bytes: Uint8Array;
  readonly receivedAt: Date;
}

/**
 * Everything an institution that polls us can do. The exchange translates its protocol into these calls; all state is
 * behind them.
 */
export abstract class PullDesk {
  /** Refused when name or password is wrong, or the institution speaks another contract; timing does not tell which. Also without a certificate that was agreed. */
  abstract authenticate(adapterCode: string, credentials: PullCredentials, source: CallSource): PullCaller | LoginRefusal;

  /**
   * Requests waiting for the caller, already rendered by its adapter, most urgent first. A request is listed again after a
   * while until it is answered; institutions drop what they know by its number. Costs no database access when nothing waits.
   */
  abstract listQueries(caller: PullCaller): Promise<readonly string[]>;

  /** The documents of a query notice (文书编号) that concerns a request of this caller; undefined when there is none. */
  abstract documentsOfNotice(caller: PullCaller, documentNumber: string): Promise<readonly LegalDocument[] | undefined>;

  /** The documents of one request of this caller; undefined when there is none. */
  abstract documentsOfRequest(caller: PullCaller, requestNumber: string): Promise<readonly LegalDocument[] | undefined>;

  /** Certificates of the officers of one request of this caller; undefined when there is none. */
  abstract certificates(caller: PullCaller, requestNumber: string): Promise<readonly OfficerCertificates[] | undefined>;

  /**
   * Takes the answers of one message. Resolves only after they are durable, with one verdict per entry in the same order.
   * Rejects when not all of them could be stored; the institution sends the message again, and what was stored then is `repeated`.
   */
  abstract feed(caller: PullCaller, message: FeedbackMessage, entries: readonly FeedbackEntry[]): Promise<readonly FeedbackVerdict[]>;

  /** Keeps a message of somebody who was not let in, as much of it as is sensible. */
  abstract keepRefused(message: FeedbackMessage, refusal: LoginRefusal): Promise<void>;

  /** Keeps a message that could not be read as evidence; without a caller as much of it as is sensible. */
  abstract keepUnreadable(caller: PullCaller | undefined, message: FeedbackMessage, cause: string): Promise<void>;
}
