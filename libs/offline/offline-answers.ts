import { Problem } from '#contracts/errors';
import type { QueryOutcome } from '#contracts/adapter';
import { auditedChange, requireSecondPerson, type Actor, type AuditedAct } from '#libs/access';
import { toQueryRequest, type Collector } from '#libs/collection';
import { isUniqueViolation, PLACE, RequestReader, type Database, type OpenRequestRow, type Tables } from '#libs/store';
import type { Kysely, Selectable } from 'kysely';
import { readTyped, type TypedAnswer } from './typed-answer.js';

type AnswerRow = Selectable<Tables['offline_answer']>;

/** An answer as it was typed, and what became of it. */
export type OfflineAnswerRecord = Omit<AnswerRow, 'content' | 'sealed'> & { readonly content: QueryOutcome };

/**
 * Answers on paper (线下反馈录入): one person types, another confirms (双人复核), and only then the answer counts, through the collector
 * like any other. A correction is a further version.
 */
export class OfflineAnswers {
  readonly #requests: RequestReader;

  constructor(
    private readonly database: Database,
    private readonly collector: Collector,
  ) {
    this.#requests = new RequestReader(database);
  }

  /** What was typed about a task, oldest first. */
  async of(requestId: number): Promise<OfflineAnswerRecord[]> {
    const rows = await this.database.query.selectFrom('offline_answer').selectAll().where('request_id', '=', requestId).orderBy('number').execute();
    return this.#opened(rows);
  }

