import type { HttpCall, HttpReply, PushAdapter, PushInstitution, PushReading, QueryRequest } from '#contracts/adapter';
import { controls } from './bank-direct.controls.js';
import { manifest } from './bank-direct.manifest.js';
import { readAnswer } from './bank-direct.mapping.js';
import { errorOf } from './bank-direct.wire.js';
import { decodeJson, jsonHeaders, questionOf, readFailure } from '#libs/json-contract';

/** A bank that answers in the same call (银行直连). The contract is `openapi.yaml`. */
export const adapter: PushAdapter = { manifest, answers: 'synchronous', describeQuery, readReply, controls };

function describeQuery(request: QueryRequest, institution: PushInstitution): HttpCall {
  return {
    method: 'POST',
    path: '/judicial/v1/queries',
    headers: jsonHeaders(institution),
    body: JSON.stringify({
      ...questionOf(request),
      sources: request.sources.filter((source) => source in manifest.operations),
      ...(request.transactions === undefined ? {} : { transactions: { from: request.transactions.from, to: request.transactions.to } }),
    }),
  };
}

function readReply(reply: HttpReply, request: QueryRequest): PushReading {
  if (reply.status !== 200) return readFailure(reply, errorOf, manifest.limits);
  const decoded = decodeJson(reply.body, manifest.limits);
  if (!decoded.ok) return { state: 'final', outcome: { kind: 'defective', defect: decoded.defect, detail: decoded.detail } };
  return { state: 'final', outcome: readAnswer(decoded.value, request) };
}
