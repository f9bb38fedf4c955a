import type { QueryOutcome, QueryRequest } from '#contracts/adapter';
import { printable } from './json-reply.js';
import type { Check } from './wire-schema.js';

/** What the answers of all published contracts have in common (`QueryAnswer`). */
export interface CommonAnswer {
  /** The moment the data describes, RFC 3339 with offset. */
  readonly dataAsOf?: string;
  readonly remarks?: string;
  /** Only with `refused`: why (退回原因). */
  readonly refusal?: { readonly code?: string; readonly reason?: string; readonly contact?: string };
}

/** How one contract reads the rest of its answer. */
export interface AnswerForm<A extends CommonAnswer> {
  readonly check: Check<A>;
  /** How many things (accounts, vehicles …) the answer lists. */
  rows(answer: A): number;
  /** Completes "found, but …" when nothing is listed: `no vehicle`. */
  readonly without: string;
  /** Completes "none, but …" when something is: `vehicles are listed`. */
  readonly listed: string;
  /** Why it is about somebody else, or undefined when it is about the person asked. */
  somebodyElse(answer: A, request: QueryRequest): string | undefined;
  /** Called with at least one row. */
  found(answer: A, request: QueryRequest): QueryOutcome;
}

const RESULTS = ['found', 'none', 'refused'] as const;
type Result = (typeof RESULTS)[number];

const isKnownResult = (result: string): result is Result => (RESULTS as readonly string[]).includes(result);

/** The parsed body of an answer as an outcome. Which question it answers comes first, whose answer it is next, then what it says. */
export function readAnswer<A extends CommonAnswer>(value: unknown, request: QueryRequest, form: AnswerForm<A>): QueryOutcome {
  const envelope = readEnvelope(value);
  if (envelope === undefined) return { kind: 'defective', defect: 'schema', detail: 'no requestNumber and result' };
  if (envelope.requestNumber !== request.requestNumber) return contradictory('answers another request number');
  // An unknown word may come with fields of an unknown shape, so it is judged before the rest is.
  if (!isKnownResult(envelope.result)) {
    return { kind: 'unconfirmed', wireStatus: printable(envelope.result), detail: 'a result this version does not know' };
  }
  const checked = form.check(value);
  if (!checked.ok) return { kind: 'defective', defect: 'schema', detail: checked.detail };
  const other = form.somebodyElse(checked.value, request);
  if (other !== undefined) return { kind: 'defective', defect: 'wrong-person', detail: other };
  return judge(envelope.result, checked.value, request, form);
}

function readEnvelope(value: unknown): { readonly requestNumber: string; readonly result: string } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { requestNumber, result } = value as { requestNumber?: unknown; result?: unknown };
  return typeof requestNumber === 'string' && typeof result === 'string' ? { requestNumber, result } : undefined;
}

function judge<A extends CommonAnswer>(result: Result, answer: A, request: QueryRequest, form: AnswerForm<A>): QueryOutcome {
  const rows = form.rows(answer);
  switch (result) {
    case 'found':
      return rows === 0 ? contradictory(`found, but ${form.without}`) : form.found(answer, request);
    case 'none':
      return rows > 0 ? contradictory(`none, but ${form.listed}`) : { kind: 'nothing-found', ...remarksOf(answer) };
    case 'refused': {
      if (rows > 0) return contradictory(`refused, but ${form.listed}`);
      const { reason = '', code, contact } = answer.refusal ?? {};
      return { kind: 'refused', reason, ...(code === undefined ? {} : { reasonCode: code }), ...(contact === undefined ? {} : { contact }) };
    }
    default: {
      const never: never = result;
      return never;
    }
  }
}

/** The same row sent twice counts once; undefined when one key names two different rows. */
export function withoutRepeats<T>(rows: readonly T[], keyOf: (row: T) => string): readonly T[] | undefined {
  const byKey = new Map<string, T>();
  for (const row of rows) {
    const first = byKey.get(keyOf(row));
    if (first === undefined) byKey.set(keyOf(row), row);
    else if (JSON.stringify(first) !== JSON.stringify(row)) return undefined;
  }
  return byKey.size === rows.length ? rows : [...byKey.values()];
}

/** Attributes that were given; undefined when none was. */
export function attributes(all: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> | undefined {
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '');
  return given.length === 0 ? undefined : Object.fromEntries(given);
}

export const remarksOf = ({ remarks }: CommonAnswer): { remarks?: string } => (remarks === undefined ? {} : { remarks });

/** What the common form has no field for, before the institution's own remarks; undefined when there is nothing to say. */
export function notes(...parts: readonly (string | undefined)[]): string | undefined {
  const all = parts.filter((part) => part !== undefined && part !== '').join('；');
  return all === '' ? undefined : all;
}

/** An answer that says two things at once. */
export const contradictory = (detail: string): QueryOutcome => ({ kind: 'defective', defect: 'contradictory', detail });
