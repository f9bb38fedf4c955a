import { plainArray, textArray } from './array-literal.js';
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
    lingerMs: 0,
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
  UNION ALL
  SELECT 'inquiry.completed', 'gateway', case_id, id, 'success', correlation_id FROM item
  WHERE id IN (SELECT inquiry_id FROM fresh) AND answered >= total
), events AS (
  INSERT INTO outbox (type, key, payload)
  SELECT 'inquiry.accepted', case_id::text, jsonb_build_object('inquiryId', id, 'caseId', case_id, 'total', total)
  FROM item WHERE id IN (SELECT inquiry_id FROM fresh)
  UNION ALL
  SELECT 'inquiry.completed', case_id::text, jsonb_build_object('inquiryId', id, 'caseId', case_id, 'total', total, 'missing', missing)
  FROM item WHERE id IN (SELECT inquiry_id FROM fresh) AND answered >= total
)
SELECT inquiry_id FROM fresh`;

async function writeIntake(database: Database, items: readonly IntakeItem[]): Promise<IntakeResult[]> {
  const requests = items.flatMap((item) => item.requests.map((request) => ({ item, request })));
  const { rows } = await database.hot.query<{ inquiry_id: string }>({
    name: 'intake',
    text: STATEMENT,
    values: [
      plainArray(items, (item) => item.inquiryId),
      plainArray(items, (item) => item.caseId),
      textArray(items, (item) => item.sources.join(',')),
      plainArray(items, (item) => item.priority),
      textArray(items, (item) => item.purpose),
      plainArray(items, (item) => item.forced),
      textArray(items, (item) => item.actor),
      textArray(items, (item) => item.snapshot),
      plainArray(items, (item) => item.documentNumber),
      plainArray(items, (item) => item.acceptedAtMs),
      textArray(items, (item) => item.idempotencyKey),
      items.map((item) => item.requestDigest),
      textArray(items, (item) => item.correlationId),
      plainArray(items, (item) => item.requests.length),
      plainArray(items, (item) => count(item, ({ outcome }) => outcome !== undefined)),
      plainArray(requests, ({ request }) => request.id),
      plainArray(requests, ({ item }) => item.inquiryId),
      plainArray(requests, ({ request }) => request.obligorId),
      textArray(requests, ({ request }) => request.institutionCode),
      plainArray(requests, ({ request }) => request.channel),
      plainArray(requests, ({ request }) => request.requestNumber),
      textArray(requests, ({ request }) => request.sources.join(',')),
      plainArray(requests, ({ request }) => request.answerByMs),
      plainArray(requests, ({ item }) => item.priority),
      plainArray(requests, ({ request }) => request.outcome?.kind ?? null),
      textArray(requests, ({ request }) => request.outcome?.content ?? null),
      plainArray(requests, ({ request }) => request.outcome?.via ?? null),
      plainArray(requests, ({ request }) => request.outcome?.reusedFrom ?? null),
      plainArray(requests, ({ item }) => item.acceptedAtMs),
      plainArray(items, (item) => count(item, ({ outcome }) => outcome?.via === 'gateway')),
    ],
  });
  const committed = new Set(rows.map((row) => row.inquiry_id));
  if (committed.size === items.length) return items.map(() => 'committed');
  // A group that was committed just before its connection broke is repeated: what is ours is found by its own id.
  const { rows: own } = await database.pool.query<{ id: string }>('SELECT id FROM inquiry WHERE id = ANY($1::uuid[])', [items.map((item) => item.inquiryId)]);
  for (const row of own) committed.add(row.id);
  return items.map((item) => (committed.has(item.inquiryId) ? 'committed' : 'repeated'));
}

const count = (item: IntakeItem, which: (request: IntakeRequest) => boolean): number => item.requests.reduce((sum, request) => sum + (which(request) ? 1 : 0), 0);
