import type { ControlOutcome, ControlReading, ControlRequest, ControlStatusReading, HttpReply, PushControls } from '#contracts/adapter';
import { decodeJson, printable, retryAfterMs, type ErrorBody, type JsonLimits } from './json-reply.js';
import { effectOf, refusedOrder, type WireOrderAnswer } from './order-answer.js';
import { contradictionIn, missingIn } from './order-contradictions.js';
import { notes } from './read-answer.js';
import { isPersonAsked } from './same-person.js';
import type { Check } from './wire-schema.js';
import { describeOrder, describeOrderStatus, type OrderPlace, type WireThing } from './write-order.js';

/** What one contract brings to the order resource that all share. */
export interface OrderForm extends OrderPlace {
  readonly limits: JsonLimits;
  readonly checkAnswer: Check<WireOrderAnswer>;
  readonly checkUnknown: Check<{ readonly requestNumber: string }>;
  errorOf(value: unknown): ErrorBody | undefined;
  /** Fields of the thing by which the register tells it from every other. */
  readonly identifiedBy: readonly string[];
  /** What this contract alone cannot mean; in words of ours. */
  contradiction?(answer: WireOrderAnswer, request: ControlRequest): string | undefined;
  /** By when it will be in effect, RFC 3339, where the contract says so of what is taken and not yet done. */
  takesEffectBy?(answer: WireOrderAnswer): string | undefined;
  /** What the common form has no field for, in Chinese. */
  note?(answer: WireOrderAnswer): string | undefined;
}

/** The part of a push contract about measures, the same wherever the contract is ours. */
export const ordersOf = (form: OrderForm): PushControls => ({
  describeControl: (order, institution) => describeOrder(order, institution, form),
  readControl: (reply, request) => readOrderReply(reply, request, form),
  describeStatus: (request, institution) => describeOrderStatus(request, institution, form),
  readStatus: (reply, request) => readOrderStatus(reply, request, form),
});

const STATES = ['effective', 'waiting', 'accepted', 'in-progress', 'refused'] as const;
type State = (typeof STATES)[number];
const isState = (state: string): state is State => (STATES as readonly string[]).includes(state);

/** The proof that nobody took it, and under which status the institution may give it. A bare status proves nothing: a proxy may have made it. */
const NOT_TAKEN: Readonly<Record<number, { readonly codes: readonly string[]; readonly cause: 'rate-limited' | 'server-error' | 'bad-credentials' }>> = {
  401: { codes: ['token-invalid'], cause: 'bad-credentials' },
  403: { codes: ['token-not-allowed'], cause: 'bad-credentials' },
  429: { codes: ['order-not-taken'], cause: 'rate-limited' },
  503: { codes: ['order-not-taken'], cause: 'server-error' },
};

/** Documented declines of these statuses are decisions of the institution. 409 is none: something was taken under this number. */
const DECLINES: readonly number[] = [400, 404, 413, 415, 422];
const SAYS_NOTHING_OF_THE_ORDER: readonly string[] = ['unknown-order'];

/** Reads the reply to an order. */
export function readOrderReply(reply: HttpReply, request: ControlRequest, form: OrderForm): ControlReading {
  const { status } = reply;
  if (status === 200 || status === 202) return readBody(reply, request, form);
  const error = errorIn(reply, form);
  const proof = NOT_TAKEN[status];
  if (error !== undefined && proof?.codes.includes(error.code) === true) {
    const afterMs = retryAfterMs(reply.headers);
    return { state: 'not-taken', cause: proof.cause, detail: labelOf(status, error), ...(afterMs === undefined ? {} : { afterMs }) };
  }
  if (error !== undefined && DECLINES.includes(status) && !SAYS_NOTHING_OF_THE_ORDER.includes(error.code)) {
    return final({ kind: 'refused', reason: error.message, reasonCode: error.code });
  }
  return unclear(status, error, 'it may have been taken');
}

/**
 * Reads where an order stands. Whatever keeps the question from being answered says nothing about the order, also where the same words
 * in reply to the order itself would prove that it was not taken.
 */
export function readOrderStatus(reply: HttpReply, request: ControlRequest, form: OrderForm): ControlStatusReading {
  const { status } = reply;
  if (status === 200 || status === 202) return readBody(reply, request, form);
  if (status === 404) {
    const decoded = decodeJson(reply.body, form.limits);
    const unknown = decoded.ok ? form.checkUnknown(decoded.value) : undefined;
    if (unknown?.ok === true && unknown.value.requestNumber === request.requestNumber) return { state: 'unknown' };
  }
  return unclear(status, errorIn(reply, form), 'where the order stands was not said');
}

