import { sql } from 'kysely';
import { recordAudit } from '#libs/access';
import type { Database } from '#libs/store';
import { bindOfficers, OFFICERS_NEEDED } from './case-officers.js';
import type { OfficerClue } from './filed-case.js';
import { refreshFilingState } from './inquiry-orders.js';
import type { PolicyStore } from './policy-store.js';

const BATCH = 200;

/**
 * Looks again whether those who handle a waiting case are known by now: registered since, or bound to the case by hand. Then its orders
 * become due. Filings take turns, so that many that wait for long do not hide a new one.
 */
export class OfficerWatch {
  constructor(
    private readonly database: Database,
    private readonly policies: PolicyStore,
  ) {}

  /** @returns how many cases have their officers now. */
  async turn(now: Date): Promise<number> {
    let freed = 0;
    const { rows } = await sql<{ id: string }>`
      SELECT id FROM inquiry_order WHERE state = 'waiting-for-officer' ORDER BY claimed_at NULLS FIRST, id LIMIT ${BATCH}`.execute(this.database.query);
    for (const { id } of rows) if (await this.#look(id, now)) freed += 1;
    return freed;
  }

  #look(orderId: string, now: Date): Promise<boolean> {
    return this.database.query.transaction().execute(async (transaction) => {
      const order = await transaction
        .selectFrom('inquiry_order')
        .innerJoin('case_file', 'case_file.id', 'inquiry_order.case_id')
        .leftJoin('filing', 'filing.id', 'inquiry_order.filing_id')
        .select(['inquiry_order.id', 'inquiry_order.case_id', 'inquiry_order.filing_id', 'case_file.court_code', 'case_file.kind', 'filing.officers'])
        .where('inquiry_order.id', '=', orderId)
        .where('inquiry_order.state', '=', 'waiting-for-officer')
        .forUpdate(['inquiry_order', 'case_file'])
        .skipLocked()
        .executeTakeFirst();
      if (order === undefined) return false;
      const { secondOfficerId } = await this.policies.inForce(order.court_code, order.kind, transaction);
      const officers = await bindOfficers(transaction, order.case_id, order.court_code, (order.officers ?? []) as readonly OfficerClue[], secondOfficerId);
      const ready = officers >= OFFICERS_NEEDED;
      await transaction
        .updateTable('inquiry_order')
        .set({ claimed_at: now, ...(ready ? { state: 'due' as const, reason: null, claimed_at: null } : {}) })
        .where('id', '=', order.id)
        .execute();
      if (!ready) return false;
      if (order.filing_id !== null) await refreshFilingState(transaction, [order.filing_id]);
      await recordAudit(transaction, { event: 'filing.officer-found', actor: 'gateway', caseId: order.case_id, result: 'success', ...(order.filing_id === null ? {} : { reason: order.filing_id }) });
      return true;
    });
  }
}
