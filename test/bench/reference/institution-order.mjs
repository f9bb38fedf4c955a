/** What both references ask an institution: the body of `adapters/bank-direct/openapi.yaml`. */
export function institutionOrder(requestNumber, inquiry) {
  return {
    requestNumber,
    subject: inquiry.subject,
    case: inquiry.case,
    officers: inquiry.officers,
    documentNumber: 'AYH00000120260301000010',
    noticeName: `${inquiry.case.caseNumber}协助查询存款通知书`,
    sources: inquiry.sources,
    answerBy: '2026-03-02T09:30:00+08:00',
  };
}

/** Where an institution of the stub takes questions. */
export const INSTITUTION_PATH = '/judicial/v1/queries';
