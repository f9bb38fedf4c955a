import { sql, type Kysely } from 'kysely';
import { Problem, type ProblemRule } from '#contracts/errors';
import { addMember, recordAudit, type Actor } from '#libs/access';
import { codesAbove, requireAcceptable } from '#libs/approval';
import {
  ControlRefused, MAY_TAKE_EFFECT, NO_CHANGES, releaseOperations, renewOperation, type ControlEngine, type ControlOrder, type ControlState, type Measure, type OrderState,
} from '#libs/control';
import { draftOf, ITSELF, makeLacking, problemOf, requirePapers, type OrderPapersParts, type WantedExtent } from '#libs/control-desk';
import { caseInReach, isConstraintViolation, type ClaimedControlBatch, type PostgresControlStore, type Tables } from '#libs/store';
import type { BatchLineState } from './batch-record.js';

type Transaction = Kysely<Tables>;

export interface BatchStepsParts extends OrderPapersParts {
  readonly engine: ControlEngine;
  readonly store: PostgresControlStore;
}

interface Line {
  readonly line: number;
  readonly measureId: string;
  readonly state: BatchLineState;
  readonly caseId: string | null;
  readonly orderId: number | null;
  /** Of a partial release, fen. */
  readonly releaseFen: number | null;
}

/** Why a line is refused. */
interface Refusal {
  readonly code: string;
  readonly rules: readonly ProblemRule[];
}

/**
 * What is done with one line of an order for many measures. Each step is one transaction of the engine's decision with the state of the line,
 * under the lock of the line: whoever does it again after a crash, or beside another process, finds it done.
 */
export class BatchSteps {
  constructor(private readonly parts: BatchStepsParts) {}

