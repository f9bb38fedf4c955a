import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { Problem } from '#contracts/errors';
import { auditedRefusal, type Actor } from '#libs/access';
import type { ApprovalRecord, Approvals, Begin, GivenBack } from '#libs/approval';
import { measuresOf } from '#libs/approval';
import { ControlRefused, type Arrival, type ControlEngine, type ControlOrder, type Measure, type OrderDraft, type Settlement } from '#libs/control';
import type { ControlReader, Database, PostgresControlStore, Tables } from '#libs/store';
import type { CarriedCheck } from './carried-orders.js';
import type { ControlPapers, PaperMaker } from './control-papers.js';
import { endedOrder } from './ended-order.js';
import { makeLacking, requirePapers } from './order-papers.js';
import { ITSELF, refusedAsProblem } from './refused-as-problem.js';

type Transaction = Kysely<Tables>;

export interface ControlDeskParts {
  readonly database: Database;
  readonly engine: ControlEngine;
  readonly store: PostgresControlStore;
  readonly papers: ControlPapers;
  readonly reader: ControlReader;
  /** Makes what an order lacks when it is submitted; without it everything has to be attached. */
  readonly maker?: PaperMaker;
  /** What contracts say of whole orders, asked when they are submitted. */
  readonly carried?: CarriedCheck;
}

/** Why every measure is approved by a named person, as the approval says it. */
export const APPROVAL_RULE = 'law:最高人民法院2014年执行网络查控工作要求';

/**
 * What people do with orders: drafts, submissions, withdrawals, settlements. Each is one transaction of the engine's decision with whatever
 * else belongs to it; a rule that speaks against it is a problem `measure-refused`. The rules themselves are the engine's.
 */
export class ControlDesk {
  constructor(private readonly parts: ControlDeskParts) {}

