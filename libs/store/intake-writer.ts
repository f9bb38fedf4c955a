import type { AuditBasis } from '#contracts/audit';
import { plainArray, textArray } from './array-literal.js';
import { GroupCommit } from './group-commit.js';
import type { Database } from './database.js';
import { PlacedBytes } from './placed-bytes.js';
import { PLACE } from './sealed-rows.js';

/** One request (person x institution) to be written with its inquiry. */
export interface IntakeRequest {
  readonly id: number;
  readonly requestNumber: string;
  readonly obligorId: string;
  readonly institutionCode: string;
  readonly channel: 'push' | 'pull' | 'file' | 'offline';
  readonly sources: readonly string[];
  /** Epoch milliseconds. */
  readonly answerByMs: number;
  /** Known at once: served from a stored answer, not supported, out of service. The request is then not sent. */
  readonly outcome?: { readonly kind: string; readonly content: string; readonly assets?: number; readonly via: 'stored' | 'gateway'; readonly reusedFrom: number | null };
  /** Waits for the keys of its obligor; is not laid into a mailbox. */
  readonly held?: boolean;
}

/** An obligor about whom a register is asked first (`identity_key`). */
export interface IntakeIdentity {
  readonly obligorId: string;
  /** Requests to registers. */
  readonly asked: readonly number[];
  readonly askByMs: number;
  /** Known at once, from a stored answer of the register; then nobody waits. `keys` is JSON text, null = keys of the case. */
  readonly decided?: { readonly why: string; readonly requestId: number | null; readonly keys: string | null };
}

