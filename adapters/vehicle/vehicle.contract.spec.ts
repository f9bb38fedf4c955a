import { Sensitive, type PushReading, type QueryRequest } from '#contracts/adapter';
import { controlFixturesOf, describeAdapterContract, describeOrderContract, describePublishedContract, type OrderFixtures, type PushFixtures } from '#libs/adapter-testkit';
import { adapter } from './index.js';
import { schemas } from './vehicle.schema.js';

const request: QueryRequest = {
  requestNumber: 'A20260301E0100000021',
  institutionCode: 'vehicle-demo',
  sources: ['vehicle'],
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
  documentNumber: 'AVH00000120260301000010',
  noticeName: '（2026）浙0106执1234号协助查询车辆登记通知书',
  acceptedAt: '2026-03-01T09:30:00+08:00',
  answerBy: '2026-03-02T09:30:00+08:00',
};

const folder = new URL('./', import.meta.url);

const institution = {
  code: 'vehicle-demo',
  name: '样例车辆管理所',
  credentials: { token: new Sensitive('synthetic-vehicle-token') },
  callbackBaseUrl: 'https://exchange.court.example',
};

/** Orders of control and their answers, under `golden-controls/`. */
const orders: OrderFixtures = {
  folder,
  institution,
  base: '/vehicle/v1',
  order: { kind: 'vehicle', operation: 'seal' },
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
    waiting: { operation: 'wait-seal' },
    'another-vin': {},
    'another-kind-of-plate': {},
    'written-with-spaces': {},
    'refused-transferred': {},
    released: { operation: 'release-seal' },
  },
};

const fixtures: PushFixtures = {
  folder,
  request,
  institution,
  controls: controlFixturesOf(orders),
  call: { file: 'request.json', method: 'POST', path: '/vehicle/v1/queries' },
  declined: { file: 'declined.json', status: 422 },
  ticket: { taken: 'taken.json', working: 'working.json', ticket: 'T-7f3a9c0b51', answersAtOnce: true },
  answers: {
    found: { file: 'found.json' },
    nothingFound: { file: 'none.json' },
    refused: { file: 'refused.json' },
    unknownStatus: { file: 'unknown-status.json' },
    wrongPerson: [{ file: 'wrong-person-number.json' }, { file: 'wrong-person-name.json' }, { file: 'wrong-person-one-of-two.json' }, { file: 'wrong-person-joint.json' }],
    contradictory: [
      { file: 'found-without-rows.json' },
      { file: 'none-with-rows.json' },
      { file: 'refused-with-rows.json' },
      { file: 'another-number.json' },
      { file: 'one-plate-twice.json' },
    ],
    duplicateRows: { file: 'duplicate-rows.json' },
    oldVersions: [{ file: 'version-1-0.json' }],
    further: [{ file: 'no-owner.json' }, { file: 'doubtful-vins.json' }, { file: 'joint-owner.json' }],
  },
};

describeAdapterContract(adapter, fixtures);

describePublishedContract(adapter, fixtures, { schemas, order: 'QueryOrder' });

describe('how soon a vehicle registry is asked again', () => {
  const taken = (body: object): PushReading =>
    adapter.readReply({ status: 202, headers: {}, body: Buffer.from(JSON.stringify(body)) }, request);

  it.each([
    ['as it wishes', { ticket: 'T-1', askAgainAfterMs: 2000 }, 2000],
    ['it wishes nothing: five seconds', { ticket: 'T-1' }, 5000],
    ['at once: four times a second at most', { ticket: 'T-1', askAgainAfterMs: 0 }, 250],
  ])('%s', (_situation, body, askAgainInMs) => {
    expect(taken(body)).toEqual({ state: 'ticket', ticket: 'T-1', askAgainInMs });
  });

  it.each([{ ticket: 'T-1', askAgainAfterMs: -1 }, { ticket: 'T-1', askAgainAfterMs: 1.5 }, { ticket: 7 }, {}, { askAgainAfterMs: 100 }])(
    '%j: the ticket cannot be taken',
    (body) => {
      expect(taken(body)).toMatchObject({ state: 'final', outcome: { kind: 'defective', defect: 'schema' } });
    },
  );
});

describeOrderContract(adapter, orders);
