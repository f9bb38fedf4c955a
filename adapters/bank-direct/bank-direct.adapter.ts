import type { HttpCall, HttpReply, PushAdapter, PushInstitution, PushReading, QueryRequest } from '#contracts/adapter';
import { manifest } from './bank-direct.manifest.js';
import { readAnswer } from './bank-direct.mapping.js';
import { errorOf } from './bank-direct.wire.js';
import { decodeJson, readFailure } from '#libs/json-contract';

/** A bank that answers in the same call (银行直连). The contract is `openapi.yaml`. */
export const adapter: PushAdapter = { manifest, answers: 'synchronous', describeQuery, readReply };

function describeQuery(request: QueryRequest, institution: PushInstitution): HttpCall {
  const { subject, officers } = request;
  const token = institution.credentials['token'];
  return {
    method: 'POST',
    path: '/judicial/v1/queries',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      accept: 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token.reveal()}` }),
    },
    // Every field by name: what the request may grow later must not leave by itself.
    body: JSON.stringify({
      requestNumber: request.requestNumber,
      subject: {
        kind: subject.kind,
        name: subject.name,
        otherNames: subject.otherNames,
        documents: subject.documents.map(({ type, number }) => ({ type, number })),
      },
      case: { caseNumber: request.case.caseNumber, courtCode: request.case.courtCode, courtName: request.case.courtName },
      officers: officers.map(({ name, phone, workCertificate, dutyCertificate }) => ({ name, phone, workCertificate, dutyCertificate })),
      documentNumber: request.documentNumber,
      noticeName: request.noticeName,
      sources: request.sources.filter((source) => source in manifest.operations),
      ...(request.transactions === undefined ? {} : { transactions: { from: request.transactions.from, to: request.transactions.to } }),
      answerBy: request.answerBy,
    }),
  };
}

function readReply(reply: HttpReply, request: QueryRequest): PushReading {
  if (reply.status !== 200) return readFailure(reply, errorOf, manifest.limits);
  const decoded = decodeJson(reply.body, manifest.limits);
  if (!decoded.ok) return { state: 'final', outcome: { kind: 'defective', defect: decoded.defect, detail: decoded.detail } };
  return { state: 'final', outcome: readAnswer(decoded.value, request) };
}