  /**
   * Drafts orders, all or none; with a key the same call again gives the same orders, whatever became of them.
   * @param body the call as it was made, for telling it from another with the same key
   * @throws Problem `measure-refused`, `idempotency-key-reused`
   */
  draft(caseId: string, drafts: readonly OrderDraft[], actor: Actor, call?: { readonly key: string; readonly body: unknown }): Promise<{ readonly orders: readonly ControlOrder[]; readonly repeated: boolean }> {
    return this.#recorded(caseId, actor, () =>
      this.parts.database.query.transaction().execute(async (transaction) => {
        if (call === undefined) return { orders: await this.#engine(transaction).draft(caseId, drafts, actor), repeated: false };
        const known = await this.#claim(transaction, caseId, actor.login, call);
        if (known !== undefined) return { orders: await this.#ordersOf(known), repeated: true };
        const orders = await this.#engine(transaction).draft(caseId, drafts, actor);
        await transaction.updateTable('control_call').set({ order_ids: sql`${orders.map(({ id }) => id)}::bigint[]` as never }).where('actor', '=', actor.login).where('key', '=', call.key).execute();
        return { orders, repeated: false };
      }),
    );
  }

  /** The orders of a call that was made before with this key; undefined when it is new. @throws Problem `idempotency-key-reused` */
  async repeated(caseId: string, actor: Actor, call: { readonly key: string; readonly body: unknown }): Promise<readonly ControlOrder[] | undefined> {
    const known = await this.parts.database.query.selectFrom('control_call').select(['digest', 'order_ids', 'case_id']).where('actor', '=', actor.login).where('key', '=', call.key).executeTakeFirst();
    if (known === undefined) return undefined;
    if (known.digest !== this.#digest(call.body) || known.case_id !== caseId) throw new Problem('idempotency-key-reused');
    return this.#ordersOf(known.order_ids);
  }

  /**
   * Puts orders before a second person (送审). Documents that lack are made first; an order that lacks one all the same is refused.
   * @throws Problem `measure-refused`, `approver-unacceptable`, `control-order-unknown`, `control-order-ended`, `state-change-invalid`, `idempotency-key-reused`
   */
  async submit(caseId: string, orderIds: readonly number[], approver: string, approvals: Approvals, actor: Actor, key?: string): Promise<{ readonly approval: ApprovalRecord; readonly repeated: boolean }> {
    const { database, papers } = this.parts;
    await this.#recorded(caseId, actor, () => this.#requireCarried(orderIds), 'approval.requested');
    const made = await makeLacking(this.parts, caseId, orderIds);
    return this.#recorded(caseId, actor, () =>
      database.query.transaction().execute(async (transaction) => {
        const asked = { kind: 'measure', caseId, subject: { orderIds: [...orderIds] }, why: ['control-measure'], rule: APPROVAL_RULE, approver, ...(key === undefined ? {} : { idempotencyKey: key }) } as const;
        if (key !== undefined && (await this.#wasAsked(transaction, actor.login, key))) return approvals.askIn(transaction, asked, actor);
        await this.#notEnded(caseId, orderIds, () => this.#engine(transaction).submit(caseId, orderIds, { approver }, actor));
        await papers.keepMade(transaction, caseId, made, actor.login);
        await requirePapers(papers, transaction, orderIds);
        return approvals.askIn(transaction, asked, actor);
      }),
      'approval.requested',
    );
  }

  /** Approves in the transaction of the decision: the approval and what follows from it are there, or neither. */
  readonly begin: Begin = async (transaction, approval, actor, { excessReason, livingReason }) => {
    const { caseId } = approval;
    const engine = this.#engine(transaction);
    const waiting = await this.#submitted(transaction, approval);
    if (waiting.length === 0) throw new Problem('state-change-invalid', 'None of its orders waits for approval any more.');
    await refusedAsProblem(async () => {
      await requirePapers(this.parts.papers, transaction, waiting);
      await engine.approve(caseId, waiting, { ...(excessReason === undefined ? {} : { excessReason }), ...(livingReason === undefined ? {} : { livingReason }) }, actor);
    });
  };

  /** Nobody approved: back to whoever drafted, who may change or withdraw them. */
  readonly givenBack: GivenBack = async (transaction, approval, { state, by, reason }) => {
    const waiting = await this.#submitted(transaction, approval);
    if (waiting.length > 0) await this.#engine(transaction).giveBack(approval.caseId, waiting, reason ?? { code: 'approval-over', word: state }, by);
  };

  withdraw(caseId: string, orderId: number, reason: string, actor: Actor): Promise<ControlOrder> {
    return this.#recorded(caseId, actor, () => this.#notEnded(caseId, [orderId], async () => (await this.parts.engine.withdraw(caseId, [orderId], reason, actor))[0]!));
  }

  settle(caseId: string, orderId: number, settlement: Settlement, actor: Actor): Promise<ControlOrder> {
    return this.#recorded(caseId, actor, () => this.#notEnded(caseId, [orderId], () => this.parts.engine.settle(caseId, orderId, settlement, actor)), 'control.order-changed', ITSELF);
  }

  arrived(caseId: string, orderId: number, arrival: Arrival, actor: Actor): Promise<void> {
    return this.#recorded(caseId, actor, () => this.#notEnded(caseId, [orderId], () => this.parts.engine.arrived(caseId, orderId, arrival, actor)));
  }

  /**
   * Hands a measure over (C7), to the same person in another case in which the caller takes part.
   * @throws Problem `measure-unknown`, `case-unknown`, `obligor-unknown`, `measure-refused`
   */
  handOver(caseId: string, measureId: string, to: { readonly toCaseId: string; readonly reason: string }, actor: Actor): Promise<Measure> {
    return this.#recorded(caseId, actor, async () => {
      const toObligorId = await this.#samePerson(measureId, to.toCaseId, actor.login);
      return this.parts.engine.handOver(caseId, measureId, { ...to, toObligorId }, actor);
    }, 'control.measure-changed', ITSELF);
  }

  #engine(transaction: Transaction): ControlEngine {
    return this.parts.engine.over(this.parts.store.within(transaction));
  }

