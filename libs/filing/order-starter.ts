import { sql } from 'kysely';
import { Problem } from '#contracts/errors';
import { recordAudit } from '#libs/access';
import type { InquiryEngine } from '#libs/inquiry';
import type { Database, Tables } from '#libs/store';
import { refreshFilingState, type OrderedInquiry } from './inquiry-orders.js';

type OrderCause = Tables['inquiry_order']['cause'];

/** Told what became of orders, for metrics. Must not throw. */
export type OrderObserver = (cause: OrderCause, result: 'started' | 'refused' | 'skipped') => void;

export interface StarterOptions {
  readonly database: Database;
  readonly engine: Pick<InquiryEngine, 'submit'>;
  /** Most re-queries that all processes together start in a minute. */
  readonly requeriesPerMinute: number;
  readonly observer?: OrderObserver;
}

interface Claimed {
  readonly id: string;
  readonly cause: OrderCause;
  readonly case_id: string;
  readonly filing_id: string | null;
  readonly approval_id: string | null;
  readonly actor: string;
  readonly command: OrderedInquiry;
  readonly attempts: number;
}

const BATCH = 50;
/** A claim of a process that died is free again after this long. */
const CLAIM_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 300;

/**
 * Starts what was ordered. An order is claimed for half a minute, submitted under a key of its own, and then marked: whoever dies between
 * any two of these leaves it to the next, and the engine knows the key. So every order gives one inquiry.
 */
export class OrderStarter {
  constructor(private readonly options: StarterOptions) {}

  /** Starts what is due. @returns how many inquiries there are now that were not before this turn. */
  async turn(now: Date): Promise<number> {
    let started = 0;
    for (;;) {
      const orders = await this.#claimPrompt(now);
      started += await this.#startAll(orders, now);
      if (orders.length < BATCH) break;
    }
    return started + (await this.#startAll(await this.#claimRequeries(now), now));
  }

  /** Starts these now if nobody else has them, for a caller who would like to see their inquiries. Never throws for one of them. */
  async startThese(orderIds: readonly string[], now: Date): Promise<void> {
    if (orderIds.length === 0) return;
    await this.#startAll(await this.#claim(now, BATCH, sql`cause <> 'requery' AND id = ANY(${sql.val([...orderIds])}::uuid[])`), now);
  }

  #claimPrompt(now: Date): Promise<Claimed[]> {
    return this.#claim(now, BATCH, sql`cause IN ('filing', 'approval')`);
  }

