import type { QueryConfig } from 'pg';
import type { AnswerRow, ConversationRow, ExchangeRow } from './answer-writer.js';
import { plainArray, textArray } from './array-literal.js';
import { PlacedBytes } from './placed-bytes.js';
import type { SealedExchange } from './sealed-rows.js';

// Bytes of all exchanges and outcomes come as one binary parameter and are cut out again: as arrays of bytea they would travel twice
// their size in hexadecimal and be parsed character by character. PostgreSQL makes the digests of what it really stores; of what is
// sealed it cannot make those of the wire: they stand before it.
const EXCHANGES = `exchanges AS (
  INSERT INTO exchange (id, request_id, institution_code, operation, direction, attempt, started_at, ended_at, http_status,
    failure, sent_bytes, sent_digest, received_bytes, received_digest, sent_size, received_size, sealed, sealed_digest)
  SELECT id, request_id, institution_code, operation, direction, attempt, to_timestamp(started_ms / 1000),
    to_timestamp(ended_ms / 1000), http_status, failure, sent, coalesce(sent_digest, sha256(sent)), received,
    coalesce(received_digest, sha256(received)), sent_size, received_size, sealed, sha256(sealed)
  FROM (
    SELECT t.*, CASE WHEN sealed_from IS NULL THEN substring($11::bytea FROM sent_from FOR sent_size) END AS sent,
      CASE WHEN sealed_from IS NULL THEN substring($11::bytea FROM received_from FOR received_size) END AS received,
      CASE WHEN sealed_from IS NOT NULL AND sent_size IS NOT NULL THEN substring($11::bytea FROM sealed_from - 64 FOR 32) END AS sent_digest,
      CASE WHEN sealed_from IS NOT NULL AND received_size IS NOT NULL THEN substring($11::bytea FROM sealed_from - 32 FOR 32) END AS received_digest,
      substring($11::bytea FROM sealed_from FOR sealed_size) AS sealed
    FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::smallint[], $7::float8[], $8::float8[],
      $9::smallint[], $10::text[], $12::int[], $13::int[], $14::int[], $15::int[], $26::int[], $27::int[])
    AS t (id, request_id, institution_code, operation, direction, attempt, started_ms, ended_ms, http_status, failure,
      sent_from, sent_size, received_from, received_size, sealed_from, sealed_size)
    OFFSET 0
  ) AS cut
  ON CONFLICT (id) DO NOTHING
)`;

// The heart: only the first outcome of a request is inserted, so a counter can never count one twice, whoever repeats what.
// Everything that follows from an answer hangs on the rows really inserted.
const FRESH = `fresh AS (
  INSERT INTO outcome (request_id, version, inquiry_id, kind, content, via, exchange_id, accepted_at, sent_at, received_at,
    waited_ms, sealed, assets)
  SELECT request_id, 1, inquiry_id, kind, content, via, exchange_id, to_timestamp(accepted_ms / 1000),
    to_timestamp(sent_ms / 1000), to_timestamp(received_ms / 1000), waited_ms, substring($11::bytea FROM sealed_from FOR sealed_size), assets
  FROM unnest($16::bigint[], $17::uuid[], $18::text[], $19::jsonb[], $20::text[], $21::bigint[], $22::float8[], $23::float8[],
    $24::float8[], $25::int[], $28::int[], $29::int[], $30::int[])
  AS t (request_id, inquiry_id, kind, content, via, exchange_id, accepted_ms, sent_ms, received_ms, waited_ms, sealed_from, sealed_size, assets)
  ON CONFLICT (request_id, version) DO NOTHING
  RETURNING request_id, inquiry_id, kind, committed_at
)`;

const CONVERSATIONS = `conversations AS (
  INSERT INTO conversation (request_id, state, ticket, sent_at, ask_again_at)
  SELECT request_id, state, ticket, to_timestamp(sent_ms / 1000), to_timestamp(ask_ms / 1000)
  FROM unnest($31::bigint[], $32::text[], $33::text[], $34::float8[], $35::float8[]) AS t (request_id, state, ticket, sent_ms, ask_ms)
  -- An institution may have called back before we wrote down that it would, even within the same group.
  WHERE NOT EXISTS (SELECT FROM outcome WHERE outcome.request_id = t.request_id)
    AND t.request_id NOT IN (SELECT request_id FROM fresh)
  ON CONFLICT (request_id) DO UPDATE SET state = excluded.state, ticket = excluded.ticket, ask_again_at = excluded.ask_again_at
)`;

const FETCHED = 'fetched AS (DELETE FROM mailbox WHERE request_id IN (SELECT request_id FROM fresh))';
const SPOKEN = 'spoken AS (DELETE FROM conversation WHERE request_id IN (SELECT request_id FROM fresh))';

