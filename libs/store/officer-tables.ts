import type { ColumnType, Generated, JSONColumnType } from 'kysely';

type Late<T> = ColumnType<T | null, T | null | undefined, T | null>;

export type RegistrationState = 'requested' | 'registered' | 'refused' | 'ended';
export type ApprovalState = 'waiting' | 'approved' | 'rejected' | 'withdrawn' | 'expired';

/** Tables of officers as institutions know them, and of approvals by a second person (审批). */
export interface OfficerTables {
  officer_registration: {
    officer_id: string;
    institution_code: string;
    state: RegistrationState;
    registered_since: string | null;
    registered_until: string | null;
    reference: string | null;
    reason: string | null;
    version: Generated<number>;
    changed_by: string;
    changed_at: Generated<Date>;
  };
  officer_registration_task: {
    id: string;
    officer_id: string;
    institution_code: string;
    causes: string[];
    state: Generated<'open' | 'reported' | 'confirmed'>;
    reference: Late<string>;
    raised_by: string;
    raised_at: Generated<Date>;
    reported_by: Late<string>;
    reported_at: Late<Date>;
    confirmed_by: Late<string>;
    confirmed_at: Late<Date>;
    version: Generated<number>;
  };
  approval: {
    id: string;
    kind: 'inquiry' | 'measure';
    case_id: string;
    subject: JSONColumnType<object>;
    why: string[];
    rule: string;
    requested_by: string;
    requested_at: Generated<Date>;
    idempotency_key: string;
    subject_digest: Buffer;
    approver: string;
    state: Generated<ApprovalState>;
    reason: Late<string>;
    decided_by: Late<string>;
    decided_at: Late<Date>;
    expires_at: Date;
    correlation_id: string | null;
  };
}
