import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { InquiryCommand } from '#libs/inquiry';
import type { Tables } from '#libs/store';

type Transaction = Kysely<Tables>;
export type OrderState = Tables['inquiry_order']['state'];

/** What the engine will be told, as it is stored with the order. All obligors of the case at the time of starting when it names none. */
export type OrderedInquiry = InquiryCommand;

export interface NewOrder {
  readonly cause: 'filing' | 'requery' | 'approval';
  readonly filingId: string | null;
  /** The approval that caused it; only then there is one. */
  readonly approvalId?: string;
  readonly actor: string;
  readonly command: OrderedInquiry;
  readonly state: 'due' | 'waiting-for-officer' | 'held';
  readonly reason: string | null;
  readonly notBefore: Date;
}

/** Writes an order; whoever claims it first starts it. @returns its id */
export async function insertOrder(transaction: Transaction, order: NewOrder): Promise<string> {
  const id = v7();
  await transaction
    .insertInto('inquiry_order')
    .values({
      id, cause: order.cause, case_id: order.command.caseId, filing_id: order.filingId, approval_id: order.approvalId ?? null, actor: order.actor, command: JSON.stringify(order.command), state: order.state,
      reason: order.reason, not_before: order.notBefore,
    })
    .execute();
  return id;
}

/** A filing stands where the most urgent of its orders stands; without any nobody in it was to be asked. */
export async function refreshFilingState(transaction: Transaction, filingIds: readonly string[]): Promise<void> {
  if (filingIds.length === 0) return;
  await sql`
    UPDATE filing SET checked_at = clock_timestamp(), state = coalesce((
      SELECT CASE state WHEN 'due' THEN 'accepted' WHEN 'held' THEN 'not-started' WHEN 'skipped' THEN 'not-started' ELSE state END
      FROM inquiry_order WHERE filing_id = filing.id
      ORDER BY array_position(ARRAY['waiting-for-officer', 'due', 'refused', 'started', 'held', 'skipped'], state) LIMIT 1), 'not-started')
    WHERE id = ANY(${sql.val([...filingIds])}::uuid[])`.execute(transaction);
}
