import { createHash } from 'node:crypto';
import { DEMO_CASES } from '../index.js';

const [demo] = DEMO_CASES;
const paper = (category: string): object => {
  const content = Buffer.from(`%PDF-1.4 ${category}`);
  return { name: `${category}.pdf`, type: 'pdf', category, content: content.toString('base64'), sha256: createHash('sha256').update(content).digest('hex') };
};
const image = { number: 'GZ330106001', imageType: 'jpg', image: '/9j/4A==', sha256: createHash('sha256').update(Buffer.from('/9j/4A==', 'base64')).digest('hex') };

export interface OrderAbout {
  readonly requestNumber: string;
  readonly operation: string;
  readonly subject: { readonly kind: string; readonly name: string; readonly documentNumber: string };
  readonly target: object;
  readonly extent: object;
}

/** An order as the gateway would write it in the published contracts; `more` is laid over it. */
export const controlOrderAbout = ({ requestNumber, operation, subject, target, extent }: OrderAbout, more: object = {}): Record<string, unknown> => ({
  requestNumber,
  operation,
  subject: { kind: subject.kind, name: subject.name, otherNames: [], documents: [{ type: subject.kind === 'person' ? 'resident-id' : 'unified-social-credit-code', number: subject.documentNumber }] },
  case: { caseNumber: demo.caseNumber, courtCode: demo.courtCode, courtName: demo.courtName },
  officers: demo.officers.map(({ name, phone, workCertificate, dutyCertificate }) => ({ name, phone, workCertificate, dutyCertificate })),
  target,
  extent,
  from: '2026-11-26',
  until: '2027-11-25',
  rulingNumber: `${demo.caseNumber}之一`,
  noticeName: `${demo.caseNumber}协助执行通知书`,
  answerBy: '2026-11-27T09:30:00+08:00',
  documents: [paper('执行裁定书'), paper('协助执行通知书')],
  certificates: [1, 2].map((n) => ({ officerName: `officer ${n}`, workCertificate: image, dutyCertificate: image })),
  ...more,
});
