import type { HttpCall, HttpReply, PushAdapter, PushInstitution, PushReading, QueryRequest } from '#contracts/adapter';
import { decodeJson, jsonHeaders, questionOf, readFailure } from '#libs/json-contract';
import { controls } from './insurance.controls.js';
import { manifest } from './insurance.manifest.js';
import { readAnswer } from './insurance.mapping.js';
import { errorOf } from './insurance.wire.js';

/** An insurer (保险公司) that answers in the same call. The contract is `openapi.yaml`. */
export const adapter: PushAdapter = { manifest, answers: 'synchronous', describeQuery, readReply, controls };

function describeQuery(request: QueryRequest, institution: PushInstitution): HttpCall {
  return { method: 'POST', path: '/insurance/v1/queries', headers: jsonHeaders(institution), body: JSON.stringify(questionOf(request)) };
}

function readReply(reply: HttpReply, request: QueryRequest): PushReading {
  if (reply.status !== 200) return readFailure(reply, errorOf, manifest.limits);
  const decoded = decodeJson(reply.body, manifest.limits);
  if (!decoded.ok) return { state: 'final', outcome: { kind: 'defective', defect: decoded.defect, detail: decoded.detail } };
  return { state: 'final', outcome: readAnswer(decoded.value, request) };
}
