import type { InstitutionAdapter, PushAdapter, PushInstitution } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import { idOfRequestNumber, toQueryRequest, type Collector } from '#libs/collection';
import type { CredentialStore, InstitutionRegistry } from '#libs/institutions';
import type { RequestReader } from '#libs/store';
import { CallbackDesk, type CallbackReply } from './callback-desk.js';

export interface CallbackDeskParts {
  readonly registry: InstitutionRegistry;
  readonly credentials: CredentialStore;
  readonly requests: RequestReader;
  readonly collector: Collector;
  readonly adapter: (code: string) => InstitutionAdapter | undefined;
  readonly callbackBaseUrl: string;
}

/** Callbacks over PostgreSQL: signature first, then each answer through the collector, acknowledged after commit. */
export class PostgresCallbackDesk extends CallbackDesk {
  constructor(private readonly parts: CallbackDeskParts) {
    super();
  }

  override async receive(institutionCode: string, headers: Readonly<Record<string, string | undefined>>, body: Uint8Array, receivedAt: Date): Promise<CallbackReply> {
    const { adapter, institution } = this.#institution(institutionCode);
    const reading = adapter.readCallback!({ headers, body, receivedAt }, institution);
    const exchange = await this.parts.collector.exchange({
      requestId: null, institutionCode, operation: 'callback', direction: 'in', attempt: 1, startedAtMs: receivedAt.getTime(), endedAtMs: Date.now(),
      httpStatus: null, failure: reading.state === 'rejected' ? reading.cause : null, sentBytes: null, receivedBytes: Buffer.from(body),
    });
    if (reading.state === 'rejected') {
      await this.parts.collector.record(exchange);
      if (reading.cause === 'unreadable') throw new Problem('request-invalid', reading.detail);
      throw new Problem('signature-invalid', reading.detail);
    }
    const ids = reading.answers.map((answer) => idOfRequestNumber(answer.requestNumber)).filter((id) => id !== undefined);
    const rows = new Map((await this.parts.requests.byIds(ids)).filter((row) => row.institutionCode === institutionCode).map((row) => [row.requestNumber, row]));
    const first = reading.answers.findIndex((answer) => rows.has(answer.requestNumber));
    if (first === -1) await this.parts.collector.record({ ...exchange, failure: 'unknown-request' });
    const results = await Promise.all(
      reading.answers.map(async (answer, index) => {
        const { requestNumber } = answer;
        const row = rows.get(requestNumber);
        if (row === undefined) return { requestNumber, result: 'unknown' };
        const request = toQueryRequest(row);
        const sentAtMs = row.conversation?.sentAt.getTime() ?? null;
        const { status } = await this.parts.collector.collect(
          {
            requestId: row.id, inquiryId: row.inquiryId, institutionCode, outcome: adapter.checkCallbackAnswer?.(answer, request) ?? answer.outcome,
            via: 'callback', exchangeId: exchange.id, acceptedAtMs: row.acceptedAt.getTime(), sentAtMs, receivedAtMs: receivedAt.getTime(),
            waitedMs: sentAtMs === null ? 0 : sentAtMs - row.acceptedAt.getTime(),
          },
          index === first ? exchange : undefined,
        );
        return { requestNumber, result: status === 'repeated' ? 'repeated' : 'accepted' };
      }),
    );
    return { status: 200, body: { results } };
  }

  #institution(code: string): { adapter: PushAdapter; institution: PushInstitution } {
    const record = this.parts.registry.get(code);
    const adapter = record && (this.parts.adapter(record.adapter) as PushAdapter | undefined);
    // An unknown institution and one that never calls back look like a wrong signature: nothing is given away.
    if (record === undefined || adapter?.readCallback === undefined) throw new Problem('signature-invalid');
    return {
      adapter,
      institution: {
        code: record.code, name: record.name, callbackBaseUrl: this.parts.callbackBaseUrl,
        credentials: record.credentialsRef === undefined ? {} : this.parts.credentials.resolve(record.credentialsRef),
      },
    };
  }
}
