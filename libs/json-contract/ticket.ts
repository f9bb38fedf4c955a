import type { HttpReply, PushReading, QueryOutcome, QueryRequest } from '#contracts/adapter';
import { decodeJson, readFailure, type ErrorBody, type JsonLimits } from './json-reply.js';
import type { Check } from './wire-schema.js';

/** The body of a 202: the question is taken, or still being worked on. */
export interface WireTicket {
  readonly ticket: string;
  /** Milliseconds. */
  readonly askAgainAfterMs?: number;
}

/** What a contract with tickets brings of its own. */
export interface TicketForm {
  readonly limits: JsonLimits;
  readonly checkTicket: Check<WireTicket>;
  errorOf(value: unknown): ErrorBody | undefined;
  /** The parsed body of a 200. */
  answer(value: unknown, request: QueryRequest): QueryOutcome;
}

/** What the institution wishes, within reason: never more than four times a second, at least once a day. */
const WAIT_MS = { shortest: 250, usual: 5_000, longest: 86_400_000 };

/** Reads the reply to a question that may be answered at once (200) or with a ticket (202). */
export function readTicketReply(reply: HttpReply, request: QueryRequest, form: TicketForm): PushReading {
  if (reply.status !== 200 && reply.status !== 202) return readFailure(reply, (value) => form.errorOf(value), form.limits);
  const decoded = decodeJson(reply.body, form.limits);
  if (!decoded.ok) return final({ kind: 'defective', defect: decoded.defect, detail: decoded.detail });
  if (reply.status === 200) return final(form.answer(decoded.value, request));
  const checked = form.checkTicket(decoded.value);
  if (!checked.ok) return final({ kind: 'defective', defect: 'schema', detail: checked.detail });
  const { ticket, askAgainAfterMs = WAIT_MS.usual } = checked.value;
  return { state: 'ticket', ticket, askAgainInMs: Math.min(Math.max(askAgainAfterMs, WAIT_MS.shortest), WAIT_MS.longest) };
}

/** Reads the reply to a poll: a ticket that is gone means that the question must be asked anew; it is idempotent. */
export function readTicketPoll(reply: HttpReply, request: QueryRequest, form: TicketForm): PushReading {
  if (reply.status === 404) return { state: 'retry', cause: 'server-error', detail: 'HTTP 404: the ticket is not known, ask anew' };
  if (reply.status === 410) return { state: 'retry', cause: 'server-error', detail: 'HTTP 410: the ticket has expired, ask anew' };
  const reading = readTicketReply(reply, request, form);
  // Whoever is merely busy still knows the ticket.
  return reading.state === 'retry' ? { ...reading, again: 'poll' } : reading;
}

const final = (outcome: QueryOutcome): PushReading => ({ state: 'final', outcome });
