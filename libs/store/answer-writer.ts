import { GroupCommit } from './group-commit.js';
import type { Database } from './database.js';
import { mergeLateAnswer } from './late-answer.js';

/** One message out and what came back, or one message in. Times are epoch milliseconds. */
export interface ExchangeRow {
  readonly id: number;
  /** Null when the message carries several requests. */
  readonly requestId: number | null;
  readonly institutionCode: string;
  readonly operation: string;
  readonly direction: 'out' | 'in';
  readonly attempt: number;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly httpStatus: number | null;
  readonly failure: string | null;
  readonly sent: { readonly bytes: Buffer; readonly digest: Buffer } | null;
  readonly received: { readonly bytes: Buffer; readonly digest: Buffer } | null;
}

/** The outcome of one request. */
export interface AnswerRow {
  readonly requestId: number;
  readonly inquiryId: string;
  readonly kind: string;
  /** JSON text of the outcome. */
  readonly content: string;
  /** `gateway`: nobody answered and we say so; never replaces an institution's word. */
  readonly via: 'push' | 'pull' | 'callback' | 'gateway';
  readonly exchangeId: number | null;
  readonly acceptedAtMs: number;
  readonly sentAtMs: number | null;
  readonly receivedAtMs: number | null;
  readonly waitedMs: number;
  /** Version this answer adds to; it becomes the next one only if that is still the newest. */
  readonly supplements?: number;
}

/** Where a conversation stands that is not over yet. */
export interface ConversationRow {
  readonly requestId: number;
  readonly state: 'ticket' | 'callback';
  readonly ticket: string | null;
  readonly sentAtMs: number;
  readonly askAgainAtMs: number | null;
}

export interface AnswerItem {
  readonly exchange?: ExchangeRow;
  readonly answer?: AnswerRow;
  readonly conversation?: ConversationRow;
}

/**
 * `recorded` only an exchange or conversation was to be written · `committed` first outcome of the request ·
 * `merged` a later version · `repeated` the institution had already answered; kept as evidence only ·
 * `superseded` a statement of ours came after an outcome and was dropped.
 */
export type AnswerStatus = 'recorded' | 'committed' | 'merged' | 'repeated' | 'superseded';

export interface AnswerResult {
  readonly status: AnswerStatus;
  readonly version: number;
  /** Moment of the commit, epoch milliseconds; set when a new outcome was written. */
  readonly committedAtMs?: number;
}

/** How far an inquiry is after a commit. */
export interface InquiryProgress {
  readonly inquiryId: string;
  readonly caseId: string;
  readonly answered: number;
  readonly total: number;
  /** Requests whose first outcome was not the institution's own word. */
  readonly missing: number;
  readonly acceptedAtMs: number;
  /** Set in exactly one progress record of an inquiry: the commit that completed it. */
  readonly completedAtMs: number | null;
}

export interface AnswerWriterOptions {
  readonly patienceMs: number;
  readonly onGroup?: (size: number, seconds: number) => void;
  /** Called after each commit, before the items' promises resolve. */
  readonly onProgress?: (progress: readonly InquiryProgress[]) => void;
}

/** Commits answers in groups: exchange, outcome, mailbox, inquiry counters, audit and events in one statement. */
export function createAnswerWriter(database: Database, options: AnswerWriterOptions): GroupCommit<AnswerItem, AnswerResult> {
  return new GroupCommit<AnswerItem, AnswerResult>({
    write: (items) => writeAnswers(database, items, options),
    maxWeight: 500,
    lingerMs: 2,
    patienceMs: options.patienceMs,
    ...(options.onGroup ? { onGroup: options.onGroup } : {}),
  });
}

