import type { CaseAccount, ControlExtent, ControlOperation, ControlOutcome, ControlTarget, Source, TransferParty } from '#contracts/adapter';
import { targetKey, type ControlOrder, type ControlPriority, type Measure, type MeasureState, type OrderState } from '#libs/control';
import type { DataKey } from '#libs/sealed-fields';
import type { FieldKeys, Opener } from './field-keys.js';
import { PLACE } from './sealed-rows.js';

/** What of a row stands sealed, or in the clear where nothing is sealed; Base64 as JSON of a statement brings it. */
export interface StoredContent {
  readonly content: object | null;
  readonly sealed: string | null;
}

/** Of an order: what names things and people, and words of officers, who may name some too. */
interface OrderContent {
  readonly target: ControlTarget;
  readonly extent: ControlExtent;
  readonly reason: string;
  readonly excessReason?: string;
  readonly livingReason?: string;
  readonly nature?: string;
  readonly transferTo?: readonly TransferParty[];
  readonly outcome?: ControlOutcome;
}

interface MeasureContent {
  readonly target: ControlTarget;
  readonly institutionReference?: string;
  readonly heldQuantity?: Measure['heldQuantity'];
  readonly excessReason?: string;
}

/** A row of `control_order` as JSON; moments in epoch ms. */
export interface OrderRow extends StoredContent {
  readonly id: number; readonly request_number: string; readonly case_id: string; readonly obligor_id: string; readonly institution_code: string;
  readonly operation: ControlOperation; readonly source: Source; readonly limit_fen: number; readonly measure_id: string | null; readonly from_day: string | null;
  readonly until_day: string | null; readonly found_request: number | null; readonly found_version: number | null; readonly convert_currency: boolean | null;
  readonly priority: ControlPriority; readonly state: OrderState; readonly version: number; readonly drafted_by: string; readonly approver: string | null;
  readonly approved_by: string | null; readonly approved_by_rule: string | null; readonly batch_id: string | null; readonly sent_at: number | null;
  readonly answer_by: number | null; readonly ask_at: number | null; readonly asked: number; readonly outcome_version: number;
}

export interface MeasureRow extends StoredContent {
  readonly id: string; readonly case_id: string; readonly obligor_id: string; readonly institution_code: string; readonly source: Source; readonly state: MeasureState;
  readonly version: number; readonly began_order: number; readonly began_number: string; readonly began_case_number: string; readonly limit_fen: number;
  readonly held_fen: number; readonly divisible: boolean; readonly from_day: string | null; readonly until_day: string | null; readonly effective_at: string | null;
  readonly position: number | null; readonly objection_since: string | null; readonly idle_told_on: string | null; readonly reminded_days: number | null; readonly ask_at: number | null;
}

const PLAIN_ORDER = `id, request_number, case_id, obligor_id, institution_code, operation, source, limit_fen, measure_id, from_day, until_day, found_request, found_version,
  convert_currency, priority, state, version, drafted_by, approver, approved_by, approved_by_rule, batch_id, asked, outcome_version, content`;
const PLAIN_MEASURE = `id, case_id, obligor_id, institution_code, source, state, version, began_order, began_number, began_case_number, limit_fen, held_fen, divisible,
  from_day, until_day, effective_at, position, objection_since, idle_told_on, reminded_days, content`;
const ms = (column: string): string => `round(extract(epoch FROM ${column}) * 1000)::bigint AS ${column}`;

/** Of a `control_order`, an {@link OrderRow}. */
export const ORDER_COLUMNS = `${PLAIN_ORDER}, ${ms('sent_at')}, ${ms('answer_by')}, ${ms('ask_at')}, encode(sealed, 'base64') AS sealed`;
/** Of a `control_measure`, a {@link MeasureRow}. */
export const MEASURE_COLUMNS = `${PLAIN_MEASURE}, ${ms('ask_at')}, encode(sealed, 'base64') AS sealed`;

export function orderOf(opener: Opener, row: OrderRow): ControlOrder {
  const { target, extent, reason, excessReason, livingReason, nature, transferTo, outcome } = opened<OrderContent>(opener, row, PLACE.controlOrder(row.id));
  return {
    id: row.id, requestNumber: row.request_number, caseId: row.case_id, obligorId: row.obligor_id, institutionCode: row.institution_code, operation: row.operation,
    source: row.source, target, extent, limitFen: row.limit_fen, reason, priority: row.priority, state: row.state, version: row.version, draftedBy: row.drafted_by,
    asked: row.asked, outcomeVersion: row.outcome_version,
    ...(row.found_request === null ? {} : { foundIn: { requestId: row.found_request, version: row.found_version! } }),
    ...present({
      measureId: row.measure_id, from: row.from_day, until: row.until_day, convertCurrency: row.convert_currency, approver: row.approver, approvedBy: row.approved_by,
      approvedByRule: row.approved_by_rule, batchId: row.batch_id, sentAtMs: row.sent_at, answerByMs: row.answer_by, askAtMs: row.ask_at, excessReason, livingReason, nature, transferTo,
      outcome,
    }),
  };
}

