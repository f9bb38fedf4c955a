import { DEMO_CASES, type DemoObligor } from '../index.js';

const [demo] = DEMO_CASES;

/** A question as the gateway would write it in the published contracts. */
export const orderAbout = (requestNumber: string, subject: Pick<DemoObligor, 'kind' | 'name' | 'documentNumber'> & { documentType?: string }, more: object = {}): Record<string, unknown> => ({
  requestNumber,
  subject: {
    kind: subject.kind,
    name: subject.name,
    otherNames: [],
    documents: [{ type: subject.documentType ?? 'resident-id', number: subject.documentNumber }],
  },
  case: { caseNumber: demo.caseNumber, courtCode: demo.courtCode, courtName: demo.courtName },
  officers: demo.officers.map(({ name, phone, workCertificate, dutyCertificate }) => ({ name, phone, workCertificate, dutyCertificate })),
  documentNumber: 'AYH00000120260301000010',
  noticeName: `${demo.caseNumber}协助查询通知书`,
  answerBy: '2026-03-02T09:30:00+08:00',
  ...more,
});
