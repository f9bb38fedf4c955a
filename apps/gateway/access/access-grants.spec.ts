import { RunningGateway } from '../testkit/running-gateway.js';
import { COURT, officerBody, registerCase, withOfficers } from '../testkit/sample-data.js';

const REASON = '核查2026年第三季度超期未结案件的查控情况';

describe('a look at a case of others', () => {
  let gateway: RunningGateway;
  let officers: [string, string];
  let caseId: string;
  let caseNumber: string;
  let serial = 3000;

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    officers = await withOfficers(gateway);
  });
  afterAll(() => gateway.close());
  beforeEach(async () => {
    serial += 1;
    ({ caseId } = await registerCase(gateway, officers, serial));
    caseNumber = `（2016）浙0106执${serial}号`;
    await gateway.database.query.deleteFrom('access_grant').execute();
    await gateway.database.query.deleteFrom('case_member').where('login', '=', 'the-approver').execute();
  });

  const read = (as: 'supervisor' | 'auditor' | 'approver') => gateway.get(`/api/v1/cases/${caseId}`, { as });
  const give = (as: 'supervisor' | 'auditor' | 'approver' | 'operator', body: object = {}) => gateway.post('/api/v1/access-grants', { caseId, purpose: 'supervision', reason: REASON, ...body }, { as });

  test('without a reason it is refused; with one it opens, for whoever gave it and for no other case', async () => {
    expect((await read('supervisor')).body.code).toBe('reason-needed');
    const given = await give('supervisor');
    expect([given.status, given.body]).toEqual([201, expect.objectContaining({ caseId, caseNumber, purpose: 'supervision', reason: REASON })]);
    expect(Date.parse(given.body.until) - Date.parse(given.body.grantedAt)).toBe(480 * 60_000);
    expect((await read('supervisor')).status).toBe(200);
    expect((await read('auditor')).body.code).toBe('reason-needed');
    const other = (await registerCase(gateway, officers, (serial += 1))).caseId;
    await gateway.database.query.deleteFrom('access_grant').where('case_id', '=', other).execute();
    expect((await gateway.get(`/api/v1/cases/${other}`, { as: 'supervisor' })).body.code).toBe('reason-needed');
    expect((await gateway.audit()).filter(({ event }) => event === 'access.granted')).toContainEqual(expect.objectContaining({ actor: 'the-supervisor', result: 'success', case_id: caseId, reason: `${given.body.id} supervision` }));
  });

  test('by its number; an approver of the court too', async () => {
    expect((await give('approver', { caseId: undefined, caseNumber: caseNumber.replace('（', '(') })).status).toBe(201);
    expect((await read('approver')).status).toBe(200);
  });

  test('to look is not to change: only a correction or an emergency changes something', async () => {
    await give('supervisor');
    const suspend = () => gateway.post(`/api/v1/cases/${caseId}/state`, { state: 'suspended' }, { as: 'supervisor' });
    expect((await suspend()).body.code).toBe('reason-needed');
    await give('supervisor', { purpose: 'correction' });
    expect((await suspend()).status).toBe(200);
  });

  test('its time is over, or it is given up: closed again', async () => {
    const { body } = await give('auditor');
    await gateway.database.pool.query(`UPDATE access_grant SET granted_at = now() - interval '9 hours', until = now() - interval '1 second' WHERE id = $1`, [body.id]);
    expect((await read('auditor')).body.code).toBe('reason-needed');
    const again = (await give('auditor')).body.id;
    expect((await gateway.get('/api/v1/access-grants', { as: 'auditor' })).body.items.map(({ id }: { id: string }) => id)).toEqual([again, body.id]);
    const end = (id: string, as: 'auditor' | 'supervisor' = 'auditor') => gateway.call('DELETE', `/api/v1/access-grants/${id}`, { as });
    expect((await end(again, 'supervisor')).body.code).toBe('grant-unknown');
    expect((await end(again)).status).toBe(204);
    expect([(await end(again)).body.code, (await end('nonsense')).body.code]).toEqual(['grant-unknown', 'grant-unknown']);
    expect((await read('auditor')).body.code).toBe('reason-needed');
  });

  test.each([
    ['a reason of nine characters', { reason: '一二三四五六七八九' }, '/reason'],
    ['a purpose that is none', { purpose: 'curiosity' }, '/purpose'],
    ['two names of a case', { caseNumber: '（2016）浙0106执1号' }, '/caseId'],
    ['no case', { caseId: undefined }, '/caseId'],
    ['a number that is none', { caseId: undefined, caseNumber: 'x' }, '/caseId'],
    ['a duration of one\'s own', { until: '2030-01-01T00:00:00Z' }, '/until'],
  ])('%s: refused', async (_, change, field) => {
    const answer = await give('supervisor', change);
    expect([answer.status, answer.body.code, answer.body.fields[0].field]).toEqual([400, 'request-invalid', field]);
  });

  test('operators have no reason to look', async () => {
    expect((await give('operator')).body.code).toBe('role-missing');
  });

  describe('those who take part', () => {
    const members = (as: 'officer' | 'supervisor' = 'officer') => gateway.get(`/api/v1/cases/${caseId}/members`, { as });
    const add = (body: object, as: 'officer' | 'supervisor' = 'officer') => gateway.post(`/api/v1/cases/${caseId}/members`, body, { as });
    const remove = (login: string) => gateway.call('DELETE', `/api/v1/cases/${caseId}/members/${login}`);
    const partsOf = ({ body }: { body: { items: { login: string; part: string }[] } }) => body.items.map(({ login, part }) => `${login} ${part}`).sort();

    test('officers of the case by their login, whoever registered it, and those who were added; it is on record', async () => {
      expect(partsOf(await members())).toEqual(['the-officer handling', 'the-officer registrar']);
      expect(partsOf(await add({ login: 'the-approver', part: 'approver' }))).toEqual(['the-approver approver', 'the-officer handling', 'the-officer registrar']);
      expect((await read('approver')).status).toBe(200);
      expect((await remove('the-approver')).status).toBe(204);
      expect((await read('approver')).body.code).toBe('reason-needed');
      expect((await remove('the-approver')).body.code).toBe('member-unknown');
      const events = (await gateway.audit()).filter(({ event, result }) => event.startsWith('case.member-') && result === 'success');
      expect(events.slice(-2)).toMatchObject([{ event: 'case.member-added', reason: 'the-approver approver', case_id: caseId }, { event: 'case.member-removed', reason: 'the-approver', case_id: caseId }]);
    });

    test('the officers of the case change: who takes part follows at once', async () => {
      const login = `wu-${serial}`;
      const { body: wu } = await gateway.post('/api/v1/officers', { ...officerBody(serial), login }, { as: 'supervisor' });
      await gateway.patch(`/api/v1/cases/${caseId}`, { version: 1, officerIds: [officers[0], wu.id] });
      expect(partsOf(await members())).toEqual(['the-officer handling', 'the-officer registrar', `${login} second`]);
      await gateway.patch(`/api/v1/officers/${wu.id}`, { login: `${login}.new` }, { as: 'supervisor' });
      expect(partsOf(await members())).toContain(`${login}.new second`);
      await gateway.patch(`/api/v1/cases/${caseId}`, { version: 2, officerIds: [wu.id] });
      expect(partsOf(await members())).toEqual(['the-officer registrar', `${login}.new handling`]);
      // No longer the handling officer.
      expect((await add({ login: 'gu', part: 'registrar' })).body.code).toBe('part-missing');
      expect((await add({ login: 'gu', part: 'registrar' }, 'supervisor')).status).toBe(200);
      expect((await remove(`${login}.new`)).body.code).toBe('part-missing');
    });

    test('an officer of the case is not removed, but replaced', async () => {
      await gateway.database.query.deleteFrom('case_member').where('case_id', '=', caseId).where('part', '=', 'registrar').execute();
      expect((await remove('the-officer')).body.code).toBe('state-change-invalid');
    });

    test('a system that was added by mistake takes part in nothing', async () => {
      await gateway.database.query.updateTable('access_identity').set({ kind: 'system' }).where('login', '=', 'the-integration').execute();
      expect(partsOf(await add({ login: 'the-integration', part: 'registrar' }))).not.toContain('the-integration registrar');
      await gateway.database.query.updateTable('access_identity').set({ kind: 'person' }).where('login', '=', 'the-integration').execute();
    });

    test('two officers of one login: refused', async () => {
      const answer = await gateway.post('/api/v1/officers', { ...officerBody(9), courtCode: COURT.code, login: 'the-officer' }, { as: 'supervisor' });
      expect([answer.status, answer.body.fields[0].field]).toEqual([400, '/login']);
    });

    test('an officer of another court cannot be made one of this case', async () => {
      await gateway.call('PUT', `/api/v1/courts/${encodeURIComponent('浙0105')}`, { as: 'operator', body: { name: '拱墅法院' } });
      const { body } = await gateway.post('/api/v1/officers', { ...officerBody(8), courtCode: '浙0105' }, { as: 'supervisor' });
      const answer = await gateway.patch(`/api/v1/cases/${caseId}`, { version: 1, officerIds: [body.id] });
      expect([answer.body.code, answer.body.fields[0].field]).toEqual(['officer-unknown', '/officerIds/0']);
    });
  });
});
