import { v7 as uuidv7, validate as isUuid } from 'uuid';
import { Problem } from '#contracts/errors';
import { auditedChange, type Actor, type AuditedAct } from '#libs/access';
import { toQueryRequest, type Collector, type NewExchange } from '#libs/collection';
import type { InstitutionRegistry } from '#libs/institutions';
import type { SigningCheck } from '#libs/officer-registry';
import { renderOfflineLetter, renderReturnForm, type OfflineLetterItem } from '#libs/legal-documents';
import { OfflineStore, RequestReader, type Database, type OfflineBatchRow, type Tables } from '#libs/store';
import type { Kysely, Selectable } from 'kysely';
import { beijingDay } from './beijing-day.js';
import { scanTypeOf } from './scan-type.js';

/** How a letter went out (送达方式). */
export interface SentFacts {
  readonly way: 'in-person' | 'post' | 'courier' | 'fax' | 'official-exchange';
  readonly sentAt: Date;
  /** Number of the posting (邮件号). */
  readonly reference?: string;
}

type BatchRow = Selectable<Tables['offline_batch']>;

/** Most requests of one letter. */
export const MOST_OF_BATCH = 200;

/** What the desk of a court does with batches (集约查控): print, send, assign, take in scans, close. Every act is audited. */
export class OfflineDesk {
  readonly store: OfflineStore;
  readonly #requests: RequestReader;

  constructor(
    private readonly parts: { readonly database: Database; readonly collector: Collector; readonly registry: InstitutionRegistry; readonly officers: SigningCheck },
    private readonly clock: () => Date = () => new Date(),
  ) {
    this.store = new OfflineStore(parts.database);
    this.#requests = new RequestReader(parts.database);
  }

  /** Finds places for tasks that have none yet; called now and then, and before anybody looks. */
  async gather(): Promise<void> {
    await this.store.openBatches(uuidv7, beijingDay(this.clock()).replaceAll('-', ''));
    await this.store.gather(MOST_OF_BATCH, 1000);
  }

  /** @throws Problem `offline-batch-unknown` */
  async batch(id: string): Promise<OfflineBatchRow> {
    const [row] = isUuid(id) ? await this.store.batches({ batchId: id, limit: 1 }) : [];
    if (row === undefined) throw new Problem('offline-batch-unknown');
    return row;
  }

  /**
   * Prints a batch: it takes no more requests, and letter and form are in the exchange record before anybody sees them.
   * @throws Problem `offline-batch-unknown`, `state-change-invalid` when it is not open or nothing is left in it.
   */
  async print(id: string, actor: Actor): Promise<OfflineBatchRow> {
    await this.#endUnsigned(id);
    await this.#change(id, actor, { event: 'offline-batch.printed', reason: id }, async (transaction, batch) => {
      if (batch.state !== 'open') throw new Problem('state-change-invalid', 'The batch was printed before.');
      const ids = await this.#remaining(transaction, id);
      if (ids.length === 0) throw new Problem('state-change-invalid', 'Nothing is left in the batch.');
      const now = this.clock();
      const rows = new Map((await this.#requests.byIds(ids)).map((row) => [row.id, row]));
      const items = ids.map((requestId, index): OfflineLetterItem => {
        const { requestNumber, case: of, subject, sources, transactions, officers } = toQueryRequest(rows.get(requestId)!);
        return { place: index + 1, requestNumber, caseNumber: of.caseNumber, subject, sources, officers, ...(transactions === undefined ? {} : { transactions }) };
      });
      const answerBy = new Date(Math.min(...[...rows.values()].map((row) => row.answerBy.getTime())));
      const data = {
        courtName: rows.get(ids[0]!)!.snapshot.case.courtName, number: batch.number, institutionName: this.parts.registry.get(batch.institution_code)?.name ?? batch.institution_code,
        issuedOn: beijingDay(now), answerBy: beijingDay(answerBy), items,
      };
      const letter = await this.#kept(batch, 'offline-letter', await renderOfflineLetter(data));
      const form = await this.#kept(batch, 'offline-return-form', await renderReturnForm(data));
      for (const [index, requestId] of ids.entries()) {
        await transaction.updateTable('offline_task').set({ place: index + 1 }).where('request_id', '=', requestId).execute();
      }
      return { state: 'printed', printed_at: now, printed_by: actor.login, answer_by: answerBy, letter_exchange_id: letter, form_exchange_id: form };
    });
    return this.batch(id);
  }

