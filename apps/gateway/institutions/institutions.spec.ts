import { RunningGateway, until } from '../testkit/running-gateway.js';
import { pullInstitution, pushInstitution } from '../testkit/sample-data.js';

describe('institutions over HTTP', () => {
  let gateway: RunningGateway;
  beforeAll(async () => {
    gateway = await RunningGateway.start();
  });
  afterAll(() => gateway.close());

  const operator = { as: 'operator' } as const;
  const add = (body: object) => gateway.post('/api/v1/institutions', body, operator);
  let serial = 0;
  const nextCode = () => `TEST-${(serial += 1)}`;

  test('one that we call is registered: stored in order, known to the engine at once, on record', async () => {
    const answer = await add(pushInstitution());
    expect([answer.status, answer.headers.get('location'), answer.headers.get('etag')]).toEqual([201, '/api/v1/institutions/F910H101330100001', '"1"']);
    expect(answer.body).toMatchObject({
      ...pushInstitution(),
      endpoint: 'https://bank.example/court',
      workingHours: { days: [1, 2, 3, 4, 5], from: '08:30', to: '17:30', timezone: 'Asia/Shanghai' },
      state: 'in-service',
      version: 1,
    });
    expect(gateway.registry.get('F910H101330100001')).toMatchObject({ ratePerSecond: 20, sources: ['deposit'] });
    expect((await gateway.audit()).at(-1)).toMatchObject({ event: 'institution.added', actor: 'the-operator', result: 'success', institution_code: 'F910H101330100001' });
  });

  test('one that polls us is registered: without an address', async () => {
    const answer = await add(pullInstitution());
    expect([answer.status, answer.body.endpoint, answer.body.ratePerSecond, answer.body.workingHours]).toEqual([201, undefined, undefined, undefined]);
    expect((await gateway.get('/api/v1/institutions/C001H101110102001')).body).toEqual(answer.body);
  });

  test('the code is taken: refused, and on record', async () => {
    const code = nextCode();
    await add(pullInstitution(code));
    const answer = await add(pushInstitution(code));
    expect([answer.status, answer.body.code]).toEqual([409, 'institution-exists']);
    expect(gateway.registry.get(code)?.adapter).toBe('bank');
    expect((await gateway.audit()).at(-1)).toMatchObject({ event: 'institution.added', result: 'failure', reason: 'institution-exists' });
  });

  test.each([
    ['a code of small letters', { code: 'abc' }, '/code'],
    ['a version the adapter does not read', { contractVersion: 'V9' }, '/contractVersion'],
    ['a source the adapter cannot be asked about', { sources: ['deposit', 'vehicle'] }, '/sources/1'],
    ['a source that does not exist', { sources: ['gold'] }, '/sources'],
    ['no source', { sources: [] }, '/sources'],
    ['a source twice', { sources: ['deposit', 'deposit'] }, '/sources'],
    ['no address for one that we call', { endpoint: undefined }, '/endpoint'],
    ['an address that is no web address', { endpoint: 'ftp://bank.example' }, '/endpoint'],
    ['a path of the machine as the address', { endpoint: 'file:///etc/passwd' }, '/endpoint'],
    ['an address with a password', { endpoint: 'https://user:pass@bank.example/' }, '/endpoint'],
    ['an address with a query', { endpoint: 'https://bank.example/?token=1' }, '/endpoint'],
    ['credentials that nobody has stored', { credentialsRef: 'unheard-of' }, '/credentialsRef'],
    ['a name of credentials that is a path', { credentialsRef: '../secrets' }, '/credentialsRef'],
    ['a rate of nothing', { ratePerSecond: 0 }, '/ratePerSecond'],
    ['no call at a time', { concurrency: 0 }, '/concurrency'],
    ['too many calls at a time', { concurrency: 1001 }, '/concurrency'],
    ['too little time', { connectTimeoutMs: 99 }, '/connectTimeoutMs'],
    ['too much time', { responseTimeoutMs: 600_001 }, '/responseTimeoutMs'],
    ['longer to connect than to answer', { connectTimeoutMs: 10_001 }, '/connectTimeoutMs'],
    ['a deadline of no time', { answerDeadlineSeconds: 0 }, '/answerDeadlineSeconds'],
    ['a region that is none', { region: '33' }, '/region'],
    ['a kind that does not exist', { kind: 'casino' }, '/kind'],
    ['hours on an eighth day', { workingHours: { days: [8], from: '08:00', to: '17:00', timezone: 'Asia/Shanghai' } }, '/workingHours/days'],
    ['hours that end before they begin', { workingHours: { days: [1], from: '17:00', to: '08:00', timezone: 'Asia/Shanghai' } }, '/workingHours/to'],
    ['hours in a zone with summer time', { workingHours: { days: [1], from: '08:00', to: '17:00', timezone: 'Europe/Berlin' } }, '/workingHours/timezone'],
    ['a field that does not exist', { colour: 'red' }, '/colour'],
  ])('%s: refused with its place, nothing is written', async (_, change, field) => {
    const before = await gateway.count('institution');
    const answer = await add({ ...pushInstitution(nextCode()), ...change });
    expect([answer.status, answer.body.code, answer.body.fields.map((each: { field: string }) => each.field)]).toEqual([400, 'request-invalid', [field]]);
    expect(await gateway.count('institution')).toBe(before);
  });

  test('one that polls us without a login, or with an address: refused', async () => {
    const fields = async (change: object) => (await add({ ...pullInstitution(nextCode()), ...change })).body.fields.map((each: { field: string }) => each.field);
    expect(await fields({ credentialsRef: undefined })).toEqual(['/credentialsRef']);
    expect(await fields({ endpoint: 'https://bank.example' })).toEqual(['/endpoint']);
  });

  test('an adapter that is not installed: refused', async () => {
    const answer = await add({ ...pushInstitution(nextCode()), adapter: 'insurer' });
    expect([answer.status, answer.body.code]).toEqual([422, 'adapter-unknown']);
  });

  test('facts change from the version that was seen; null takes an optional fact away', async () => {
    const code = nextCode();
    await add(pushInstitution(code));
    const answer = await gateway.patch(`/api/v1/institutions/${code}`, { ratePerSecond: null, workingHours: null, concurrency: 4 }, { ...operator, headers: { 'if-match': '"1"' } });
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, '"2"']);
    expect([answer.body.ratePerSecond, answer.body.workingHours, answer.body.concurrency, answer.body.name]).toEqual([undefined, undefined, 4, '运河城市商业银行']);
    expect(gateway.registry.get(code)).toMatchObject({ concurrency: 4, version: 2 });
    const late = await gateway.patch(`/api/v1/institutions/${code}`, { version: 1, concurrency: 9 }, operator);
    expect([late.status, late.body.code]).toEqual([409, 'version-conflict']);
    expect(gateway.registry.get(code)?.concurrency).toBe(4);
  });

  test.each([
    ['the name taken away', { name: null }, 'request-invalid'],
    ['the address taken away from one that we call', { endpoint: null }, 'request-invalid'],
    ['a change to another contract without what that needs', { adapter: 'bank' }, 'request-invalid'],
    ['a change to a contract that is not installed', { adapter: 'insurer' }, 'adapter-unknown'],
    ['a change of the code', { code: 'OTHER' }, 'request-invalid'],
    ['a change of the state', { state: 'out-of-service' }, 'request-invalid'],
  ])('%s: refused, nothing changes', async (_, change, problem) => {
    const code = nextCode();
    const made = (await add(pushInstitution(code))).body;
    expect((await gateway.patch(`/api/v1/institutions/${code}`, { version: 1, ...change }, operator)).body.code).toBe(problem);
    expect((await gateway.get(`/api/v1/institutions/${code}`)).body).toEqual(made);
  });

  test('a change without the version that was seen: refused', async () => {
    const code = nextCode();
    await add(pushInstitution(code));
    expect((await gateway.patch(`/api/v1/institutions/${code}`, { concurrency: 3 }, operator)).body.fields[0].field).toBe('/version');
  });

  test('taken out of service with a reason, and put back: who, why and when are known, and all of it is on record', async () => {
    const code = nextCode();
    await add(pushInstitution(code));
    const out = await gateway.post(`/api/v1/institutions/${code}/out-of-service`, { reason: '机构系统升级' }, operator);
    expect([out.status, out.body]).toEqual([200, expect.objectContaining({ state: 'out-of-service', stateReason: '机构系统升级', stateBy: 'the-operator', version: 2 })]);
    expect(Date.parse(out.body.stateAt)).toBeGreaterThan(Date.now() - 60_000);
    expect(gateway.registry.get(code)?.state).toBe('out-of-service');
    const twice = await gateway.post(`/api/v1/institutions/${code}/out-of-service`, { reason: '再次' }, operator);
    expect([twice.status, twice.body.code]).toEqual([409, 'state-change-invalid']);
    const back = await gateway.post(`/api/v1/institutions/${code}/in-service`, { reason: '升级完成', version: 2 }, operator);
    expect(back.body).toMatchObject({ state: 'in-service', stateReason: '升级完成', version: 3 });
    const entries = (await gateway.audit()).filter(({ institution_code }) => institution_code === code);
    expect(entries.map(({ event, result, reason }) => [event, result, reason])).toEqual([
      ['institution.added', 'success', null],
      ['institution.out-of-service', 'success', '机构系统升级'],
      ['institution.out-of-service', 'failure', 'state-change-invalid'],
      ['institution.in-service', 'success', '升级完成'],
    ]);
  });

  test('taken out of service without a reason, or from a version that is gone: refused', async () => {
    const code = nextCode();
    await add(pushInstitution(code));
    expect((await gateway.post(`/api/v1/institutions/${code}/out-of-service`, {}, operator)).body.fields[0].field).toBe('/reason');
    const late = await gateway.post(`/api/v1/institutions/${code}/out-of-service`, { reason: '升级' }, { ...operator, headers: { 'if-match': '"9"' } });
    expect([late.status, late.body.code]).toEqual([409, 'version-conflict']);
    expect((await gateway.post(`/api/v1/institutions/${code}/in-service`, { reason: '无' }, operator)).body.fields).toHaveLength(1);
    expect(gateway.registry.get(code)?.state).toBe('in-service');
  });

  test('an unknown institution: refused everywhere', async () => {
    const answers = [
      await gateway.get('/api/v1/institutions/NOBODY'),
      await gateway.patch('/api/v1/institutions/NOBODY', { version: 1 }, operator),
      await gateway.post('/api/v1/institutions/NOBODY/out-of-service', { reason: '升级' }, operator),
      await gateway.post('/api/v1/institutions/NOBODY/in-service', { reason: '升级' }, operator),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array(4).fill([404, 'institution-unknown']));
  });

  test('listed by code, page by page, and by what they are', async () => {
    await add({ ...pushInstitution('LIST-A'), region: '331100' });
    await add({ ...pushInstitution('LIST-B'), region: '331100', sources: ['deposit'] });
    await add({ ...pullInstitution('LIST-C'), region: '331100' });
    await gateway.post('/api/v1/institutions/LIST-B/out-of-service', { reason: '升级' }, operator);
    const codes = async (query: string) => (await gateway.get(`/api/v1/institutions?${query}`)).body.items.map(({ code }: { code: string }) => code);
    expect(await codes('region=331100')).toEqual(['LIST-A', 'LIST-B', 'LIST-C']);
    expect(await codes('region=331100&state=out-of-service')).toEqual(['LIST-B']);
    expect(await codes('region=331100&adapter=bank&kind=bank&source=wealth')).toEqual(['LIST-C']);
    const first = await gateway.get('/api/v1/institutions?region=331100&limit=2');
    expect(await codes(`region=331100&limit=2&cursor=${first.body.nextCursor}`)).toEqual(['LIST-C']);
    expect((await gateway.get('/api/v1/institutions?cursor=x')).body.code).toBe('cursor-invalid');
    expect((await gateway.get('/api/v1/institutions?source=gold')).body.fields[0].field).toBe('source');
  });

  test('a colleague of another process changes one: this process hears of it', async () => {
    const code = nextCode();
    await add(pushInstitution(code));
    await until(() => gateway.registry.listening);
    await gateway.database.pool.query(`UPDATE institution SET concurrency = 77, version = 2 WHERE code = $1`, [code]);
    await gateway.database.pool.query(`SELECT pg_notify('institution_changed', $1)`, [code]);
    await until(() => gateway.registry.get(code)?.concurrency === 77);
  });

  test.each(['officer', 'approver', 'supervisor', 'auditor', 'integration'] as const)('%s may look but not change', async (as) => {
    expect((await gateway.get('/api/v1/institutions', { as })).status).toBe(200);
    for (const answer of [
      await gateway.post('/api/v1/institutions', pushInstitution(nextCode()), { as }),
      await gateway.patch('/api/v1/institutions/LIST-A', { version: 1 }, { as }),
      await gateway.post('/api/v1/institutions/LIST-A/out-of-service', { reason: '升级' }, { as }),
      await gateway.post('/api/v1/institutions/LIST-A/in-service', { reason: '升级' }, { as }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([403, 'role-missing']);
    }
  });
});
