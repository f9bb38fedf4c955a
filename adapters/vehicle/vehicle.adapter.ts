import type { HttpCall, PushAdapter, PushInstitution, QueryRequest } from '#contracts/adapter';
import { callHeaders, jsonHeaders, questionOf, readTicketPoll, readTicketReply, type TicketForm } from '#libs/json-contract';
import { controls } from './vehicle.controls.js';
import { manifest } from './vehicle.manifest.js';
import { readAnswer } from './vehicle.mapping.js';
import { checkTicket, errorOf } from './vehicle.wire.js';

const PATH = '/vehicle/v1/queries';
const form: TicketForm = { limits: manifest.limits, checkTicket, errorOf, answer: readAnswer };

/** A vehicle registry (车辆管理所) that hands out a ticket and is asked until the answer is there. The contract is `openapi.yaml`. */
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
