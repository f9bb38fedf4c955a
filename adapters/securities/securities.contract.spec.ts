import { Sensitive, type QueryRequest } from '#contracts/adapter';
import { controlFixturesOf, describeAdapterContract, describeOrderContract, describePublishedContract, type OrderFixtures, type PushFixtures } from '#libs/adapter-testkit';
import { adapter } from './index.js';
import { schemas } from './securities.schema.js';

const request: QueryRequest = {
  requestNumber: 'A20260301S0100000033',
  institutionCode: 'securities-demo',
  sources: ['securities'],
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
  documentNumber: 'AZQ00000120260301000010',
  noticeName: '（2026）浙0106执1234号协助查询证券通知书',
  acceptedAt: '2026-03-01T09:30:00+08:00',
  answerBy: '2026-03-02T09:30:00+08:00',
};

const folder = new URL('./', import.meta.url);

const institution = {
  code: 'securities-demo',
  name: '样例证券登记结算',
  credentials: { token: new Sensitive('synthetic-securities-token') },
  callbackBaseUrl: 'https://exchange.court.example',
};

/** Orders of control and their answers, under `golden-controls/`. */
const orders: OrderFixtures = {
  folder,
  institution,
  base: '/securities/v1',
  order: { kind: 'security', operation: 'freeze' },
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
    waiting: { operation: 'wait' },
    'wait-took-effect': { operation: 'wait' },
    'waits-for-more-than-is-frozen': { operation: 'wait' },
    'waiting-but-holds': { operation: 'wait' },
    'held-more-than-ordered': {},
    'another-unit': {},
    'without-quantity': {},
    'another-security': {},
    'effective-with-an-error-code': {},
    'refused-with-the-code-of-success': {},
    'refused-spared': {},
    'outside-system-hours': {},
    released: { operation: 'release' },
  },
};

const fixtures: PushFixtures = {
  folder,
  request,
  institution,
  controls: controlFixturesOf(orders),
  call: { file: 'request.json', method: 'POST', path: '/securities/v1/queries' },
  declined: { file: 'declined.json', status: 422 },
  ticket: { taken: 'taken.json', working: 'working.json', ticket: 'T-7f3a9c0b51', answersAtOnce: true },
  answers: {
    found: { file: 'found.json' },
    nothingFound: { file: 'none.json' },
    refused: { file: 'refused.json' },
    unknownStatus: { file: 'unknown-status.json' },
    wrongPerson: [{ file: 'wrong-person.json' }, { file: 'wrong-person-namesake.json' }, { file: 'wrong-person-fund-account.json' }],
    contradictory: [
      { file: 'found-without-rows.json' },
      { file: 'none-with-rows.json' },
      { file: 'refused-with-rows.json' },
      { file: 'another-number.json' },
      { file: 'one-holding-twice.json' },
      { file: 'more-pledged-than-held.json' },
      { file: 'more-frozen-than-held.json' },
      { file: 'more-available-than-balance.json' },
      { file: 'value-beyond-exact.json' },
    ],
    duplicateRows: { file: 'duplicate-rows.json' },
    further: [
      { file: 'unknown-frozen-cause.json' },
      { file: 'counter-frozen-without-amount.json' },
      { file: 'available-never-more-than-left.json' },
      { file: 'without-price.json' },
      { file: 'settlement-reserve.json' },
      { file: 'spared-without-reason.json' },
      { file: 'quantity-as-number.json' },
      { file: 'price-without-day.json' },
    ],
  },
};

describeAdapterContract(adapter, fixtures, {
  skips: [{ case: 'old-versions', reason: 'version 1.0 is the first one, there is none older' }],
});

describePublishedContract(adapter, fixtures, { schemas, order: 'QueryOrder' });

describeOrderContract(adapter, orders);
