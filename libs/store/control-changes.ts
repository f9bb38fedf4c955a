import { CompiledQuery, type Kysely } from 'kysely';
import { after, ENDED, IN_FORCE, type ControlChanges, type ControlEntry, type ControlState, type ReceivedControlAnswer } from '#libs/control';
import type { DataKey } from '#libs/sealed-fields';
import { contentText, measureRow, orderRow, sealedContent } from './control-rows.js';
import type { FieldKeys } from './field-keys.js';
import { PLACE } from './sealed-rows.js';
import type { Tables } from './tables.js';

/** A word of an institution with its place among those about its order. */
export interface KeptAnswer {
  readonly received: ReceivedControlAnswer;
  readonly version: number;
}

const ORDER_TYPES = `id bigint, request_number text, case_id uuid, obligor_id uuid, institution_code text, operation text, source text, target_key text, limit_fen bigint,
  measure_id text, from_day date, until_day date, found_request bigint, found_version smallint, convert_currency boolean, priority text, state text, version integer,
  drafted_by text, approver text, approved_by text, approved_by_rule text, batch_id text, sent_at float8, answer_by float8, ask_at float8, asked integer, outcome_kind text,
  outcome_version integer, content text, sealed text`;
const MEASURE_TYPES = `id text, case_id uuid, obligor_id uuid, institution_code text, source text, target_key text, state text, version integer, began_order bigint,
  began_number text, began_case_number text, limit_fen bigint, held_fen bigint, divisible boolean, from_day date, until_day date, effective_at text, position integer,
  objection_since date, idle_told_on date, reminded_days smallint, ask_at float8, content text, sealed text`;

const namesOf = (types: string): string[] => types.split(',').map((one) => one.trim().split(' ')[0]!);
const stored = (name: string): string =>
  name === 'sealed' ? `decode(sealed, 'base64')` : name === 'content' ? 'content::jsonb' : name.endsWith('_at') && name !== 'effective_at' || name === 'answer_by' ? `to_timestamp(${name} / 1000)` : `"${name}"`;
const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

/** Whole rows, in the order given; one that another case has, or that is newer, stays as it is and is missed in the count. */
function upsert(table: string, types: string, parameter: string): string {
  const names = namesOf(types);
  const changes = names.filter((name) => name !== 'id').map((name) => `"${name}" = excluded."${name}"`);
  return `INSERT INTO ${table} (${quoted(names)}) SELECT ${names.map(stored).join(', ')} FROM ROWS FROM (json_to_recordset(${parameter}) AS (${types})) WITH ORDINALITY AS t (${quoted(names)}, place)
    ORDER BY place ON CONFLICT (id) DO UPDATE SET ${changes.join(', ')}, updated_at = clock_timestamp() WHERE ${table}.version <= excluded.version RETURNING 1`;
}

// $1 orders, $2 measures, $3 deductions, $4 entries, $5 tasks, $6 the answer, $7 the case. One statement, whatever it is about.
const WRITE = `
WITH orders AS (${upsert('control_order', ORDER_TYPES, '$1')}), measures AS (${upsert('control_measure', MEASURE_TYPES, '$2')}),
deductions AS (
  INSERT INTO control_deduction (order_id, case_id, measure_id, taken_fen, taken_on, arrived_fen, arrived_on)
  SELECT "orderId", $7::uuid, "measureId", "takenFen", "takenOn", "arrivedFen", "arrivedOn"
  FROM json_to_recordset($3) AS t ("orderId" bigint, "measureId" text, "takenFen" bigint, "takenOn" date, "arrivedFen" bigint, "arrivedOn" date)
  ON CONFLICT (order_id) DO UPDATE SET taken_fen = excluded.taken_fen, taken_on = excluded.taken_on, arrived_fen = excluded.arrived_fen, arrived_on = excluded.arrived_on),
arrivals AS (
  INSERT INTO control_arrival (order_id, reference, case_id, fen, arrived_on)
  SELECT t."orderId", a.reference, $7::uuid, a.fen, a.day
  FROM json_to_recordset($3) AS t ("orderId" bigint, arrivals json), json_to_recordset(t.arrivals) AS a (reference text, fen bigint, day date)
  ON CONFLICT (order_id, reference) DO NOTHING),
entries AS MATERIALIZED (
  SELECT * FROM ROWS FROM (json_to_recordset($4) AS (order_id bigint, measure_id text, event text, from_state text, to_state text, actor text, reason text, cause jsonb, institution_code text,
    type text, payload json, correlation_id text, basis text, grant_id uuid, policy text))
    WITH ORDINALITY AS t (order_id, measure_id, event, from_state, to_state, actor, reason, cause, institution_code, type, payload, correlation_id, basis, grant_id, policy, place)),
events AS (
  INSERT INTO control_event (case_id, order_id, measure_id, event, from_state, to_state, actor, reason, cause, policy)
  SELECT $7::uuid, order_id, measure_id, event, from_state, to_state, actor, reason, cause, policy FROM entries ORDER BY place),
audit AS (
  INSERT INTO audit_event (event, actor, case_id, institution_code, result, correlation_id, basis, grant_id, reason)
  SELECT type, actor, $7::uuid, institution_code, 'success', correlation_id, basis, grant_id, concat_ws(' ', coalesce('order ' || order_id, 'measure ' || measure_id), event,
    CASE WHEN to_state IS DISTINCT FROM from_state THEN coalesce(from_state, '') || '>' || to_state END,
    -- By which ruling (裁定书) it was decided, and left: the newest version is what was approved.
    CASE WHEN event IN ('approve', 'send') THEN (SELECT 'by ' || d.number FROM control_document d WHERE d.order_id = e.order_id AND d.kind = 'ruling' ORDER BY d.version DESC LIMIT 1) END,
    nullif('(' || reason || ')', '()')) FROM entries e ORDER BY place),
outgoing AS (
  INSERT INTO outbox (type, key, payload) SELECT type, $7::text, payload FROM entries WHERE event <> 'answer-kept' ORDER BY place),
tasks AS (
  INSERT INTO control_task (case_id, order_id, measure_id, kind, detail, reason, due_on)
  SELECT $7::uuid, "orderId", "measureId", kind, detail, reason, "dueOn" FROM json_to_recordset($5) AS t ("orderId" bigint, "measureId" text, kind text, detail text, reason jsonb, "dueOn" date)
  ON CONFLICT (case_id, kind, order_id, measure_id) WHERE state = 'open' DO NOTHING),
answer AS (
  INSERT INTO control_answer (order_id, version, case_id, kind, via, exchange_id, digest, content, sealed, received_at)
  SELECT order_id, version, $7::uuid, kind, via, exchange_id, decode(digest, 'base64'), content::jsonb, decode(sealed, 'base64'), to_timestamp(received_at / 1000)
  FROM json_to_recordset($6) AS t (order_id bigint, version smallint, kind text, via text, exchange_id bigint, digest text, content text, sealed text, received_at float8)
  RETURNING order_id, exchange_id),
message AS (
  INSERT INTO control_exchange (exchange_id, order_id, case_id) SELECT exchange_id, order_id, $7::uuid FROM answer WHERE exchange_id IS NOT NULL ON CONFLICT DO NOTHING)
SELECT (SELECT count(*) FROM orders)::int AS orders, (SELECT count(*) FROM measures)::int AS measures`;

