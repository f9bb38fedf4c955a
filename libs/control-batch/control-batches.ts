import { sql, type Kysely } from 'kysely';
import { v7, validate as isUuid } from 'uuid';
import { Problem } from '#contracts/errors';
import { auditedChange, type Actor, type AuditedAct } from '#libs/access';
import { batchOf, type Approvals, type Begin, type GivenBack } from '#libs/approval';
import { ENDED, type OrderState } from '#libs/control';
import { courtsBelow, isUniqueViolation, type Database, type Tables } from '#libs/store';
import { BATCH_LINE_STATES, MOST_LINES, type BatchFilter, type BatchLine, type BatchLineState, type BatchRecord, type BriefBatch, type ListedBatch, type NewBatch } from './batch-record.js';

export interface ControlBatchesParts {
  readonly database: Database;
}

const EVENT = 'control.batch-changed' as const;

const NO_LINES = Object.fromEntries(BATCH_LINE_STATES.map((state) => [state, 0])) as Record<BatchLineState, number>;

/** Of whoever gave it; null for those who serve every court. */
const COURT = sql`nullif(coalesce(reach ->> 'own', reach ->> 'whole'), '*')`;
const COLUMNS = sql`id, actor, operation, until_day AS until, reason, approver, state, approval_id AS "approvalId", stopped_by AS "stoppedBy", stopped_why AS "stoppedWhy", total, ${COURT} AS "courtCode",
  accepted_at AS "acceptedAt", finished_at AS "finishedAt"`;

/** It was put before its approver a moment ago. */
class AskedMeanwhile extends Error {}

/**
 * Renewals or releases of many measures in one order (批量续行、批量解除), with one approval for all of them. What is taken in is durable line by
 * line; `ControlBatchRunner` drafts, submits, approves and takes back, each line by itself under the rules of the engine.
 */
export class ControlBatches {
  constructor(private readonly parts: ControlBatchesParts) {}