function readBody(reply: HttpReply, request: ControlRequest, form: OrderForm): ControlReading {
  const decoded = decodeJson(reply.body, form.limits);
  if (!decoded.ok) return final({ kind: 'defective', defect: decoded.defect, detail: decoded.detail });
  const envelope = readEnvelope(decoded.value);
  if (envelope === undefined) return final({ kind: 'defective', defect: 'schema', detail: 'no requestNumber and state' });
  if (envelope.requestNumber !== request.requestNumber) return contradictory('answers another request number');
  const { state } = envelope;
  // An unknown word may come with fields of an unknown shape, so it is judged before the rest is.
  if (!isState(state)) return final({ kind: 'unconfirmed', wireStatus: printable(state), detail: 'a state this version does not know' });
  const checked = form.checkAnswer(decoded.value);
  if (!checked.ok) return final({ kind: 'defective', defect: 'schema', detail: checked.detail });
  const fault = faultIn(checked.value, request, form);
  if (fault !== undefined) return final(fault);
  const remarks = notes(form.note?.(checked.value), checked.value.remarks);
  return judge(state, reply.status === 202, remarks === undefined ? checked.value : { ...checked.value, remarks }, request, form.takesEffectBy?.(checked.value));
}

function readEnvelope(value: unknown): { readonly requestNumber: string; readonly state: string } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { requestNumber, state } = value as { requestNumber?: unknown; state?: unknown };
  return typeof requestNumber === 'string' && typeof state === 'string' ? { requestNumber, state } : undefined;
}

/** Whose answer it is, about what, and whether it holds together. */
function faultIn(answer: WireOrderAnswer, request: ControlRequest, form: OrderForm): ControlOutcome | undefined {
  const { holder, target } = answer;
  if (holder !== undefined && !isPersonAsked(request.subject, holder)) return { kind: 'defective', defect: 'wrong-person', detail: 'the holder is not the obligor of the order' };
  if (target !== undefined && !isSameThing(form.thingOf(request), target, form.identifiedBy)) return { kind: 'defective', defect: 'contradictory', detail: 'answers about another thing' };
  const contradiction = contradictionIn(answer, request) ?? form.contradiction?.(answer, request);
  if (contradiction !== undefined) return { kind: 'defective', defect: 'contradictory', detail: contradiction };
  const missing = missingIn(answer, request);
  return missing === undefined ? undefined : { kind: 'defective', defect: 'schema', detail: missing };
}

/** A field that neither side gives tells nothing apart; one that only one side gives does. */
const isSameThing = (ordered: WireThing, answered: WireThing, by: readonly string[]): boolean => by.every((field) => folded(ordered[field]) === folded(answered[field]));

const folded = (text: string | undefined): string => (text ?? '').normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();

const WAIT_MS = { shortest: 250, usual: 5_000, longest: 86_400_000 };

function judge(state: State, later: boolean, answer: WireOrderAnswer, request: ControlRequest, by: string | undefined): ControlReading {
  switch (state) {
    case 'accepted':
    case 'in-progress': {
      const askAgainInMs = Math.min(Math.max(answer.askAgainInMs ?? WAIT_MS.usual, WAIT_MS.shortest), WAIT_MS.longest);
      if (state === 'accepted' && answer.reference === undefined && answer.remarks === undefined) return { state: 'later', askAgainInMs };
      const detail = by !== undefined ? `taken, in effect by ${by} at the latest` : state === 'accepted' ? 'taken, not yet in effect' : 'under way';
      return { state: 'later', askAgainInMs, outcome: { kind: 'in-progress', effect: effectOf(answer, request), detail, ...(by === undefined ? {} : { takesEffectBy: by }) } };
    }
    case 'effective':
      return later ? contradictory('202, but effective') : final({ kind: 'effective', effect: effectOf(answer, request) });
    case 'waiting':
      if (later) return contradictory('202, but waiting');
      return final({ kind: 'waiting', effect: effectOf(answer, request), ...(answer.position === undefined ? {} : { position: answer.position }) });
    case 'refused':
      return later ? contradictory('202, but refused') : final(refusedOrder(answer, request));
    default: {
      const never: never = state;
      return never;
    }
  }
}

function errorIn({ body }: HttpReply, form: OrderForm): ErrorBody | undefined {
  const decoded = decodeJson(body, form.limits);
  return decoded.ok ? form.errorOf(decoded.value) : undefined;
}

const labelOf = (status: number, error: ErrorBody | undefined): string => (error === undefined ? `HTTP ${status}` : `HTTP ${status} ${error.code}`);
const unclear = (status: number, error: ErrorBody | undefined, detail: string): ControlReading => final({ kind: 'unconfirmed', wireStatus: labelOf(status, error), detail });
const contradictory = (detail: string): ControlReading => final({ kind: 'defective', defect: 'contradictory', detail });
const final = (outcome: ControlOutcome): ControlReading => ({ state: 'final', outcome });
