/**
 * What statements that make records run under. Moments are written in UTC. A plan that was made when a table was small, or has not been
 * looked at for a while, reads all of it for a few hundred keys: nothing but look-ups by key is allowed, as on the hot path; and to
 * remember what was looked up is of no use where every key is another.
 */
export const FOR_RECORDS =
  `SET LOCAL timezone = 'UTC'; SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_memoize = off`;

/**
 * What is sealed, and what of it (docs/decisions/0020-evidence-chain.md). The number of a kind is its place counted from 1.
 * `requests` are those requests of one inquiry that one statement wrote; `control` is one word of an institution about an order.
 */
export const EVIDENCE_KINDS = ['audit', 'inquiry', 'requests', 'exchange', 'outcome', 'control'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** The chain of what belongs to no case. */
export const INSTALLATION_CHAIN = 'installation';

/** Columns that are not part of the record: they change by design, or differ after a restore. `*_bytes` are covered by size and digest. */
export const NOT_SEALED: Readonly<Record<string, readonly string[]>> = {
  inquiry: ['answered', 'missing', 'completed_at', 'cancelled_at', 'cancelled_by'],
  outcome: ['commit_xid'],
  // Covered by `sealed_digest`, which PostgreSQL made of it.
  exchange: ['sealed'],
};

interface RecordForm {
  /** The table whose row `r` is. */
  readonly table: string;
  readonly from: string;
  /** Column that says whose record it is: a case for audit events, inquiries and words about orders, an inquiry for the others. */
  readonly scope: string;
  /** Fields of the record after version and kind, in order. */
  readonly fields: string;
  /** All fields of version 2, where `when` holds of the row; what it does not hold of stays version 1, as it was sealed. Digests stand in the place of what is sealed. */
  readonly second?: { readonly when: string; readonly fields: string };
  /** `r` is there. */
  readonly present: string;
}

const AUDIT_FIELDS = 'r.id, r.at, r.event, r.actor, r.case_id, r.inquiry_id, r.institution_code, r.result, r.reason, r.correlation_id';

/** `s` are the keys: `a`, `b` (numbers) or `u` (uuid). */
const FORMS: Readonly<Record<EvidenceKind, RecordForm>> = {
  audit: {
    table: 'audit_event',
    from: 'LEFT JOIN audit_event r ON r.id = s.a',
    scope: 'r.case_id',
    fields: AUDIT_FIELDS,
    second: { when: 'num_nonnulls(r.basis, r.grant_id, r.obligors) > 0', fields: `${AUDIT_FIELDS}, r.basis, r.grant_id, r.obligors` },
    present: 'r.id IS NOT NULL',
  },
  inquiry: {
    table: 'inquiry',
    from: 'LEFT JOIN inquiry r ON r.id = s.u',
    scope: 'r.case_id',
    fields: `r.id, r.case_id, r.sources, r.priority, r.purpose, r.forced, r.requested_by, r.snapshot, r.document_number, r.total, r.accepted_at`,
    second: {
      when: 'r.sealed IS NOT NULL OR r.legal_basis IS NOT NULL OR r.approved_by IS NOT NULL',
      fields: `r.id, r.case_id, r.sources, r.priority, r.purpose, r.forced, r.requested_by, coalesce(to_jsonb(encode(sha256(r.sealed), 'hex')), r.snapshot), r.document_number,
        r.total, r.accepted_at, r.legal_basis, r.approved_by`,
    },
    present: 'r.id IS NOT NULL',
  },
  requests: {
    table: 'inquiry_request',
    from: `LEFT JOIN inquiry_request f ON f.id = s.a LEFT JOIN LATERAL (SELECT json_agg(json_build_array(r.id, r.obligor_id, r.institution_code, r.channel, r.request_number, r.sources,
          r.answer_by) ORDER BY r.id) AS list
        FROM inquiry_request r WHERE r.inquiry_id = f.inquiry_id AND r.id BETWEEN s.a AND s.b) AS asked ON true`,
    scope: 'f.inquiry_id',
    fields: 'f.inquiry_id, asked.list',
    present: 'f.id IS NOT NULL',
  },
  exchange: {
    table: 'exchange',
    from: `LEFT JOIN exchange r ON r.id = s.a LEFT JOIN inquiry_request q ON q.id = r.request_id`,
    scope: 'q.inquiry_id',
    fields: `r.id, r.request_id, r.institution_code, r.operation, r.direction, r.attempt, r.started_at, r.ended_at, r.http_status,
      r.failure, octet_length(r.sent_bytes), encode(r.sent_digest, 'hex'), octet_length(r.received_bytes), encode(r.received_digest, 'hex')`,
    second: {
      when: 'r.sealed_digest IS NOT NULL',
      fields: `r.id, r.request_id, r.institution_code, r.operation, r.direction, r.attempt, r.started_at, r.ended_at, r.http_status, r.failure,
        r.sent_size, encode(r.sent_digest, 'hex'), r.received_size, encode(r.received_digest, 'hex'), encode(r.sealed_digest, 'hex')`,
    },
    present: 'r.id IS NOT NULL',
  },
  outcome: {
    table: 'outcome',
    from: `LEFT JOIN outcome r ON r.request_id = s.a AND r.version = s.b`,
    scope: 'r.inquiry_id',
    fields: `r.request_id, r.version, r.inquiry_id, r.kind, r.content, r.via, r.exchange_id, r.reused_from, r.accepted_at,
      r.sent_at, r.received_at, r.committed_at, r.waited_ms`,
    second: {
      when: 'r.sealed IS NOT NULL',
      fields: `r.request_id, r.version, r.inquiry_id, r.kind, encode(sha256(r.sealed), 'hex'), r.via, r.exchange_id, r.reused_from, r.accepted_at,
        r.sent_at, r.received_at, r.committed_at, r.waited_ms, r.assets`,
    },
    present: 'r.request_id IS NOT NULL',
  },
  control: {
    table: 'control_answer',
    from: `LEFT JOIN control_answer r ON r.order_id = s.a AND r.version = s.b`,
    scope: 'r.case_id',
    fields: `r.order_id, r.version, r.case_id, r.kind, r.via, r.exchange_id, encode(r.digest, 'hex'), r.content, r.received_at, r.committed_at`,
    second: {
      when: 'r.sealed IS NOT NULL',
      fields: `r.order_id, r.version, r.case_id, r.kind, r.via, r.exchange_id, encode(r.digest, 'hex'), encode(sha256(r.sealed), 'hex'), r.received_at, r.committed_at`,
    },
    present: 'r.order_id IS NOT NULL',
  },
};

/** Version of the form, the first field of every record. It follows from the row, so that what was sealed before reads as it was. */
const FIRST_FORM = 1;
const SECOND_FORM = 2;

/** For the test that no column of a covered table is forgotten. */
export const evidenceForm = (kind: EvidenceKind): RecordForm => FORMS[kind];

/** The canonical record as text, null when the record is not there. The JSON is written by PostgreSQL and has no line break or tab. */
function canonical(kind: EvidenceKind): string {
  const { present, fields, second } = FORMS[kind];
  const written = (version: number, all: string): string => `json_build_array(${version}, '${kind}', ${all})::text`;
  const newer = second === undefined ? '' : `WHEN ${second.when} THEN ${written(SECOND_FORM, second.fields)} `;
  return `CASE ${newer}WHEN ${present} THEN ${written(FIRST_FORM, fields)} END`;
}

/**
 * Records of one kind that were announced by their keys alone, up to pending row $1, as lines `scope, key, key, record` with tabs between (numbers `a` and `b`, or a UUID
 * and nothing), in one value: a row per record would cost more than the record. An absent record leaves its last place empty.
 */
export const announcedRecords = (kind: EvidenceKind): string => `
SELECT convert_to(string_agg(concat_ws(E'\\t', coalesce(${FORMS[kind].scope}::text, ''), ${kind === 'inquiry' ? "s.u, ''" : 's.a, s.b'}, coalesce(${canonical(kind)}, '')), E'\\n'), 'UTF8') AS lines
FROM (
  SELECT t.* FROM evidence_pending p
    CROSS JOIN LATERAL ${kind === 'inquiry' ? 'unnest(p.u) AS t (u)' : 'unnest(p.a, p.b) AS k (a, b) CROSS JOIN LATERAL (SELECT k.a, coalesce(k.b, 0) AS b) AS t'}
  WHERE p.id <= $1 AND p.kind = ${EVIDENCE_KINDS.indexOf(kind) + 1} AND p.entries IS NULL
) AS s ${FORMS[kind].from}`;

/** Named records of one kind as lines in the order asked for; an empty line for one that is not there. */
export const namedRecords = (kind: EvidenceKind): string => `
SELECT convert_to(string_agg(coalesce(${canonical(kind)}, ''), E'\\n' ORDER BY s.n), 'UTF8') AS lines
FROM ${kind === 'inquiry' ? 'unnest($1::uuid[]) WITH ORDINALITY AS s (u, n)' : 'unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS s (a, b, n)'} ${FORMS[kind].from}`;

/** An exchange whose bytes are those of its digest, and that has none beside those that are sealed. */
const OWN_BYTES = `CASE WHEN r.sealed_digest IS NULL
  THEN r.sealed IS NULL AND sha256(r.sent_bytes) IS NOT DISTINCT FROM r.sent_digest AND sha256(r.received_bytes) IS NOT DISTINCT FROM r.received_digest
  ELSE sha256(r.sealed) IS NOT DISTINCT FROM r.sealed_digest AND r.sent_bytes IS NULL AND r.received_bytes IS NULL END`;

/**
 * SHA-256 of named records of one kind in the order asked for, 33 bytes each: 1, or 0 for an exchange whose bytes are others; then the
 * digest, zeros for a record that is not there.
 */
export const namedDigests = (kind: EvidenceKind): string => `
SELECT string_agg(${kind === 'exchange' ? `CASE WHEN ${OWN_BYTES} THEN '\\x01'::bytea ELSE '\\x00'::bytea END` : `'\\x01'::bytea`}
  || coalesce(sha256(convert_to(${canonical(kind)}, 'UTF8')), decode(repeat('00', 32), 'hex')), '' ORDER BY s.n) AS digests
FROM ${kind === 'inquiry' ? 'unnest($1::uuid[]) WITH ORDINALITY AS s (u, n)' : 'unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS s (a, b, n)'} ${FORMS[kind].from}`;

/** Which of the exchanges $1 have bytes that are not those of their digest, or bytes beside those that are sealed. */
export const EXCHANGES_WITH_OTHER_BYTES = `SELECT r.id FROM exchange r WHERE r.id = ANY($1::bigint[]) AND NOT (${OWN_BYTES})`;