// `fresh` is the heart: only the first outcome of a request is inserted, so a counter can never count one twice, whoever
// repeats what. Everything that follows from an answer hangs on the rows really inserted.
const STATEMENT = `
WITH exchanges AS (
  INSERT INTO exchange (id, request_id, institution_code, operation, direction, attempt, started_at, ended_at, http_status,
    failure, sent_bytes, sent_digest, received_bytes, received_digest)
  SELECT id, request_id, institution_code, operation, direction, attempt, to_timestamp(started_ms / 1000),
    to_timestamp(ended_ms / 1000), http_status, failure, sent_bytes, sent_digest, received_bytes, received_digest
  FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::smallint[], $7::float8[], $8::float8[],
    $9::smallint[], $10::text[], $11::bytea[], $12::bytea[], $13::bytea[], $14::bytea[])
  AS t (id, request_id, institution_code, operation, direction, attempt, started_ms, ended_ms, http_status, failure,
    sent_bytes, sent_digest, received_bytes, received_digest)
  ON CONFLICT (id) DO NOTHING
), fresh AS (
  INSERT INTO outcome (request_id, version, inquiry_id, kind, content, via, exchange_id, accepted_at, sent_at, received_at,
    waited_ms)
  SELECT request_id, 1, inquiry_id, kind, content, via, exchange_id, to_timestamp(accepted_ms / 1000),
    to_timestamp(sent_ms / 1000), to_timestamp(received_ms / 1000), waited_ms
  FROM unnest($15::bigint[], $16::uuid[], $17::text[], $18::jsonb[], $19::text[], $20::bigint[], $21::float8[], $22::float8[],
    $23::float8[], $24::int[])
  AS t (request_id, inquiry_id, kind, content, via, exchange_id, accepted_ms, sent_ms, received_ms, waited_ms)
  ON CONFLICT (request_id, version) DO NOTHING
  RETURNING request_id, inquiry_id, kind, committed_at
), conversations AS (
  INSERT INTO conversation (request_id, state, ticket, sent_at, ask_again_at)
  SELECT request_id, state, ticket, to_timestamp(sent_ms / 1000), to_timestamp(ask_ms / 1000)
  FROM unnest($25::bigint[], $26::text[], $27::text[], $28::float8[], $29::float8[]) AS t (request_id, state, ticket, sent_ms, ask_ms)
  -- An institution may have called back before we wrote down that it would.
  WHERE NOT EXISTS (SELECT FROM outcome WHERE outcome.request_id = t.request_id)
  ON CONFLICT (request_id) DO UPDATE SET state = excluded.state, ticket = excluded.ticket, ask_again_at = excluded.ask_again_at
), fetched AS (
  DELETE FROM mailbox WHERE request_id IN (SELECT request_id FROM fresh)
), spoken AS (
  DELETE FROM conversation WHERE request_id IN (SELECT request_id FROM fresh)
), progressed AS (
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

async function writeAnswers(database: Database, items: readonly AnswerItem[], options: AnswerWriterOptions): Promise<AnswerResult[]> {
  const exchanges = items.flatMap((item) => item.exchange ?? []);
  const answers = items.flatMap(({ answer }) => (answer === undefined || answer.supplements !== undefined ? [] : [answer]));
  const conversations = items.flatMap((item) => item.conversation ?? []);
  const { rows } = await database.pool.query<{ fresh: [number, number][]; progressed: InquiryProgress[] }>({
    name: 'answers',
    text: STATEMENT,
    values: [
      exchanges.map((row) => row.id),
      exchanges.map((row) => row.requestId),
      exchanges.map((row) => row.institutionCode),
      exchanges.map((row) => row.operation),
      exchanges.map((row) => row.direction),
      exchanges.map((row) => row.attempt),
      exchanges.map((row) => row.startedAtMs),
      exchanges.map((row) => row.endedAtMs),
      exchanges.map((row) => row.httpStatus),
      exchanges.map((row) => row.failure),
      exchanges.map((row) => row.sent?.bytes ?? null),
      exchanges.map((row) => row.sent?.digest ?? null),
      exchanges.map((row) => row.received?.bytes ?? null),
      exchanges.map((row) => row.received?.digest ?? null),
      answers.map((row) => row.requestId),
      answers.map((row) => row.inquiryId),
      answers.map((row) => row.kind),
      answers.map((row) => row.content),
      answers.map((row) => row.via),
      answers.map((row) => row.exchangeId),
      answers.map((row) => row.acceptedAtMs),
      answers.map((row) => row.sentAtMs),
      answers.map((row) => row.receivedAtMs),
      answers.map((row) => row.waitedMs),
      conversations.map((row) => row.requestId),
      conversations.map((row) => row.state),
      conversations.map((row) => row.ticket),
      conversations.map((row) => row.sentAtMs),
      conversations.map((row) => row.askAgainAtMs),
    ],
  });
  const { fresh, progressed } = rows[0]!;
  if (progressed.length > 0) options.onProgress?.(progressed);
  const unclaimed = new Map(fresh);
  const results: AnswerResult[] = [];
  for (const { answer } of items) {
    if (answer === undefined) {
      results.push({ status: 'recorded', version: 0 });
      continue;
    }
    // The first item of the group for a request is the one that was inserted.
    const committedAtMs = unclaimed.get(answer.requestId);
    if (committedAtMs === undefined) results.push(await mergeLateAnswer(database, answer));
    else {
      unclaimed.delete(answer.requestId);
      results.push({ status: 'committed', version: 1, committedAtMs });
    }
  }
  return results;
}