export function measureOf(opener: Opener, row: MeasureRow): Measure {
  const { target, institutionReference, heldQuantity, excessReason } = opened<MeasureContent>(opener, row, PLACE.measure(row.id));
  return {
    id: row.id, caseId: row.case_id, obligorId: row.obligor_id, institutionCode: row.institution_code, source: row.source, target, state: row.state, version: row.version,
    beganWith: { orderId: row.began_order, requestNumber: row.began_number, caseNumber: row.began_case_number }, limitFen: row.limit_fen, heldFen: row.held_fen,
    divisible: row.divisible,
    ...present({
      from: row.from_day, until: row.until_day, effectiveAt: row.effective_at, position: row.position, underObjectionSince: row.objection_since, idleToldOn: row.idle_told_on, remindedDays: row.reminded_days, askAtMs: row.ask_at,
      institutionReference, heldQuantity, excessReason,
    }),
  };
}

export const accountOf = (opener: Opener, caseId: string, row: StoredContent): CaseAccount => opened<CaseAccount>(opener, row, PLACE.caseAccount(caseId));

/** Rows of orders for the statement that writes them. */
export function orderRow(fields: FieldKeys, key: DataKey | undefined, order: ControlOrder): object {
  const { target, extent, reason, excessReason, livingReason, nature, transferTo, outcome } = order;
  return {
    id: order.id, request_number: order.requestNumber, case_id: order.caseId, obligor_id: order.obligorId, institution_code: order.institutionCode,
    operation: order.operation, source: order.source, target_key: keyOfTarget(fields, target), limit_fen: order.limitFen, measure_id: order.measureId, from_day: order.from,
    until_day: order.until, found_request: order.foundIn?.requestId, found_version: order.foundIn?.version, convert_currency: order.convertCurrency,
    priority: order.priority, state: order.state, version: order.version, drafted_by: order.draftedBy, approver: order.approver, approved_by: order.approvedBy,
    approved_by_rule: order.approvedByRule, batch_id: order.batchId, sent_at: order.sentAtMs, answer_by: order.answerByMs, ask_at: order.askAtMs, asked: order.asked,
    outcome_kind: outcome?.kind, outcome_version: order.outcomeVersion,
    ...sealedContent(fields, key, PLACE.controlOrder(order.id), { target, extent, reason, excessReason, livingReason, nature, transferTo, outcome }),
  };
}

export function measureRow(fields: FieldKeys, key: DataKey | undefined, measure: Measure): object {
  const { target, institutionReference, heldQuantity, excessReason } = measure;
  return {
    id: measure.id, case_id: measure.caseId, obligor_id: measure.obligorId, institution_code: measure.institutionCode, source: measure.source,
    target_key: keyOfTarget(fields, target), state: measure.state, version: measure.version, began_order: measure.beganWith.orderId,
    began_number: measure.beganWith.requestNumber, began_case_number: measure.beganWith.caseNumber, limit_fen: measure.limitFen, held_fen: measure.heldFen,
    divisible: measure.divisible, from_day: measure.from, until_day: measure.until, effective_at: measure.effectiveAt, position: measure.position,
    objection_since: measure.underObjectionSince, idle_told_on: measure.idleToldOn, reminded_days: measure.remindedDays, ask_at: measure.askAtMs,
    ...sealedContent(fields, key, PLACE.measure(measure.id), { target, institutionReference, heldQuantity, excessReason }),
  };
}

/** What stands for a thing where two orders on it must be seen to be about one thing. */
const keyOfTarget = (fields: FieldKeys, target: ControlTarget): string => fields.numberIndex('control target', targetKey(target));

/** A value as it is stored. Bytes in it (receipts) become Base64 and come back as bytes. */
export function sealedContent(fields: FieldKeys, key: DataKey | undefined, place: string, value: object): { readonly content: string | null; readonly sealed: string | null } {
  const text = contentText(value);
  // jsonb holds every text but NUL and half surrogate pairs, which JSON.stringify writes as escapes.
  if (key === undefined) return { content: text.replace(/\\(?:\\|u(?:0000|d[89a-f][0-9a-f]{2}))/g, (escape) => (escape === '\\\\' ? escape : '\\ufffd')), sealed: null };
  return { content: null, sealed: key.seal(Buffer.from(text), place, fields.cipher).toString('base64') };
}

export function opened<T>(opener: Opener, { content, sealed }: StoredContent, place: string): T {
  return JSON.parse(sealed === null ? JSON.stringify(content) : opener.bytes(Buffer.from(sealed, 'base64'), place).toString(), (_, value: unknown) =>
    typeof value === 'object' && value !== null && BYTES in value ? Uint8Array.from(Buffer.from((value as Record<string, string>)[BYTES]!, 'base64')) : value,
  ) as T;
}

export const sealedBytes = ({ sealed }: StoredContent): Buffer | null => (sealed === null ? null : Buffer.from(sealed, 'base64'));

const BYTES = '$bytes';

/** The same for equal values made the same way: answers are compared by it. */
export function contentText(value: object): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, name, given: unknown) {
    const own = this[name];
    return own instanceof Uint8Array ? { [BYTES]: Buffer.from(own).toString('base64') } : given;
  });
}

type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], null | undefined> };

/** Only what is there: absent is absent, never null. */
const present = <T extends object>(values: T): Present<T> => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined)) as Present<T>;