/** An inquiry with everything that must be durable before the first byte leaves. */
export interface IntakeItem {
  readonly inquiryId: string;
  readonly caseId: string;
  readonly sources: readonly string[];
  readonly priority: number;
  readonly purpose: string;
  /** Code of `libs/statute`. */
  readonly legalBasis?: string;
  /** `rule:…` or `approval:<id>`. */
  readonly approvedBy?: string;
  readonly forced: boolean;
  readonly actor: string;
  /** JSON text of the case, officers and subjects as they are now. */
  readonly snapshot: string;
  readonly documentNumber: string;
  readonly acceptedAtMs: number;
  readonly idempotencyKey: string;
  readonly requestDigest: Buffer;
  readonly correlationId: string | null;
  /** On what ground it is asked; absent for what the gateway asks by itself. */
  readonly basis?: AuditBasis;
  readonly requests: readonly IntakeRequest[];
  readonly identity?: readonly IntakeIdentity[];
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

/** Only in statements whose group has an inquiry that asks a register first; all others are spared it. */
const IDENTITY = `identity AS MATERIALIZED (
  SELECT * FROM unnest($41::uuid[], $42::uuid[], $43::text[], $44::float8[], $45::float8[], $46::text[], $47::bigint[], $48::jsonb[], $49::int[], $50::int[])
  AS t (inquiry_id, obligor_id, asked, ask_by_ms, decided_ms, why, source_request, keys, sealed_from, sealed_size)
  WHERE inquiry_id IN (SELECT inquiry_id FROM fresh)
), identities AS (
  INSERT INTO identity_key (inquiry_id, obligor_id, asked, ask_by, decided_at, why, source_request, keys, keys_sealed)
  SELECT inquiry_id, obligor_id, string_to_array(asked, ',')::bigint[], to_timestamp(ask_by_ms / 1000), to_timestamp(decided_ms / 1000), why,
    source_request, keys, substring($31::bytea FROM sealed_from FOR sealed_size)
  FROM identity
), identities_audited AS (
  INSERT INTO audit_event (event, actor, case_id, inquiry_id, institution_code, result, reason, correlation_id)
  SELECT 'inquiry.keys-decided', 'gateway', item.case_id, item.id, request.institution_code, 'success', why, correlation_id
  FROM identity JOIN item ON item.id = identity.inquiry_id LEFT JOIN request ON request.id = source_request WHERE why IS NOT NULL
), `;

// Only scheduled questions (priority 3) may be about a case that ended without assets; the plan says whose.
// The idempotency row decides: every other insert of an inquiry hangs on it, so a repeated key writes nothing at all.
const statement = (identity: boolean): string => `
WITH item AS MATERIALIZED (
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::smallint[], $5::text[], $6::boolean[], $7::text[], $8::jsonb[],
    $9::text[], $10::float8[], $11::text[], $12::bytea[], $13::text[], $14::int[], $15::int[], $30::int[], $32::int[], $33::int[], $37::text[], $38::text[], $39::text[])
  AS t (id, case_id, sources, priority, purpose, forced, actor, snapshot, document_number, accepted_ms, idempotency_key,
    request_digest, correlation_id, total, answered, missing, sealed_from, sealed_size, legal_basis, approved_by, basis)
), fresh AS (
  INSERT INTO idempotency_key (actor, key, request_digest, inquiry_id)
  SELECT actor, idempotency_key, request_digest, id FROM item
  WHERE EXISTS (SELECT FROM case_file WHERE case_file.id = item.case_id AND (case_file.state = 'open' OR (case_file.state = 'ended-without-assets' AND item.priority = 3)))
  ON CONFLICT (actor, key) DO NOTHING
  RETURNING inquiry_id
), inquiries AS (
  INSERT INTO inquiry (id, case_id, sources, priority, purpose, forced, requested_by, snapshot, document_number, total,
    answered, missing, accepted_at, completed_at, sealed, legal_basis, approved_by)
  SELECT id, case_id, string_to_array(sources, ','), priority, purpose, forced, actor, snapshot, document_number, total,
    answered, missing, to_timestamp(accepted_ms / 1000), CASE WHEN answered >= total THEN clock_timestamp() END,
    substring($31::bytea FROM sealed_from FOR sealed_size), legal_basis, approved_by
  FROM item WHERE id IN (SELECT inquiry_id FROM fresh)
), request AS MATERIALIZED (
  SELECT * FROM unnest($16::bigint[], $17::uuid[], $18::uuid[], $19::text[], $20::text[], $21::text[], $22::text[], $23::float8[],
    $24::smallint[], $25::text[], $26::jsonb[], $27::text[], $28::bigint[], $29::float8[], $34::int[], $35::int[], $36::int[]${identity ? ', $40::boolean[]' : ''})
  AS t (id, inquiry_id, obligor_id, institution_code, channel, request_number, sources, answer_by_ms,
    priority, kind, content, via, reused_from, accepted_ms, sealed_from, sealed_size, assets${identity ? ', held' : ''})
  WHERE inquiry_id IN (SELECT inquiry_id FROM fresh)
), requests AS (
  INSERT INTO inquiry_request (id, inquiry_id, obligor_id, institution_code, channel, request_number, sources, answer_by)
  SELECT id, inquiry_id, obligor_id, institution_code, channel, request_number, string_to_array(sources, ','),
    to_timestamp(answer_by_ms / 1000)
  FROM request
), waiting AS (
  INSERT INTO mailbox (institution_code, priority, request_id, answer_by)
  SELECT institution_code, priority, id, to_timestamp(answer_by_ms / 1000) FROM request
  WHERE channel IN ('pull', 'file') AND kind IS NULL${identity ? ' AND NOT held' : ''}
), tasks AS (
  INSERT INTO offline_task (request_id, institution_code, answer_by)
  SELECT id, institution_code, to_timestamp(answer_by_ms / 1000) FROM request WHERE channel = 'offline' AND kind IS NULL
), ${identity ? IDENTITY : ''}known AS (
  INSERT INTO outcome (request_id, version, inquiry_id, kind, content, via, reused_from, accepted_at, waited_ms, sealed, assets)
  SELECT id, 1, inquiry_id, kind, content, via, reused_from, to_timestamp(accepted_ms / 1000), 0,
    substring($31::bytea FROM sealed_from FOR sealed_size), assets FROM request
  WHERE kind IS NOT NULL
), audit AS (
  INSERT INTO audit_event (event, actor, case_id, inquiry_id, result, correlation_id, basis)
  SELECT 'inquiry.accepted', actor, case_id, id, 'success', correlation_id, basis FROM item WHERE id IN (SELECT inquiry_id FROM fresh)
  UNION ALL
  SELECT 'inquiry.completed', 'gateway', case_id, id, 'success', correlation_id, NULL FROM item
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

const PLAIN = statement(false);
const WITH_IDENTITY = statement(true);

async function writeIntake(database: Database, items: readonly IntakeItem[]): Promise<IntakeResult[]> {
  const requests = items.flatMap((item) => item.requests.map((request) => ({ item, request })));
  const identity = items.flatMap((item) => (item.identity ?? []).map((one) => ({ item, one })));
  const seals = await sealIntake(database, items);
  const bytes = new PlacedBytes();
  const snapshotFrom = items.map((item) => bytes.place(seals.of(item)));
  const outcomeFrom = requests.map(({ request }) => bytes.place(seals.of(request)));
  const keysFrom = identity.map(({ one }) => bytes.place(seals.of(one)));
  const size = (thing: object): number | null => seals.of(thing)?.length ?? null;
  const itself = (value: number | null): number | null => value;
  const { rows } = await database.hot.query<{ inquiry_id: string }>({
    name: identity.length === 0 ? 'intake' : 'intake-identity',
    text: identity.length === 0 ? PLAIN : WITH_IDENTITY,
    values: [
      plainArray(items, (item) => item.inquiryId),
      plainArray(items, (item) => item.caseId),
      textArray(items, (item) => item.sources.join(',')),
      plainArray(items, (item) => item.priority),
      textArray(items, (item) => item.purpose),
      plainArray(items, (item) => item.forced),
      textArray(items, (item) => item.actor),
      textArray(items, (item) => (seals.of(item) === null ? item.snapshot : null)),
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
      textArray(requests, ({ request }) => (seals.of(request) === null ? (request.outcome?.content ?? null) : null)),
      plainArray(requests, ({ request }) => request.outcome?.via ?? null),
      plainArray(requests, ({ request }) => request.outcome?.reusedFrom ?? null),
      plainArray(requests, ({ item }) => item.acceptedAtMs),
      plainArray(items, (item) => count(item, ({ outcome }) => outcome?.via === 'gateway')),
      bytes.whole(),
      plainArray(snapshotFrom, itself),
      plainArray(items, size),
      plainArray(outcomeFrom, itself),
      plainArray(requests, ({ request }) => size(request)),
      plainArray(requests, ({ request }) => (seals.of(request) === null ? null : (request.outcome?.assets ?? 0))),
      textArray(items, (item) => item.legalBasis ?? null),
      textArray(items, (item) => item.approvedBy ?? null),
      plainArray(items, (item) => item.basis ?? null),
      ...(identity.length === 0 ? [] : [
        plainArray(requests, ({ request }) => request.held ?? false), ...identityValues(identity, seals), plainArray(keysFrom, itself), plainArray(identity, ({ one }) => size(one)),
      ]),
    ],
  });
  const committed = new Set(rows.map((row) => row.inquiry_id));
  if (committed.size === items.length) return items.map(() => 'committed');
  // A group that was committed just before its connection broke is repeated: what is ours is found by its own id.
  const { rows: own } = await database.pool.query<{ id: string }>('SELECT id FROM inquiry WHERE id = ANY($1::uuid[])', [items.map((item) => item.inquiryId)]);
  for (const row of own) committed.add(row.id);
  return items.map((item) => (committed.has(item.inquiryId) ? 'committed' : 'repeated'));
}

function identityValues(rows: readonly { readonly item: IntakeItem; readonly one: IntakeIdentity }[], seals: IntakeSeals): unknown[] {
  return [
    plainArray(rows, ({ item }) => item.inquiryId),
    plainArray(rows, ({ one }) => one.obligorId),
    textArray(rows, ({ one }) => one.asked.join(',')),
    plainArray(rows, ({ one }) => one.askByMs),
    plainArray(rows, ({ item, one }) => (one.decided === undefined ? null : item.acceptedAtMs)),
    plainArray(rows, ({ one }) => one.decided?.why ?? null),
    plainArray(rows, ({ one }) => one.decided?.requestId ?? null),
    textArray(rows, ({ one }) => (seals.of(one) === null ? (one.decided?.keys ?? null) : null)),
  ];
}

/** What is stored sealed of an inquiry: its snapshot, answers from store, keys from a register. */
interface IntakeSeals {
  of(thing: object): Buffer | null;
}

/** The keys came with the look-up of the case, so nothing is asked here. */
async function sealIntake({ fields }: Database, items: readonly IntakeItem[]): Promise<IntakeSeals> {
  const seals = new Map<object, Buffer>();
  if (fields.sealing) {
    const keys = await fields.ofCases(items.map(({ caseId }) => caseId));
    for (const item of items) {
      const key = keys.get(item.caseId)!;
      const seal = (thing: object, text: string, place: string): unknown => seals.set(thing, key.seal(Buffer.from(text), place, fields.cipher));
      fields.rememberInquiry(item.inquiryId, item.caseId);
      seal(item, item.snapshot, PLACE.snapshot(item.inquiryId));
      for (const request of item.requests) if (request.outcome?.via === 'stored') seal(request, request.outcome.content, PLACE.outcome(request.id, 1));
      for (const one of item.identity ?? []) if (one.decided?.keys != null) seal(one, one.decided.keys, PLACE.keys(item.inquiryId, one.obligorId));
    }
  }
  return { of: (thing) => seals.get(thing) ?? null };
}

const count = (item: IntakeItem, which: (request: IntakeRequest) => boolean): number => item.requests.reduce((sum, request) => sum + (which(request) ? 1 : 0), 0);
