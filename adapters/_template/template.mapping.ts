import type { Asset, QueryOutcome, QueryRequest } from '#contracts/adapter';
import { isPersonAsked, printable } from '#libs/json-contract';
import { checkAnswer, type WireAnswer, type WireAsset } from './template.wire.js';

/** The parsed body of a 200 as an outcome. Whose answer it is comes first, then what it says. */
export function readAnswer(value: unknown, request: QueryRequest): QueryOutcome {
  const envelope = readEnvelope(value);
  if (envelope === undefined) return { kind: 'defective', defect: 'schema', detail: 'no requestNumber and result' };
  if (envelope.requestNumber !== request.requestNumber) return contradictory('answers another request number');
  // An unknown word may come with fields of an unknown shape, so it is judged before the rest is.
  if (!isKnownResult(envelope.result)) {
    return { kind: 'unconfirmed', wireStatus: printable(envelope.result), detail: 'a result this version does not know' };
  }
  const checked = checkAnswer(value);
  if (!checked.ok) return { kind: 'defective', defect: 'schema', detail: checked.detail };
  const answer = checked.value;
  if (answer.holder !== undefined && !isPersonAsked(request.subject, answer.holder)) {
    return { kind: 'defective', defect: 'wrong-person', detail: 'the holder is not the person asked about' };
  }
  return judge(envelope.result, answer);
}

const RESULTS = ['found', 'none', 'refused'] as const;
type Result = (typeof RESULTS)[number];

const isKnownResult = (result: string): result is Result => (RESULTS as readonly string[]).includes(result);

function readEnvelope(value: unknown): { readonly requestNumber: string; readonly result: string } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { requestNumber, result } = value as { requestNumber?: unknown; result?: unknown };
  return typeof requestNumber === 'string' && typeof result === 'string' ? { requestNumber, result } : undefined;
}

function judge(result: Result, answer: WireAnswer): QueryOutcome {
  const rows = answer.assets ?? [];
  switch (result) {
    case 'found':
      return rows.length === 0 ? contradictory('found, but nothing is listed') : found(rows);
    case 'none':
      return rows.length > 0 ? contradictory('none, but something is listed') : { kind: 'nothing-found' };
    case 'refused':
      return rows.length > 0 ? contradictory('refused, but something is listed') : { kind: 'refused', reason: answer.reason ?? '' };
    default: {
      const never: never = result;
      return never;
    }
  }
}

/** The same row sent twice counts once; one reference with two contents cannot be taken. */
function found(rows: readonly WireAsset[]): QueryOutcome {
  const byReference = new Map<string, WireAsset>();
  for (const row of rows) {
    const first = byReference.get(row.reference);
    if (first === undefined) byReference.set(row.reference, row);
    else if (JSON.stringify(first) !== JSON.stringify(row)) return contradictory('one reference with two contents');
  }
  return { kind: 'found', assets: [...byReference.values()].map(asset) };
}

function asset(row: WireAsset): Asset {
  return {
    source: 'insurance',
    reference: row.reference,
    name: row.name,
    value: row.valueFen === undefined ? undefined : { fen: row.valueFen, currency: 'CNY' },
  };
}

const contradictory = (detail: string): QueryOutcome => ({ kind: 'defective', defect: 'contradictory', detail });
