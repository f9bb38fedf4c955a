import { Problem } from '#contracts/errors';
import { FieldFaults } from '#libs/cases';
import { parseName } from '#libs/identifiers';
import { beijingDay, isDay, type Day } from '#libs/statute';
import type { LeadChannel, LeadGiver, LeadLack, LeadNoticeWay, LeadProperty, LeadState, Tables } from '#libs/store';
import { sql, type Kysely } from 'kysely';
import type { LeadContent, LeadRow } from './lead-record.js';

/** A lead as somebody enters it. */
export interface NewLead extends LeadContent {
  readonly givenAs: LeadGiver;
  readonly receivedOn: Day;
  readonly channel: LeadChannel;
  readonly property: LeadProperty;
  readonly obligorId?: string;
  readonly urgent?: boolean;
  /** What it lacks to be concrete; none: it is. */
  readonly missing?: readonly LeadLack[];
  /** Login of who checks it; the handling officer when absent. */
  readonly owner?: string;
}

export interface LeadLinks {
  readonly inquiryId?: string;
  readonly orderIds?: readonly number[];
}

/** What the check found. */
export interface NewOutcome extends LeadLinks {
  readonly finding: Exclude<LeadState, 'open'>;
  readonly text: string;
  /** With `not-concrete`: what it lacks. */
  readonly missing?: readonly LeadLack[];
}

/** How the party was told. */
export interface NewNotice {
  readonly way: LeadNoticeWay;
  readonly on: Day;
  readonly reference?: string;
  readonly text: string;
}

/** @throws Problem `request-invalid` with everything that is wrong */
export function checkLead(given: NewLead, now: Date): void {
  const faults = new FieldFaults();
  if (!isDay(given.receivedOn) || given.receivedOn > beijingDay(now)) faults.add('/receivedOn', 'a day that is not in the future');
  faults.take('/giver', parseName(given.giver));
  if (given.urgent === true && given.urgentReason === undefined) faults.add('/urgentReason', 'why it is urgent (财产调查规定 art 2: three days)');
  if (given.urgent !== true && given.urgentReason !== undefined) faults.add('/urgentReason', 'nothing, unless it is urgent');
  faults.end();
}

/** @throws Problem `request-invalid` */
export function checkOutcome({ finding, missing = [] }: NewOutcome): void {
  if ((finding === 'not-concrete') === missing.length > 0) return;
  throw new Problem('request-invalid', undefined, [{ field: '/missing', allowed: finding === 'not-concrete' ? 'what it lacks: the party is told so' : 'nothing, unless the lead is not concrete' }]);
}

/** @throws Problem `request-invalid` */
export function checkNotice({ way, on, reference }: NewNotice, outcomeAt: Date, now: Date): void {
  const faults = new FieldFaults();
  if (!isDay(on) || on > beijingDay(now) || on < beijingDay(outcomeAt)) faults.add('/on', 'a day from the one of the outcome on that is not in the future');
  if (way === 'oral' && reference === undefined) faults.add('/reference', 'where the record (笔录) of what was said stands');
  faults.end();
}

type Transaction = Kysely<Tables>;

/** Locks a lead for a change. @throws Problem `lead-unknown`, `version-conflict` */
export async function lockLead(transaction: Transaction, id: string, version: number | undefined): Promise<LeadRow> {
  const row = await transaction.selectFrom('lead').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (row === undefined) throw new Problem('lead-unknown');
  if (version !== undefined && row.version !== version) throw new Problem('version-conflict');
  return row;
}

/** @throws Problem `obligor-unknown` for who does not stand in the case now */
export async function requireObligor(transaction: Transaction, caseId: string, obligorId: string | undefined): Promise<void> {
  if (obligorId === undefined) return;
  const found = await transaction.selectFrom('obligor').select('id').where('id', '=', obligorId).where('case_id', '=', caseId).where('removed_at', 'is', null).executeTakeFirst();
  if (found === undefined) throw new Problem('obligor-unknown', undefined, [{ field: '/obligorId', allowed: 'an obligor of the case, or nothing' }]);
}

/** Adds what a lead led to; what is there already stays. @throws Problem `request-invalid` for what is not of the case */
export async function addLinks(transaction: Transaction, { id, case_id: caseId }: LeadRow, { inquiryId, orderIds = [] }: LeadLinks, by: string): Promise<number> {
  const faults = new FieldFaults();
  if (inquiryId !== undefined && (await transaction.selectFrom('inquiry').select('id').where('id', '=', inquiryId).where('case_id', '=', caseId).executeTakeFirst()) === undefined) {
    faults.add('/inquiryId', 'an inquiry of the case');
  }
  const { rows: orders } = await sql<{ id: number }>`SELECT id FROM control_order WHERE case_id = ${caseId} AND id = ANY (${[...orderIds]}::bigint[])`.execute(transaction);
  const known = orders.map((row) => row.id);
  for (const [index, orderId] of orderIds.entries()) if (!known.includes(orderId)) faults.add(`/orderIds/${index}`, 'a control order of the case');
  faults.end();
  const of = { lead_id: id, case_id: caseId, added_by: by };
  const rows = [...(inquiryId === undefined ? [] : [{ ...of, inquiry_id: inquiryId, order_id: null }]), ...orderIds.map((order_id) => ({ ...of, inquiry_id: null, order_id }))];
  if (rows.length === 0) return 0;
  return (await transaction.insertInto('lead_link').values(rows).onConflict((conflict) => conflict.doNothing()).returning('id').execute()).length;
}
