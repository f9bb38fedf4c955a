import type { CallbackAnswer, CallbackReading, InstitutionAdapter, PushAdapter, PushInstitution, QueryOutcome } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import { LoginGuesses, recordAudit, type CallSource } from '#libs/access';
import { idOfRequestNumber, toQueryRequest, type Collector } from '#libs/collection';
import { agreedCertificatesOf, type CredentialStore, type InstitutionRegistry } from '#libs/institutions';
import type { Database, ExchangeRow, OpenRequestRow, RequestReader } from '#libs/store';
import { CallbackDesk, type CallbackReply } from './callback-desk.js';
import { StrangerLimit } from './stranger-limit.js';

export interface CallbackDeskParts {
  readonly database: Database;
  readonly registry: InstitutionRegistry;
  readonly credentials: CredentialStore;
  readonly requests: RequestReader;
  readonly collector: Collector;
  readonly adapter: (code: string) => InstitutionAdapter | undefined;
  readonly callbackBaseUrl: string;
  /** One for all doors of the exchange; one of its own when absent. */
  readonly guesses?: LoginGuesses;
}

/** A signature is over each message anew: what proves an address is that one of its messages was signed right. */
const SIGNED = Buffer.from('signed');

/** Callbacks over PostgreSQL: signature first, then each answer through the collector, acknowledged after commit. */
export class PostgresCallbackDesk extends CallbackDesk {
  readonly #strangers = new StrangerLimit();
  /** Apart: a flood of wrong signatures must not hide that somebody has the right key. */
  readonly #withoutCertificate = new StrangerLimit();
  readonly #guesses: LoginGuesses;

  constructor(private readonly parts: CallbackDeskParts) {
    super();
    this.#guesses = parts.guesses ?? new LoginGuesses();
  }

  override async receive(
    institutionCode: string,
    headers: Readonly<Record<string, string | undefined>>,
    body: Uint8Array,
    receivedAt: Date,
    source: CallSource,
  ): Promise<CallbackReply> {
    const name = `callback\0${institutionCode}`;
    if (this.#guesses.isSlowed(source.address, name, SIGNED)) throw new Problem('too-many-attempts');
    const { adapter, institution } = this.#institution(institutionCode, source.address, name);
    const reading = read(adapter, { headers, body, receivedAt }, institution);
    const isSigned = reading.state !== 'rejected' || reading.cause === 'unreadable';
    if (!isSigned) this.#guesses.failed(source.address, name, institutionCode);
    else if (!this.#hasAgreedCertificate(institutionCode, source)) {
      this.#guesses.failed(source.address, name, institutionCode, 'certificate-refused');
      return this.#reject(institutionCode, { state: 'rejected', cause: 'certificate-refused', detail: undefined }, body, receivedAt);
    } else this.#guesses.proved(source.address, name, SIGNED);
    if (reading.state === 'rejected') return this.#reject(institutionCode, reading, body, receivedAt);
    const ids = reading.answers.map((answer) => idOfRequestNumber(answer.requestNumber)).filter((id) => id !== undefined);
    const found = (await this.parts.requests.byIds(ids)).filter((row) => row.institutionCode === institutionCode);
    const rows = new Map(found.map((row) => [row.requestNumber, row]));
    const own = reading.answers.map(({ requestNumber }) => rows.get(requestNumber));
    const first = own.findIndex((row) => row !== undefined);
    const exchange = await this.#exchange(institutionCode, receivedAt, first === -1 ? 'unknown-request' : null, Buffer.from(body));
    // The message is stored once, with its first answer, or alone when it answers nothing of ours.
    if (first === -1) await this.parts.collector.record(exchange);
    const results = await Promise.all(
      reading.answers.map(async (answer, index) => {
        const { requestNumber } = answer;
        const row = own[index];
        if (row === undefined) return { requestNumber, result: 'unknown' };
        // Two words on one request in one message: the first counts.
        if (own.indexOf(row) < index) return { requestNumber, result: 'repeated' };
        const repeated = await this.#collect(row, judge(adapter, answer, row), exchange, index === first);
        return { requestNumber, result: repeated ? 'repeated' : 'accepted' };
      }),
    );
    return { status: 200, body: { results } };
  }

  #hasAgreedCertificate(institutionCode: string, { certificate }: CallSource): boolean {
    const reference = this.parts.registry.get(institutionCode)?.credentialsRef;
    const agreed = reference === undefined ? undefined : agreedCertificatesOf(this.parts.credentials.resolve(reference));
    return agreed === undefined || agreed.accepts(certificate(), Date.now());
  }

