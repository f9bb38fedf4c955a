import { GroupCommit } from './group-commit.js';
import type { Database } from './database.js';

/** One request (person x institution) to be written with its inquiry. */
export interface IntakeRequest {
  readonly id: number;
  readonly requestNumber: string;
  readonly obligorId: string;
  readonly institutionCode: string;
  readonly channel: 'push' | 'pull' | 'file';
  readonly sources: readonly string[];
  /** Epoch milliseconds. */
  readonly answerByMs: number;
  /** Known at once: served from a stored answer, not supported, out of service. The request is then not sent. */
  readonly outcome?: { readonly kind: string; readonly content: string; readonly via: 'stored' | 'gateway'; readonly reusedFrom: number | null };
}

/** An inquiry with everything that must be durable before the first byte leaves. */
export interface IntakeItem {
  readonly inquiryId: string;
  readonly caseId: string;
  readonly sources: readonly string[];
  readonly priority: number;
  readonly purpose: string;
  readonly forced: boolean;
  readonly actor: string;
  /** JSON text of the case, officers and subjects as they are now. */
  readonly snapshot: string;
  readonly documentNumber: string;
  readonly acceptedAtMs: number;
  readonly idempotencyKey: string;
  readonly requestDigest: Buffer;
  readonly correlationId: string | null;
  readonly requests: readonly IntakeRequest[];
}

/** `repeated`: the key was used before (or the case is no longer open); nothing of the item was written. */
export type IntakeResult = 'committed' | 'repeated';

/**
 * Writes inquiries with their requests, mailbox rows, immediate outcomes, audit record and outgoing event: several inquiries
 * in one statement, one round trip, all or nothing per inquiry.
 */
export function createIntakeWriter(
  database: Database,
  options: { patienceMs: number; onGroup?: (size: number, seconds: number) => void },
): GroupCommit<IntakeItem, IntakeResult> {
  return new GroupCommit<IntakeItem, IntakeResult>({
    write: (items) => writeIntake(database, items),
    maxWeight: 5000,
    weigh: (item) => 1 + item.requests.length,
    lingerMs: 1,
    patienceMs: options.patienceMs,
    ...(options.onGroup ? { onGroup: options.onGroup } : {}),
  });
}

// The idempotency row decides: every other insert of an inquiry hangs on it, so a repeated key writes nothing at all.
const STATEMENT = `
WITH item AS MATERIALIZED (
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::smallint[], $5::text[], $6::boolean[], $7::text[], $8::jsonb[],
    $9::text[], $10::float8[], $11::text[], $12::bytea[], $13::text[], $14::int[], $15::int[], $30::int[])
  AS t (id, case_id, sources, priority, purpose, forced, actor, snapshot, document_number, accepted_ms, idempotency_key,
    request_digest, correlation_id, total, answered, missing)
), fresh AS (
  INSERT INTO idempotency_key (actor, key, request_digest, inquiry_id)
  SELECT actor, idempotency_key, request_digest, id FROM item
  WHERE EXISTS (SELECT FROM case_file WHERE case_file.id = item.case_id AND case_file.state = 'open')
  ON CONFLICT (actor, key) DO NOTHING
  RETURNING inquiry_id
), inquiries AS (
  INSERT INTO inquiry (id, case_id, sources, priority, purpose, forced, requested_by, snapshot, document_number, total,
    answered, missing, accepted_at, completed_at)
  SELECT id, case_id, string_to_array(sources, ','), priority, purpose, forced, actor, snapshot, document_number, total,
    answered, missing, to_timestamp(accepted_ms / 1000), CASE WHEN answered >= total THEN clock_timestamp() END
  FROM item WHERE id IN (SELECT inquiry_id FROM fresh)
), request AS MATERIALIZED (
  SELECT * FROM unnest($16::bigint[], $17::uuid[], $18::uuid[], $19::text[], $20::text[], $21::text[], $22::text[], $23::float8[],
    $24::smallint[], $25::text[], $26::jsonb[], $27::text[], $28::bigint[], $29::float8[])
  AS t (id, inquiry_id, obligor_id, institution_code, channel, request_number, sources, answer_by_ms,
    priority, kind, content, via, reused_from, accepted_ms)
  WHERE inquiry_id IN (SELECT inquiry_id FROM fresh)
), requests AS (
  INSERT INTO inquiry_request (id, inquiry_id, obligor_id, institution_code, channel, request_number, sources, answer_by)
  SELECT id, inquiry_id, obligor_id, institution_code, channel, request_number, string_to_array(sources, ','),
    to_timestamp(answer_by_ms / 1000)
  FROM request
), waiting AS (
  INSERT INTO mailbox (institution_code, priority, request_id, answer_by)
  SELECT institution_code, priority, id, to_timestamp(answer_by_ms / 1000) FROM request
  WHERE channel = 'pull' AND kind IS NULL
), known AS (
  INSERT INTO outcome (request_id, version, inquiry_id, kind, content, via, reused_from, accepted_at, waited_ms)
  SELECT id, 1, inquiry_id, kind, content, via, reused_from, to_timestamp(accepted_ms / 1000), 0 FROM request
  WHERE kind IS NOT NULL
), audit AS (
  INSERT INTO audit_event (event, actor, case_id, inquiry_id, result, correlation_id)
  SELECT 'inquiry.accepted', actor, case_id, id, 'success', correlation_id FROM item WHERE id IN (SELECT inquiry_id FROM fresh)
), events AS (
  INSERT INTO outbox (type, key, payload)
  SELECT 'inquiry.accepted', case_id::text, jsonb_build_object('inquiryId', id, 'caseId', case_id, 'total', total)
  FROM item WHERE id IN (SELECT inquiry_id FROM fresh)
)
SELECT inquiry_id FROM fresh`;

