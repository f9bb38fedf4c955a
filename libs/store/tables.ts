import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { DeskTables } from './desk-tables.js';
import type { FilingTables } from './filing-tables.js';
import type { SupervisionTables } from './supervision-tables.js';

/** Rows as kysely sees them; the schema itself is in `migrations/`. Hot-path tables are written by hand-made statements. */
export interface Tables extends DeskTables, FilingTables, SupervisionTables {
  court: { code: string; name: string; parent_code: string | null };
  access_identity: {
    login: string;
    display_name: string;
    kind: 'person' | 'system';
    court_code: string | null;
    roles: string[];
    token_digest: Buffer;
    disabled_at: Date | null;
  };
  external_identity: { issuer: string; subject: string; login: string; kind: 'person' | 'system'; disabled_at: Date | null; first_seen_at: Generated<Date> };
  sign_in_session: {
    id: string;
    secret_digest: Buffer;
    issuer: string;
    subject: string;
    login: string;
    display_name: string;
    kind: 'person' | 'system';
    court_code: string | null;
    roles: string[];
    started_at: Date;
    last_used_at: Date;
    ends_at: Date;
    ended_at: Date | null;
  };
  officer: {
    id: string;
    court_code: string;
    name: string;
    phone: string;
    work_certificate: string;
    duty_certificate: string;
    work_image: Buffer;
    duty_image: Buffer;
    image_type: Generated<string>;
  };
  case_file: {
    id: string;
    case_number: string;
    court_code: string;
    kind: CaseKind;
    state: CaseState;
    filed_on: string;
    /** 终本裁定日 */
    ended_on: ColumnType<string | null, string | null | undefined, string | null>;
    principal_fen: number;
    interest_fen: number;
    late_interest_fen: number;
    fee_fen: number;
    paid_fen: number;
    version: Generated<number>;
    created_at: Generated<Date>;
    created_by: string;
    updated_at: Generated<Date>;
  };
  case_officer: { case_id: string; position: number; officer_id: string };
  obligor: {
    id: string;
    case_id: string;
    kind: 'person' | 'organisation';
    name: string;
    other_names: Generated<string[]>;
    documents: JSONColumnType<{ type: string; number: string }[]>;
    created_at: Generated<Date>;
    removed_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    version: Generated<number>;
  };
  obligor_document: { case_id: string; obligor_id: string; type: string; number: string };
  institution: {
    code: string;
    name: string;
    kind: string;
    adapter: string;
    contract_version: string;
    endpoint: string | null;
    credentials_ref: string | null;
    region: string;
    sources: string[];
    working_hours: JSONColumnType<object> | null;
    rate_per_second: number | null;
    concurrency: number;
    connect_timeout_ms: number;
    response_timeout_ms: number;
    answer_deadline_s: number;
    state: Generated<'in-service' | 'out-of-service'>;
    state_reason: string | null;
    state_by: string | null;
    state_at: Date | null;
    version: Generated<number>;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  inquiry: {
    id: string;
    case_id: string;
    sources: string[];
    priority: number;
    purpose: string;
    forced: boolean;
    requested_by: string;
    snapshot: JSONColumnType<object>;
    document_number: string;
    total: number;
    answered: number;
    missing: number;
    accepted_at: Date;
    completed_at: Date | null;
    cancelled_at: Date | null;
    cancelled_by: string | null;
  };
  inquiry_request: {
    id: number;
    inquiry_id: string;
    obligor_id: string;
    institution_code: string;
    channel: string;
    request_number: string;
    sources: string[];
    answer_by: Date;
  };
  identity_key: {
    inquiry_id: string;
    obligor_id: string;
    asked: number[];
    ask_by: Date;
    decided_at: Date | null;
    why: string | null;
    source_request: number | null;
    keys: JSONColumnType<object> | null;
  };
  mailbox: {
    institution_code: string;
    priority: number;
    request_id: number;
    answer_by: Date;
    first_fetched_at: Date | null;
    last_fetched_at: Date | null;
    fetches: Generated<number>;
  };
  file_package: {
    id: Generated<number>;
    institution_code: string;
    operation: string;
    batch_number: string;
    name: string;
    exchange_id: number;
    created_at: Generated<Date>;
    placed_at: Date | null;
  };
  file_package_member: { package_id: number; request_id: number };
  file_received: {
    institution_code: string;
    name: string;
    digest: Buffer;
    exchange_id: number;
    state: 'reading' | 'taken' | 'partial' | 'rejected' | 'repeated';
    seen_at: Generated<Date>;
    settled_at: Date | null;
  };
  conversation: { request_id: number; state: 'ticket' | 'callback'; ticket: string | null; sent_at: Date; ask_again_at: Date | null };
  exchange: {
    id: number;
    request_id: number | null;
    institution_code: string;
    operation: string;
    direction: 'out' | 'in';
    attempt: number;
    started_at: Date;
    ended_at: Date;
    http_status: number | null;
    failure: string | null;
    sent_bytes: Buffer | null;
    sent_digest: Buffer | null;
    received_bytes: Buffer | null;
    received_digest: Buffer | null;
  };
  outcome: {
    request_id: number;
    version: number;
    inquiry_id: string;
    kind: string;
    content: JSONColumnType<object>;
    via: string;
    exchange_id: number | null;
    reused_from: number | null;
    accepted_at: Date;
    sent_at: Date | null;
    received_at: Date | null;
    committed_at: Generated<Date>;
    waited_ms: number;
    commit_xid: Generated<string>;
  };
  audit_event: {
    id: Generated<number>;
    at: Generated<Date>;
    event: string;
    actor: string;
    case_id: string | null;
    inquiry_id: string | null;
    institution_code: string | null;
    result: 'success' | 'failure';
    reason: string | null;
    correlation_id: string | null;
    basis: ColumnType<string | null, string | null | undefined, never>;
    grant_id: ColumnType<string | null, string | null | undefined, never>;
    obligors: ColumnType<string[] | null, string[] | null | undefined, never>;
  };
  outbox: { id: Generated<number>; type: string; key: string; payload: JSONColumnType<object>; created_at: Generated<Date> };
}

/** 执行 (execution), 保全 (preservation), 恢复执行 (restored). */
export type CaseKind = 'execution' | 'preservation' | 'restored';
/** 在办, 中止, 终结本次执行程序, 结案. Only an open case may ask. */
export type CaseState = 'open' | 'suspended' | 'ended-without-assets' | 'closed';
