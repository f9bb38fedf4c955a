import type { Generated, JSONColumnType } from 'kysely';

/** Tables of work at a desk: tasks on paper (线下查控) and inquiries for many cases (批量查询). */
export interface DeskTables {
  offline_batch: {
    id: string;
    number: string;
    court_code: string;
    institution_code: string;
    region: string;
    state: Generated<'open' | 'printed' | 'sent' | 'closed'>;
    opened_at: Generated<Date>;
    answer_by: Date | null;
    printed_at: Date | null;
    printed_by: string | null;
    letter_exchange_id: number | null;
    form_exchange_id: number | null;
    sent_at: Date | null;
    sent_by: string | null;
    sent_way: string | null;
    sent_reference: string | null;
    assigned_to: string | null;
    assigned_by: string | null;
    reminded_at: Date | null;
    closed_at: Date | null;
    closed_by: string | null;
    close_reason: string | null;
    version: Generated<number>;
  };
  offline_task: { request_id: number; institution_code: string; answer_by: Date; batch_id: string | null; place: number | null; ended_at: Date | null };
  offline_scan: {
    exchange_id: number;
    batch_id: string;
    request_id: number | null;
    media_type: string;
    uploaded_by: string;
    uploaded_at: Generated<Date>;
  };
  offline_answer: {
    request_id: number;
    number: number;
    content: JSONColumnType<object> | null;
    sealed: Buffer | null;
    scans: Generated<number[]>;
    corrects: number | null;
    state: Generated<'entered' | 'confirmed' | 'rejected'>;
    entered_by: string;
    entered_at: Generated<Date>;
    checked_by: string | null;
    checked_at: Date | null;
    reject_reason: string | null;
    exchange_id: number | null;
    outcome_version: number | null;
  };
  bulk_inquiry: {
    id: string;
    actor: string;
    file_digest: Buffer;
    media_type: string;
    dry_run: boolean;
    settings: JSONColumnType<object>;
    state: Generated<'running' | 'done'>;
    total: number;
    done: Generated<number>;
    accepted_at: Generated<Date>;
    finished_at: Date | null;
    claimed_until: Date | null;
    correlation_id: string | null;
    reach: JSONColumnType<object> | null;
  };
  bulk_row: {
    bulk_id: string;
    row_number: number;
    content: JSONColumnType<object> | null;
    sealed: Buffer | null;
    digest: Buffer;
    repeats: number | null;
    case_number: string | null;
    state: Generated<'waiting' | 'accepted' | 'repeated' | 'refused'>;
    code: string | null;
    faults: JSONColumnType<object> | null;
    inquiry_id: string | null;
    finished_at: Date | null;
  };
}
