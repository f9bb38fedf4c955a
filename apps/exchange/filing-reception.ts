import { recordAudit, type LoginGuesses } from '#libs/access';
import type { Collector } from '#libs/collection';
import { CaseSystemLogin, FilingDesk } from '#libs/filing';
import { StrangerLimit } from '#libs/mailbox';
import type { ProcessCore } from '#libs/process';
import type { Settings } from '#libs/settings';
import type { Database } from '#libs/store';

/** A message as it is kept: evidence before it is acted upon. */
export interface KeptMessage {
  readonly operation: string;
  readonly bytes: Uint8Array;
  readonly receivedAt: Date;
  readonly failure: string | null;
}

/** What the service of the case systems works with. */
export interface FilingReception {
  readonly desk: Pick<FilingDesk, 'file'>;
  readonly login: Pick<CaseSystemLogin, 'check' | 'reference' | 'court'>;
  /** Keeps the bytes of a caller who proved himself. @returns id of the exchange record, when they are durable */
  readonly keep: (message: KeptMessage) => Promise<number>;
  /** Keeps what a stranger sent, as much as is sensible, and records that he was refused. */
  readonly keepStranger: (message: KeptMessage) => Promise<void>;
  /** Told how each filing ended, for metrics. Must not throw. */
  readonly onFiling?: (result: 'accepted' | 'repeated' | 'conflict' | 'refused') => void;
}

/** Keeps messages of case systems as exchange records, with their digest, under the name of the credentials entry. */
export function keepFilings(database: Database, collector: Collector, reference: string): Pick<FilingReception, 'keep' | 'keepStranger'> {
  const strangers = new StrangerLimit();
  const withoutCertificate = new StrangerLimit();
  const record = async (sender: string, { operation, bytes, receivedAt, failure }: KeptMessage): Promise<number> => {
    const exchange = await collector.exchange({
      requestId: null, institutionCode: sender, operation, direction: 'in', attempt: 1, startedAtMs: receivedAt.getTime(), endedAtMs: Date.now(), httpStatus: null,
      failure, sent: null, received: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    });
    await collector.record(exchange);
    return exchange.id;
  };
  return {
    keep: (message) => record(reference, message),
    keepStranger: async (message) => {
      const kept = (message.failure === 'certificate-refused' ? withoutCertificate : strangers).keep(message.bytes);
      if (kept === undefined) return;
      await record('unknown', { ...message, bytes: kept.bytes });
      await recordAudit(database.query, { event: 'filing.login-refused', actor: 'unknown', result: 'failure', reason: (message.failure ?? 'refused') + kept.andMore });
    },
  };
}

/** Where case systems push their filings, as the settings say. */
export function filingReception({ caseSystemCredentials }: Settings, { database, credentials, collector, metrics, log }: ProcessCore, guesses: LoginGuesses): FilingReception {
  const login = new CaseSystemLogin(credentials, caseSystemCredentials, guesses);
  if (credentials.has(caseSystemCredentials) && login.court === undefined) {
    log('filings').warn({ entry: caseSystemCredentials }, 'the case system is bound to no court and files nothing: name one beside its password, as "court"');
  }
  return {
    desk: new FilingDesk(database),
    login,
    ...keepFilings(database, collector, caseSystemCredentials),
    onFiling: (result) => metrics.filing('soap', result),
  };
}
