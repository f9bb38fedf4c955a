import type { HttpCall, HttpReply, PushAdapter, PushInstitution, PushReading, QueryOutcome, QueryRequest } from '#contracts/adapter';
import { callHeaders, decodeJson, jsonHeaders, questionOf, readFailure } from '#libs/json-contract';
import { manifest } from './vehicle.manifest.js';
import { readAnswer } from './vehicle.mapping.js';
import { checkTicket, errorOf } from './vehicle.wire.js';

/** A vehicle registry (车辆管理所) that hands out a ticket and is asked until the answer is there. The contract is `openapi.yaml`. */
export const adapter: PushAdapter = { manifest, answers: 'ticket', describeQuery, readReply, describePoll, readPoll };

const PATH = '/vehicle/v1/queries';

/** What the registry wishes, within reason: never more than four times a second, at least once a day. */
const WAIT_MS = { shortest: 250, usual: 5_000, longest: 86_400_000 };

function describeQuery(request: QueryRequest, institution: PushInstitution): HttpCall {
  return {
    method: 'POST',
    path: PATH,
    headers: jsonHeaders(institution),
    body: JSON.stringify(questionOf(request)),
  };
}

function describePoll(ticket: string, _request: QueryRequest, institution: PushInstitution): HttpCall {
  return { method: 'GET', path: `${PATH}/${encodeURIComponent(ticket)}`, headers: callHeaders(institution) };
}

function readReply(reply: HttpReply, request: QueryRequest): PushReading {
  if (reply.status !== 200 && reply.status !== 202) return readFailure(reply, errorOf, manifest.limits);
  const decoded = decodeJson(reply.body, manifest.limits);
  if (!decoded.ok) return final({ kind: 'defective', defect: decoded.defect, detail: decoded.detail });
  if (reply.status === 200) return final(readAnswer(decoded.value, request));
  const checked = checkTicket(decoded.value);
  if (!checked.ok) return final({ kind: 'defective', defect: 'schema', detail: checked.detail });
  const { ticket, askAgainAfterMs = WAIT_MS.usual } = checked.value;
  return { state: 'ticket', ticket, askAgainInMs: Math.min(Math.max(askAgainAfterMs, WAIT_MS.shortest), WAIT_MS.longest) };
}

/** As a first reply, but a ticket that is gone means that the question must be asked anew; it is idempotent. */
function readPoll(reply: HttpReply, request: QueryRequest): PushReading {
  if (reply.status === 404) return { state: 'retry', cause: 'server-error', detail: 'HTTP 404: the ticket is not known, ask anew' };
  if (reply.status === 410) return { state: 'retry', cause: 'server-error', detail: 'HTTP 410: the ticket has expired, ask anew' };
  const reading = readReply(reply, request);
  // Whoever is merely busy still knows the ticket.
  return reading.state === 'retry' ? { ...reading, again: 'poll' } : reading;
}

const final = (outcome: QueryOutcome): PushReading => ({ state: 'final', outcome });
