import type { HttpCall, PushAdapter, PushInstitution, QueryRequest } from '#contracts/adapter';
import { callHeaders, jsonHeaders, questionOf, readTicketPoll, readTicketReply, type TicketForm } from '#libs/json-contract';
import { controls } from './securities.controls.js';
import { manifest } from './securities.manifest.js';
import { readAnswer } from './securities.mapping.js';
import { checkTicket, errorOf } from './securities.wire.js';

const PATH = '/securities/v1/queries';
const form: TicketForm = { limits: manifest.limits, checkTicket, errorOf, answer: readAnswer };

/**
 * The depository (中国结算), which works in batches and hands out tickets, and brokers, which answer at once. One contract: who
 * answers 200 to the question is not asked again. It is `openapi.yaml`.
 */
export const adapter: PushAdapter = {
  manifest,
  answers: 'ticket',
  describeQuery,
  readReply: (reply, request) => readTicketReply(reply, request, form),
  describePoll,
  readPoll: (reply, request) => readTicketPoll(reply, request, form),
  controls,
};

function describeQuery(request: QueryRequest, institution: PushInstitution): HttpCall {
  return { method: 'POST', path: PATH, headers: jsonHeaders(institution), body: JSON.stringify(questionOf(request)) };
}

function describePoll(ticket: string, _request: QueryRequest, institution: PushInstitution): HttpCall {
  return { method: 'GET', path: `${PATH}/${encodeURIComponent(ticket)}`, headers: callHeaders(institution) };
}