  async #reject(institutionCode: string, reading: Rejected, body: Uint8Array, receivedAt: Date): Promise<never> {
    // Signature and time stamp come first: what is only unreadable was sent by the institution itself and is kept whole.
    const proved = reading.cause === 'unreadable';
    const strangers = reading.cause === 'certificate-refused' ? this.#withoutCertificate : this.#strangers;
    const kept = proved ? { bytes: Buffer.from(body), andMore: '' } : strangers.keep(body);
    if (kept !== undefined) {
      await this.parts.collector.record(await this.#exchange(institutionCode, receivedAt, reading.cause, kept.bytes));
      const actor = proved ? institutionCode : 'unknown';
      await recordAudit(this.parts.database.query, {
        event: 'exchange.feedback-rejected', actor, institutionCode, result: 'failure', reason: reading.cause + kept.andMore,
      });
    }
    throw new Problem(reading.cause === 'unreadable' ? 'request-invalid' : 'signature-invalid', reading.detail);
  }

  #exchange(institutionCode: string, receivedAt: Date, failure: string | null, received: Buffer): Promise<ExchangeRow> {
    return this.parts.collector.exchange({
      requestId: null, institutionCode, operation: 'callback', direction: 'in', attempt: 1, startedAtMs: receivedAt.getTime(), endedAtMs: Date.now(),
      httpStatus: null, failure, sent: null, received,
    });
  }

  /** @returns true when the institution had answered before. */
  async #collect(row: OpenRequestRow, outcome: QueryOutcome, exchange: ExchangeRow, withExchange: boolean): Promise<boolean> {
    const acceptedAtMs = row.acceptedAt.getTime();
    const sentAtMs = row.conversation?.sentAt.getTime() ?? null;
    const { status } = await this.parts.collector.collect(
      {
        requestId: row.id, inquiryId: row.inquiryId, institutionCode: row.institutionCode, outcome, via: 'callback', exchangeId: exchange.id,
        acceptedAtMs, sentAtMs, receivedAtMs: exchange.startedAtMs, waitedMs: (sentAtMs ?? acceptedAtMs) - acceptedAtMs,
      },
      withExchange ? exchange : undefined,
    );
    return status === 'repeated';
  }

  #institution(code: string, address: string, name: string): { adapter: PushAdapter; institution: PushInstitution } {
    const record = this.parts.registry.get(code);
    const adapter = record && (this.parts.adapter(record.adapter) as PushAdapter | undefined);
    // An unknown institution and one that never calls back look like a wrong signature: nothing is given away.
    if (record === undefined || adapter?.readCallback === undefined) {
      this.#guesses.failed(address, name);
      throw new Problem('signature-invalid');
    }
    return {
      adapter,
      institution: {
        code: record.code, name: record.name, callbackBaseUrl: this.parts.callbackBaseUrl,
        credentials: record.credentialsRef === undefined ? {} : this.parts.credentials.resolve(record.credentialsRef),
      },
    };
  }
}

/** Why a callback is not taken: as its adapter says, or for want of the certificate that was agreed, which the sender is told like a wrong signature. */
type Rejected = (CallbackReading & { state: 'rejected' }) | { readonly state: 'rejected'; readonly cause: 'certificate-refused'; readonly detail: undefined };

/** An adapter must not throw; if one does, the call is kept as evidence. */
function read(adapter: PushAdapter, call: Parameters<NonNullable<PushAdapter['readCallback']>>[0], institution: PushInstitution): CallbackReading {
  try {
    return adapter.readCallback!(call, institution);
  } catch {
    return { state: 'rejected', cause: 'unreadable', detail: 'the message could not be read' };
  }
}

function judge(adapter: PushAdapter, answer: CallbackAnswer, row: OpenRequestRow): QueryOutcome {
  try {
    return adapter.checkCallbackAnswer?.(answer, toQueryRequest(row)) ?? answer.outcome;
  } catch {
    return { kind: 'defective', defect: 'unreadable', detail: 'the answer could not be read' };
  }
}
