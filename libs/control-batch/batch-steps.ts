import { sql, type Kysely } from 'kysely';
import { Problem } from '#contracts/errors';
import { addMember, doneBy, recordAudit, type Actor } from '#libs/access';
import { codesAbove, requireAcceptable } from '#libs/approval';
import { ControlRefused, MAY_TAKE_EFFECT, type ControlEngine, type ControlOrder, type ControlRefusal, type OrderState } from '#libs/control';
import { ITSELF, makeLacking, problemOf, requirePapers, type CarriedCheck, type OrderPapersParts } from '#libs/control-desk';
import { isConstraintViolation, type ClaimedControlBatch, type PostgresControlStore, type Tables } from '#libs/store';
import { draftOfLine } from './batch-draft.js';
import { actorIn, lockLines, writeLines, type BecameLine, type LineRefusal, type LockedLine } from './batch-lines.js';
import type { BatchLineState } from './batch-record.js';

type Transaction = Kysely<Tables>;

export interface BatchStepsParts extends OrderPapersParts {
  readonly engine: ControlEngine;
  readonly store: PostgresControlStore;
  /** What contracts and officers say of whole orders, asked before papers are made, as of single orders. */
  readonly carried?: CarriedCheck;
}

/** Lines of more than one case came into one step: a measure was handed over since they were put together. */
class Apart extends Error {}

/**
 * What is done with lines of an order for many measures, those of one case together. Each step is one transaction of the engine's decision
 * with the state of the lines, under their lock: whoever does it again after a crash, or beside another process, finds it done. What a rule
 * says against several is asked of each alone, so that a line fails alone.
 */
export class BatchSteps {
  constructor(private readonly parts: BatchStepsParts) {}

