/**
 * Every column of text, JSON or bytes, and why it may stand in the clear or how it does not. A new column fails a test until it is
 * here. What is sealed is sealed in the column itself; the column in which it stood before there were keys is `earlier`.
 */
export type ColumnCare =
  /** Ciphertext of personal data. */
  | 'sealed'
  /** Keyed: tells nobody without the ring what it stands for. */
  | 'keyed'
  /** Null since personal data are sealed; holds what was written before, or what installations without keys write. */
  | 'earlier'
  /** Codes, numbers and states of ours: name nobody. */
  | 'ours'
  /** Logins, names and titles of those who act in office. */
  | 'office'
  /** Digests of what has too much in it to be guessed, links and signatures. */
  | 'digest'
  /** Wrapped under the key ring. */
  | 'wrapped';

const ours = (...columns: string[]): Record<string, ColumnCare> => Object.fromEntries(columns.map((column) => [column, 'ours']));

export const COLUMN_CARE: Readonly<Record<string, Readonly<Record<string, ColumnCare>>>> = {
  // A reason is given in words of the office; personal data may not be written to it.
  access_grant: { ...ours('purpose', 'reason'), login: 'office' },
  access_identity: { ...ours('kind', 'court_code', 'roles'), login: 'office', display_name: 'office', token_digest: 'digest' },
  // The reason holds identifiers of ours: personal data may not be written to it (contracts/audit).
  // What is to be approved names ids, sources and words of ours.
  approval: {
    ...ours('kind', 'subject', 'why', 'rule', 'idempotency_key', 'state', 'reason', 'correlation_id'), requested_by: 'office', approver: 'office', decided_by: 'office',
    subject_digest: 'digest',
  },
  audit_event: { ...ours('event', 'basis', 'institution_code', 'result', 'reason', 'correlation_id'), actor: 'office' },
  bulk_inquiry: { ...ours('media_type', 'settings', 'state', 'correlation_id', 'reach'), actor: 'office', file_digest: 'digest' },
  // Faults name a column and what is allowed, never what was given.
  bulk_row: { ...ours('case_number', 'state', 'code', 'faults'), content: 'earlier', sealed: 'sealed', digest: 'keyed' },
  call_allowance: { ...ours('kind'), login: 'office' },
  case_account: { registered_by: 'office', content: 'earlier', sealed: 'sealed' },
  case_applicant: { content: 'earlier', sealed: 'sealed' },
  case_file: { ...ours('case_number', 'court_code', 'kind', 'state'), created_by: 'office' },
  case_member: { ...ours('part'), login: 'office', added_by: 'office' },
  // `digest` tells equal words of an institution apart from others.
  control_answer: { ...ours('kind', 'via'), digest: 'keyed', content: 'earlier', sealed: 'sealed' },
  // The number a bank gave a payment to the court.
  control_arrival: ours('reference'),
  // Reasons are words of the office; lines name measures by number and rules of the law.
  control_batch: {
    ...ours('operation', 'reason', 'reach', 'state', 'stopped_why', 'idempotency_key', 'correlation_id'), actor: 'office', approver: 'office', stopped_by: 'office', digest: 'keyed',
  },
  control_batch_line: ours('measure_id', 'state', 'code', 'rules'),
  // What was drafted under which key, as a keyed digest.
  control_call: { ...ours('key'), actor: 'office', digest: 'keyed' },
  control_deduction: ours('measure_id'),
  // Rulings and notices name people and things; their numbers are public.
  control_document: { ...ours('kind', 'number', 'file_name', 'origin'), digest: 'digest', bytes: 'earlier', sealed: 'sealed', created_by: 'office' },
  // Steps and words of ours: the port of measures says that none of them names anybody.
  control_event: { ...ours('measure_id', 'event', 'from_state', 'to_state', 'reason', 'cause', 'policy'), actor: 'office' },
  // Who served it is an officer; what came back stands with the messages.
  control_letter: { ...ours('institution_code', 'delivered_way', 'reference', 'returned_reason'), printed_by: 'office', delivered_by: 'office', recorded_by: 'office' },
  control_measure: {
    ...ours('id', 'institution_code', 'source', 'state', 'began_number', 'began_case_number', 'effective_at'), target_key: 'keyed', content: 'earlier', sealed: 'sealed',
  },
  // Given in words of the office; personal data may not be written to them.
  control_objection: { ...ours('measure_id', 'letter', 'grounds', 'exempt_fund', 'state', 'answer'), entered_by: 'office', answered_by: 'office' },
  control_order: {
    ...ours('request_number', 'institution_code', 'operation', 'source', 'measure_id', 'priority', 'state', 'approved_by_rule', 'batch_id', 'outcome_kind'),
    drafted_by: 'office', approver: 'office', approved_by: 'office', target_key: 'keyed', content: 'earlier', sealed: 'sealed',
  },
  control_policy: { ...ours('court_code', 'content', 'reason'), changed_by: 'office' },
  control_reply: { ...ours('state', 'verdict', 'reject_reason'), entered_by: 'office', checked_by: 'office' },
  control_task: { ...ours('measure_id', 'kind', 'detail', 'reason', 'state', 'settlement'), settled_by: 'office' },
  conversation: ours('state', 'ticket'),
  court: ours('code', 'name', 'parent_code', 'paper_form'),
  control_paper_number: ours('form'),
  data_key: { ...ours('kind'), destroyed_by: 'office', wrapped: 'wrapped' },
  event_relay: ours('name'),
  evidence_anchor: { ...ours('chain', 'key_id'), link: 'digest', signature: 'digest' },
  evidence_block: { ...ours('chain', 'algorithm'), entries: 'digest' },
  evidence_pending: { entries: 'digest' },
  // What was on the wire holds request numbers and moments of ours: nobody guesses the whole of it.
  exchange: {
    ...ours('institution_code', 'operation', 'direction', 'failure'), sent_bytes: 'earlier', received_bytes: 'earlier', sealed: 'sealed', sent_digest: 'digest',
    received_digest: 'digest', sealed_digest: 'digest',
  },
  external_identity: { ...ours('issuer', 'subject', 'kind'), login: 'office' },
  file_package: ours('institution_code', 'operation', 'batch_number', 'name'),
  file_received: { ...ours('institution_code', 'name', 'state'), digest: 'digest' },
  filing: { ...ours('court_code', 'filing_number', 'channel', 'state'), actor: 'office', officers: 'office', head: 'earlier', head_sealed: 'sealed', head_digest: 'keyed' },
  filing_party: { ...ours('party_number', 'result'), digest: 'keyed' },
  // The digest is of ids, sources and words of ours; the key is the caller's and may not hold personal data.
  idempotency_key: { ...ours('key'), actor: 'office', request_digest: 'digest' },
  identity_key: { ...ours('why'), keys: 'earlier', keys_sealed: 'sealed' },
  // Why an inquiry is made, in the words of who makes it: of the law, not of a person (docs: purpose).
  inquiry: { ...ours('sources', 'purpose', 'document_number', 'legal_basis', 'approved_by'), requested_by: 'office', cancelled_by: 'office', snapshot: 'earlier', sealed: 'sealed' },
  // Ids of obligors, sources, priority.
  inquiry_order: { ...ours('cause', 'command', 'state', 'reason'), actor: 'office' },
  inquiry_policy: { ...ours('court_code', 'case_kind', 'content'), changed_by: 'office' },
  inquiry_request: ours('institution_code', 'channel', 'request_number', 'sources'),
  institution: {
    ...ours('code', 'name', 'kind', 'adapter', 'contract_version', 'endpoint', 'credentials_ref', 'region', 'sources', 'working_hours', 'state', 'state_reason', 'officer_registration'),
    state_by: 'office',
  },
  // Who gave it and what it says, what was found and what the party was told are sealed; the rest is codes and days.
  lead: {
    ...ours('given_as', 'channel', 'property', 'missing', 'calendar_version', 'state', 'notice_way', 'notice_reference', 'idempotency_key'), owner: 'office', content: 'earlier', sealed: 'sealed',
    outcome: 'earlier', outcome_sealed: 'sealed', outcome_by: 'office', notice: 'earlier', notice_sealed: 'sealed', notice_by: 'office', registered_by: 'office', digest: 'keyed',
  },
  // Codes, days, and logins of those who act in office.
  lead_event: { ...ours('event', 'detail'), actor: 'office' },
  lead_link: { added_by: 'office' },
  // Published standards of districts.
  living_standard: { ...ours('region', 'document', 'number'), entered_by: 'office' },
  mailbox: ours('institution_code'),
  obligor: { ...ours('kind', 'bankruptcy_court', 'living_basis'), name: 'earlier', other_names: 'earlier', documents: 'earlier', sealed: 'sealed', name_index: 'keyed' },
  obligor_document: { ...ours('type'), number: 'keyed' },
  obligor_document_past: { ...ours('type'), number: 'keyed' },
  // Name and certificate numbers go out with every request and stand on every notice.
  officer: {
    ...ours('court_code', 'image_type'), name: 'office', work_certificate: 'office', duty_certificate: 'office', phone: 'earlier', phone_sealed: 'sealed',
    login: 'office', suspended_by: 'office', suspended_reason: 'office', work_image: 'earlier', duty_image: 'earlier', images_sealed: 'sealed',
  },
  officer_registration: { ...ours('institution_code', 'state', 'reference', 'reason'), changed_by: 'office' },
  officer_registration_task: { ...ours('institution_code', 'state', 'causes', 'reference'), raised_by: 'office', reported_by: 'office', confirmed_by: 'office' },
  offline_answer: { ...ours('state', 'reject_reason'), entered_by: 'office', checked_by: 'office', content: 'earlier', sealed: 'sealed' },
  offline_batch: {
    ...ours('number', 'court_code', 'institution_code', 'region', 'state', 'sent_way', 'sent_reference', 'close_reason'), printed_by: 'office', sent_by: 'office',
    assigned_to: 'office', assigned_by: 'office', closed_by: 'office',
  },
  offline_scan: { ...ours('media_type'), uploaded_by: 'office' },
  offline_task: ours('institution_code'),
  // In the clear is only what the gateway says itself.
  outcome: { ...ours('kind', 'via'), content: 'earlier', sealed: 'sealed' },
  // Ids and states of ours (contracts of events).
  open_breaker: ours('institution_code'),
  outbox: ours('type', 'key', 'payload'),
  // Who sent it and how it is called there are another's words.
  received_event: { ...ours('type', 'topic'), digest: 'digest' },
  requery_round: ours('basis', 'result'),
  requery_schedule: ours('basis', 'state'),
  restore_task: { ...ours('calendar_version', 'state', 'reason'), decided_by: 'office' },
  supervision_notice: { ...ours('court_code', 'kind', 'level', 'settlement', 'note'), login: 'office', seen_by: 'office', settled_by: 'office' },
  sign_in_session: { ...ours('issuer', 'subject', 'kind', 'court_code', 'roles'), login: 'office', display_name: 'office', secret_digest: 'digest' },
};
