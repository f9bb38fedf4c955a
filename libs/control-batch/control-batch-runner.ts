import { sql, type Kysely } from 'kysely';
import { Problem } from '#contracts/errors';
import { recordAudit } from '#libs/access';
import type { Approvals } from '#libs/approval';
import { APPROVAL_RULE } from '#libs/control-desk';
import { Rounds } from '#libs/rounds';
import { ControlBatchStore, type ClaimedControlBatch, type Tables } from '#libs/store';
import type { Logger } from '#libs/telemetry';
import { BatchSteps, type BatchStepsParts } from './batch-steps.js';

export interface ControlBatchRunnerParts extends BatchStepsParts {
  readonly approvals: Pick<Approvals, 'askIn'>;
  readonly logger: Logger;
  /** Other times than those of an installation. */
  readonly times?: { readonly claimMs?: number; readonly restMs?: number };
}

const LOOK_EVERY_MS = 1000;
/** A process that died leaves its batch to the next one after this long. */
const CLAIM_MS = 30_000;
/** Lines in one turn of a batch: others have theirs after it. */
const CHUNK = 60;
/** Cases worked on at the same time; few enough that what is urgent finds a connection and a moment beside them. */
const AT_ONCE = 4;
/** After a line could not be done (the seal service is away): others first. */
const REST_MS = 2000;

/**
 * Works off orders for many measures. Batches take turns, a chunk of lines each; what a line became is written with what was done for it,
 * so that a process that dies leaves nothing half done, and nothing twice.
 */
export class ControlBatchRunner {
  readonly #rounds: Rounds;
  readonly #store: ControlBatchStore;
  readonly #steps: BatchSteps;

  constructor(private readonly parts: ControlBatchRunnerParts) {
    this.#store = new ControlBatchStore(parts.database);
    this.#steps = new BatchSteps(parts);
    this.#rounds = new Rounds({ round: () => this.run(), everyMs: LOOK_EVERY_MS, logger: parts.logger, failed: 'orders for many measures not gone on with' });
  }

  start(): void {
    this.#rounds.start();
  }

  /** Looks for work now: a batch was given, approved or cancelled. */
  look(): void {
    this.#rounds.look();
  }

  /** Finishes the lines under way; the rest is done by the next process. */
  stop(): Promise<void> {
    return this.#rounds.stop();
  }

  /** Works until nothing is left that can be done now. */
  async run(): Promise<void> {
    while (!this.#rounds.stopping) {
      const batch = await this.#store.claim(this.parts.times?.claimMs ?? CLAIM_MS);
      if (batch === undefined) return;
      const allDone = await this.#turn(batch);
      await this.#store.release(batch.id, allDone ? 0 : (this.parts.times?.restMs ?? REST_MS));
    }
  }

  /** @returns whether every line of the chunk went on */
  async #turn(batch: ClaimedControlBatch): Promise<boolean> {
    const lines = await this.#store.openLines(batch, CHUNK);
    if (lines.length === 0) {
      await this.#end(batch);
      return true;
    }
    const putOff: number[] = [];
    // Lines of one case would wait for each other's lock: they go together. Those without one are refused, each alone.
    const left = [...Map.groupBy(lines, ({ line, caseId }) => caseId ?? line).values()].map((ones) => ones.map(({ line }) => line));
    const acceptable = new Set<string>();
    const work = async (): Promise<void> => {
      for (let ones = left.shift(); ones !== undefined && !this.#rounds.stopping; ones = left.shift()) {
        if (!(await this.#tried(batch, ones, acceptable))) putOff.push(...ones);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    if (putOff.length > 0) await this.#store.putOff(batch.id, putOff);
    return putOff.length === 0;
  }

  /** @returns false when it has to be tried again */
  async #tried(batch: ClaimedControlBatch, lines: readonly number[], acceptable: Set<string>): Promise<boolean> {
    try {
      if (batch.state === 'preparing') await this.#steps.prepare(batch, lines, acceptable);
      else if (batch.state === 'approving') await this.#steps.approve(batch, lines);
      else await this.#steps.withdraw(batch, lines);
      return true;
    } catch (err) {
      this.parts.logger.warn({ batch: batch.id, lines, err }, 'lines of an order for many measures put off');
      return false;
    }
  }

  /** No line is left in this state: put before the approver, or over. */
  async #end(batch: ClaimedControlBatch): Promise<void> {
    await this.parts.database.query.transaction().execute(async (transaction) => {
      const locked = await transaction.selectFrom('control_batch').select('id').where('id', '=', batch.id).where('state', '=', batch.state).forUpdate().executeTakeFirst();
      if (locked === undefined) return;
      if (batch.state === 'preparing' && (await this.#askFor(transaction, batch))) return;
      const state = batch.state === 'withdrawing' ? 'withdrawn' : 'done';
      await sql`UPDATE control_batch SET state = ${state}, finished_at = clock_timestamp() WHERE id = ${batch.id}`.execute(transaction);
      await recordAudit(transaction, {
        event: 'control.batch-changed', actor: 'gateway', result: 'success', reason: `${batch.id} ${state}`, ...(batch.correlationId === null ? {} : { correlationId: batch.correlationId }),
      });
    });
  }

  /** One approval for all lines. @returns false when no line is left to approve */
  async #askFor(transaction: Kysely<Tables>, batch: ClaimedControlBatch): Promise<boolean> {
    const first = await transaction.selectFrom('control_batch_line').select('case_id').where('batch_id', '=', batch.id).where('state', '=', 'submitted').orderBy('line').limit(1).executeTakeFirst();
    if (first === undefined) return false;
    const asked = { kind: 'measure', caseId: first.case_id!, subject: { batchId: batch.id }, why: ['control-measure'], rule: APPROVAL_RULE, approver: batch.approver, idempotencyKey: `control-batch ${batch.id}` } as const;
    try {
      const { approval } = await this.parts.approvals.askIn(transaction, asked, { login: batch.actor, correlationId: batch.correlationId });
      await sql`UPDATE control_batch SET state = 'waiting', approval_id = ${approval.id} WHERE id = ${batch.id}`.execute(transaction);
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      // Taken out since the lines were submitted: nobody will ever decide.
      await sql`UPDATE control_batch SET state = 'withdrawing', stopped_by = 'gateway', stopped_why = ${error.code} WHERE id = ${batch.id}`.execute(transaction);
    }
    return true;
  }
}
