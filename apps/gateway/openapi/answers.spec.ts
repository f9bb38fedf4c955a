import { Ajv } from 'ajv';
import type { QueryOutcome } from '#contracts/adapter';
import { parse } from 'yaml';
import { RunningGateway } from '../testkit/running-gateway.js';
import { PULL, PUSH, withOpenCase } from '../testkit/sample-data.js';
import { writtenApi } from './written-api.js';

/** One of each kind, with everything that may stand in it. */
const OUTCOMES: readonly QueryOutcome[] = [
  {
    kind: 'found',
    remarks: '无',
    assets: [
      {
        source: 'deposit', reference: '6222021001122334455', parentReference: '1', category: '活期', name: '存款', status: '正常', heldAt: '杭州西湖支行',
        value: { fen: -5, currency: 'CNY' }, available: { fen: 0, currency: 'CNY' }, quantity: { amount: '1.50', unit: '份' }, openedOn: '2016-01-01', closedOn: '2020-01-01',
        dataAsOf: '2026-11-23T09:00:00', parts: [{ reference: '1-1', category: '子账户', balance: { fen: 1, currency: 'USD' }, available: { fen: 1, currency: 'USD' }, remarks: '无' }],
        priorMeasures: [{ sequence: 1, authority: '某法院', documentNumber: '1号', amount: { fen: 1, currency: 'CNY' }, startsOn: '2020-01-01', endsOn: '2021-01-01', remarks: '无' }],
        rights: [{ sequence: 1, kind: '质押权', holder: '某人', amount: { fen: 1, currency: 'CNY' }, address: '某地', contact: '0571-1', remarks: '无' }],
        transactions: [
          { sequence: 1, direction: 'in', kind: '转账', amount: { fen: 1, currency: 'CNY' }, at: '2020-01-01T00:00:00', serial: '1', counterparty: { name: '某人', account: '1', bank: '某行' }, remarks: '无' },
        ],
        attributes: { seat: '1' }, remarks: '无',
      },
    ],
    identities: [
      {
        source: 'household', match: 'weak', name: '王小明', formerNames: ['王明'], documents: [{ type: 'resident-id', number: '1' }], sex: 'male', birthDate: '1980-01-01',
        address: '某地', status: 'registered', attributes: { nation: '汉' },
      },
    ],
  },
  { kind: 'nothing-found', remarks: '无' },
  { kind: 'refused', reason: '证件不符', reasonCode: '07', contact: '0571-1' },
  { kind: 'defective', defect: 'schema', detail: 'no name' },
  { kind: 'unavailable', cause: 'timeout', detail: 'after 5 s' },
  { kind: 'not-supported', detail: 'no address' },
  { kind: 'unconfirmed', wireStatus: '99', detail: 'unknown' },
];

describe('real answers are what the published API says', () => {
  let gateway: RunningGateway;
  let faultsOf: (schema: string, body: unknown) => unknown[];

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    const { components } = parse(await writtenApi()) as { components: object };
    const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
    ajv.addSchema(strictly(components) as object, 'api');
    faultsOf = (schema, body) => {
      const check = ajv.getSchema(`api#/schemas/${schema}`)!;
      return check(body) === true ? [] : (check.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
    };
  });
  afterAll(() => gateway.close());

  test('inquiries with every kind of outcome, evidence and time-lines', async () => {
    const { caseId } = await withOpenCase(gateway);
    for (const outcome of OUTCOMES) {
      const asked = await gateway.post('/api/v1/inquiries', { caseId, purpose: '立案查控' });
      expect(faultsOf('InquiryResultDto', asked.body)).toEqual([]);
      const id = await gateway.institutions.answer(asked.body, PUSH, outcome, { sent: Buffer.from('?'), received: Buffer.from('!') });
      const read = (await gateway.get(`/api/v1/inquiries/${asked.body.id}`)).body;
      expect(read.totals.byOutcome[outcome.kind]).toBe(1);
      expect(faultsOf('InquiryResultDto', read)).toEqual([]);
      expect(faultsOf('ExchangeDto', (await gateway.get(`/api/v1/exchanges/${id}`)).body)).toEqual([]);
      await gateway.institutions.answer(asked.body, PULL, { kind: 'nothing-found' });
    }
    expect(faultsOf('TimingRecordDto', (await gateway.get(`/api/v1/cases/${caseId}/timing`)).body)).toEqual([]);
    const list = (await gateway.get(`/api/v1/cases/${caseId}/inquiries?limit=3`)).body;
    expect([list.items.length, faultsOf('InquiryListDto', list)]).toEqual([3, []]);
    expect(faultsOf('CaseDto', (await gateway.get(`/api/v1/cases/${caseId}`)).body)).toEqual([]);
  });

  test.each([
    ['CasePageDto', '/api/v1/cases?limit=1'],
    ['OfficerPageDto', '/api/v1/officers?limit=1'],
    ['CourtPageDto', '/api/v1/courts'],
    ['InstitutionPageDto', '/api/v1/institutions'],
    ['PrincipalDto', '/api/v1/me'],
    ['LivenessDto', '/health/live'],
    ['ReadinessDto', '/health/ready'],
    ['DependencyHealthDto', '/health/dependencies/database'],
    ['ProblemDto', '/api/v1/cases?limit=0'],
    ['ProblemDto', '/nowhere'],
  ])('%s at %s', async (schema, path) => {
    expect(faultsOf(schema, (await gateway.get(path)).body)).toEqual([]);
  });

  test('the check itself sees what is missing, wrong and undocumented', () => {
    expect(faultsOf('MoneyDto', { fen: 1, currency: 'CNY' })).toEqual([]);
    for (const wrong of [{ fen: 1 }, { fen: 1.5, currency: 'CNY' }, { fen: 1, currency: 'CNY', yuan: 1 }]) expect(faultsOf('MoneyDto', wrong)).toHaveLength(1);
  });
});

/** The schemas so that a property nobody documented is a fault, and in the dialect of the checker. */
function strictly(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strictly);
  if (typeof value !== 'object' || value === null) return value;
  const schema = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, strictly(inner)])) as Record<string, unknown>;
  if (schema['type'] === 'object' && schema['properties'] !== undefined) schema['additionalProperties'] = false;
  if (schema['exclusiveMinimum'] === true) {
    schema['exclusiveMinimum'] = schema['minimum'];
    delete schema['minimum'];
  }
  if (typeof schema['$ref'] === 'string') schema['$ref'] = schema['$ref'].replace('#/components/', 'api#/');
  return schema;
}
