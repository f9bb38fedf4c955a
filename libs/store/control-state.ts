import type { Kysely } from 'kysely';
import { CompiledQuery } from 'kysely';
import { ENDED, IN_FORCE, policyOfCourts, type Arrival, type ControlState, type Deduction, type WrittenControlPolicy } from '#libs/control';
import { CONTROL_POLICIES } from './control-policy-reader.js';
import type { FieldKeys } from './field-keys.js';
import { accountOf, MEASURE_COLUMNS, measureOf, ORDER_COLUMNS, orderOf, sealedBytes, type MeasureRow, type OrderRow, type StoredContent } from './control-rows.js';
import type { Tables } from './tables.js';

/** A case as decisions about measures read it, and how many words are kept about the order asked for. */
export interface ReadControlState {
  readonly state: ControlState;
  readonly answers: number;
}

interface Raw {
  readonly case: ControlState['case'];
  readonly need: ControlState['need'];
  readonly account: StoredContent | null;
  readonly policies: readonly WrittenControlPolicy[];
  readonly obligors: readonly { id: string; kind: 'person' | 'organisation'; acceptedOn: string | null; court: string | null; livingReserveFen: number; livingBasis: string | null }[];
  readonly orders: readonly OrderRow[];
  readonly measures: readonly MeasureRow[];
  readonly deductions: readonly (Omit<Deduction, 'arrivedOn' | 'arrivals'> & { readonly arrivedOn: string | null; readonly arrivals: readonly Arrival[] | null })[];
  readonly answers: number;
}

// $1 the case, $2 an order that is needed although it ended (an answer about it came). One value, so that a case is one round trip whatever it holds.
// Orders: what has not ended, what began a measure of the case (in whichever case it was ordered) or took money, and what was ordered on measures in force.
const STATE = `
SELECT json_build_object(
  'case', json_build_object('id', f.id, 'caseNumber', f.case_number, 'courtCode', f.court_code, 'kind', f.kind, 'state', f.state,
    'officers', (SELECT coalesce(json_agg(o.login ORDER BY p.position), '[]') FROM case_officer p JOIN officer o ON o.id = p.officer_id
      WHERE p.case_id = f.id AND o.login IS NOT NULL)),
  'need', json_build_object('owedFen', f.principal_fen + f.interest_fen + f.late_interest_fen + f.fee_fen, 'paidFen', f.paid_fen),
  'account', (SELECT json_build_object('content', content, 'sealed', encode(sealed, 'base64')) FROM case_account WHERE case_id = f.id),
  'policies', ${CONTROL_POLICIES('f.court_code')},
  'obligors', (SELECT coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'acceptedOn', bankruptcy_accepted_on, 'court', bankruptcy_court,
      'livingReserveFen', living_reserve_fen, 'livingBasis', living_basis) ORDER BY id), '[]') FROM obligor WHERE case_id = f.id AND removed_at IS NULL),
  'orders', (SELECT coalesce(json_agg(row_to_json(t) ORDER BY t.id), '[]') FROM (SELECT ${ORDER_COLUMNS} FROM control_order o WHERE o.id IN (
        SELECT id FROM control_order WHERE case_id = f.id AND state <> ALL ('{${ENDED.join(',')}}')
        UNION SELECT $2::bigint WHERE EXISTS (SELECT FROM control_order k WHERE k.id = $2::bigint AND (k.case_id = f.id OR k.id IN (SELECT began_order FROM control_measure WHERE case_id = f.id)))
        UNION SELECT began_order FROM control_measure WHERE case_id = f.id
        UNION SELECT order_id FROM control_deduction WHERE case_id = f.id
        UNION SELECT l.id FROM control_measure m JOIN control_order l ON l.measure_id = m.id WHERE m.case_id = f.id AND m.state = ANY ('{${IN_FORCE.join(',')}}'))) AS t),
  'measures', (SELECT coalesce(json_agg(row_to_json(t) ORDER BY t.began_order, t.id), '[]') FROM (SELECT ${MEASURE_COLUMNS} FROM control_measure m WHERE m.case_id = f.id) AS t),
  'deductions', (SELECT coalesce(json_agg(json_build_object('orderId', order_id, 'measureId', measure_id, 'takenFen', taken_fen, 'takenOn', taken_on, 'arrivedFen', arrived_fen,
      'arrivedOn', arrived_on, 'arrivals', (SELECT json_agg(json_build_object('reference', reference, 'fen', fen, 'day', a.arrived_on) ORDER BY a.arrived_on, reference)
        FROM control_arrival a WHERE a.order_id = d.order_id)) ORDER BY order_id), '[]') FROM control_deduction d WHERE case_id = f.id),
  'answers', (SELECT coalesce(max(version), 0) FROM control_answer WHERE order_id = $2::bigint)) AS state
FROM case_file f WHERE f.id = $1`;

/** @returns undefined when there is no such case */
export async function readControlState(executor: Kysely<Tables>, fields: FieldKeys, caseId: string, alsoOrder: number | null): Promise<ReadControlState | undefined> {
  const { rows } = await executor.executeQuery<{ state: Raw }>(CompiledQuery.raw(STATE, [caseId, alsoOrder]));
  const raw = rows[0]?.state;
  if (raw === undefined) return undefined;
  const opener = await fields.opener([raw.account === null ? null : sealedBytes(raw.account), ...raw.orders.map(sealedBytes), ...raw.measures.map(sealedBytes)]);
  const policy = policyOfCourts(raw.policies);
  const state: ControlState = {
    case: raw.case,
    need: raw.need,
    ...(raw.account === null ? {} : { account: accountOf(opener, caseId, raw.account) }),
    ...(policy === undefined ? {} : { policy }),
    obligors: raw.obligors.map(({ acceptedOn, court, livingBasis, ...one }) => ({
      ...one, ...(livingBasis === null ? {} : { livingBasis }), ...(acceptedOn === null ? {} : { bankruptcy: { acceptedOn, court: court! } }),
    })),
    orders: raw.orders.map((row) => orderOf(opener, row)),
    measures: raw.measures.map((row) => measureOf(opener, row)),
    deductions: raw.deductions.map(({ arrivedOn, arrivals, ...one }) => ({ ...one, ...(arrivedOn === null ? {} : { arrivedOn }), ...(arrivals === null ? {} : { arrivals }) })),
  };
  return { state, answers: raw.answers };
}