/**
 * Writes what was decided, with the word it was decided on.
 * @throws Error when a row was written by somebody else meanwhile, which the lock of the case forbids
 */
export async function writeControlChanges(
  executor: Kysely<Tables>,
  fields: FieldKeys,
  state: ControlState,
  changes: ControlChanges,
  kept: KeptAnswer | undefined,
): Promise<void> {
  const { orders, measures, deductions, entries, tasks } = changes;
  if (orders.length + measures.length + deductions.length + entries.length + tasks.length === 0 && kept === undefined) return;
  const known = after(state, changes);
  // A measure that was handed over is sealed as the other case's.
  const keys = fields.sealing ? await fields.ofCases([state.case.id, ...orders.map(({ caseId }) => caseId), ...measures.map(({ caseId }) => caseId)]) : undefined;
  // What ends comes first: what begins on the same thing takes its place.
  const written = {
    orders: [...orders].sort((a, b) => Number(ENDED.includes(b.state)) - Number(ENDED.includes(a.state))).map((order) => orderRow(fields, keys?.get(order.caseId), order)),
    measures: [...measures].sort((a, b) => Number(IN_FORCE.includes(a.state)) - Number(IN_FORCE.includes(b.state))).map((measure) => measureRow(fields, keys?.get(measure.caseId), measure)),
  };
  const { rows } = await executor.executeQuery<{ orders: number; measures: number }>(
    CompiledQuery.raw(WRITE, [
      JSON.stringify(written.orders),
      JSON.stringify(written.measures),
      JSON.stringify(deductions),
      JSON.stringify(entries.map((entry) => entryRow(known, entry))),
      JSON.stringify(tasks),
      JSON.stringify(kept === undefined ? [] : [answerRow(fields, keys?.get(state.case.id), kept)]),
      state.case.id,
    ]),
  );
  const counted = rows[0]!;
  if (counted.orders !== orders.length || counted.measures !== measures.length) throw new Error(`an order or measure of case ${state.case.id} was changed outside its lock`);
}

function answerRow(fields: FieldKeys, key: DataKey | undefined, { received, version }: KeptAnswer): object {
  const { orderId, outcome, via, exchangeId, receivedAtMs } = received;
  // What the gateway says itself names nobody, but an outcome is kept in one way.
  const content = sealedContent(fields, key, PLACE.controlAnswer(orderId, version), outcome);
  return { order_id: orderId, version, kind: outcome.kind, via, exchange_id: exchangeId, digest: fields.digest('control answer', contentText(outcome)).toString('base64'), received_at: receivedAtMs, ...content };
}

/** Entry, audit record and event in one. Identifiers and states of ours only. */
function entryRow({ case: { id: caseId }, orders, measures }: ControlState, { of, event, from, to, actor, ground, policy, reason, cause }: ControlEntry): object {
  const row = { event, from_state: from, to_state: to, actor, reason, cause, correlation_id: ground?.correlationId, basis: ground?.basis, grant_id: ground?.grantId, policy };
  if ('orderId' in of) {
    const order = orders.find(({ id }) => id === of.orderId);
    return {
      ...row, order_id: of.orderId, institution_code: order?.institutionCode, type: 'control.order-changed',
      payload: { caseId, orderId: of.orderId, requestNumber: order?.requestNumber, institutionCode: order?.institutionCode, operation: order?.operation, event, from, to, state: order?.state, version: order?.version },
    };
  }
  if ('measureId' in of) {
    const measure = measures.find(({ id }) => id === of.measureId);
    return {
      ...row, measure_id: of.measureId, institution_code: measure?.institutionCode, type: 'control.measure-changed',
      payload: { caseId, measureId: of.measureId, institutionCode: measure?.institutionCode, event, from, to, state: measure?.state, version: measure?.version },
    };
  }
  return { ...row, type: 'control.case-changed', payload: { caseId: of.caseId, event, from, to } };
}
