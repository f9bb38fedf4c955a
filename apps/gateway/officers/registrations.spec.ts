import { beijingDay } from '#libs/statute';
import { RunningGateway } from '../testkit/running-gateway.js';
import { COURT, officerBody, PULL, pullInstitution, PUSH, pushInstitution, registerCase, withOfficers } from '../testkit/sample-data.js';

const LAND = 'LAND-330122';
const TODAY = beijingDay(new Date());

describe('officers and the institutions that register them', () => {
  let gateway: RunningGateway;
  let officers: [string, string];
  let serial = 500;

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    officers = await withOfficers(gateway);
    const required = { officerRegistration: 'required' };
    await gateway.post('/api/v1/institutions', { ...pullInstitution(PULL), ...required }, { as: 'operator' });
    await gateway.post('/api/v1/institutions', { ...pushInstitution(PUSH), workingHours: undefined, ...required }, { as: 'operator' });
    await gateway.post('/api/v1/institutions', { ...pullInstitution(LAND), name: '土地承包登记', kind: 'rural-land', adapter: 'offline', contractVersion: '1', credentialsRef: undefined, sources: ['land'], ...required }, { as: 'operator' });
  });
  afterAll(() => gateway.close());
  afterEach(async () => {
    for (const id of officers) {
      await gateway.post(`/api/v1/officers/${id}/reinstate`, {}, { as: 'supervisor' });
      await gateway.patch(`/api/v1/officers/${id}`, { workValidFrom: null, workValidUntil: null, dutyValidFrom: null, dutyValidUntil: null }, { as: 'supervisor' });
    }
    await gateway.database.pool.query('DELETE FROM officer_registration_task; DELETE FROM officer_registration');
    await gateway.parts.officers.refresh();
    gateway.institutions.offered.length = 0;
  });

  const register = (change: object = {}, as: 'supervisor' | 'officer' = 'supervisor') =>
    gateway.call('PUT', '/api/v1/officer-registrations', { as, body: { officerIds: officers, institutionCodes: [PULL, PUSH, LAND], state: 'registered', ...change } });
  const ask = async (change: object = {}) => {
    const { caseId } = await registerCase(gateway, officers, (serial += 1));
    return gateway.post('/api/v1/inquiries', { caseId, purpose: '立案查控', includeOffline: true, ...change });
  };
  const waiting = async (table: string): Promise<number> => (await gateway.database.pool.query(`SELECT count(*)::int AS n FROM ${table}`)).rows[0].n;

  test('nobody is registered: over all channels nothing is sent, each is missing with its reason, and coverage counts them', async () => {
    const before = [await waiting('mailbox'), await waiting('offline_task')];
    const { status, body } = await ask();
    expect([status, body.complete]).toEqual([200, true]);
    const causes = body.answers.map(({ institution, outcome }: { institution: { code: string }; outcome: { cause: string } }) => `${institution.code} ${outcome.cause}`);
    expect(new Set(causes)).toEqual(new Set([PULL, PUSH, LAND].map((code) => `${code} officer-not-registered`)));
    expect(body.missing).toHaveLength(body.answers.length);
    expect(body.missing[0].why).toMatch(/^officer-not-registered: .*查冻规定 art 2.*the handling officer is not registered there/);
    expect(body.coverage.find(({ source }: { source: string }) => source === 'deposit')).toMatchObject({ asked: 4, failed: 4, answered: 0 });
    expect(gateway.institutions.offered).toEqual([]);
    expect([await waiting('mailbox'), await waiting('offline_task')]).toEqual(before);
    expect(JSON.stringify(body.missing)).not.toContain('李四');
  });

  test('registered at one of them: that one is asked and the others are not; both officers count where the contract names both', async () => {
    await register({ officerIds: [officers[1]], institutionCodes: [PUSH, PULL] });
    const { body } = await ask({ includeOffline: false });
    expect(gateway.institutions.offered.map(({ institutionCode }) => institutionCode)).toEqual([PUSH, PUSH]);
    // The test's bank contract says nothing of one officer only, so the second one's registration serves there too.
    expect(body.totals).toMatchObject({ waiting: 4 });
  });

  test('a registration that ends: what is accepted afterwards is refused at once, and a letter is not printed with what waited', async () => {
    await register();
    const { body } = await ask({ institutions: [LAND] });
    expect(body.totals.waiting).toBe(2);
    const batch = (await gateway.get(`/api/v1/offline-batches?state=open&institution=${LAND}`)).body.items[0].id;
    expect((await register({ state: 'ended', reason: '岗位调整' })).body).toEqual({ changed: 6, unchanged: 0 });
    const printed = await gateway.post(`/api/v1/offline-batches/${batch}/print`, {});
    expect([printed.status, printed.body.code]).toEqual([409, 'state-change-invalid']);
    const after = (await gateway.get(`/api/v1/inquiries/${body.id}`)).body;
    expect(after.answers.map(({ outcome }: { outcome: { cause: string } }) => outcome.cause)).toEqual(['officer-not-registered', 'officer-not-registered']);
    expect((await ask()).body.totals).toMatchObject({ waiting: 0 });
    expect(gateway.institutions.offered).toEqual([]);
  });

  test.each([
    ['the work certificate ended yesterday', { workValidUntil: '2020-01-01' }, '/officers/0/workValidUntil', 'today in Beijing or later'],
    ['the duty certificate is not valid yet', { dutyValidFrom: '2999-01-01' }, '/officers/0/dutyValidFrom', 'today in Beijing or earlier'],
  ])('the handling officer is not valid, %s: the whole inquiry is refused, naming field and rule', async (_, change, field, allowed) => {
    await register();
    await gateway.patch(`/api/v1/officers/${officers[0]}`, change, { as: 'supervisor' });
    const { status, body } = await ask();
    expect([status, body.code, body.fields[0].field]).toEqual([409, 'officer-not-valid', field]);
    expect([body.detail, body.fields[0].allowed]).toEqual([expect.stringContaining('查冻规定 arts 1(2), 2'), expect.stringContaining(allowed)]);
    expect(gateway.institutions.offered).toEqual([]);
  });

  test('suspended and reinstated: refused in between; institutions that have the officer are to be told of both', async () => {
    await register({ officerIds: [officers[0]], institutionCodes: [PULL, PUSH] });
    const suspended = await gateway.post(`/api/v1/officers/${officers[0]}/suspend`, { reason: '停职' }, { as: 'supervisor' });
    expect(suspended.body.suspended).toMatchObject({ by: 'the-supervisor', reason: '停职' });
    expect((await gateway.post(`/api/v1/officers/${officers[0]}/suspend`, { reason: '停职' }, { as: 'supervisor' })).body.code).toBe('state-change-invalid');
    expect((await ask()).body).toMatchObject({ code: 'officer-not-valid', fields: [{ field: '/officers/0/suspended' }] });
    await gateway.post(`/api/v1/officers/${officers[0]}/reinstate`, {}, { as: 'supervisor' });
    expect((await ask({ institutions: [PUSH] })).status).toBe(202);
    const tasks = (await gateway.get('/api/v1/officer-registration-tasks?state=open', { as: 'supervisor' })).body.items;
    expect(tasks.map(({ institutionCode, causes }: { institutionCode: string; causes: string[] }) => [institutionCode, causes])).toEqual([[PUSH, ['suspended', 'reinstated']], [PULL, ['suspended', 'reinstated']]]);
  });

  test('a new certificate raises a task per institution; a telephone number none; reported, the next change raises another', async () => {
    await register({ officerIds: [officers[0]], institutionCodes: [PULL] });
    const tasks = async () => (await gateway.get('/api/v1/officer-registration-tasks', { as: 'supervisor' })).body.items;
    await gateway.patch(`/api/v1/officers/${officers[0]}`, { phone: '0571-12345678' }, { as: 'supervisor' });
    expect(await tasks()).toEqual([]);
    await gateway.patch(`/api/v1/officers/${officers[0]}`, { workCertificate: 'W-NEW', images: officerBody(1).images }, { as: 'supervisor' });
    const [task] = await tasks();
    expect(task).toMatchObject({ institutionCode: PULL, state: 'open', causes: ['certificate-changed', 'image-changed'] });
    expect((await gateway.post(`/api/v1/officer-registration-tasks/${task.id}/reported`, { reference: '西法备1' }, { as: 'supervisor' })).body.state).toBe('reported');
    await gateway.patch(`/api/v1/officers/${officers[0]}`, { workValidUntil: '2999-12-31' }, { as: 'supervisor' });
    expect((await tasks()).map(({ state, causes }: { state: string; causes: string[] }) => [state, causes])).toEqual([['open', ['validity-changed']], ['reported', ['certificate-changed', 'image-changed']]]);
    expect((await gateway.post(`/api/v1/officer-registration-tasks/${task.id}/confirmed`, {}, { as: 'supervisor' })).body.state).toBe('confirmed');
    expect((await gateway.post('/api/v1/officer-registration-tasks/x/confirmed', {}, { as: 'supervisor' })).body.code).toBe('registration-task-unknown');
  });

  test('the list in pages without names, and as a table with them, which is recorded', async () => {
    await register({ reference: '=备1' });
    const first = (await gateway.get('/api/v1/officer-registrations?limit=4')).body;
    const second = (await gateway.get(`/api/v1/officer-registrations?limit=4&after=${first.next}`)).body;
    expect([first.items.length, second.items.length, second.next, JSON.stringify(first).includes('李四')]).toEqual([4, 2, undefined, false]);
    const csv = await gateway.get(`/api/v1/officer-registrations/export?institutionCode=${PULL}`, { as: 'supervisor' });
    expect([csv.headers.get('content-type'), csv.text.trim().split('\r\n').length]).toEqual(['text/csv; charset=utf-8', 3]);
    expect(csv.text).toContain(`${COURT.code},李四,`);
    expect(csv.text).toContain(`registered,${TODAY},,'=备1`);
    expect(csv.headers.get('content-disposition')).toMatch(/^attachment; filename="officer-registrations_the-supervisor_\d{8}T\d{6}_[0-9a-f-]{36}\.csv"$/);
    expect(csv.headers.get('watermark')).toContain('by=the-supervisor; ');
    expect((await gateway.audit()).at(-1)).toMatchObject({ event: 'officer.registrations-exported', reason: '2 registrations', institution_code: PULL });
  });

  test('the bulk call says what is wrong, and an officer may not make it', async () => {
    expect((await register({}, 'officer')).body.code).toBe('role-missing');
    expect((await register({ state: 'ended' })).body).toMatchObject({ code: 'request-invalid', fields: [{ field: '/reason' }] });
    expect((await register({ institutionCodes: ['NOWHERE'] })).body.code).toBe('institution-unknown');
  });
});