const PROGRESSED = `progressed AS (
  UPDATE inquiry SET answered = inquiry.answered + news.count, missing = inquiry.missing + news.missing,
    completed_at = CASE WHEN inquiry.answered + news.count >= inquiry.total THEN clock_timestamp() END
  FROM (SELECT inquiry_id, count(*)::int AS count,
      (count(*) FILTER (WHERE kind NOT IN ('found', 'nothing-found', 'refused')))::int AS missing FROM fresh GROUP BY inquiry_id) AS news
  WHERE inquiry.id = news.inquiry_id
  RETURNING inquiry.id, case_id, answered, inquiry.missing, total, accepted_at, completed_at
), audit AS (
  INSERT INTO audit_event (event, actor, case_id, inquiry_id, result)
  SELECT 'inquiry.completed', 'gateway', case_id, id, 'success' FROM progressed WHERE completed_at IS NOT NULL
), events AS (
  INSERT INTO outbox (type, key, payload)
  SELECT 'inquiry.completed', case_id::text, jsonb_build_object('inquiryId', id, 'caseId', case_id, 'total', total, 'missing', missing)
  FROM progressed WHERE completed_at IS NOT NULL
)
SELECT (SELECT coalesce(json_agg(json_build_array(request_id, extract(epoch FROM committed_at) * 1000)), '[]') FROM fresh) AS fresh,
  (SELECT coalesce(json_agg(json_build_object('inquiryId', id, 'caseId', case_id, 'answered', answered, 'missing', missing, 'total', total,
    'acceptedAtMs', extract(epoch FROM accepted_at) * 1000, 'completedAtMs', extract(epoch FROM completed_at) * 1000)), '[]')
   FROM progressed) AS progressed`;

/**
 * The statement of one group commit. Clauses for mailbox and conversations are there only when the group needs them: most
 * groups hold nothing but direct answers. Each of the few forms is prepared once per connection.
 */
export function answerStatement(exchanges: readonly StoredExchange[], answers: readonly StoredAnswerRow[], conversations: readonly ConversationRow[]): QueryConfig {
  const polled = answers.some(({ row: { via } }) => via === 'pull' || via === 'file' || via === 'gateway');
  const spoken = answers.some(({ row: { via, conversed } }) => via === 'callback' || via === 'gateway' || conversed === true);
  const speaking = conversations.length > 0;
  const clauses = [EXCHANGES, FRESH, ...(speaking ? [CONVERSATIONS] : []), ...(polled ? [FETCHED] : []), ...(spoken ? [SPOKEN] : []), PROGRESSED];
  return {
    name: `answers${speaking ? '-speaking' : ''}${polled ? '-polled' : ''}${spoken ? '-spoken' : ''}`,
    text: `WITH ${clauses.join(', ')}`,
    values: [...values(exchanges, answers), ...(speaking ? conversationValues(conversations) : [])],
  };
}

/** An exchange as it is stored: sealed unless it has no bytes or nothing is sealed here. */
export interface StoredExchange {
  readonly row: ExchangeRow;
  readonly seal: SealedExchange | null;
}

/** An answer as it is stored: `sealed`, or in the clear where it is null. */
export interface StoredAnswerRow {
  readonly row: AnswerRow;
  readonly sealed: Buffer | null;
}

const NO_DIGEST = Buffer.alloc(32);

function values(exchanges: readonly StoredExchange[], answers: readonly StoredAnswerRow[]): unknown[] {
  const bytes = new PlacedBytes();
  const place = (part: Buffer | null): number | null => bytes.place(part);
  const sentFrom: (number | null)[] = [];
  const receivedFrom: (number | null)[] = [];
  const sealedFrom: (number | null)[] = [];
  for (const { row, seal } of exchanges) {
    sentFrom.push(seal === null ? place(row.sent) : null);
    receivedFrom.push(seal === null ? place(row.received) : null);
    if (seal !== null) {
      place(seal.sentDigest ?? NO_DIGEST);
      place(seal.receivedDigest ?? NO_DIGEST);
    }
    sealedFrom.push(place(seal === null ? null : seal.sealed));
  }
  const answerFrom = answers.map(({ sealed }) => place(sealed));
  const rows = exchanges.map(({ row }) => row);
  const itself = (value: number | null): number | null => value;
  return [
    plainArray(rows, (row) => row.id),
    plainArray(rows, (row) => row.requestId),
    textArray(rows, (row) => row.institutionCode),
    textArray(rows, (row) => row.operation),
    plainArray(rows, (row) => row.direction),
    plainArray(rows, (row) => row.attempt),
    plainArray(rows, (row) => row.startedAtMs),
    plainArray(rows, (row) => row.endedAtMs),
    plainArray(rows, (row) => row.httpStatus),
    textArray(rows, (row) => row.failure),
    bytes.whole(),
    plainArray(sentFrom, itself),
    plainArray(rows, (row) => row.sent?.length ?? null),
    plainArray(receivedFrom, itself),
    plainArray(rows, (row) => row.received?.length ?? null),
    plainArray(answers, ({ row }) => row.requestId),
    plainArray(answers, ({ row }) => row.inquiryId),
    plainArray(answers, ({ row }) => row.kind),
    textArray(answers, ({ row, sealed }) => (sealed === null ? row.content : null)),
    plainArray(answers, ({ row }) => row.via),
    plainArray(answers, ({ row }) => row.exchangeId),
    plainArray(answers, ({ row }) => row.acceptedAtMs),
    plainArray(answers, ({ row }) => row.sentAtMs),
    plainArray(answers, ({ row }) => row.receivedAtMs),
    plainArray(answers, ({ row }) => row.waitedMs),
    plainArray(sealedFrom, itself),
    plainArray(exchanges, ({ seal }) => seal?.sealed.length ?? null),
    plainArray(answerFrom, itself),
    plainArray(answers, ({ sealed }) => sealed?.length ?? null),
    plainArray(answers, ({ row, sealed }) => (sealed === null ? null : (row.assets ?? 0))),
  ];
}

function conversationValues(rows: readonly ConversationRow[]): unknown[] {
  return [
    plainArray(rows, (row) => row.requestId),
    plainArray(rows, (row) => row.state),
    textArray(rows, (row) => row.ticket),
    plainArray(rows, (row) => row.sentAtMs),
    plainArray(rows, (row) => row.askAgainAtMs),
  ];
}
