import { Sensitive, type QueryRequest } from '#contracts/adapter';
import { controlFixturesOf, describeAdapterContract, describeOrderContract, describePublishedContract, type OrderFixtures, type PushFixtures } from '#libs/adapter-testkit';
import { adapter } from './index.js';
import { schemas } from './insurance.schema.js';

const request: QueryRequest = {
  requestNumber: 'A20260301I0100000032',
  institutionCode: 'insurance-demo',
  sources: ['insurance'],
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
  documentNumber: 'ABX00000120260301000010',
  noticeName: '（2026）浙0106执1234号协助查询保险通知书',
  acceptedAt: '2026-03-01T09:30:00+08:00',
  answerBy: '2026-03-02T09:30:00+08:00',
};

const folder = new URL('./', import.meta.url);

const institution = {
  code: 'insurance-demo',
  name: '样例人寿',
  credentials: { token: new Sensitive('synthetic-insurance-token') },
  callbackBaseUrl: 'https://exchange.court.example',
};

/** Orders of control and their answers, under `golden-controls/`. */
const orders: OrderFixtures = {
  folder,
  institution,
  base: '/insurance/v1',
  order: { kind: 'policy', operation: 'freeze', extent: 1 },
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
    'held-more-than-the-cash-value': {},
    'more-available-than-the-cash-value': {},
    'another-policy': {},
    'refused-only-insured': {},
    deducted: { operation: 'deduct', extent: 0 },
    'deducted-more-than-ordered': { operation: 'deduct', extent: 0 },
    'deducted-without-amount': { operation: 'deduct', extent: 0 },
    'payment-under-way': { operation: 'deduct', extent: 0 },
    'waiting-to-deduct': { operation: 'deduct', extent: 0 },
    waiting: {},
  },
};

const fixtures: PushFixtures = {
  folder,
  request,
  institution,
  controls: controlFixturesOf(orders),
  call: { file: 'request.json', method: 'POST', path: '/insurance/v1/queries' },
  declined: { file: 'declined.json', status: 422 },
  answers: {
    found: { file: 'found.json' },
    nothingFound: { file: 'none.json' },
    refused: { file: 'refused.json' },
    unknownStatus: { file: 'unknown-status.json' },
    wrongPerson: [{ file: 'wrong-person.json' }, { file: 'wrong-person-namesake.json' }, { file: 'wrong-person-mixed-up.json' }],
    contradictory: [
      { file: 'found-without-rows.json' },
      { file: 'none-with-rows.json' },
      { file: 'refused-with-rows.json' },
      { file: 'another-number.json' },
      { file: 'one-policy-twice.json' },
      { file: 'loan-beyond-exact.json' },
    ],
    duplicateRows: { file: 'duplicate-rows.json' },
    further: [{ file: 'beneficiary-only.json' }, { file: 'bound-whole.json' }, { file: 'without-cash-value.json' }, { file: 'cash-value-without-day.json' }],
  },
};

describeAdapterContract(adapter, fixtures, {
  skips: [{ case: 'old-versions', reason: 'version 1.0 is the first one, there is none older' }],
});

describePublishedContract(adapter, fixtures, { schemas, order: 'QueryOrder' });

describeOrderContract(adapter, orders);