  #recorded<T>(caseId: string, actor: Actor, work: () => Promise<T>, event: 'control.order-changed' | 'control.measure-changed' | 'approval.requested' = 'control.order-changed', pointerOf?: typeof ITSELF): Promise<T> {
    return auditedRefusal(this.parts.database, actor, { event, caseId }, () => refusedAsProblem(work, pointerOf));
  }

  /** A decision does not see orders that ended without effect; whoever asks about one is told when and how it did, and not that there is none. */
  async #notEnded<T>(caseId: string, orderIds: readonly number[], work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Problem) || (error.code !== 'control-order-unknown' && error.code !== 'control-order-ended')) throw error;
      throw (await endedOrder(this.parts.database, caseId, orderIds)) ?? error;
    }
  }

  /** Waits for another call with the same key to end. @returns its orders; undefined when this one is the first */
  async #claim(transaction: Transaction, caseId: string, login: string, { key, body }: { readonly key: string; readonly body: unknown }): Promise<readonly number[] | undefined> {
    const digest = this.#digest(body);
    const made = await transaction.insertInto('control_call').values({ actor: login, key, digest, case_id: caseId }).onConflict((conflict) => conflict.columns(['actor', 'key']).doNothing()).returning('key').executeTakeFirst();
    if (made !== undefined) return undefined;
    const known = await transaction.selectFrom('control_call').select(['digest', 'order_ids']).where('actor', '=', login).where('key', '=', key).executeTakeFirstOrThrow();
    if (known.digest !== digest) throw new Problem('idempotency-key-reused');
    return known.order_ids;
  }

  /** Keyed: a call may hold how an institution names an account. */
  #digest(body: unknown): string {
    return this.parts.database.fields.numberIndex('control call', JSON.stringify(body));
  }

  /** @param ids as an array of int8 comes out of PostgreSQL: of texts */
  async #ordersOf(ids: readonly (number | string)[]): Promise<readonly ControlOrder[]> {
    const found = await Promise.all(ids.map((id) => this.parts.reader.order(Number(id))));
    return found.flatMap((order) => order ?? []);
  }

  /** @throws ControlRefused */
  async #requireCarried(orderIds: readonly number[]): Promise<void> {
    const refused = (await this.parts.carried?.(orderIds)) ?? [];
    if (refused.length > 0) throw new ControlRefused(refused);
  }

  async #wasAsked(transaction: Transaction, login: string, key: string): Promise<boolean> {
    return (await transaction.selectFrom('approval').select('id').where('requested_by', '=', login).where('idempotency_key', '=', key).executeTakeFirst()) !== undefined;
  }

  /** Some may have been withdrawn since. */
  async #submitted(transaction: Transaction, approval: ApprovalRecord): Promise<number[]> {
    const { orderIds } = measuresOf(approval);
    const rows = await sql<{ id: number }>`SELECT id FROM control_order WHERE id = ANY(${[...orderIds]}::bigint[]) AND case_id = ${approval.caseId} AND state = 'submitted' ORDER BY id`.execute(transaction);
    return rows.rows.map(({ id }) => id);
  }

  async #samePerson(measureId: string, toCaseId: string, login: string): Promise<string> {
    const { rows } = await sql<{ takes_part: boolean; obligor_id: string | null }>`
      SELECT EXISTS (SELECT FROM case_member p WHERE p.case_id = f.id AND p.login = ${login} AND p.until IS NULL) AS takes_part,
        (SELECT b.obligor_id FROM control_measure m JOIN obligor_document a ON a.obligor_id = m.obligor_id JOIN obligor_document b ON b.type = a.type AND b.number = a.number AND b.case_id = f.id
         WHERE m.id = ${measureId} LIMIT 1) AS obligor_id
      FROM case_file f WHERE f.id = ${toCaseId}`.execute(this.parts.database.query);
    const [to] = rows;
    // A case that somebody takes no part in looks like one that does not exist.
    if (to === undefined || !to.takes_part) throw new Problem('case-unknown');
    if (to.obligor_id === null) throw new Problem('obligor-unknown', 'The person the measure is on does not owe in that case.');
    return to.obligor_id;
  }
}
