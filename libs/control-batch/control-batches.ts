import { sql, type Kysely } from 'kysely';
import { v7, validate as isUuid } from 'uuid';
import { Problem } from '#contracts/errors';
import { auditedChange, type Actor } from '#libs/access';
import { batchOf, type Approvals, type Begin, type GivenBack } from '#libs/approval';
import { isUniqueViolation, type Database, type Tables } from '#libs/store';
import { BATCH_LINE_STATES, MOST_LINES, type BatchLine, type BatchLineState, type BatchRecord, type BriefBatch, type NewBatch } from './batch-record.js';

export interface ControlBatchesParts {
  readonly database: Database;
}

const EVENT = 'control.batch-changed' as const;

const COLUMNS = sql`id, actor, operation, until_day AS until, reason, approver, state, approval_id AS "approvalId", stopped_by AS "stoppedBy", stopped_why AS "stoppedWhy", total,
  accepted_at AS "acceptedAt", finished_at AS "finishedAt"`;

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
    const { operation, measureIds, until, reason, approver, reach, body } = given;
    const id = v7();
    const key = given.key ?? id;
    const act = { event: EVENT, reason: `${id} accepted: ${operation}, ${measureIds.length}` };
    try {
      await auditedChange(database, actor, act, { event: EVENT }, async (transaction) => {
        if (approver === actor.login) throw new Problem('approver-unacceptable', undefined, [{ field: '/approver', allowed: 'somebody else than the one who asks' }]);
        if (measureIds.length === 0 || measureIds.length > MOST_LINES) throw new Problem('request-invalid', undefined, [{ field: '/measureIds', allowed: `1 to ${MOST_LINES} measures` }]);
        await transaction.insertInto('control_batch').values({
          id, actor: actor.login, operation, until_day: until ?? null, reason, approver, reach: JSON.stringify(reach), idempotency_key: key, digest: this.#digest(body), total: measureIds.length,
          correlation_id: actor.correlationId,
        }).execute();
        await sql`INSERT INTO control_batch_line (batch_id, line, measure_id) SELECT ${id}::uuid, place, measure
          FROM unnest(${[...measureIds]}::text[]) WITH ORDINALITY AS t (measure, place)`.execute(transaction);
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
    const { rows } = isUuid(id) ? await sql<Omit<BatchRecord, 'lines' | 'orders'>>`SELECT ${COLUMNS} FROM control_batch WHERE id = ${id}`.execute(query) : { rows: [] };
    const [batch] = rows;
    if (batch === undefined) throw new Problem('control-batch-unknown');
    const lines = await sql<Counted>`SELECT state, count(*)::int AS n FROM control_batch_line WHERE batch_id = ${batch.id} GROUP BY state`.execute(query);
    const orders = await sql<Counted>`SELECT o.state, count(*)::int AS n FROM control_batch_line l JOIN control_order o ON o.id = l.order_id WHERE l.batch_id = ${batch.id} GROUP BY o.state`.execute(query);
    const counted = byState(lines.rows);
    return { ...batch, lines: Object.fromEntries(BATCH_LINE_STATES.map((state) => [state, counted[state] ?? 0])) as BatchRecord['lines'], orders: byState(orders.rows) };
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
      SELECT l.line, l.measure_id AS "measureId", l.state, l.case_id AS "caseId", f.case_number AS "caseNumber", l.order_id AS "orderId", o.state AS "orderState", l.code, l.rules
      FROM control_batch_line l LEFT JOIN case_file f ON f.id = l.case_id LEFT JOIN control_order o ON o.id = l.order_id
      WHERE l.batch_id = ${id} AND l.line > ${after} AND (${state ?? null}::text IS NULL OR l.state = ${state ?? null}) ORDER BY l.line LIMIT ${limit + 1}`.execute(this.parts.database.query);
    return rows;
  }

  /**
   * Takes back what has not left; what an institution may have stays. Safe to repeat.
   * @throws Problem `control-batch-unknown`, `control-batch-over` when nothing can be taken back any more
   */
  async cancel(id: string, reason: string, approvals: Pick<Approvals, 'withdraw'>, actor: Actor): Promise<BatchRecord> {
    const act = { event: EVENT, reason: `${id} cancelled` };
    const { approvalId, actor: gaveIt, waited } = await auditedChange(this.parts.database, actor, act, { ...act, reason: id }, async (transaction) => {
      const batch = isUuid(id) ? await transaction.selectFrom('control_batch').select(['state', 'approval_id', 'actor']).where('id', '=', id).forUpdate().executeTakeFirst() : undefined;
      if (batch === undefined) throw new Problem('control-batch-unknown');
      if (batch.state === 'withdrawn' || (batch.state === 'done' && !(await anyToLeave(transaction, id)))) throw new Problem('control-batch-over');
      if (batch.state !== 'withdrawing') await stop(transaction, id, actor.login, reason);
      return { approvalId: batch.approval_id, actor: batch.actor, waited: batch.state === 'waiting' };
    });
    // Nobody needs to look at it any more. If the process dies here it runs out, and approving it is refused: the batch waits no more.
    if (waited && approvalId !== null && gaveIt === actor.login) await approvals.withdraw(approvalId, actor);
    return this.read(id);
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

type Counted = { readonly state: string; readonly n: number };

const byState = (rows: readonly Counted[]): Record<string, number> => Object.fromEntries(rows.map(({ state, n }) => [state, n]));

async function stop(transaction: Kysely<Tables>, id: string, by: string, why: string): Promise<void> {
  await transaction.updateTable('control_batch').set({ state: 'withdrawing', stopped_by: by, stopped_why: why, finished_at: null, claimed_until: null }).where('id', '=', id).execute();
}

async function anyToLeave(transaction: Kysely<Tables>, id: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM control_batch_line l JOIN control_order o ON o.id = l.order_id WHERE l.batch_id = ${id} AND l.state = 'approved' AND o.state = 'approved' LIMIT 1`.execute(transaction);
  return rows.length > 0;
}