  /** The batch of a call that was made before with this key; undefined when it is new. @throws Problem `idempotency-key-reused` */
  async repeated(key: string, body: unknown, actor: Actor): Promise<BatchRecord | undefined> {
    const known = await this.parts.database.query.selectFrom('control_batch').select(['id', 'digest']).where('actor', '=', actor.login).where('idempotency_key', '=', key).executeTakeFirst();
    if (known === undefined) return undefined;
    if (known.digest !== this.#digest(body)) throw new Problem('idempotency-key-reused');
    return this.read(known.id);
  }

  /**
   * Takes a batch in: every line is on record when this resolves, and nothing was drafted yet.
   * @throws Problem `approver-unacceptable`, `request-invalid`, `idempotency-key-reused`
   */
  async accept(given: NewBatch, actor: Actor): Promise<{ readonly batch: BatchRecord; readonly repeated: boolean }> {
    const { database } = this.parts;
    const { operation, lines, until, reason, approver, reach, body } = given;
    const id = v7();
    const key = given.key ?? id;
    const act = { event: EVENT, reason: `${id} accepted: ${operation}, ${lines.length}` };
    try {
      await auditedChange(database, actor, act, { event: EVENT }, async (transaction) => {
        if (approver === actor.login) throw new Problem('approver-unacceptable', undefined, [{ field: '/approver', allowed: 'somebody else than the one who asks' }]);
        if (lines.length === 0 || lines.length > MOST_LINES) throw new Problem('request-invalid', undefined, [{ field: '/measureIds', allowed: `1 to ${MOST_LINES} measures` }]);
        await transaction.insertInto('control_batch').values({
          id, actor: actor.login, operation, until_day: until ?? null, reason, approver, reach: JSON.stringify(reach), idempotency_key: key, digest: this.#digest(body), total: lines.length,
          correlation_id: actor.correlationId,
        }).execute();
        await sql`INSERT INTO control_batch_line (batch_id, line, measure_id, release_fen) SELECT ${id}::uuid, place, measure, fen
          FROM unnest(${lines.map(({ measureId }) => measureId)}::text[], ${lines.map(({ fen }) => fen ?? null)}::bigint[]) WITH ORDINALITY AS t (measure, fen, place)`.execute(transaction);
      });
      return { batch: await this.read(id), repeated: false };
    } catch (error) {
      if (!isUniqueViolation(error, 'control_batch_actor_idempotency_key_key')) throw error;
      return { batch: (await this.repeated(key, body, actor))!, repeated: true };
    }
  }

  /** @throws Problem `control-batch-unknown` */
  async read(id: string): Promise<BatchRecord> {
    const { query } = this.parts.database;
    const { rows } = isUuid(id) ? await sql<Omit<BatchRecord, 'lines' | 'orders' | 'answered'>>`SELECT ${COLUMNS} FROM control_batch WHERE id = ${id}`.execute(query) : { rows: [] };
    const [batch] = rows;
    if (batch === undefined) throw new Problem('control-batch-unknown');
    const counted = await sql<{ state: BatchLineState; orderState: OrderState | null; n: number }>`SELECT l.state, o.state AS "orderState", count(*)::int AS n
      FROM control_batch_line l LEFT JOIN control_order o ON o.id = l.order_id WHERE l.batch_id = ${batch.id} GROUP BY l.state, o.state`.execute(query);
    const orders: Partial<Record<OrderState, number>> = {};
    for (const { orderState, n } of counted.rows) if (orderState !== null) orders[orderState] = (orders[orderState] ?? 0) + n;
    const owed = counted.rows.filter(({ state, orderState }) => state !== 'refused' && state !== 'withdrawn' && (orderState === null || !ENDED.includes(orderState)));
    return { ...batch, lines: everyState(counted.rows), orders, answered: batch.total - owed.reduce((sum, { n }) => sum + n, 0) };
  }

  /** Newest first. One more than `limit` is read. */
  async list({ seenBy: { login, whole }, state, court, before, limit }: BatchFilter): Promise<readonly ListedBatch[]> {
    const { query } = this.parts.database;
    const seen = whole === '*' ? sql`true` : sql`(actor = ${login} OR approver = ${login}${whole === undefined ? sql`` : sql` OR ${COURT} IN (${courtsBelow(whole)})`})`;
    const { rows } = await sql<Omit<ListedBatch, 'lines'>>`SELECT ${COLUMNS} FROM control_batch
      WHERE ${seen} AND (${state ?? null}::text IS NULL OR state = ${state ?? null}) AND (${court ?? null}::text IS NULL OR ${COURT} = ${court ?? null}) AND (${before ?? null}::uuid IS NULL OR id < ${before ?? null})
      ORDER BY id DESC LIMIT ${limit + 1}`.execute(query);
    const lines = await sql<Counted & { batch: string }>`SELECT batch_id AS batch, state, count(*)::int AS n FROM control_batch_line WHERE batch_id = ANY(${rows.map(({ id }) => id)}::uuid[])
      GROUP BY batch_id, state`.execute(query);
    return rows.map((batch) => ({ ...batch, lines: everyState(lines.rows.filter((one) => one.batch === batch.id)) }));
  }

  /** What batches are about, without how far they are; ids that are none are left out. */
  async briefly(ids: readonly string[]): Promise<ReadonlyMap<string, BriefBatch>> {
    if (ids.length === 0) return new Map();
    const { rows } = await sql<BriefBatch>`SELECT id, operation, until_day AS until, reason, total FROM control_batch WHERE id = ANY(${[...ids]}::uuid[])`.execute(this.parts.database.query);
    return new Map(rows.map((batch) => [batch.id, batch]));
  }

  /** In the order in which they were given. One more than `limit` is read. */
  async lines(id: string, limit: number, after = 0, state?: BatchLineState): Promise<BatchLine[]> {
    const { rows } = await sql<BatchLine>`
      SELECT l.line, l.measure_id AS "measureId", l.state, l.case_id AS "caseId", f.case_number AS "caseNumber", l.release_fen AS "releaseFen", l.order_id AS "orderId", o.state AS "orderState", l.code, l.rules
      FROM control_batch_line l LEFT JOIN case_file f ON f.id = l.case_id LEFT JOIN control_order o ON o.id = l.order_id
      WHERE l.batch_id = ${id} AND l.line > ${after} AND (${state ?? null}::text IS NULL OR l.state = ${state ?? null}) ORDER BY l.line LIMIT ${limit + 1}`.execute(this.parts.database.query);
    return rows;
  }

  /**
   * Takes back what has not left; what an institution may have stays. Safe to repeat.
   * @throws Problem `control-batch-unknown`, `control-batch-over` when nothing can be taken back any more
   */
  async cancel(id: string, reason: string, approvals: Pick<Approvals, 'lock' | 'closeIn'>, actor: Actor): Promise<BatchRecord> {
    const act = { event: EVENT, reason: `${id} cancelled` };
    const cancelled = (): Promise<void> => this.#cancelled(id, reason, approvals, actor, act);
    // Once more with the approval, of which there is one at most.
    await cancelled().catch((error: unknown) => (error instanceof AskedMeanwhile ? cancelled() : Promise.reject(error)));
    return this.read(id);
  }

  /**
   * With the approval locked before the batch, as a decision does: neither waits for the other for ever.
   * @throws AskedMeanwhile when there is an approval that was not there a moment ago
   */
  #cancelled(id: string, reason: string, approvals: Pick<Approvals, 'lock' | 'closeIn'>, actor: Actor, act: AuditedAct): Promise<void> {
    return auditedChange(this.parts.database, actor, act, { ...act, reason: id }, async (transaction) => {
      const before = isUuid(id) ? await transaction.selectFrom('control_batch').select('approval_id').where('id', '=', id).executeTakeFirst() : undefined;
      if (before === undefined) throw new Problem('control-batch-unknown');
      const { approval_id: approvalId } = before;
      if (approvalId !== null) await approvals.lock(transaction, approvalId);
      const batch = await transaction.selectFrom('control_batch').select(['state', 'approval_id']).where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
      if (batch.approval_id !== approvalId) throw new AskedMeanwhile();
      if (batch.state === 'withdrawn' || (batch.state === 'done' && !(await anyToLeave(transaction, id)))) throw new Problem('control-batch-over');
      if (batch.state !== 'withdrawing') await stop(transaction, id, actor.login, reason);
      // Nobody needs to look at it any more, whoever cancelled.
      if (approvalId !== null) await approvals.closeIn(transaction, approvalId, actor, reason);
    });
  }

