import { Sensitive, type QueryOutcome, type QueryRequest, type Subject } from '#contracts/adapter';
import { describeAdapterContract, describePublishedContract, type PushFixtures } from '#libs/adapter-testkit';
import { adapter } from './index.js';
import { schemas } from './tax.schema.js';

const request: QueryRequest = {
  requestNumber: 'A20260301F0100000031',
  institutionCode: 'tax-demo',
  sources: ['tax'],
  subject: {
    kind: 'person',
    name: '林试样',
    otherNames: [],
    documents: [
      { type: 'resident-id', number: '330106197906127430' },
      { type: 'resident-id', number: '330106790612743' },
    ],
  },
  case: { caseNumber: '（2026）浙0106执1234号', courtCode: '浙0106', courtName: '杭州市西湖区人民法院' },
  officers: [
    { name: '陈样员', phone: '19900001234', workCertificate: 'GZ330106001', dutyCertificate: 'ZX330106001' },
    { name: '吴样员', phone: '19900005678', workCertificate: 'GZ330106002', dutyCertificate: 'ZX330106002' },
  ],
  documentNumber: 'ATX00000120260301000010',
  noticeName: '（2026）浙0106执1234号协助查询税务信息通知书',
  acceptedAt: '2026-03-01T09:30:00+08:00',
  answerBy: '2026-03-02T09:30:00+08:00',
};

const fixtures: PushFixtures = {
  folder: new URL('./', import.meta.url),
  request,
  institution: {
    code: 'tax-demo',
    name: '样例税务局',
    credentials: { token: new Sensitive('synthetic-tax-token') },
    callbackBaseUrl: 'https://exchange.court.example',
  },
  call: { file: 'request.json', method: 'POST', path: '/tax/v1/queries' },
  declined: { file: 'declined.json', status: 422 },
  answers: {
    found: { file: 'found.json' },
    nothingFound: { file: 'none.json' },
    refused: { file: 'refused.json' },
    unknownStatus: { file: 'unknown-status.json' },
    wrongPerson: [{ file: 'wrong-person.json' }, { file: 'wrong-person-namesake.json' }],
    contradictory: [
      { file: 'found-without-rows.json' },
      { file: 'none-with-rows.json' },
      { file: 'refused-with-rows.json' },
      { file: 'another-number.json' },
      { file: 'one-taxpayer-twice.json' },
      { file: 'one-refund-twice.json' },
      { file: 'arrears-beyond-exact.json' },
    ],
    duplicateRows: { file: 'duplicate-rows.json' },
    further: [{ file: 'registered-only.json' }, { file: 'refund-in-unknown-state.json' }, { file: 'broken-amount.json' }],
  },
};

describeAdapterContract(adapter, fixtures, {
  skips: [{ case: 'old-versions', reason: 'version 1.0 is the first one, there is none older' }],
});

describePublishedContract(adapter, fixtures, { schemas, order: 'QueryOrder' });

describe('how surely a registration is the one asked about', () => {
  const CODE = '91330106MA2ABCD139';
  const company: Subject = { kind: 'organisation', name: '样例贸易有限公司', otherNames: [], documents: [{ type: 'unified-social-credit-code', number: CODE }] };
  const about = (subject: Subject, taxpayer: { readonly name: string; readonly documentNumber: string }): QueryOutcome => {
    const answer = { requestNumber: request.requestNumber, result: 'found', taxpayers: [{ ...taxpayer, taxpayerNumber: CODE, registrationState: '正常' }] };
    const reading = adapter.readReply({ status: 200, headers: {}, body: Buffer.from(JSON.stringify(answer)) }, { ...request, subject });
    if (reading.state !== 'final') throw new Error(`read as ${reading.state}`);
    return reading.outcome;
  };

  it.each<[string, Subject, string, 'exact' | 'weak', string]>([
    ['an organisation by name and credit code: exact', company, CODE, 'exact', 'unified-social-credit-code'],
    ['an organisation asked with the code inside it: exact', { ...company, documents: [{ type: 'organisation-code', number: 'MA2ABCD1-3' }] }, CODE, 'exact', 'organisation-code'],
    ['an organisation asked by name only: weak', { ...company, documents: [] }, CODE, 'weak', 'other'],
    ['a person by name and number, since nothing else is told: weak', request.subject, '330106790612743', 'weak', 'resident-id'],
  ])('%s', (_situation, subject, documentNumber, match, type) => {
    expect(about(subject, { name: subject.name, documentNumber })).toMatchObject({ kind: 'found', identities: [{ match, documents: [{ type, number: documentNumber }] }] });
  });

  it('a company that was renamed is not taken: refunds go to whoever is named', () => {
    expect(about(company, { name: '样例实业有限公司', documentNumber: CODE })).toMatchObject({ kind: 'defective', defect: 'wrong-person' });
  });
});
