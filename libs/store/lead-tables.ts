import type { ColumnType, Generated } from 'kysely';

type Moment = ColumnType<Date | null, Date | null | undefined, Date | null>;
type Word = ColumnType<string | null, string | null | undefined, string | null>;
type Json = ColumnType<object | null, string | null | undefined, string | null>;
type Bytes = ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;

/** As whom somebody gave a lead: 申请执行人, 其他当事人, 案外人. */
export const LEAD_GIVERS = ['applicant', 'other-party', 'third-person'] as const;
export type LeadGiver = (typeof LEAD_GIVERS)[number];
/** How it reached the court: 当面, 书面, 网上, 电话. */
export const LEAD_CHANNELS = ['in-person', 'letter', 'online', 'phone'] as const;
export type LeadChannel = (typeof LEAD_CHANNELS)[number];
/** What is said to be there: sources of assets, and whatever no institution keeps a register of. */
export const LEAD_PROPERTIES = ['deposit', 'wealth', 'insurance', 'securities', 'equity', 'land', 'real-estate', 'vehicle', 'payment', 'housing-fund', 'tax', 'other'] as const;
export type LeadProperty = (typeof LEAD_PROPERTIES)[number];
/** What a lead lacks to be concrete (明确、具体): what it is, where it is, whose it is, how the party knows. */
export const LEAD_LACKS = ['thing', 'place', 'holder', 'grounds'] as const;
export type LeadLack = (typeof LEAD_LACKS)[number];
/** 待核实, 属实, 查无, 无法核实, 不具体. */
export const LEAD_STATES = ['open', 'found', 'nothing-found', 'unverifiable', 'not-concrete'] as const;
export type LeadState = (typeof LEAD_STATES)[number];
/** How the party is told: 当面送达, 邮寄, 电子送达, 口头告知并记入笔录. */
export const LEAD_NOTICE_WAYS = ['handed-over', 'post', 'online', 'oral'] as const;
export type LeadNoticeWay = (typeof LEAD_NOTICE_WAYS)[number];
export const LEAD_EVENTS = ['registered', 'assigned', 'checked', 'linked', 'told', 'overdue', 'case-ended'] as const;
export type LeadEvent = (typeof LEAD_EVENTS)[number];

/** Tables of leads about property (财产线索). */
export interface LeadTables {
  lead: {
    id: string;
    case_id: string;
    obligor_id: string | null;
    given_as: LeadGiver;
    received_on: string;
    channel: LeadChannel;
    property: LeadProperty;
    urgent: boolean;
    missing: LeadLack[];
    content: Json;
    sealed: Bytes;
    due_by_days: Word;
    due_by_working_days: Word;
    due_on: Word;
    calendar_version: string;
    owner: Word;
    state: LeadState;
    outcome: Json;
    outcome_sealed: Bytes;
    outcome_by: Word;
    outcome_at: Moment;
    restore_task_id: Word;
    notice_due_on: Word;
    notice_way: ColumnType<LeadNoticeWay | null, LeadNoticeWay | null | undefined, LeadNoticeWay | null>;
    notice_on: Word;
    notice_reference: Word;
    notice: Json;
    notice_sealed: Bytes;
    notice_by: Word;
    notice_at: Moment;
    overdue_at: Moment;
    registered_by: string;
    registered_at: Generated<Date>;
    idempotency_key: Word;
    digest: Bytes;
    version: Generated<number>;
  };
  lead_event: { id: Generated<number>; lead_id: string; case_id: string; at: Generated<Date>; actor: string; event: LeadEvent; detail: Word };
  lead_link: { id: Generated<number>; lead_id: string; case_id: string; inquiry_id: Word; order_id: ColumnType<number | null, number | null | undefined, number | null>; added_by: string; added_at: Generated<Date> };
}