  /** Approved: the runner approves line by line as the named approver, for thousands of cases are no one transaction. */
  readonly begin: Begin = async (transaction, approval) => {
    const { rows } = await sql`UPDATE control_batch SET state = 'approving', claimed_until = NULL WHERE id = ${batchOf(approval)} AND state = 'waiting' RETURNING id`.execute(transaction);
    if (rows.length === 0) throw new Problem('state-change-invalid', 'The order for many measures was cancelled.');
  };

  /** Nobody approved: all of it is taken back. */
  readonly givenBack: GivenBack = async (transaction, approval, { state, by, reason }) => {
    const waiting = await transaction.selectFrom('control_batch').select('id').where('id', '=', batchOf(approval)!).where('state', '=', 'waiting').forUpdate().executeTakeFirst();
    if (waiting !== undefined) await stop(transaction, waiting.id, by, reason ?? state);
  };

  #digest(body: unknown): string {
    return this.parts.database.fields.numberIndex('control batch', JSON.stringify(body));
  }
}

type Counted = { readonly state: BatchLineState; readonly n: number };

function everyState(rows: readonly Counted[]): BatchRecord['lines'] {
  const counted = { ...NO_LINES };
  for (const { state, n } of rows) counted[state] += n;
  return counted;
}

async function stop(transaction: Kysely<Tables>, id: string, by: string, why: string): Promise<void> {
  await transaction.updateTable('control_batch').set({ state: 'withdrawing', stopped_by: by, stopped_why: why, finished_at: null, claimed_until: null }).where('id', '=', id).execute();
}

async function anyToLeave(transaction: Kysely<Tables>, id: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM control_batch_line l JOIN control_order o ON o.id = l.order_id WHERE l.batch_id = ${id} AND l.state = 'approved' AND o.state = 'approved' LIMIT 1`.execute(transaction);
  return rows.length > 0;
}
