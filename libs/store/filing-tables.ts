import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { CaseKind } from './tables.js';

/** Tables of what case systems file (立案推送) and what follows from it by itself: orders, re-queries, restore tasks. */
export interface FilingTables {
  inquiry_policy: {
    id: string;
    court_code: string | null;
    case_kind: CaseKind | null;
    version: number;
    content: JSONColumnType<object>;
    changed_by: string;
    changed_at: Generated<Date>;
    replaced_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  };
  filing: {
    id: string;
    court_code: string;
    filing_number: string;
    channel: 'soap' | 'rest' | 'kafka';
    actor: string;
    case_id: string | null;
    head: JSONColumnType<object> | null;
    head_sealed: Buffer | null;
    head_digest: Buffer;
    officers: JSONColumnType<object>;
    exchange_id: number | null;
    state: 'accepted' | 'waiting-for-officer' | 'started' | 'not-started' | 'refused';
    received_at: Generated<Date>;
    checked_at: Generated<Date>;
  };
  filing_party: {
    filing_id: string;
    party_number: string;
    digest: Buffer;
    result: 'asked' | 'already-asked' | 'not-an-obligor';
    obligor_id: string | null;
    exchange_id: number | null;
  };
  inquiry_order: {
    id: string;
    cause: 'filing' | 'requery' | 'approval';
    case_id: string;
    filing_id: string | null;
    actor: string;
    command: JSONColumnType<object>;
    state: 'due' | 'waiting-for-officer' | 'held' | 'started' | 'skipped' | 'refused';
    reason: string | null;
    not_before: Date;
    claimed_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    claimed_until: ColumnType<Date | null, Date | null | undefined, Date | null>;
    attempts: Generated<number>;
    inquiry_id: ColumnType<string | null, string | null | undefined, string | null>;
    approval_id: ColumnType<string | null, string | null | undefined, never>;
    created_at: Generated<Date>;
    started_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  };
  requery_schedule: {
    case_id: string;
    basis: 'open' | 'ended-without-assets';
    anchor_on: string;
    next_round: number;
    next_on: string | null;
    state: 'active' | 'finished';
  };
  requery_round: {
    case_id: string;
    basis: 'open' | 'ended-without-assets';
    anchor_on: string;
    round: number;
    due_on: string;
    result: 'ordered' | 'missed' | 'skipped';
    order_id: string | null;
    settled_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    decided_at: Generated<Date>;
  };
  restore_task: {
    id: string;
    case_id: string;
    /** What was found by: an inquiry, or a lead that turned out to be true. */
    inquiry_id: string | null;
    lead_id: ColumnType<string | null, string | null | undefined, string | null>;
    raised_at: Date;
    due_on: string;
    calendar_version: string;
    state: 'open' | 'restored' | 'not-restored';
    overdue_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    decided_by: ColumnType<string | null, string | null | undefined, string | null>;
    decided_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    reason: ColumnType<string | null, string | null | undefined, string | null>;
  };
}
