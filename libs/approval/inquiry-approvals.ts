import { sql } from 'kysely';
import { Problem } from '#contracts/errors';
import { auditedRefusal, type Actor } from '#libs/access';
import { insertOrder } from '#libs/filing';
import type { InquiryCommand, InquiryEngine } from '#libs/inquiry';
import type { Database } from '#libs/store';
import type { ApprovalRecord } from './approval-record.js';
import { Approvals, type ApprovalsOptions, type Begin } from './approvals.js';

/** An approved inquiry becomes an order like those of filings: claimed, started under a key of its own, and so started once. */
export const beginInquiry: Begin = async (transaction, { id, subject, requestedBy }) => {
  await insertOrder(transaction, {
    cause: 'approval', filingId: null, approvalId: id, actor: requestedBy, command: subject as InquiryCommand, state: 'due', reason: null, notBefore: new Date(0),
  });
};

export interface InquiryApprovalsParts extends Omit<ApprovalsOptions, 'begin'> {
  readonly engine: Pick<InquiryEngine, 'assess'>;
  /** How other kinds begin. */
  readonly begin?: ApprovalsOptions['begin'];
}

/** Inquiries that a named person approves before anybody is asked. */
export class InquiryApprovals {
  readonly approvals: Approvals;
  readonly #database: Database;

  constructor(private readonly parts: InquiryApprovalsParts) {
    this.approvals = new Approvals({ ...parts, begin: { ...parts.begin, inquiry: beginInquiry } });
    this.#database = parts.database;
  }

  /**
   * Asks for the approval of an inquiry that could be asked now. Nothing is sent. Given an approver it waits for one, whether a rule asks for
   * it or not.
   * @throws Problem as `InquiryEngine.assess` and {@link Approvals.ask}
   */
  async request(command: InquiryCommand, asked: { readonly approver: string; readonly idempotencyKey?: string }, actor: Actor): Promise<{ approval: ApprovalRecord; repeated: boolean }> {
    const { idempotencyKey } = asked;
    const refused = { event: 'approval.requested', caseId: command.caseId } as const;
    const { rule, needed } = await auditedRefusal(this.#database, actor, refused, async () => {
      if (idempotencyKey !== undefined) await this.#requireUnused(actor.login, idempotencyKey);
      return this.parts.engine.assess(command, { actor: actor.login, waitMs: 0 });
    });
    return this.approvals.ask({ kind: 'inquiry', caseId: command.caseId, subject: command, why: needed.length === 0 ? ['requested'] : needed, rule, ...asked }, actor);
  }

  /** The key of an inquiry that was asked without an approval is not the key of one that is. */
  async #requireUnused(login: string, key: string): Promise<void> {
    const { rows } = await sql`SELECT FROM idempotency_key WHERE actor = ${login} AND key = ${key}`.execute(this.#database.query);
    if (rows.length > 0) throw new Problem('idempotency-key-reused');
  }
}