  /**
   * Keeps what somebody typed until a second person has looked at it.
   * @throws Problem `offline-task-unknown`, `request-invalid` with every field that is wrong, `state-change-invalid` when the letter did
   *   not go out yet, an answer waits already, or the task is answered and the version to correct is not named.
   */
  async enter(requestId: number, typed: TypedAnswer, actor: Actor): Promise<OfflineAnswerRecord> {
    const request = await this.#request(requestId);
    const act = { event: 'offline-answer.entered', ...aboutOf(request) } as const;
    return auditedChange(this.database, actor, act, act, async (transaction) => {
      const task = await transaction
        .selectFrom('offline_task')
        .innerJoin('offline_batch', 'offline_batch.id', 'offline_task.batch_id')
        .select(['offline_batch.id as batchId', 'offline_batch.state as state'])
        .where('offline_task.request_id', '=', requestId)
        .forUpdate()
        .executeTakeFirst();
      if (task === undefined || task.state === 'open') throw new Problem('state-change-invalid', 'Nothing can have come back: the letter is not printed.');
      const content = readTyped(typed, toQueryRequest(request));
      await checkScans(transaction, task.batchId, requestId, typed.scans ?? []);
      await checkCorrection(transaction, requestId, typed.corrects);
      const { last } = await transaction
        .selectFrom('offline_answer')
        .select((from) => from.fn.coalesce(from.fn.max('number'), from.val(0)).as('last'))
        .where('request_id', '=', requestId)
        .executeTakeFirstOrThrow();
      try {
        const row = await transaction
          .insertInto('offline_answer')
          .values({ request_id: requestId, number: last + 1, ...(await this.#sealed(request, last + 1, content)), scans: [...(typed.scans ?? [])], corrects: typed.corrects ?? null, entered_by: actor.login })
          .returningAll()
          .executeTakeFirstOrThrow();
        return (await this.#opened([row]))[0]!;
      } catch (error) {
        throw isUniqueViolation(error) ? new Problem('state-change-invalid', 'An answer of this task waits for its second person.') : error;
      }
    });
  }

  /**
   * A second person has compared what was typed with the paper: it becomes an outcome.
   * @throws Problem `offline-task-unknown`, `offline-answer-unknown`, `second-person-needed`, `state-change-invalid` when it does not wait.
   */
  async confirm(requestId: number, number: number, actor: Actor): Promise<OfflineAnswerRecord> {
    const exchange = await this.collector.exchange(NO_EXCHANGE);
    await this.#decide(requestId, number, actor, 'offline-answer.confirmed', () => ({ state: 'confirmed', exchange_id: exchange.id }));
    // From here on the answer is decided; if we die now, the clock finds it and does the rest.
    await this.collect(requestId, number);
    return (await this.of(requestId)).find((row) => row.number === number)!;
  }

  /** @throws Problem as {@link confirm} */
  async reject(requestId: number, number: number, reason: string, actor: Actor): Promise<OfflineAnswerRecord> {
    return this.#decide(requestId, number, actor, 'offline-answer.rejected', () => ({ state: 'rejected', reject_reason: reason }));
  }

  /** Answers that were confirmed and whose outcome is not known to be durable. */
  async uncollected(limit: number): Promise<{ requestId: number; number: number }[]> {
    const rows = await this.database.query.selectFrom('offline_answer').select(['request_id', 'number']).where('state', '=', 'confirmed').where('outcome_version', 'is', null).limit(limit).execute();
    return rows.map(({ request_id, number }) => ({ requestId: request_id, number }));
  }

  /** Makes the outcome of a confirmed answer durable. Twice is once: its exchange has one id. */
  async collect(requestId: number, number: number): Promise<void> {
    const request = await this.#request(requestId);
    const row = (await this.of(requestId)).find((one) => one.number === number);
    if (row?.state !== 'confirmed' || row.exchange_id === null) return;
    const batch = await this.database.query
      .selectFrom('offline_task')
      .innerJoin('offline_batch', 'offline_batch.id', 'offline_task.batch_id')
      .select(['printed_at', 'sent_at'])
      .where('request_id', '=', requestId)
      .executeTakeFirst();
    const sentAtMs = (batch?.sent_at ?? batch?.printed_at)?.getTime() ?? null;
    const acceptedAtMs = request.acceptedAt.getTime();
    const receivedAtMs = row.entered_at.getTime();
    const result = await this.collector.collect(
      {
        requestId, inquiryId: request.inquiryId, institutionCode: request.institutionCode, outcome: row.content, via: 'offline', exchangeId: row.exchange_id,
        acceptedAtMs, sentAtMs, receivedAtMs, waitedMs: (sentAtMs ?? receivedAtMs) - acceptedAtMs, ...(row.corrects === null ? {} : { supplements: row.corrects }),
      },
      {
        ...NO_EXCHANGE, id: row.exchange_id, requestId, institutionCode: request.institutionCode, startedAtMs: receivedAtMs, endedAtMs: row.checked_at!.getTime(),
        received: await this.#written(row),
      },
    );
    // Somebody answered in between (a correction of the same version): what was typed stays as evidence and does not count.
    const taken = result.status === 'committed' || result.status === 'merged';
    await this.database.query
      .updateTable('offline_answer')
      .set(taken ? { outcome_version: result.version } : { state: 'rejected', reject_reason: 'another answer of this task had come first' })
      .where('request_id', '=', requestId)
      .where('number', '=', number)
      .execute();
    await this.database.query.updateTable('offline_task').set({ ended_at: new Date() }).where('request_id', '=', requestId).where('ended_at', 'is', null).execute();
  }

  /** The evidence of an answer: what was typed, by whom, who confirmed it, and which scans it was read from. */
  async #written(row: OfflineAnswerRecord): Promise<Buffer> {
    const scans = row.scans.length === 0 ? [] : await this.database.query.selectFrom('exchange').select(['id', 'received_digest']).where('id', 'in', row.scans).orderBy('id').execute();
    const record = {
      outcome: row.content, enteredBy: row.entered_by, enteredAt: row.entered_at.toISOString(), confirmedBy: row.checked_by, confirmedAt: row.checked_at!.toISOString(),
      scans: scans.map(({ id, received_digest }) => ({ exchange: id, sha256: received_digest?.toString('hex') })),
    };
    return Buffer.from(JSON.stringify(record));
  }

  async #decide(requestId: number, number: number, actor: Actor, event: AuditedAct['event'], decision: () => Partial<AnswerRow>): Promise<OfflineAnswerRecord> {
    const about = { event, ...aboutOf(await this.#request(requestId)) };
    return auditedChange(this.database, actor, about, about, async (transaction) => {
      const answer = await transaction.selectFrom('offline_answer').selectAll().where('request_id', '=', requestId).where('number', '=', number).forUpdate().executeTakeFirst();
      requireSecondPerson(answer, actor, 'offline-answer-unknown');
      const { content: _, sealed: __, ...change } = { ...decision(), checked_by: actor.login, checked_at: new Date() };
      const row = await transaction.updateTable('offline_answer').set(change).where('request_id', '=', requestId).where('number', '=', number).returningAll().executeTakeFirstOrThrow();
      return (await this.#opened([row]))[0]!;
    });
  }

  async #sealed({ id, caseId }: OpenRequestRow, number: number, content: QueryOutcome): Promise<{ content: string | null; sealed: Buffer | null }> {
    const { fields } = this.database;
    const text = JSON.stringify(content);
    if (!fields.sealing) return { content: text, sealed: null };
    return { content: null, sealed: (await fields.ofCase(caseId)).seal(Buffer.from(text), PLACE.typed(id, number), fields.cipher) };
  }

  async #opened(rows: readonly AnswerRow[]): Promise<OfflineAnswerRecord[]> {
    const opener = await this.database.fields.opener(rows.map(({ sealed }) => sealed));
    return rows.map(({ sealed, ...row }) => ({ ...row, content: opener.json(sealed, row.content as QueryOutcome | null, PLACE.typed(row.request_id, row.number)) }));
  }

  async #request(requestId: number): Promise<OpenRequestRow> {
    const [request] = await this.#requests.byIds([requestId]);
    if (request?.channel !== 'offline') throw new Problem('offline-task-unknown');
    return request;
  }
}

const NO_EXCHANGE = {
  requestId: null, institutionCode: '', operation: 'offline-answer', direction: 'in', attempt: 1, startedAtMs: 0, endedAtMs: 0, httpStatus: null, failure: null, sent: null, received: null,
} as const;

const aboutOf = ({ caseId, inquiryId, institutionCode, obligorId }: OpenRequestRow) => ({ caseId, inquiryId, institutionCode, obligors: [obligorId] });

/** Only scans of this letter, and none of another person on it. */
async function checkScans(transaction: Kysely<Tables>, batchId: string, requestId: number, scans: readonly number[]): Promise<void> {
  if (scans.length === 0) return;
  const rows = await transaction.selectFrom('offline_scan').select(['exchange_id', 'request_id']).where('batch_id', '=', batchId).where('exchange_id', 'in', [...scans]).execute();
  const known = new Set(rows.filter(({ request_id }) => request_id === null || request_id === requestId).map(({ exchange_id }) => exchange_id));
  if (scans.some((scan) => !known.has(scan))) throw new Problem('request-invalid', undefined, [{ field: '/scans', allowed: 'scans of this batch, of the whole or of this task' }]);
}

/** An institution's word is replaced only by somebody who says which one. */
async function checkCorrection(transaction: Kysely<Tables>, requestId: number, corrects: number | undefined): Promise<void> {
  const newest = await transaction.selectFrom('outcome').select(['version', 'kind']).where('request_id', '=', requestId).orderBy('version', 'desc').executeTakeFirst();
  const answered = newest !== undefined && ['found', 'nothing-found', 'refused'].includes(newest.kind);
  const allowed = answered ? `${newest.version}, the version that is there now` : 'absent: there is nothing to correct';
  if (corrects !== (answered ? newest.version : undefined)) throw new Problem('request-invalid', undefined, [{ field: '/corrects', allowed }]);
}