  /**
   * Drafts, has the papers made, and submits.
   * @param acceptable courts for which the approver was found to be one who could decide, a moment ago. @throws Problem of 5xx: later again
   */
  async prepare(batch: ClaimedControlBatch, lines: readonly number[], acceptable: Set<string>): Promise<void> {
    await this.#step(batch, lines, ['waiting'], batch.actor, (transaction, rows, actor) => this.#draft(transaction, batch, rows, actor));
    for (const [caseId, orders] of await this.#drafted(batch, lines)) {
      const left = await this.#carried(batch, orders);
      if (left.length === 0) continue;
      // Outside of any transaction: whoever seals takes its time.
      const made = await makeLacking(this.parts, caseId, left.map(({ orderId }) => orderId));
      await this.#step(batch, left.map(({ line }) => line), ['drafted'], batch.actor, async (transaction, rows, actor) => {
        const ids = ordersOf(rows);
        await this.#requireAcceptable(transaction, batch, rows[0]!.courtCode!, acceptable);
        await this.#engine(transaction).submit(caseId, ids, { approver: batch.approver }, actor);
        await this.parts.papers.keepMade(transaction, caseId, new Map(ids.flatMap((id) => (made.has(id) ? [[id, made.get(id)!]] : []))), actor.login);
        await requirePapers(this.parts.papers, transaction, ids);
        // Whoever decides has to see what about.
        await addMember(transaction, { caseId, login: batch.approver, part: 'approver', by: actor.login });
        return rows.map(({ line }) => ({ line, state: 'submitted' }));
      });
    }
  }

  /** Approves as the person who approved the whole. */
  approve(batch: ClaimedControlBatch, lines: readonly number[]): Promise<void> {
    return this.#step(batch, lines, ['submitted'], batch.approver, async (transaction, rows, actor) => {
      const ids = ordersOf(rows);
      await requirePapers(this.parts.papers, transaction, ids);
      await this.#engine(transaction).approve(rows[0]!.caseId!, ids, {}, actor);
      return rows.map(({ line }) => ({ line, state: 'approved' }));
    });
  }

  /** Takes back what has not left. */
  withdraw(batch: ClaimedControlBatch, lines: readonly number[]): Promise<void> {
    return this.#step(batch, lines, ['waiting', 'drafted', 'submitted', 'approved'], batch.stoppedBy ?? batch.actor, async (transaction, rows, actor) => {
      const ids = ordersOf(rows);
      if (ids.length > 0) await this.#engine(transaction).withdraw(rows[0]!.caseId!, ids, batch.stoppedWhy ?? { code: 'batch-stopped' }, actor);
      return rows.map(({ line }) => ({ line, state: 'withdrawn' }));
    });
  }

  async #draft(transaction: Transaction, batch: ClaimedControlBatch, rows: readonly LockedLine[], actor: Actor): Promise<BecameLine[]> {
    const { caseId } = rows[0]!;
    if (caseId === null) throw new Problem('measure-unknown');
    const orders = await this.#engine(transaction).draftFrom(caseId, (state) => rows.map((row) => draftOfLine(batch, row, state)), rows.length, actor);
    return rows.map(({ line }, place) => ({ line, state: 'drafted', caseId, orderId: orders[place]!.id }));
  }

  async #drafted(batch: ClaimedControlBatch, lines: readonly number[]): Promise<ReadonlyMap<string, readonly DraftedLine[]>> {
    const { rows } = await sql<DraftedLine>`SELECT line, case_id AS "caseId", order_id AS "orderId" FROM control_batch_line
      WHERE batch_id = ${batch.id} AND line = ANY(${[...lines]}::int[]) AND state = 'drafted' ORDER BY line`.execute(this.parts.database.query);
    return Map.groupBy(rows, ({ caseId }) => caseId);
  }

  /** Lines whose contract can carry their order, and whose officers may sign it; the others are refused with the way that remains. */
  async #carried(batch: ClaimedControlBatch, drafted: readonly DraftedLine[]): Promise<readonly DraftedLine[]> {
    const refused = (await this.parts.carried?.(drafted.map(({ orderId }) => orderId))) ?? [];
    const against = Map.groupBy(refused, ({ index }) => index);
    for (const [index, ones] of against) {
      const refusal = refusalBy(ones.flatMap(({ refusals }) => refusals));
      await this.#refuse(batch, drafted[index]!.line, ['drafted'], refusal);
    }
    return drafted.filter((_, index) => !against.has(index));
  }

  async #requireAcceptable(transaction: Transaction, { approver, actor }: ClaimedControlBatch, courtCode: string, acceptable: Set<string>): Promise<void> {
    if (acceptable.has(courtCode)) return;
    await requireAcceptable(transaction, approver, actor, await codesAbove(transaction, courtCode));
    acceptable.add(courtCode);
  }

  /** @param work what the lines became; nothing is done when they or their batch went on meanwhile */
  async #step(
    batch: ClaimedControlBatch, lines: readonly number[], from: readonly BatchLineState[], login: string,
    work: (transaction: Transaction, rows: readonly LockedLine[], actor: Actor) => Promise<BecameLine[]>,
  ): Promise<void> {
    try {
      await this.parts.database.query.transaction().execute(async (transaction) => {
        const rows = await lockLines(transaction, batch, lines, from, login);
        const [first] = rows;
        if (first === undefined) return;
        if (rows.some(({ caseId }) => caseId !== first.caseId)) throw new Apart();
        await writeLines(transaction, batch, await work(transaction, rows, actorIn(batch, login, first)));
      });
    } catch (error) {
      const refusal = error instanceof Apart ? undefined : refusalOf(error);
      if (refusal === undefined && !(error instanceof Apart)) throw error;
      if (lines.length > 1) for (const line of lines) await this.#step(batch, [line], from, login, work);
      else if (refusal !== undefined) await this.#refuse(batch, lines[0]!, from, refusal);
    }
  }

  /** The line fails alone; its order does not lie about. */
  #refuse(batch: ClaimedControlBatch, number: number, from: readonly BatchLineState[], refusal: LineRefusal): Promise<void> {
    return this.parts.database.query.transaction().execute(async (transaction) => {
      const [row] = await lockLines(transaction, batch, [number], from, batch.actor);
      if (row === undefined) return;
      const { line, orderId, caseId } = row;
      const order = orderId === null ? undefined : await transaction.selectNoFrom(sql<OrderState>`(SELECT state FROM control_order WHERE id = ${orderId})`.as('state')).executeTakeFirstOrThrow();
      const became = order === undefined ? undefined : endOf(order.state);
      // Somebody withdrew this order by itself, or it went its way: that is no refusal.
      if (became !== undefined && (refusal.code === 'state-change-invalid' || refusal.code === 'control-order-ended')) return writeLines(transaction, batch, [{ line, state: became }]);
      const reason = refusal.rules.length === 0 ? refusal.code : refusal.rules.map(({ code }) => code).join(', ');
      if (order !== undefined && became === undefined) await this.#engine(transaction).withdraw(caseId!, [orderId!], { code: 'batch-refused', rules: refusal.rules.map(({ code }) => code), word: refusal.code }, 'gateway');
      await writeLines(transaction, batch, [{ line, state: 'refused', refusal, caseId }]);
      await recordAudit(transaction, {
        event: 'control.order-changed', result: 'failure', reason: `${batch.id} line ${line}: ${reason}`, ...(caseId === null ? {} : { caseId }), ...doneBy(actorIn(batch, batch.actor, row), caseId ?? undefined),
      });
    });
  }

  #engine(transaction: Transaction): ControlEngine {
    return this.parts.engine.over(this.parts.store.within(transaction));
  }
}

interface DraftedLine {
  readonly line: number;
  readonly caseId: string;
  readonly orderId: number;
}

const ordersOf = (rows: readonly LockedLine[]): number[] => rows.flatMap(({ orderId }) => orderId ?? []);

/** Where an order stands that this batch need not care for any more. */
function endOf(state: ControlOrder['state']): BatchLineState | undefined {
  if (state === 'withdrawn') return 'withdrawn';
  return MAY_TAKE_EFFECT.includes(state) || ['done', 'refused', 'not-taken'].includes(state) ? 'approved' : undefined;
}

const refusalBy = (refusals: readonly ControlRefusal[]): LineRefusal => ({ code: 'measure-refused', rules: problemOf({ refused: [{ index: 0, refusals }] }, ITSELF).rules ?? [] });

/** @returns undefined for what may go well another time */
function refusalOf(error: unknown): LineRefusal | undefined {
  if (error instanceof ControlRefused) return refusalBy(error.refused.flatMap(({ refusals }) => refusals));
  if (error instanceof Problem && error.status < 500) return { code: error.code, rules: error.rules ?? [] };
  // The schema keeps what the rules say too: another decision was faster.
  return isConstraintViolation(error) ? { code: 'state-change-invalid', rules: [] } : undefined;
}
