import { hash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { v7, validate as isUuid } from 'uuid';
import { Problem } from '#contracts/errors';
import { addMember, auditedChange, auditedRefusal, doneBy, recordAudit, type Actor, type Principal } from '#libs/access';
import { courtsBelow, type Database, type Tables } from '#libs/store';
import type { ApprovalFilter, ApprovalRecord, Decision, NewApproval } from './approval-record.js';
import { codesAbove, mayDecideFor, requireAcceptable } from './approvers.js';

type Transaction = Kysely<Tables>;

/** Begins what was approved, inside the transaction of the decision: both are there, or neither. */
export type Begin = (transaction: Transaction, approval: ApprovalRecord, actor: Actor, decision: Decision) => Promise<void>;

/** Tells what was asked about that nobody approves it, inside the transaction that ends the approval. */
export type GivenBack = (transaction: Transaction, approval: ApprovalRecord, how: { readonly state: 'rejected' | 'withdrawn' | 'expired'; readonly by: string; readonly reason: string | null }) => Promise<void>;

export interface ApprovalsOptions {
  readonly database: Database;
  /** How long an approver has, ms. */
  readonly validMs: number;
  /** By kind of what is approved; a kind without one cannot be asked for. */
  readonly begin: Partial<Record<ApprovalRecord['kind'], Begin>>;
  /** By kind; what is only begun once it is approved needs none. */
  readonly givenBack?: Partial<Record<ApprovalRecord['kind'], GivenBack>>;
  readonly clock?: () => Date;
}

const SWEPT_AT_ONCE = 500;

/**
 * Approvals by a second, named person (审批): asked for, decided once, taken back, or run out. What is approved is stored whole and begun
 * word by word from what was stored. Knows nothing of inquiries or measures but how each begins.
 */
export class Approvals {
  constructor(private readonly options: ApprovalsOptions) {}

  /**
   * Asks somebody to approve; nothing is done before they do. When it resolves it survives any crash.
   * @throws Problem `case-unknown`, `approver-unacceptable`, `idempotency-key-reused`
   */
  async ask(asked: NewApproval, actor: Actor): Promise<{ approval: ApprovalRecord; repeated: boolean }> {
    const { database } = this.options;
    return auditedRefusal(database, actor, { event: 'approval.requested', caseId: asked.caseId }, () =>
      database.query.transaction().execute((transaction) => this.askIn(transaction, asked, actor)),
    );
  }

  /** The same inside a transaction of whoever is put before the approver; refusals are recorded by them. @throws as {@link ask} */
  async askIn(transaction: Transaction, asked: NewApproval, actor: Actor): Promise<{ approval: ApprovalRecord; repeated: boolean }> {
    const { validMs, begin } = this.options;
    if (begin[asked.kind] === undefined) throw new TypeError(`nobody begins a ${asked.kind}`);
    // The same whatever the order of its properties.
    const content = JSON.stringify(Object.fromEntries(Object.entries(asked.subject).sort(([left], [right]) => (left < right ? -1 : 1))));
    const digest = hash('sha256', JSON.stringify([asked.kind, asked.caseId, content, asked.approver]), 'buffer');
    const of = await transaction.selectFrom('case_file').select('court_code').where('id', '=', asked.caseId).executeTakeFirst();
    if (of === undefined) throw new Problem('case-unknown');
    await requireAcceptable(transaction, asked.approver, actor.login, await codesAbove(transaction, of.court_code));
    const id = v7();
    const now = this.#now();
    const key = asked.idempotencyKey ?? id;
    const made = await transaction
      .insertInto('approval')
      .values({
        id, kind: asked.kind, case_id: asked.caseId, subject: content, why: [...asked.why], rule: asked.rule, requested_by: actor.login, requested_at: now, idempotency_key: key,
        subject_digest: digest, approver: asked.approver, expires_at: new Date(now.getTime() + validMs), correlation_id: actor.correlationId,
      })
      .onConflict((conflict) => conflict.columns(['requested_by', 'idempotency_key']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (made === undefined) {
      const known = await transaction.selectFrom('approval').select(['id', 'subject_digest']).where('requested_by', '=', actor.login).where('idempotency_key', '=', key).executeTakeFirstOrThrow();
      if (!known.subject_digest.equals(digest)) throw new Problem('idempotency-key-reused');
      return { approval: (await findIn(transaction, known.id))!, repeated: true };
    }
    // Whoever decides has to see what about.
    await addMember(transaction, { caseId: asked.caseId, login: asked.approver, part: 'approver', by: actor.login });
    const approval = (await findIn(transaction, id))!;
    await recordAudit(transaction, {
      event: 'approval.requested', caseId: asked.caseId, actor: actor.login, correlationId: actor.correlationId ?? undefined, result: 'success', reason: `${id} ${asked.kind}, of ${asked.approver}`,
    });
    await tell(transaction, 'approval.requested', approval);
    return { approval, repeated: false };
  }

  /**
   * Decides, once: the second of two who decide at the same moment finds it decided. The same decision again by the same person is answered
   * as the first time.
   * @throws Problem `approval-unknown`, `second-person-needed`, `approval-not-yours`, `approval-decided`, `request-invalid`
   */
  decide(id: string, decided: Decision, principal: Principal, actor: Actor): Promise<ApprovalRecord> {
    const { decision, reason } = decided;
    const state = decision === 'approve' ? 'approved' : 'rejected';
    return this.#change(id, 'approval.decided', actor, async (transaction, approval) => {
      const courts = await codesAbove(transaction, approval.courtCode);
      if (principal.login === approval.requestedBy) throw new Problem('second-person-needed');
      if (!mayDecideFor(principal, courts)) throw new Problem('approval-unknown');
      if (principal.login !== approval.approver) throw new Problem('approval-not-yours');
      if (decision === 'reject' && (reason === undefined || reason.trim() === '')) throw new Problem('request-invalid', undefined, [{ field: '/reason', allowed: 'why it is rejected' }]);
      if (approval.state === state) return undefined;
      this.#requireWaiting(approval);
      await this.#end(transaction, approval, state, principal.login, reason ?? null);
      if (state === 'approved') await this.options.begin[approval.kind]!(transaction, approval, actor, decided);
      return state;
    });
  }

  /** Who asked takes it back. @throws Problem `approval-unknown`, `approval-not-yours`, `approval-decided` */
  withdraw(id: string, actor: Actor): Promise<ApprovalRecord> {
    return this.#change(id, 'approval.withdrawn', actor, async (transaction, approval) => {
      if (approval.requestedBy !== actor.login) throw new Problem(approval.approver === actor.login ? 'approval-not-yours' : 'approval-unknown');
      if (approval.state === 'withdrawn') return undefined;
      this.#requireWaiting(approval);
      await this.#end(transaction, approval, 'withdrawn', actor.login, null);
      return 'withdrawn';
    });
  }

  /** Keeps an approval as it is until the transaction ends: before what it is about, always in this order. */
  async lock(transaction: Transaction, id: string): Promise<void> {
    await transaction.selectFrom('approval').select('id').where('id', '=', id).forUpdate().execute();
  }

  /**
   * Ends one that waits, for whoever takes back what it was about: they may be another than the one who asked, and need not be told. One that
   * was decided stays as it is.
   */
  async closeIn(transaction: Transaction, id: string, actor: Actor, reason: string): Promise<void> {
    const approval = await findIn(transaction, id);
    if (approval?.state !== 'waiting') return;
    await transaction.updateTable('approval').set({ state: 'withdrawn', decided_by: actor.login, decided_at: this.#now(), reason }).where('id', '=', id).execute();
    await recordAudit(transaction, { event: 'approval.withdrawn', ...doneBy(actor, approval.caseId), caseId: approval.caseId, result: 'success', reason: `${id} withdrawn` });
    await tell(transaction, 'approval.decided', { ...approval, state: 'withdrawn' });
  }

  /** Ends what nobody decided in time. @returns how many */
  async sweep(now: Date): Promise<number> {
    return this.options.database.query.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ id: string }>`SELECT id FROM approval WHERE state = 'waiting' AND expires_at <= ${now} ORDER BY expires_at LIMIT ${SWEPT_AT_ONCE} FOR UPDATE SKIP LOCKED`.execute(transaction);
      for (const { id } of rows) {
        const approval = (await findIn(transaction, id))!;
        await this.#end(transaction, approval, 'expired', 'gateway', null);
        await recordAudit(transaction, { event: 'approval.expired', actor: 'gateway', caseId: approval.caseId, result: 'success', reason: id });
        await tell(transaction, 'approval.decided', { ...approval, state: 'expired' });
      }
      return rows.length;
    });
  }

  /** One that concerns this person. @throws Problem `approval-unknown` */
  async read(id: string, principal: Principal): Promise<ApprovalRecord> {
    const [approval] = isUuid(id) ? await this.#select(principal, sql`a.id = ${id}`, 1) : [];
    if (approval === undefined) throw new Problem('approval-unknown');
    return approval;
  }

  /** Those that concern this person, newest first. */
  list({ state, caseId, before, limit }: ApprovalFilter, principal: Principal): Promise<ApprovalRecord[]> {
    const which = sql`(${state ?? null}::text IS NULL OR a.state = ${state ?? null}) AND (${caseId ?? null}::uuid IS NULL OR a.case_id = ${caseId ?? null}) AND (${before ?? null}::uuid IS NULL OR a.id < ${before ?? null})`;
    return this.#select(principal, which, limit);
  }

  /** Who asked and who is asked see theirs; supervisors and auditors see those of their court and the courts below it. */
  async #select({ login, roles, courtCode }: Principal, which: ReturnType<typeof sql>, limit: number): Promise<ApprovalRecord[]> {
    const watches = roles.some((role) => role === 'supervisor' || role === 'auditor');
    const below = courtCode === null ? sql`true` : sql`f.court_code IN (${courtsBelow(courtCode)})`;
    const seen = watches ? sql`(a.requested_by = ${login} OR a.approver = ${login} OR ${below})` : sql`(a.requested_by = ${login} OR a.approver = ${login})`;
    const { rows } = await sql<ApprovalRecord>`${APPROVALS} WHERE ${seen} AND ${which} ORDER BY a.id DESC LIMIT ${limit}`.execute(this.options.database.query);
    return rows;
  }

  /** @param work returns the new state, or undefined when nothing is to be changed */
  #change(id: string, event: 'approval.decided' | 'approval.withdrawn', actor: Actor, work: (transaction: Transaction, approval: ApprovalRecord) => Promise<string | undefined>): Promise<ApprovalRecord> {
    const act = ({ caseId, state }: ApprovalRecord) => ({ event, caseId, reason: `${id} ${state}` });
    return auditedChange(this.options.database, actor, act, { event, ...(isUuid(id) ? { reason: id } : {}) }, async (transaction) => {
      if (!isUuid(id)) throw new Problem('approval-unknown');
      const locked = await transaction.selectFrom('approval').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
      if (locked === undefined) throw new Problem('approval-unknown');
      const approval = (await findIn(transaction, id))!;
      if ((await work(transaction, approval)) === undefined) return approval;
      const changed = (await findIn(transaction, id))!;
      await tell(transaction, 'approval.decided', changed);
      return changed;
    });
  }

  #requireWaiting({ state, expiresAt }: ApprovalRecord): void {
    if (state !== 'waiting') throw new Problem('approval-decided', `The approval is ${state}.`);
    // The sweeper has not come by yet.
    if (expiresAt <= this.#now()) throw new Problem('approval-decided', 'The approval is expired.');
  }

  async #end(transaction: Transaction, approval: ApprovalRecord, state: Exclude<ApprovalRecord['state'], 'waiting'>, by: string, reason: string | null): Promise<void> {
    await transaction.updateTable('approval').set({ state, decided_by: by, decided_at: this.#now(), reason }).where('id', '=', approval.id).execute();
    if (state !== 'approved') await this.options.givenBack?.[approval.kind]?.(transaction, approval, { state, by, reason });
  }

  #now(): Date {
    return this.options.clock?.() ?? new Date();
  }
}

const APPROVALS = sql`
  SELECT a.id, a.kind, a.case_id AS "caseId", f.court_code AS "courtCode", a.subject, a.why, a.rule, a.requested_by AS "requestedBy", a.requested_at AS "requestedAt",
    a.approver, a.state, a.reason, a.decided_by AS "decidedBy", a.decided_at AS "decidedAt", a.expires_at AS "expiresAt",
    o.id AS "orderId", o.state AS "orderState", o.reason AS "orderReason", o.inquiry_id AS "inquiryId"
  FROM approval a JOIN case_file f ON f.id = a.case_id LEFT JOIN inquiry_order o ON o.approval_id = a.id`;

async function findIn(transaction: Transaction, id: string): Promise<ApprovalRecord | undefined> {
  return (await sql<ApprovalRecord>`${APPROVALS} WHERE a.id = ${id}`.execute(transaction)).rows[0];
}

/** Our identifiers only. */
async function tell(transaction: Transaction, type: 'approval.requested' | 'approval.decided', { id, kind, caseId, state }: ApprovalRecord): Promise<void> {
  await transaction.insertInto('outbox').values({ type, key: caseId, payload: JSON.stringify({ approvalId: id, kind, caseId, state }) }).execute();
}
