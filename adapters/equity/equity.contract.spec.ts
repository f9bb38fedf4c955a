import { Sensitive, type QueryRequest } from '#contracts/adapter';
import { controlFixturesOf, describeAdapterContract, describeOrderContract, describePublishedContract, type OrderFixtures, type PushFixtures } from '#libs/adapter-testkit';
import { adapter } from './index.js';
import { schemas } from './equity.schema.js';

const request: QueryRequest = {
  requestNumber: 'A20260301E0100000071',
  institutionCode: 'equity-demo',
  sources: ['equity'],
  subject: { kind: 'organisation', name: '样例贸易有限公司', otherNames: [], documents: [{ type: 'unified-social-credit-code', number: '91330106MA2ABCD139' }] },
  case: { caseNumber: '（2026）浙0106执1234号', courtCode: '浙0106', courtName: '杭州市西湖区人民法院' },
  officers: [
    { name: '陈样员', phone: '19900001234', workCertificate: 'GZ330106001', dutyCertificate: 'ZX330106001' },
    { name: '吴样员', phone: '19900005678', workCertificate: 'GZ330106002', dutyCertificate: 'ZX330106002' },
  ],
  documentNumber: 'AGQ00000120260301000010',
  noticeName: '（2026）浙0106执1234号协助查询股权通知书',
  acceptedAt: '2026-03-01T09:30:00+08:00',
  answerBy: '2026-03-02T09:30:00+08:00',
};

const byOldNumber: QueryRequest = {
  ...request,
  requestNumber: 'A20260301E0100000072',
  subject: { ...request.subject, documents: [{ type: 'other', number: '330106000012345' }] },
};

const aboutPerson: QueryRequest = {
  ...request,
  requestNumber: 'A20260301E0100000073',
  subject: { kind: 'person', name: '林试样', otherNames: [], documents: [{ type: 'resident-id', number: '330106197906127430' }] },
};

const folder = new URL('./', import.meta.url);

const institution = {
  code: 'equity-demo',
  name: '样例市场监管局',
  credentials: { token: new Sensitive('synthetic-equity-token') },
  callbackBaseUrl: 'https://exchange.court.example',
};

/** Orders of control and their answers, under `golden-controls/`. */
const orders: OrderFixtures = {
  folder,
  institution,
  base: '/equity/v1',
  order: { kind: 'equity', operation: 'freeze' },
  answers: {
    effective: {},
    'unknown-state': {},
    'wrong-person': {},
    'another-number': {},
    'another-operation': {},
    'ends-before-it-begins': {},
    'without-effective-moment': {},
    'without-days': {},
    'effective-behind-others': {},
    refused: {},
    'effective-by-ratio': { extent: 1 },
    'more-than-the-ratio': { extent: 1 },
    'without-ratio': { extent: 1 },
    'held-more-than-ordered': {},
    'another-currency': {},
    'without-amount': {},
    'another-company': {},
    'not-yet-published': {},
    'published-but-not-in-effect': {},
    waiting: {},
    released: { operation: 'release' },
  },
};

const fixtures: PushFixtures = {
  folder,
  request,
  institution,
  controls: controlFixturesOf(orders),
  call: { file: 'request.json', method: 'POST', path: '/equity/v1/queries' },
  declined: { file: 'declined.json', status: 422 },
  answers: {
    found: { file: 'found.json' },
    nothingFound: { file: 'none.json' },
    refused: { file: 'refused.json' },
    unknownStatus: { file: 'unknown-status.json' },
    wrongPerson: [
      { file: 'wrong-organisation.json' },
      { file: 'wrong-holder.json' },
      { file: 'wrong-holder-without-rows.json' },
      { file: 'person-as-organisation.json', request: aboutPerson },
    ],
    contradictory: [
      { file: 'found-without-rows.json' },
      { file: 'none-with-organisation.json' },
      { file: 'none-with-rows.json' },
      { file: 'refused-with-rows.json' },
      { file: 'another-number.json' },
      { file: 'one-company-twice.json' },
    ],
    duplicateRows: { file: 'duplicate-rows.json' },
    further: [
      { file: 'renamed.json' },
      { file: 'weak-renamed.json' },
      { file: 'old-number.json', request: byOldNumber },
      { file: 'person.json', request: aboutPerson },
      { file: 'no-holder.json' },
      { file: 'impossible-ratio.json' },
    ],
  },
};

describeAdapterContract(adapter, fixtures, {
  skips: [{ case: 'old-versions', reason: 'version 1.0 is the first one, there is none older' }],
});

describePublishedContract(adapter, fixtures, { schemas, order: 'QueryOrder' });

describeOrderContract(adapter, orders);