  /** @throws Problem `offline-batch-unknown`, `state-change-invalid` unless it is printed, `request-invalid` when sent before printed. */
  async send(id: string, facts: SentFacts, actor: Actor): Promise<OfflineBatchRow> {
    await this.#change(id, actor, { event: 'offline-batch.sent', reason: id }, async (_, batch) => {
      if (batch.state !== 'printed') throw new Problem('state-change-invalid', 'Only a printed batch can be sent, once.');
      if (facts.sentAt > this.clock() || facts.sentAt < batch.printed_at!) {
        throw new Problem('request-invalid', undefined, [{ field: '/sentAt', allowed: 'a moment after the printing and not in the future' }]);
      }
      return { state: 'sent', sent_at: facts.sentAt, sent_by: actor.login, sent_way: facts.way, sent_reference: facts.reference ?? null };
    });
    return this.batch(id);
  }

  /** @throws Problem `offline-batch-unknown`, `state-change-invalid` when closed, `request-invalid` when there is no such person. */
  async assign(id: string, login: string, actor: Actor): Promise<OfflineBatchRow> {
    await this.#change(id, actor, { event: 'offline-batch.assigned', reason: id }, async (transaction, batch) => {
      if (batch.state === 'closed') throw new Problem('state-change-invalid', 'The batch is closed.');
      const person = await transaction.selectFrom('access_identity').select('login').where('login', '=', login).where('kind', '=', 'person').where('disabled_at', 'is', null).where('court_code', '=', batch.court_code).executeTakeFirst();
      if (person === undefined) throw new Problem('request-invalid', undefined, [{ field: '/login', allowed: 'the login of a person of the court with access' }]);
      return { assigned_to: login, assigned_by: actor.login };
    });
    return this.batch(id);
  }

  /** Ends the work on a batch. @throws Problem `offline-batch-unknown`, `state-change-invalid`, `request-invalid` when answers are missing and no reason is given. */
  async close(id: string, reason: string | undefined, actor: Actor): Promise<OfflineBatchRow> {
    await this.#change(id, actor, { event: 'offline-batch.closed', reason: id }, async (_, batch) => {
      if (batch.state !== 'printed' && batch.state !== 'sent') throw new Problem('state-change-invalid', 'Only a batch that went out can be closed, once.');
      const { tasks, answered } = await this.batch(id);
      if (answered < tasks && reason === undefined) throw new Problem('request-invalid', undefined, [{ field: '/reason', allowed: `why it is closed with ${tasks - answered} answers missing` }]);
      return { state: 'closed', closed_at: this.clock(), closed_by: actor.login, close_reason: reason ?? null };
    });
    return this.batch(id);
  }

  /**
   * Keeps a scan of what came back, of a whole batch or of one of its tasks.
   * @returns the id of the exchange that has its bytes and digest.
   * @throws Problem `offline-batch-unknown`, `offline-task-unknown`, `scan-unreadable`, `state-change-invalid` before it was printed.
   */
  async addScan(id: string, requestId: number | undefined, bytes: Buffer, declared: string, actor: Actor): Promise<number> {
    const mediaType = scanTypeOf(bytes, declared);
    let scan: number | undefined;
    await this.#change(id, actor, { event: 'offline-batch.scan-added', reason: id }, async (transaction, batch) => {
      if (batch.state === 'open') throw new Problem('state-change-invalid', 'Nothing can have come back: the batch is not printed.');
      if (requestId !== undefined) {
        const task = await transaction.selectFrom('offline_task').select('request_id').where('request_id', '=', requestId).where('batch_id', '=', id).executeTakeFirst();
        if (task === undefined) throw new Problem('offline-task-unknown');
      }
      scan = await this.#kept(batch, 'offline-scan', bytes, requestId ?? null);
      await transaction.insertInto('offline_scan').values({ exchange_id: scan, batch_id: id, request_id: requestId ?? null, media_type: mediaType, uploaded_by: actor.login }).execute();
      return {};
    });
    return scan!;
  }

  async scans(batchId: string): Promise<Selectable<Tables['offline_scan']>[]> {
    return this.parts.database.query.selectFrom('offline_scan').selectAll().where('batch_id', '=', batchId).orderBy('exchange_id').execute();
  }

  /** Tasks that nobody may sign any more have their outcome before the letter is made, and leave the batch with it (A2). */
  async #endUnsigned(id: string): Promise<void> {
    if (!isUuid(id)) return;
    const { database, registry, officers, collector } = this.parts;
    const open = await database.query
      .selectFrom('offline_task')
      .innerJoin('offline_batch', 'offline_batch.id', 'offline_task.batch_id')
      .select('offline_task.request_id')
      .where('offline_task.batch_id', '=', id)
      .where('offline_batch.state', '=', 'open')
      .where('offline_task.ended_at', 'is', null)
      .execute();
    for (const row of await this.#requests.byIds(open.map(({ request_id }) => request_id))) {
      const institution = registry.get(row.institutionCode);
      const refusal = institution && (await officers.refusal(row.snapshot.officers, institution));
      if (refusal === undefined) continue;
      await collector.collect({
        requestId: row.id, inquiryId: row.inquiryId, institutionCode: row.institutionCode, via: 'gateway', exchangeId: null, outcome: { kind: 'unavailable', ...refusal },
        acceptedAtMs: row.acceptedAt.getTime(), sentAtMs: null, receivedAtMs: null, waitedMs: 0,
      });
    }
  }

  /** Tasks that are still to be asked about; those of cancelled inquiries leave the batch. */
  async #remaining(transaction: Kysely<Tables>, id: string): Promise<number[]> {
    await transaction
      .updateTable('offline_task')
      .set({ batch_id: null, ended_at: this.clock() })
      .where('batch_id', '=', id)
      .where(({ exists, selectFrom }) => exists(selectFrom('outcome').select('outcome.request_id').whereRef('outcome.request_id', '=', 'offline_task.request_id')))
      .execute();
    const rows = await transaction.selectFrom('offline_task').select('request_id').where('batch_id', '=', id).orderBy('request_id').execute();
    return rows.map(({ request_id }) => request_id);
  }

  /** Letters go out and scans come in: both are in the exchange record, with their digest (I7). */
  async #kept(batch: BatchRow, operation: 'offline-letter' | 'offline-return-form' | 'offline-scan', bytes: Uint8Array, requestId: number | null = null): Promise<number> {
    const at = this.clock().getTime();
    const isIn = operation === 'offline-scan';
    const content = Buffer.from(bytes);
    const facts: NewExchange = {
      requestId, institutionCode: batch.institution_code, operation, direction: isIn ? 'in' : 'out', attempt: 1, startedAtMs: at, endedAtMs: at, httpStatus: null, failure: null,
      sent: isIn ? null : content, received: isIn ? content : null,
    };
    const exchange = await this.parts.collector.exchange(facts);
    await this.parts.collector.record(exchange);
    return exchange.id;
  }

  async #change(
    id: string,
    actor: Actor,
    act: AuditedAct,
    work: (transaction: Kysely<Tables>, batch: BatchRow) => Promise<Partial<BatchRow>>,
  ): Promise<void> {
    if (!isUuid(id)) throw new Problem('offline-batch-unknown');
    await auditedChange(this.parts.database, actor, (institutionCode: string) => ({ ...act, institutionCode }), act, async (transaction) => {
      const batch = await transaction.selectFrom('offline_batch').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
      if (batch === undefined) throw new Problem('offline-batch-unknown');
      const change = await work(transaction, batch);
      await transaction.updateTable('offline_batch').set({ ...change, version: batch.version + 1 }).where('id', '=', id).execute();
      return batch.institution_code;
    });
  }
}