  /** Drafts, has the papers made, and submits. @throws Problem of 5xx: later again */
  async prepare(batch: ClaimedControlBatch, line: number): Promise<void> {
    await this.#step(batch, line, ['waiting'], (transaction, one) => this.#draft(transaction, batch, one));
    const drafted = await this.parts.database.query.selectFrom('control_batch_line').select(['case_id', 'order_id']).where('batch_id', '=', batch.id).where('line', '=', line).where('state', '=', 'drafted').executeTakeFirst();
    if (drafted === undefined) return;
    // Outside of any transaction: whoever seals takes its time.
    const made = await makeLacking(this.parts, drafted.case_id!, [drafted.order_id!]);
    await this.#step(batch, line, ['drafted'], async (transaction, { orderId, caseId }) => {
      const courtOf = await transaction.selectFrom('case_file').select('court_code').where('id', '=', caseId!).executeTakeFirstOrThrow();
      await requireAcceptable(transaction, batch.approver, batch.actor, await codesAbove(transaction, courtOf.court_code));
      await this.#engine(transaction).submit(caseId!, [orderId!], { approver: batch.approver }, batch.actor);
      await this.parts.papers.keepMade(transaction, caseId!, made, batch.actor);
      await requirePapers(this.parts.papers, transaction, [orderId!]);
      // Whoever decides has to see what about.
      await addMember(transaction, { caseId: caseId!, login: batch.approver, part: 'approver', by: batch.actor });
      return 'submitted';
    });
  }

  /** Approves as the person who approved the whole. */
  approve(batch: ClaimedControlBatch, line: number): Promise<void> {
    return this.#step(batch, line, ['submitted'], async (transaction, { orderId, caseId }) => {
      await requirePapers(this.parts.papers, transaction, [orderId!]);
      await this.#engine(transaction).approve(caseId!, [orderId!], {}, batch.approver);
      return 'approved';
    });
  }

  /** Takes back what has not left. */
  withdraw(batch: ClaimedControlBatch, line: number): Promise<void> {
    return this.#step(batch, line, ['waiting', 'drafted', 'submitted', 'approved'], async (transaction, { orderId, caseId }) => {
      if (orderId !== null) await this.#engine(transaction).withdraw(caseId!, [orderId], batch.stoppedWhy ?? 'cancelled', batch.stoppedBy ?? batch.actor);
      return 'withdrawn';
    });
  }

  async #draft(transaction: Transaction, batch: ClaimedControlBatch, { line, measureId, releaseFen }: Line): Promise<BatchLineState> {
    const { rows } = await sql<{ id: string }>`SELECT f.id FROM control_measure m JOIN case_file f ON f.id = m.case_id
      WHERE m.id = ${measureId} AND ${caseInReach(batch.reach, 'f.court_code', 'f.id')}`.execute(transaction);
    const caseId = rows[0]?.id;
    // A measure of somebody else's case looks like one that does not exist.
    if (caseId === undefined) throw new Problem('measure-unknown');
    await transaction.updateTable('control_batch_line').set({ case_id: caseId }).where('batch_id', '=', batch.id).where('line', '=', line).execute();
    const store = this.parts.store.within(transaction);
    const state = (await store.change(caseId, (now) => ({ changes: NO_CHANGES, result: now })))!;
    const measure = state.measures.find(({ id }) => id === measureId);
    if (measure === undefined) throw new Problem('measure-unknown');
    const wanted = {
      operation: batch.operation === 'renew' ? renewOperation(measure.target) : releaseOf(measure, state), measureId, reason: batch.reason, priority: 'routine' as const, batchId: batch.id,
      ...(batch.until === null ? {} : { until: batch.until }), ...partOf(measure, releaseFen),
    };
    const [order] = await this.parts.engine.over(store).draft(caseId, [draftOf(wanted, 0, state, [])], batch.actor);
    await transaction.updateTable('control_batch_line').set({ order_id: order!.id }).where('batch_id', '=', batch.id).where('line', '=', line).execute();
    return 'drafted';
  }

  /** @param work the state afterwards; nothing is done when the line or its batch went on meanwhile */
  async #step(batch: ClaimedControlBatch, line: number, from: readonly BatchLineState[], work: (transaction: Transaction, line: Line) => Promise<BatchLineState>): Promise<void> {
    const { query } = this.parts.database;
    try {
      await query.transaction().execute(async (transaction) => {
        const locked = await lockLine(transaction, batch, line, from);
        if (locked !== undefined) await write(transaction, batch, line, await work(transaction, locked));
      });
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === undefined) throw error;
      await query.transaction().execute(async (transaction) => {
        const locked = await lockLine(transaction, batch, line, from);
        if (locked !== undefined) await this.#refused(transaction, batch, locked, refusal);
      });
    }
  }

  /** The line fails alone; its order does not lie about. */
  async #refused(transaction: Transaction, batch: ClaimedControlBatch, line: Line, refusal: Refusal): Promise<void> {
    const { orderId } = line;
    const caseId = line.caseId ?? (await this.#caseOf(transaction, batch, line));
    const order = orderId === null ? undefined : await transaction.selectNoFrom(sql<OrderState>`(SELECT state FROM control_order WHERE id = ${orderId})`.as('state')).executeTakeFirstOrThrow();
    const became = order === undefined ? undefined : endOf(order.state);
    // Somebody withdrew this order by itself, or it went its way: that is no refusal.
    if (became !== undefined && refusal.code === 'state-change-invalid') return write(transaction, batch, line.line, became);
    const reason = refusal.rules.length === 0 ? refusal.code : refusal.rules.map(({ code }) => code).join(', ');
    if (order !== undefined && became === undefined) await this.#engine(transaction).withdraw(caseId!, [orderId!], `refused in its batch: ${reason}`, 'gateway');
    await write(transaction, batch, line.line, 'refused', refusal, caseId);
    const actor = actorOf(batch);
    await recordAudit(transaction, {
      event: 'control.order-changed', actor: actor.login, result: 'failure', reason: `${batch.id} line ${line.line}: ${reason}`, ...(caseId === null ? {} : { caseId }),
      ...(actor.correlationId === null ? {} : { correlationId: actor.correlationId }),
    });
  }

  /** Known only where the line may be about it. */
  async #caseOf(transaction: Transaction, batch: ClaimedControlBatch, { measureId }: Line): Promise<string | null> {
    const { rows } = await sql<{ id: string }>`SELECT f.id FROM control_measure m JOIN case_file f ON f.id = m.case_id
      WHERE m.id = ${measureId} AND ${caseInReach(batch.reach, 'f.court_code', 'f.id')}`.execute(transaction);
    return rows[0]?.id ?? null;
  }

  #engine(transaction: Transaction): ControlEngine {
    return this.parts.engine.over(this.parts.store.within(transaction));
  }
}

