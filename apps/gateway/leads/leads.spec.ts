import { addDays, beijingDay, leadClock } from '#libs/statute';
import { FILLED_WITHIN_MS } from '../testkit/filled-court.js';
import { RunningGateway } from '../testkit/running-gateway.js';
import { caseBody, withOfficers, withOpenCase } from '../testkit/sample-data.js';

const today = beijingDay(new Date());

describe('leads of parties over HTTP', () => {
  let gateway: RunningGateway;
  let caseId: string;
  let obligorId: string;

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    const body = (await gateway.post('/api/v1/cases', caseBody(await withOfficers(gateway), 81))).body;
    [caseId, obligorId] = [body.id, body.obligors[0].id];
  }, FILLED_WITHIN_MS);
  afterAll(() => gateway.close());

  const given = (change: object = {}) => ({ givenAs: 'applicant', giver: '虚构申请人', contact: '13800000000', receivedOn: today, channel: 'in-person', property: 'vehicle', description: '货车停放在其仓库', place: '浙江省杭州市西湖区虚构路1号', obligorId, ...change });
  const register = async (change: object = {}, headers = {}) => gateway.post(`/api/v1/cases/${caseId}/leads`, given(change), { headers });
  const needs = async () => (await gateway.get('/api/v1/needs?kind=leads&limit=50')).body;

  test('registered, among what needs somebody with its clock, checked, told, gone: each step with its version', async () => {
    const made = await register({ urgent: true, urgentReason: '正在转移' });
    const clock = leadClock(today, true);
    expect([made.status, made.headers.get('location'), made.headers.get('etag')]).toEqual([201, `/api/v1/leads/${made.body.id}`, '"1"']);
    expect(made.body).toMatchObject({ state: 'open', owner: 'the-officer', dueOn: addDays(today, 3), dueByDays: addDays(today, 3), dueByWorkingDays: clock.dueByWorkingDays, overdue: false, obligorId });
    expect((await needs()).items).toEqual([expect.objectContaining({ key: `lead-check-${made.body.id}`, kind: 'leads', lead: 'check', caseId, owner: 'the-officer', urgent: true, dueOn: addDays(today, 3), daysLeft: 3 })]);
    expect((await gateway.get('/api/v1/work-list?only=needs')).body.items).toEqual([expect.objectContaining({ id: caseId, leads: 1 })]);

    const checked = await gateway.post(`/api/v1/leads/${made.body.id}/outcome`, { finding: 'found', text: '货车在库', version: 1 });
    expect([checked.status, checked.headers.get('etag'), checked.body.outcome]).toEqual([200, '"2"', expect.objectContaining({ finding: 'found', by: 'the-officer', late: false })]);
    expect((await needs()).items).toEqual([expect.objectContaining({ key: `lead-tell-${made.body.id}`, lead: 'tell', dueOn: checked.body.noticeDueOn })]);
    expect((await gateway.post(`/api/v1/leads/${made.body.id}/outcome`, { finding: 'nothing-found', text: '查无', version: 2 })).body).toMatchObject({ code: 'lead-checked', status: 409 });

    const letter = await gateway.get(`/api/v1/leads/${made.body.id}/letter`);
    expect([letter.status, letter.headers.get('content-type'), letter.text.startsWith('%PDF')]).toEqual([200, 'application/pdf', true]);
    const told = await gateway.post(`/api/v1/leads/${made.body.id}/notice`, { way: 'oral', on: today, reference: '笔录第2页', text: '已告知' }, { headers: { 'if-match': '"2"' } });
    expect(told.body).toMatchObject({ version: 3, notice: { way: 'oral', reference: '笔录第2页', late: false } });
    expect([(await needs()).items, (await needs()).counts]).toEqual([[], []]);
    const { body } = await gateway.get(`/api/v1/leads/${made.body.id}`);
    expect(body.history.map(({ event, actor, detail }: Record<string, string>) => [event, actor, detail])).toEqual([
      ['registered', 'the-officer', undefined], ['assigned', 'the-officer', 'the-officer'], ['checked', 'the-officer', 'found'], ['told', 'the-officer', 'oral'],
    ]);
  });

  test('the letter of a lead that is not checked, and for somebody who sees people masked', async () => {
    const { id } = (await register()).body;
    expect((await gateway.get(`/api/v1/leads/${id}/letter`)).body).toMatchObject({ code: 'state-change-invalid', status: 409 });
    await gateway.givesReason('auditor', caseId);
    expect((await gateway.get(`/api/v1/leads/${id}/letter`, { as: 'auditor' })).body.code).toBe('personal-data-masked');
  });

  test('a change without the version that was seen, or with an old one', async () => {
    const { id } = (await register()).body;
    expect((await gateway.post(`/api/v1/leads/${id}/outcome`, { finding: 'found', text: '在库' })).body).toMatchObject({ code: 'request-invalid', fields: [{ field: '/version' }] });
    expect((await gateway.post(`/api/v1/leads/${id}/links`, { version: 7, orderIds: [1] })).body.code).toBe('version-conflict');
    expect((await gateway.call('PUT', `/api/v1/leads/${id}/owner`, { body: { version: 1, owner: 'nobody-here' } })).body).toMatchObject({ code: 'lead-owner-unacceptable', status: 422, fields: [{ field: '/owner' }] });
  });

  test('the same key: one lead, and the second answer says that it is one', async () => {
    const headers = { 'idempotency-key': 'lead-of-monday-1' };
    const [first, second] = [await register({}, headers), await register({}, headers)];
    expect([second.status, second.body.id, second.headers.get('idempotent-replayed')]).toEqual([201, first.body.id, 'true']);
    expect((await register({ property: 'land' }, headers)).body.code).toBe('idempotency-key-reused');
  });

  test('what is wrong is named with its field and what is allowed, and never repeated', async () => {
    const answer = await register({ receivedOn: addDays(today, 1), giver: '1', urgent: true, property: 'castle' });
    expect([answer.status, answer.body.fields]).toEqual([400, [{ field: '/property', allowed: expect.stringContaining('deposit, wealth') }]]);
    const again = await register({ receivedOn: addDays(today, 1), urgent: true });
    expect(again.body.fields.map(({ field }: { field: string }) => field)).toEqual(['/receivedOn', '/urgentReason']);
    const foreign = (await withOpenCase(gateway, 82)).obligorIds[0];
    expect((await register({ obligorId: foreign })).body).toMatchObject({ code: 'obligor-unknown', fields: [{ field: '/obligorId' }] });
    expect((await register({ missing: ['thing', 'thing'] })).body.code).toBe('request-invalid');
  });

  test('the list over many cases names nobody; who looks on sees the leads of a case without who and where', async () => {
    const list = await gateway.get('/api/v1/leads?waits=to-check&owner=the-officer', { as: 'supervisor' });
    expect(list.body.items.length).toBeGreaterThan(0);
    expect(['虚构', '货车', '13800000000'].filter((secret) => list.text.includes(secret))).toEqual([]);
    expect((await gateway.get('/api/v1/leads?waits=soon')).body.code).toBe('parameter-invalid');
    expect((await gateway.get('/api/v1/leads?cursor=x')).body.code).toBe('cursor-invalid');
    await gateway.givesReason('auditor', caseId);
    const looked = await gateway.get(`/api/v1/cases/${caseId}/leads`, { as: 'auditor' });
    expect([looked.status, ['虚构申请人', '虚构路', '13800000000'].filter((secret) => looked.text.includes(secret))]).toEqual([200, []]);
    expect((await gateway.audit()).at(-1)).toMatchObject({ event: 'lead.read', actor: 'the-auditor', case_id: caseId });
  });
});
