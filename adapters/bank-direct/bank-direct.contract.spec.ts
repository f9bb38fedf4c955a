import { Sensitive, type QueryRequest } from '#contracts/adapter';
import { controlFixturesOf, describeAdapterContract, describeOrderContract, describePublishedContract, type OrderFixtures, type PushFixtures } from '#libs/adapter-testkit';
import { schemas } from './bank-direct.schema.js';
import { adapter } from './index.js';

const request: QueryRequest = {
  requestNumber: 'A20260301E0100000017',
  institutionCode: 'bank-direct-demo',
  sources: ['deposit', 'wealth'],
  subject: {
    kind: 'person',
    name: '林试样',
    otherNames: ['林试用'],
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
  documentNumber: 'AYH00000120260301000010',
  noticeName: '（2026）浙0106执1234号协助查询存款通知书',
  transactions: { from: '2025-09-01', to: '2026-02-28' },
  acceptedAt: '2026-03-01T09:30:00+08:00',
  answerBy: '2026-03-02T09:30:00+08:00',
};

const organisation: QueryRequest = {
  ...request,
  requestNumber: 'A20260301E0100000018',
  subject: {
    kind: 'organisation',
    name: '杭州虚构样例贸易有限公司',
    otherNames: [],
    documents: [{ type: 'unified-social-credit-code', number: '91330106MA2ABCD139' }],
  },
};

const folder = new URL('./', import.meta.url);

const institution = {
  code: 'bank-direct-demo',
  name: '样例银行',
  credentials: { token: new Sensitive('synthetic-bank-token') },
  callbackBaseUrl: 'https://exchange.court.example',
};

/** Orders of control and their answers, under `golden-controls/`. */
const orders: OrderFixtures = {
  folder,
  institution,
  base: '/judicial/v1',
  order: { kind: 'account', operation: 'freeze' },
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
    'freeze-of-zero': {},
    'whole-account': { extent: 1 },
    'held-more-than-ordered': {},
    'a-higher-limit-than-ordered': {},
    'held-more-than-its-limit': {},
    'unfunded-more-than-its-limit': { operation: 'wait' },
    'held-more-than-the-balance': {},
    'held-and-unfunded-are-not-the-limit': {},
    'more-available-than-the-balance': {},
    'another-currency': {},
    'another-account': {},
    'a-sub-account-of-it': {},
    'damaged-receipt': {},
    'receipt-not-base64': {},
    waiting: { operation: 'wait' },
    'waiting-but-holds': { operation: 'wait' },
    deducted: { operation: 'deduct' },
    'deducted-in-part': { operation: 'deduct' },
    'deducted-more-than-ordered': { operation: 'deduct' },
    'deducted-without-amount': { operation: 'deduct' },
    'refused-special-account': {},
    product: { kind: 'product' },
    'product-more-than-ordered': { kind: 'product' },
    'another-product': { kind: 'product' },
  },
};

const fixtures: PushFixtures = {
  folder,
  request,
  institution,
  controls: controlFixturesOf(orders),
  call: { file: 'request.json', method: 'POST', path: '/judicial/v1/queries' },
  declined: { file: 'declined.json', status: 422 },
  answers: {
    found: { file: 'found.json' },
    nothingFound: { file: 'none.json' },
    refused: { file: 'refused.json' },
    unknownStatus: { file: 'unknown-status.json' },
    wrongPerson: [{ file: 'wrong-person-number.json' }, { file: 'wrong-person-name.json' }, { file: 'wrong-person-none.json' }],
    contradictory: [
      { file: 'found-without-rows.json' },
      { file: 'none-with-rows.json' },
      { file: 'refused-with-rows.json' },
      { file: 'another-number.json' },
      { file: 'one-account-twice.json' },
    ],
    duplicateRows: { file: 'duplicate-rows.json' },
    further: [
      { file: 'holder-with-15-digits.json' },
      { file: 'organisation.json', request: organisation },
      { file: 'broken-amount.json' },
      { file: 'beyond-exact-amount.json' },
      { file: 'impossible-day.json' },
      { file: 'found-without-holder.json' },
    ],
  },
};

describeAdapterContract(adapter, fixtures, {
  skips: [{ case: 'old-versions', reason: 'version 1.0 is the first one, there is none older' }],
});

describePublishedContract(adapter, fixtures, { schemas, order: 'QueryOrder' });

describeOrderContract(adapter, orders);
