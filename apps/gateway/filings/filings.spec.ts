import { pushInstitution, residentId, withOfficers } from '../testkit/sample-data.js';
import { RunningGateway } from '../testkit/running-gateway.js';

let gateway: RunningGateway;
let officers: [string, string];
let serial = 0;

beforeAll(async () => {
  gateway = await RunningGateway.start();
  officers = await withOfficers(gateway);
  expect((await gateway.post('/api/v1/institutions', pushInstitution(), { as: 'operator' })).status).toBe(201);
});
afterAll(() => gateway.close());

const party = (number: string, seed: number, change: object = {}) => ({ number, role: 'obligor', kind: 'person', name: '虚构人', documents: [{ type: 'resident-id', number: residentId(seed) }], ...change });

function filing(change: object = {}): Record<string, unknown> & { filingNumber: string; parties: object[] } {
  serial += 1;
  return {
    filingNumber: `RW-${serial}`, caseNumber: `（2016）浙0106执${7000 + serial}号`, filedOn: '2016-05-03', cause: '买卖合同纠纷',
    owed: { principalFen: 100, interestFen: 1, lateInterestFen: 2, executionFeeFen: 3, paidFen: 0 },
    officers: officers.map((id) => ({ id })), parties: [party('1', 1000 + serial)], ...change,
  };
}

const file = (body: unknown) => gateway.post('/api/v1/filings', body, { as: 'integration' });

test('files a case: 201 with case, obligors and the inquiry that follows by itself', async () => {
  const body = filing({ parties: [party('1', 1), party('2', 2, { role: 'applicant' }), party('3', 3, { documents: [{ type: 'resident-id', number: '330106198001011234' }] })] });
  const answer = await file(body);
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({ state: 'started', channel: 'rest', filedBy: 'the-integration', courtCode: '浙0106', filingNumber: body.filingNumber });
  expect(answer.body.parties.map(({ result }: { result: string }) => result)).toEqual(['asked', 'not-an-obligor', 'invalid']);
  expect(answer.body.parties[2].fields[0].field).toBe('/documents/0/number');
  expect(answer.text).not.toContain('330106198001011234');
  const [inquiry] = answer.body.inquiries;
  const result = await gateway.get(`/api/v1/inquiries/${inquiry.inquiryId}`);
  expect(result.body).toMatchObject({ caseId: answer.body.caseId, purpose: '立案查控' });
  expect(result.body.answers.map(({ obligorId }: { obligorId: string }) => obligorId)).toEqual([answer.body.parties[0].obligorId]);
  expect((await gateway.get(answer.headers.get('location')!)).body).toMatchObject({ id: answer.body.id, state: 'started' });
  const { body: filed } = await gateway.get(`/api/v1/cases/${answer.body.caseId}`);
  expect([filed.owed, filed.applicants]).toEqual([expect.objectContaining({ principalFen: 100, interestFen: 1 }), [{ kind: 'person', name: '虚构人' }]]);
});

test('twice: 200, the same case and inquiry; with other facts 409; somebody new is asked about alone', async () => {
  const body = filing();
  const first = await file(body);
  const second = await file(body);
  expect(second.status).toBe(200);
  expect(second.body).toMatchObject({ id: first.body.id, caseId: first.body.caseId, inquiries: first.body.inquiries, parties: [{ number: '1', result: 'repeated' }] });
  const conflict = await file({ ...body, cause: '别的案由' });
  expect([conflict.status, conflict.body.code]).toEqual([409, 'filing-conflict']);
  const exchanged = await file({ ...body, parties: [party('1', 99)] });
  expect([exchanged.status, exchanged.body.code]).toEqual([409, 'filing-conflict']);
  const third = await file({ ...body, parties: [...body.parties, party('2', 555)] });
  expect(third.body.inquiries).toHaveLength(2);
  expect(third.body.parties.map(({ result }: { result: string }) => result)).toEqual(['repeated', 'asked']);
});

test('ten at once: one case, one inquiry', async () => {
  const body = filing();
  const answers = await Promise.all(Array.from({ length: 10 }, () => file(body)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 200, 201]);
  expect(new Set(answers.map(({ body: { caseId } }) => caseId as string)).size).toBe(1);
  const { body: list } = await gateway.get(`/api/v1/filings?caseId=${answers[0]!.body.caseId}`);
  expect(list.items).toMatchObject([{ state: 'started', inquiries: [{ state: 'started' }] }]);
});

test('nobody knows the officers: taken, waiting, and found by the filter', async () => {
  const answer = await file(filing({ officers: [{ name: '无此人' }] }));
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({ state: 'waiting-for-officer', inquiries: [{ state: 'waiting-for-officer', reason: 'officer-unknown' }] });
  const { body } = await gateway.get(`/api/v1/filings?state=waiting-for-officer&courtCode=${encodeURIComponent('浙0106')}`, { as: 'supervisor' });
  expect(body.items.map(({ id }: { id: string }) => id)).toEqual([answer.body.id]);
});

