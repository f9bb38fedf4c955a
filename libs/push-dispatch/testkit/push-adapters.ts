import type { HttpReply, PushAdapter, PushReading, QueryOutcome } from '#contracts/adapter';
import { pushManifest } from '#libs/engine-testkit';

const json = (reply: HttpReply): Record<string, unknown> => JSON.parse(Buffer.from(reply.body).toString()) as Record<string, unknown>;

function readAnswer(reply: HttpReply): PushReading {
  if (reply.status === 429) return { state: 'retry', cause: 'rate-limited', detail: 'HTTP 429', afterMs: 30, again: 'poll' };
  if (reply.status >= 500) return { state: 'retry', cause: 'server-error', detail: `HTTP ${reply.status}` };
  if (reply.status === 422) return { state: 'final', outcome: { kind: 'refused', reason: '手续不全' } };
  return { state: 'final', outcome: json(reply)['outcome'] as QueryOutcome };
}

/** Answers at once. Throws where an adapter must not: for vehicles, and for a reply that is no JSON. */
export const synchronous: PushAdapter = {
  manifest: pushManifest('sync'),
  answers: 'synchronous',
  describeQuery: (request, { credentials }) => {
    if (request.sources.includes('vehicle')) throw new Error('cannot be written');
    return {
      method: 'POST',
      path: '/query',
      headers: { authorization: `Bearer ${credentials['token']?.reveal() ?? 'none'}` },
      body: JSON.stringify({ number: request.requestNumber, name: request.subject.name, version: request.contractVersion }),
    };
  },
  readReply: readAnswer,
};

/** Hands out a ticket with 202; 404 at a poll means that it is not known any more. */
export const ticketed: PushAdapter = {
  ...synchronous,
  manifest: pushManifest('ticket'),
  answers: 'ticket',
  readReply: (reply) => {
    if (reply.status !== 202) return readAnswer(reply);
    const { ticket, askAgainInMs } = json(reply);
    return { state: 'ticket', ticket: ticket as string, askAgainInMs: askAgainInMs as number };
  },
  describePoll: (ticket) => ({ method: 'GET', path: `/query/${encodeURIComponent(ticket)}`, headers: {} }),
  readPoll: (reply, request) => {
    if (reply.status === 404) return { state: 'retry', cause: 'server-error', detail: 'ticket unknown' };
    return ticketed.readReply(reply, request);
  },
};

/** Says 202 and calls back later. */
export const callback: PushAdapter = {
  ...synchronous,
  manifest: pushManifest('callback'),
  answers: 'callback',
  readReply: (reply) => (reply.status === 202 ? { state: 'callback' } : readAnswer(reply)),
};
