import { PLACE, type Database, type LeadChannel, type LeadEvent, type LeadGiver, type LeadLack, type LeadNoticeWay, type LeadProperty, type LeadState, type Tables } from '#libs/store';
import { beijingDay, type Day } from '#libs/statute';
import type { Selectable } from 'kysely';

/** Who gave it and what it says: sealed with the key of the case. */
export interface LeadContent {
  readonly giver: string;
  /** How the party is reached. */
  readonly contact?: string;
  readonly description: string;
  /** Where the thing is said to be. */
  readonly place?: string;
  /** Institution that is said to keep it. */
  readonly institution?: string;
  readonly urgentReason?: string;
}

/** What was found, and when: late outcomes are kept, and say so. */
export interface LeadOutcome {
  readonly finding: Exclude<LeadState, 'open'>;
  readonly text: string;
  readonly by: string;
  readonly at: Date;
  /** Recorded after the last day. */
  readonly late: boolean;
}

/** What the party was told, and how. */
export interface LeadNotice {
  readonly way: LeadNoticeWay;
  /** Day on which the party was told. */
  readonly on: Day;
  readonly reference?: string;
  readonly text: string;
  readonly by: string;
  readonly at: Date;
  readonly late: boolean;
}

/** A lead about property (财产线索) as it stands. */
export interface LeadRecord extends LeadContent {
  readonly id: string;
  readonly caseId: string;
  readonly obligorId?: string;
  readonly givenAs: LeadGiver;
  readonly receivedOn: Day;
  readonly channel: LeadChannel;
  readonly property: LeadProperty;
  readonly urgent: boolean;
  /** What it lacks to be concrete; none: it is. */
  readonly missing: readonly LeadLack[];
  /** Absent for what is not concrete. */
  readonly due?: { readonly on: Day; readonly byDays: Day; readonly byWorkingDays: Day; readonly calendarVersion: string };
  readonly owner?: string;
  readonly state: LeadState;
  /** The day passed, and nobody recorded what was found. */
  readonly overdue: boolean;
  readonly outcome?: LeadOutcome;
  readonly restoreTaskId?: string;
  readonly noticeDueOn?: Day;
  /** That day passed, and the party was not told. */
  readonly noticeOverdue: boolean;
  readonly notice?: LeadNotice;
  readonly inquiryIds: readonly string[];
  readonly orderIds: readonly number[];
  readonly registeredBy: string;
  readonly registeredAt: Date;
  readonly version: number;
}

/** One step in the life of a lead. */
export interface LeadStep {
  readonly at: Date;
  readonly actor: string;
  readonly event: LeadEvent;
  readonly detail?: string;
}

export type LeadRow = Selectable<Tables['lead']>;
export interface LeadLinkRow {
  readonly lead_id: string;
  readonly inquiry_id: string | null;
  readonly order_id: number | null;
}

type Fields = Database['fields'];

/** A value for the column it is written in the clear to, and the one it is sealed to: one of them is null. */
export async function sealText(fields: Fields, caseId: string, place: string, content: object): Promise<{ readonly plain: string | null; readonly sealed: Buffer | null }> {
  const text = JSON.stringify(content);
  if (!fields.sealing) return { plain: text, sealed: null };
  return { plain: null, sealed: (await fields.ofCase(caseId)).seal(Buffer.from(text), place, fields.cipher) };
}

/** @param today day in Beijing. @throws Problem `personal-data-erased` when the key of the case was destroyed */
export async function openLeads(fields: Fields, rows: readonly LeadRow[], links: readonly LeadLinkRow[], today: Day): Promise<LeadRecord[]> {
  const opener = await fields.opener(rows.flatMap((row) => [row.sealed, row.outcome_sealed, row.notice_sealed]));
  return rows.map((row): LeadRecord => {
    const own = links.filter(({ lead_id }) => lead_id === row.id);
    return {
      id: row.id, caseId: row.case_id, givenAs: row.given_as, receivedOn: row.received_on, channel: row.channel, property: row.property, urgent: row.urgent, missing: row.missing,
      ...opener.json<LeadContent>(row.sealed, row.content as LeadContent | null, PLACE.leadGiven(row.id)),
      ...(row.obligor_id === null ? {} : { obligorId: row.obligor_id }),
      ...(row.due_on === null ? {} : { due: { on: row.due_on, byDays: row.due_by_days!, byWorkingDays: row.due_by_working_days!, calendarVersion: row.calendar_version } }),
      ...(row.owner === null ? {} : { owner: row.owner }),
      state: row.state, overdue: row.state === 'open' && row.due_on! < today,
      ...(row.outcome_at === null ? {} : { outcome: outcomeOf(row, opener.json<{ text: string }>(row.outcome_sealed, row.outcome as { text: string } | null, PLACE.leadOutcome(row.id)).text) }),
      ...(row.restore_task_id === null ? {} : { restoreTaskId: row.restore_task_id }),
      ...(row.notice_due_on === null ? {} : { noticeDueOn: row.notice_due_on }),
      noticeOverdue: row.notice_due_on !== null && row.notice_at === null && row.notice_due_on < today,
      ...(row.notice_at === null ? {} : { notice: noticeOf(row, opener.json<{ text: string }>(row.notice_sealed, row.notice as { text: string } | null, PLACE.leadNotice(row.id)).text) }),
      inquiryIds: own.flatMap(({ inquiry_id }) => inquiry_id ?? []), orderIds: own.flatMap(({ order_id }) => order_id ?? []),
      registeredBy: row.registered_by, registeredAt: row.registered_at, version: row.version,
    };
  });
}

function outcomeOf(row: LeadRow, text: string): LeadOutcome {
  const at = row.outcome_at!;
  return { finding: row.state as LeadOutcome['finding'], text, by: row.outcome_by!, at, late: row.due_on !== null && beijingDay(at) > row.due_on };
}

const noticeOf = (row: LeadRow, text: string): LeadNotice => ({
  way: row.notice_way!, on: row.notice_on!, ...(row.notice_reference === null ? {} : { reference: row.notice_reference }), text, by: row.notice_by!, at: row.notice_at!,
  late: row.notice_on! > row.notice_due_on!,
});