test.each([
  ['every party is bad', { parties: [party('1', 1, { documents: [{ type: 'resident-id', number: '12' }] })] }, 400, 'request-invalid', '/parties/0/documents/0/number'],
  ['no party', { parties: [] }, 400, 'request-invalid', '/parties'],
  ['the court contradicts the number', { courtCode: '浙0102' }, 400, 'request-invalid', '/courtCode'],
  ['the court is none', { courtCode: 'x' }, 400, 'request-invalid', '/courtCode'],
  ['the court is not registered', { caseNumber: '（2016）浙0108执1号' }, 422, 'court-unknown', '/courtCode'],
  ['the role is none of ours', { parties: [{ ...party('1', 1), role: '被执行人' }] }, 400, 'request-invalid', '/parties/0/role'],
  ['a field is misspelt', { fillingNumber: '1' }, 400, 'request-invalid', '/fillingNumber'],
])('%s: refused, the field is named', async (_, change, status, code, field) => {
  const answer = await file(filing(change));
  expect([answer.status, answer.body.code, answer.body.fields[0].field]).toEqual([status, code, field]);
});

test('a filing that does not exist', async () => {
  expect((await gateway.get('/api/v1/filings/nonsense')).body.code).toBe('filing-unknown');
  expect((await gateway.get('/api/v1/filings/0198c0de-0000-7000-8000-000000000000')).status).toBe(404);
});

describe('policies', () => {
  const put = (body: unknown) => gateway.call('PUT', '/api/v1/inquiry-policies', { as: 'supervisor', body });

  test('are written, inherited and versioned', async () => {
    expect(await put({ courtCode: '浙0106', caseKind: 'restored', version: 0, content: { startAtFiling: 'never', sources: null, requeryOpen: null } })).toMatchObject({ status: 200, body: { version: 1 } });
    const { body } = await gateway.get(`/api/v1/inquiry-policies/in-force?courtCode=${encodeURIComponent('浙0106')}&caseKind=restored`);
    expect(body.content).toMatchObject({ startAtFiling: 'never', requeryOpen: null, requeryEnded: { everyMonths: 6, forYears: 5, atMost: 10 } });
    expect((await put({ courtCode: '浙0106', caseKind: 'restored', version: 0, content: {} })).body.code).toBe('version-conflict');
    const filed = await file(filing({ caseNumber: '（2016）浙0106执恢1号' }));
    expect(filed.body).toMatchObject({ state: 'not-started', inquiries: [{ state: 'held', reason: 'policy' }] });
    expect((await gateway.get('/api/v1/inquiry-policies')).body.items).toMatchObject([{ courtCode: '浙0106', caseKind: 'restored', version: 1, content: { startAtFiling: 'never' } }]);
    expect((await gateway.audit()).filter(({ event }) => event === 'policy.changed').map(({ actor, result }) => `${actor} ${result}`)).toEqual(['the-supervisor success', 'the-supervisor failure']);
  });

  test.each([
    [{ requeryOpen: { everyDays: 0, atMost: 1 } }, '/content/requeryOpen/everyDays'],
    [{ startAtFiling: 'sometimes' }, '/content/startAtFiling'],
    [{ sources: ['gold'] }, '/content/sources'],
    [{ requeryHours: { from: 0, to: 24 } }, '/content/requeryHours/to'],
    [{ urgent: { causes: [] } }, '/content/urgent/fromFen'],
    [{ colour: 'red' }, '/content/colour'],
  ])('%j is refused, the field is named', async (content, field) => {
    const { status, body } = await put({ version: 0, content });
    expect([status, body.code, body.fields[0].field]).toEqual([400, 'request-invalid', field]);
  });
});

test('the list of restore tasks is there, empty, and an unknown one cannot be decided', async () => {
  expect((await gateway.get('/api/v1/restore-tasks?state=open')).body).toEqual({ items: [] });
  expect((await gateway.post('/api/v1/restore-tasks/x/decision', { decision: 'restored' })).body.code).toBe('restore-task-unknown');
});

test('the day of the ruling belongs to an ending, and not before the filing', async () => {
  const { body: filed } = await file(filing());
  const state = (body: object) => gateway.post(`/api/v1/cases/${filed.caseId}/state`, body);
  expect((await state({ state: 'suspended', ruledOn: '2016-06-01' })).body.fields[0].field).toBe('/ruledOn');
  expect((await state({ state: 'ended-without-assets', ruledOn: '2016-05-02' })).body.fields[0].field).toBe('/ruledOn');
  expect((await state({ state: 'ended-without-assets', ruledOn: '2016-06-01' })).status).toBe(200);
});
