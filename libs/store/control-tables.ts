import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { StepCause } from '#libs/control';

/** Tables of control measures (控制措施). Orders, measures and what belongs to them are written by `PostgresControlStore` only. */
export interface ControlTables {
  case_account: {
    case_id: string;
    content: JSONColumnType<object> | null;
    sealed: Buffer | null;
    version: Generated<number>;
    registered_by: string;
    registered_at: Generated<Date>;
  };
  control_task: {
    id: Generated<number>;
    case_id: string;
    order_id: number | null;
    measure_id: string | null;
    kind: string;
    detail: string;
    reason: unknown;
    due_on: string | null;
    raised_at: Generated<Date>;
    state: Generated<'open' | 'settled'>;
    settled_by: string | null;
    settled_at: Date | null;
    settlement: string | null;
    version: Generated<number>;
  };
  control_event: {
    id: Generated<number>;
    case_id: string;
    order_id: number | null;
    measure_id: string | null;
    event: string;
    from_state: string | null;
    to_state: string | null;
    actor: string;
    reason: string | null;
    cause: StepCause | null;
    policy: string | null;
    at: Generated<Date>;
  };
  control_policy: {
    id: string;
    court_code: string;
    version: number;
    content: JSONColumnType<object>;
    changed_by: string;
    changed_at: Generated<Date>;
    replaced_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    reason: string | null;
  };
  control_exchange: { exchange_id: number; order_id: number; case_id: string };
}
