import type { PushInstitution, QueryRequest } from '#contracts/adapter';

/** Headers of every call: what we read, and the institution's token where it has one. */
export function callHeaders(institution: PushInstitution): Record<string, string> {
  const token = institution.credentials['token'];
  return { accept: 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token.reveal()}` }) };
}

/** Headers of a call with a JSON body. */
export function jsonHeaders(institution: PushInstitution): Record<string, string> {
  return { 'content-type': 'application/json; charset=utf-8', ...callHeaders(institution) };
}

/** The part of a question that is the same in every published contract: who is asked about, in which case, by whom, until when. */
export function questionOf(request: QueryRequest) {
  const { subject, officers } = request;
  // Every field by name: what the request may grow later must not leave by itself.
  return {
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
    answerBy: request.answerBy,
  };
}
