import type { ColumnType, Generated, JSONColumnType } from 'kysely';

type Moment = ColumnType<Date | null, Date | null | undefined, Date | null>;
type Word = ColumnType<string | null, string | null | undefined, string | null>;

/** Tables of orders for many measures at once. */
export interface ControlBatchTables {
  control_batch: {
    id: string;
    actor: string;
    operation: 'renew' | 'release';
    until_day: Word;
    reason: string;
    approver: string;
    reach: JSONColumnType<object>;
    state: Generated<'preparing' | 'waiting' | 'approving' | 'done' | 'withdrawing' | 'withdrawn'>;
    approval_id: Word;
    stopped_by: Word;
    stopped_why: Word;
    idempotency_key: string;
    digest: string;
    total: number;
    accepted_at: Generated<Date>;
    finished_at: Moment;
    claimed_until: Moment;
    turn_at: Moment;
    correlation_id: Word;
  };
  control_batch_line: {
    batch_id: string;
    line: number;
    measure_id: string;
    state: Generated<'waiting' | 'drafted' | 'refused' | 'submitted' | 'approved' | 'withdrawn'>;
    case_id: Word;
    order_id: number | null;
    code: Word;
    /** Of a partial release, fen; null: all of the measure. */
    release_fen: number | null;
    rules: JSONColumnType<readonly object[]> | null;
    tried_at: Moment;
  };
}
