import type { CallbackAnswer, CallbackReading, HttpCall, HttpReply, PushAdapter, PushInstitution, PushReading, QueryOutcome, QueryRequest } from '#contracts/adapter';
import { manifest } from './household.manifest.js';
import { compare, interpret } from './household.mapping.js';
import { verifySignature, type SignedCall } from './household.signature.js';
import { checkReceipt, errorOf } from './household.wire.js';
import { decodeJson, jsonHeaders, questionOf, readFailure } from '#libs/json-contract';

/** A household register (户籍) that confirms the question and calls back with a signed answer. The contract is `openapi.yaml`. */
export const adapter: PushAdapter = {
  manifest,
  answers: 'callback',
  describeQuery,
  readReply,
  readCallback,
  checkCallbackAnswer: compare,
};

function describeQuery(request: QueryRequest, institution: PushInstitution): HttpCall {
  return {
    method: 'POST',
    path: '/household/v1/queries',
    headers: jsonHeaders(institution),
    body: JSON.stringify({
      ...questionOf(request),
      callbackUrl: `${institution.callbackBaseUrl}/callbacks/${encodeURIComponent(institution.code)}`,
    }),
  };
}

function readReply(reply: HttpReply, request: QueryRequest): PushReading {
  if (reply.status !== 200 && reply.status !== 202) return readFailure(reply, errorOf, manifest.limits);
  const decoded = decodeJson(reply.body, manifest.limits);
  if (!decoded.ok) return final({ kind: 'defective', defect: decoded.defect, detail: decoded.detail });
  if (reply.status === 200) {
    const answer = interpret(decoded.value);
    return final(answer === undefined ? { kind: 'defective', defect: 'schema', detail: 'no requestNumber' } : compare(answer, request));
  }
  const checked = checkReceipt(decoded.value);
  if (!checked.ok) return final({ kind: 'defective', defect: 'schema', detail: checked.detail });
  if (!checked.value.received) return final({ kind: 'unconfirmed', wireStatus: 'received=false', detail: 'taken, but not received' });
  return { state: 'callback' };
}

/**
 * The whole call is taken or none of it: an entry that does not name its question makes it unreadable, an entry that is
 * wrong in another way is a defective answer to its own question and harms no other.
 */
function readCallback(call: SignedCall, institution: PushInstitution): CallbackReading {
  const verdict = verifySignature(call, institution.credentials['callbackSecret']);
  if (!verdict.ok) return { state: 'rejected', cause: verdict.cause, detail: verdict.detail };
  const decoded = decodeJson(call.body, manifest.limits);
  if (!decoded.ok) return unreadable(decoded.detail);
  const entries = entriesOf(decoded.value);
  if (entries === undefined) return unreadable('answers must be a list of 1 to 500 entries');
  const answers = new Map<string, { readonly text: string; readonly answer: CallbackAnswer }>();
  for (const entry of entries) {
    const answer = interpret(entry);
    if (answer === undefined) return unreadable('an answer without requestNumber');
    const text = JSON.stringify(entry);
    const first = answers.get(answer.requestNumber);
    if (first === undefined) answers.set(answer.requestNumber, { text, answer });
    else if (first.text !== text) answers.set(answer.requestNumber, { text: '', answer: twice(answer.requestNumber) });
  }
  return { state: 'accepted', answers: [...answers.values()].map(({ answer }) => answer) };
}

const MOST_ANSWERS = 500;

function entriesOf(value: unknown): readonly unknown[] | undefined {
  const answers = (value as { answers?: unknown } | null)?.answers;
  return Array.isArray(answers) && answers.length >= 1 && answers.length <= MOST_ANSWERS ? answers : undefined;
}

const twice = (requestNumber: string): CallbackAnswer => ({
  requestNumber,
  outcome: { kind: 'defective', defect: 'contradictory', detail: 'two different answers to one question' },
});

const final = (outcome: QueryOutcome): PushReading => ({ state: 'final', outcome });

const unreadable = (detail: string): CallbackReading => ({ state: 'rejected', cause: 'unreadable', detail });