export const actorOf = ({ actor, correlationId }: ClaimedControlBatch): Actor => ({ login: actor, correlationId });

/** What was ordered as a freeze and waits is released as a freeze (see `releaseOperations`). */
function releaseOf(measure: Measure, state: ControlState): ControlOrder['operation'] {
  const ways = releaseOperations(measure.target, measure.state);
  const began = state.orders.find(({ id }) => id === measure.beganWith.orderId)?.operation;
  return began === 'freeze' && ways.includes('release') ? 'release' : ways[0]!;
}

/** How much of it: all of it when no sum was given. @throws ControlRefused for what is not counted in money */
function partOf({ target: { kind } }: Measure, releaseFen: number | null): { readonly extent?: WantedExtent } {
  if (releaseFen === null) return {};
  if (kind === 'security') throw new ControlRefused([{ index: 0, refusals: [{ rule: 'more-than-held', field: '/fen', detail: 'shares are released by their number, in an order of their own' }] }]);
  return { extent: { by: 'amount', fen: releaseFen } };
}

/** Where an order stands that this batch need not care for any more. */
function endOf(state: OrderState): BatchLineState | undefined {
  if (state === 'withdrawn') return 'withdrawn';
  return MAY_TAKE_EFFECT.includes(state) || ['done', 'refused', 'not-taken'].includes(state) ? 'approved' : undefined;
}

/** @returns undefined for what may go well another time */
function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof ControlRefused) return { code: 'measure-refused', rules: problemOf(error, ITSELF).rules ?? [] };
  if (error instanceof Problem && error.status < 500) return { code: error.code, rules: error.rules ?? [] };
  // The schema keeps what the rules say too: another decision was faster.
  return isConstraintViolation(error) ? { code: 'state-change-invalid', rules: [] } : undefined;
}

/** Also keeps the batch as it is: nothing is approved after it was cancelled. */
async function lockLine(transaction: Transaction, { id, state }: ClaimedControlBatch, line: number, from: readonly BatchLineState[]): Promise<Line | undefined> {
  const { rows } = await sql<Line>`
    SELECT l.line, l.measure_id AS "measureId", l.state, l.case_id AS "caseId", l.order_id AS "orderId", l.release_fen AS "releaseFen" FROM control_batch_line l JOIN control_batch b ON b.id = l.batch_id
    WHERE l.batch_id = ${id} AND l.line = ${line} AND l.state = ANY(${[...from]}::text[]) AND b.state = ${state} FOR UPDATE OF l FOR SHARE OF b`.execute(transaction);
  return rows[0];
}

async function write(transaction: Transaction, { id }: ClaimedControlBatch, line: number, state: BatchLineState, refusal?: Refusal, caseId?: string | null): Promise<void> {
  await transaction
    .updateTable('control_batch_line')
    .set({ state, ...(refusal === undefined ? {} : { code: refusal.code, rules: JSON.stringify(refusal.rules.map(({ field: _, ...rule }) => rule)), case_id: caseId ?? null }) })
    .where('batch_id', '=', id).where('line', '=', line).execute();
}
