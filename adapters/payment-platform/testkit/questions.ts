import type { LegalDocument, OfficerCertificates, QueryRequest } from '#contracts/adapter';

/** The question most golden files answer. A person who does not exist, with valid check digits. */
export const request: QueryRequest = {
  requestNumber: 'A120260301000000100041',
  institutionCode: 'PAY-0001',
  sources: ['payment'],
  subject: { kind: 'person', name: '林试样', otherNames: ['林式样'], documents: [{ type: 'resident-id', number: '330106197906127430' }] },
  case: { caseNumber: '（2026）浙0106执1234号', courtCode: '3306', courtName: '杭州市西湖区人民法院' },
  officers: [
    { name: '周承办', phone: '19900000001', workCertificate: 'GZ330106001', dutyCertificate: 'GW330106001' },
    { name: '吴协办', phone: '19900000002', workCertificate: 'GZ330106002', dutyCertificate: 'GW330106002' },
  ],
  documentNumber: 'DIF00000120260301000041',
  noticeName: '（2026）浙0106执1234号协助查询财产通知书',
  acceptedAt: '2026-03-01T10:00:00+08:00',
  answerBy: '2026-03-02T10:00:00+08:00',
};

/** About an organisation. */
export const organisationRequest: QueryRequest = {
  ...request,
  requestNumber: 'A120260301000000100042',
  subject: {
    kind: 'organisation',
    name: '杭州样例贸易有限公司',
    otherNames: [],
    documents: [{ type: 'unified-social-credit-code', number: '91330106MA9999996P' }],
  },
};

export const documents: readonly LegalDocument[] = [
  {
    documentNumber: request.documentNumber,
    sequence: 1,
    fileName: '协助查询财产通知书.pdf',
    fileType: 'pdf',
    category: '协助查询通知书',
    content: Buffer.from('%PDF-1.4\n'),
  },
];

export const certificates: readonly OfficerCertificates[] = [
  {
    officerName: '周承办',
    workCertificate: { number: 'GZ330106001', imageType: 'jpg', image: Uint8Array.of(0xff, 0xd8, 0xff, 0xe0) },
    dutyCertificate: { number: 'GW330106001', imageType: 'jpg', image: Uint8Array.of(0xff, 0xd8, 0xff, 0xe1) },
  },
  {
    officerName: '吴协办',
    workCertificate: { number: 'GZ330106002', imageType: 'png', image: Uint8Array.of(0x89, 0x50, 0x4e, 0x47) },
    dutyCertificate: { number: 'GW330106002', imageType: '', image: new Uint8Array() },
  },
];