async function writeIntake(database: Database, items: readonly IntakeItem[]): Promise<IntakeResult[]> {
  const requests = items.flatMap((item) => item.requests.map((request) => ({ item, request })));
  const { rows } = await database.pool.query<{ inquiry_id: string }>({
    name: 'intake',
    text: STATEMENT,
    values: [
      items.map((item) => item.inquiryId),
      items.map((item) => item.caseId),
      items.map((item) => item.sources.join(',')),
      items.map((item) => item.priority),
      items.map((item) => item.purpose),
      items.map((item) => item.forced),
      items.map((item) => item.actor),
      items.map((item) => item.snapshot),
      items.map((item) => item.documentNumber),
      items.map((item) => item.acceptedAtMs),
      items.map((item) => item.idempotencyKey),
      items.map((item) => item.requestDigest),
      items.map((item) => item.correlationId),
      items.map((item) => item.requests.length),
      items.map((item) => item.requests.filter(({ outcome }) => outcome !== undefined).length),
      requests.map(({ request }) => request.id),
      requests.map(({ item }) => item.inquiryId),
      requests.map(({ request }) => request.obligorId),
      requests.map(({ request }) => request.institutionCode),
      requests.map(({ request }) => request.channel),
      requests.map(({ request }) => request.requestNumber),
      requests.map(({ request }) => request.sources.join(',')),
      requests.map(({ request }) => request.answerByMs),
      requests.map(({ item }) => item.priority),
      requests.map(({ request }) => request.outcome?.kind ?? null),
      requests.map(({ request }) => request.outcome?.content ?? null),
      requests.map(({ request }) => request.outcome?.via ?? null),
      requests.map(({ request }) => request.outcome?.reusedFrom ?? null),
      requests.map(({ item }) => item.acceptedAtMs),
      items.map((item) => item.requests.filter(({ outcome }) => outcome?.via === 'gateway').length),
    ],
  });
  const committed = new Set(rows.map((row) => row.inquiry_id));
  if (committed.size === items.length) return items.map(() => 'committed');
  // A group that was committed just before its connection broke is repeated: what is ours is found by its own id.
  const { rows: own } = await database.pool.query<{ id: string }>('SELECT id FROM inquiry WHERE id = ANY($1::uuid[])', [items.map((item) => item.inquiryId)]);
  for (const row of own) committed.add(row.id);
  return items.map((item) => (committed.has(item.inquiryId) ? 'committed' : 'repeated'));
}
