import type { HttpCall, HttpReply, PushAdapter, PushInstitution, PushReading, QueryRequest } from '#contracts/adapter';
import { decodeJson, jsonHeaders, readFailure } from '#libs/json-contract';
import { manifest } from './template.manifest.js';
import { readAnswer } from './template.mapping.js';
import { errorOf } from './template.wire.js';

/** An institution that answers in the same call. The contract is `openapi.yaml`. */
export const adapter: PushAdapter = { manifest, answers: 'synchronous', describeQuery, readReply };

function describeQuery(request: QueryRequest, institution: PushInstitution): HttpCall {
  const { subject } = request;
  return {
    method: 'POST',
    path: '/template/v1/queries',
    headers: jsonHeaders(institution),
    // Every field by name: what the request may grow later must not leave by itself.
    body: JSON.stringify({
      requestNumber: request.requestNumber,
      name: subject.name,
      documents: subject.documents.map(({ type, number }) => ({ type, number })),
      caseNumber: request.case.caseNumber,
      courtName: request.case.courtName,
      documentNumber: request.documentNumber,
    }),
  };
}

function readReply(reply: HttpReply, request: QueryRequest): PushReading {
  if (reply.status !== 200) return readFailure(reply, errorOf, manifest.limits);
  const decoded = decodeJson(reply.body, manifest.limits);
  if (!decoded.ok) return { state: 'final', outcome: { kind: 'defective', defect: decoded.defect, detail: decoded.detail } };
  return { state: 'final', outcome: readAnswer(decoded.value, request) };
}