  /** One process at a time counts what was claimed in the last minute, so that all of them together keep to the limit. */
  async #claimRequeries(now: Date): Promise<Claimed[]> {
    const { database, requeriesPerMinute } = this.options;
    return database.query.transaction().execute(async (transaction) => {
      const { rows: lock } = await sql<{ mine: boolean }>`SELECT pg_try_advisory_xact_lock(hashtext('requery claims')) AS mine`.execute(transaction);
      if (lock[0]?.mine !== true) return [];
      const { rows } = await sql<{ claimed: number }>`
        SELECT count(*)::int AS claimed FROM inquiry_order WHERE cause = 'requery' AND state <> 'waiting-for-officer' AND claimed_at > ${now}::timestamptz - interval '1 minute'`.execute(transaction);
      const room = Math.min(BATCH, requeriesPerMinute - (rows[0]?.claimed ?? 0));
      return room <= 0 ? [] : this.#claim(now, room, sql`cause = 'requery'`, transaction);
    });
  }

  async #claim(now: Date, limit: number, which: ReturnType<typeof sql>, executor = this.options.database.query): Promise<Claimed[]> {
    const { rows } = await sql<Claimed>`
      UPDATE inquiry_order SET claimed_at = ${now}, claimed_until = ${now}::timestamptz + ${CLAIM_SECONDS} * interval '1 second', attempts = attempts + 1
      WHERE id IN (
        SELECT id FROM inquiry_order
        WHERE state = 'due' AND ${which} AND not_before <= ${now} AND (claimed_until IS NULL OR claimed_until <= ${now})
        ORDER BY (command->>'priority' = 'urgent') DESC, not_before, id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING id, cause, case_id, filing_id, approval_id, actor, command, attempts`.execute(executor);
    return rows;
  }

  async #startAll(orders: readonly Claimed[], now: Date): Promise<number> {
    const started = await Promise.all(orders.map((order) => this.#start(order, now)));
    return started.filter(Boolean).length;
  }

  async #start(order: Claimed, now: Date): Promise<boolean> {
    try {
      if (order.cause === 'requery' && (await this.#isStillRunning(order))) {
        await this.#end(order, 'skipped', 'an earlier inquiry is still running', null);
        return false;
      }
      const { result } = await this.options.engine.submit(order.command, {
        actor: order.actor, idempotencyKey: `order:${order.id}`, waitMs: 0,
        ...(order.approval_id === null ? { cause: order.cause === 'requery' ? ('requery' as const) : ('filing' as const) } : { approvalId: order.approval_id }),
      });
      await this.#end(order, 'started', null, result.id);
      return true;
    } catch (error) {
      // What another try cannot change ends here, visibly; everything else is tried again, later and later.
      if (error instanceof Problem && error.status < 500) await this.#end(order, 'refused', error.code, null).catch(() => undefined);
      else await this.#later(order, now).catch(() => undefined);
      return false;
    }
  }

  async #isStillRunning({ id, case_id: caseId }: Claimed): Promise<boolean> {
    const running = await this.options.database.query
      .selectFrom('inquiry')
      .select('id')
      .where('case_id', '=', caseId)
      .where('completed_at', 'is', null)
      .where('cancelled_at', 'is', null)
      // Our own, of a process that died before it could say so.
      .where(sql<boolean>`NOT EXISTS (SELECT FROM idempotency_key k WHERE k.inquiry_id = inquiry.id AND k.key = ${`order:${id}`})`)
      .limit(1)
      .executeTakeFirst();
    return running !== undefined;
  }

  async #end(order: Claimed, state: 'started' | 'refused' | 'skipped', reason: string | null, inquiryId: string | null): Promise<void> {
    await this.options.database.query.transaction().execute(async (transaction) => {
      const ended: Partial<Pick<Tables['inquiry_order'], 'reason'>> = { reason };
      const changed = await transaction
        .updateTable('inquiry_order')
        .set((from) => ({ ...ended, state, inquiry_id: inquiryId, claimed_until: null, started_at: inquiryId === null ? null : from.fn<Date>('clock_timestamp') }))
        .where('id', '=', order.id)
        .where('state', '=', 'due')
        .executeTakeFirst();
      // Another process ended it while we thought about it.
      if (changed.numUpdatedRows === 0n) return;
      if (order.filing_id !== null) await refreshFilingState(transaction, [order.filing_id]);
      if (state === 'skipped') {
        await transaction.updateTable('requery_round').set({ result: 'skipped' }).where('order_id', '=', order.id).execute();
        await recordAudit(transaction, { event: 'requery.skipped', actor: 'gateway', caseId: order.case_id, result: 'failure', reason: reason ?? '' });
      }
      if (state === 'refused') {
        // An approved question that may no longer be asked ends as visibly as a filed one.
        await recordAudit(transaction, { event: 'filing.inquiry-refused', actor: 'gateway', caseId: order.case_id, result: 'failure', reason: `${order.cause}: ${reason ?? ''}` });
      }
    });
    this.options.observer?.(order.cause, state);
  }

  async #later({ id, attempts }: Claimed, now: Date): Promise<void> {
    const seconds = Math.min(LONGEST_WAIT_SECONDS, 2 ** Math.min(attempts, 9));
    await this.options.database.query.updateTable('inquiry_order').set({ claimed_until: new Date(now.getTime() + seconds * 1000) }).where('id', '=', id).execute();
  }
}
