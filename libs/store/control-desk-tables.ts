import type { ColumnType, Generated, JSONColumnType } from 'kysely';

type Moment = ColumnType<Date | null, Date | null | undefined, Date | null>;
type Word = ColumnType<string | null, string | null | undefined, string | null>;

/** Tables of what people do with measures: documents, objections, calls with a key. */
export interface ControlDeskTables {
  case_applicant: { case_id: string; position: number; content: JSONColumnType<object> | null; sealed: Buffer | null };
  control_paper_number: { order_id: number; case_id: string; place: number; form: string; given_at: Generated<Date> };
  control_document: {
    id: string;
    case_id: string;
    order_id: number;
    kind: 'ruling' | 'notice' | 'other';
    version: number;
    number: string;
    file_name: string;
    digest: Buffer;
    size: number;
    e_sealed: boolean;
    origin: 'attached' | 'generated';
    bytes: Buffer | null;
    sealed: Buffer | null;
    created_by: string;
    created_at: Generated<Date>;
  };
  control_letter: {
    order_id: number;
    case_id: string;
    institution_code: string;
    printed_at: Generated<Date>;
    printed_by: string;
    delivered_on: Word;
    delivered_way: Word;
    delivered_by: Word;
    reference: Word;
    recorded_by: Word;
    returned_reason: Word;
  };
  control_reply: {
    order_id: number;
    number: number;
    case_id: string;
    exchange_id: number;
    scan_exchange_id: number;
    state: Generated<'entered' | 'confirmed' | 'rejected'>;
    verdict: Word;
    reject_reason: Word;
    entered_by: string;
    entered_at: Generated<Date>;
    checked_by: Word;
    checked_at: Moment;
  };
  control_call: { actor: string; key: string; digest: string; case_id: string; order_ids: Generated<number[]>; called_at: Generated<Date> };
  control_objection: {
    id: string;
    case_id: string;
    measure_id: string;
    received_on: string;
    answer_by: string;
    letter: Word;
    grounds: string;
    exempt_fund: Word;
    state: Generated<'open' | 'upheld' | 'rejected'>;
    answer: Word;
    entered_by: string;
    entered_at: Generated<Date>;
    answered_by: Word;
    answered_at: Moment;
  };
}
