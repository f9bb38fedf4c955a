import { RunningGateway } from '../testkit/running-gateway.js';
import { COURT, officerBody } from '../testkit/sample-data.js';

describe('courts over HTTP', () => {
  let gateway: RunningGateway;
  beforeAll(async () => {
    gateway = await RunningGateway.start();
  });
  afterAll(() => gateway.close());

  const put = (code: string, body: unknown, as: 'supervisor' | 'operator' | 'integration' | 'officer' = 'supervisor') =>
    gateway.call('PUT', `/api/v1/courts/${encodeURIComponent(code)}`, { as, body });

  test('courts are registered from the top, renamed, and listed by code', async () => {
    expect((await put('浙', { name: '浙江省高级人民法院' })).status).toBe(201);
    expect((await put('浙０１', { name: '杭州市中级人民法院', parentCode: '浙' }, 'operator')).body).toEqual({ code: '浙01', name: '杭州市中级人民法院', parentCode: '浙' });
    expect((await put('浙0106', { name: '西湖区法院', parentCode: '浙01' }, 'integration')).status).toBe(200);
    const renamed = await put('浙0106', { name: '杭州市西湖区人民法院', parentCode: '浙01' });
    expect([renamed.status, renamed.body.name]).toEqual([200, '杭州市西湖区人民法院']);

    const first = await gateway.get('/api/v1/courts?limit=2', { as: 'operator' });
    expect(first.body.items.map(({ code }: { code: string }) => code)).toEqual(['浙', '浙01']);
    const second = await gateway.get(`/api/v1/courts?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body).toEqual({ items: [{ code: '浙0106', name: '杭州市西湖区人民法院', parentCode: '浙01' }] });
    expect((await gateway.get(`/api/v1/courts?parentCode=${encodeURIComponent('浙')}`)).body.items).toHaveLength(1);
    expect((await gateway.get('/api/v1/courts?cursor=c1.eA')).body.code).toBe('cursor-invalid');
  });

  test('a court above itself, or a parent that is not registered: refused, nothing changes', async () => {
    await put('浙', { name: '浙江省高级人民法院' });
    await put('浙01', { name: '杭州市中级人民法院', parentCode: '浙' });
    const before = await gateway.count('court');
    const circle = await put('浙', { name: '浙江省高级人民法院', parentCode: '浙01' });
    expect([circle.status, circle.body.fields[0].field]).toEqual([400, '/parentCode']);
    const unknown = await put('浙02', { name: '宁波市中级人民法院', parentCode: '沪' });
    expect([unknown.status, unknown.body.code]).toEqual([422, 'court-unknown']);
    expect(await gateway.count('court')).toBe(before);
  });

  test.each([
    ['a code that is none', 'X1', { name: 'X' }, 'parameter-invalid', 'code'],
    ['a name that is missing', '浙03', {}, 'request-invalid', '/name'],
    ['a name of spaces', '浙03', { name: '  ' }, 'request-invalid', '/name'],
    ['a parent code that is none', '浙03', { name: '温州市中级人民法院', parentCode: '?' }, 'request-invalid', '/parentCode'],
  ])('%s: refused', async (_, code, body, problem, field) => {
    const answer = await put(code, body);
    expect([answer.status, answer.body.code, answer.body.fields[0].field]).toEqual([400, problem, field]);
  });

  test('registered, renamed, refused: each is on record with who did it', async () => {
    await put('沪', { name: '上海市高级人民法院' }, 'operator');
    await put('沪', { name: '上海市高院' });
    await put('沪', { name: '上海市高院', parentCode: '京' });
    const entries = (await gateway.audit()).filter(({ event }) => event === 'court.changed').slice(-3);
    expect(entries.map(({ actor, result, reason }) => [actor, result, reason])).toEqual([
      ['the-operator', 'success', 'registered 沪'],
      ['the-supervisor', 'success', 'changed 沪'],
      ['the-supervisor', 'failure', 'court-unknown'],
    ]);
    expect(entries.every(({ correlation_id }) => correlation_id !== null)).toBe(true);
  });

  test('the audit record cannot be written: the court is not either', async () => {
    const before = await gateway.count('court');
    await gateway.database.pool.query('ALTER TABLE audit_event RENAME TO elsewhere');
    const answer = await put('津', { name: '天津市高级人民法院' });
    await gateway.database.pool.query('ALTER TABLE elsewhere RENAME TO audit_event');
    expect([answer.status, await gateway.count('court')]).toEqual([500, before]);
  });

  test('officers may not register courts', async () => {
    expect((await put('浙04', { name: '嘉兴市中级人民法院' }, 'officer')).body.code).toBe('role-missing');
  });
});

describe('officers over HTTP', () => {
  let gateway: RunningGateway;
  beforeAll(async () => {
    gateway = await RunningGateway.start();
    await gateway.call('PUT', `/api/v1/courts/${encodeURIComponent(COURT.code)}`, { as: 'supervisor', body: { name: COURT.name } });
  });
  afterAll(() => gateway.close());

  const register = (change: object = {}, as: 'supervisor' | 'officer' = 'supervisor') => gateway.post('/api/v1/officers', { ...officerBody(1), ...change }, { as });

  test('an officer is registered, read, listed and changed; the pictures stay inside', async () => {
    const made = await register();
    expect(made.status).toBe(201);
    const { images: _, ...facts } = officerBody(1);
    expect(made.body).toEqual({ id: made.body.id, ...facts });
    expect(made.headers.get('location')).toBe(`/api/v1/officers/${made.body.id}`);
    expect((await gateway.get(`/api/v1/officers/${made.body.id}`)).body).toEqual(made.body);

    const changed = await gateway.patch(`/api/v1/officers/${made.body.id}`, { phone: '0571-87654321' }, { as: 'supervisor' });
    expect(changed.body).toEqual({ ...made.body, phone: '0571-87654321' });
    const listed = await gateway.get(`/api/v1/officers?courtCode=${encodeURIComponent(COURT.code)}`, { as: 'supervisor' });
    expect(listed.body.items).toContainEqual(changed.body);
    expect((await gateway.get(`/api/v1/officers?courtCode=${encodeURIComponent('浙0105')}`)).body.items).toEqual([]);
  });

  test('page by page, newest first', async () => {
    const made: string[] = [];
    for (let index = 0; index < 3; index += 1) made.unshift((await register()).body.id);
    const first = await gateway.get('/api/v1/officers?limit=2');
    const second = await gateway.get(`/api/v1/officers?limit=2&cursor=${first.body.nextCursor}`);
    expect([...first.body.items, ...second.body.items].map(({ id }: { id: string }) => id).slice(0, 3)).toEqual(made);
  });

  const png = Buffer.from('89504e470d0a1a0a', 'hex').toString('base64');
  test.each([
    ['a court that is not registered', { courtCode: '浙0105' }, 422, 'court-unknown', '/courtCode'],
    ['a court code that is none', { courtCode: 'abc' }, 400, 'request-invalid', '/courtCode'],
    ['a phone of letters', { phone: 'call me' }, 400, 'request-invalid', '/phone'],
    ['a certificate with a line break', { workCertificate: 'A\n1' }, 400, 'request-invalid', '/workCertificate'],
    ['a picture of another type', { images: { type: 'jpg', workCertificate: png, dutyCertificate: png } }, 400, 'request-invalid', '/images/workCertificate'],
    ['a picture that is not base64', { images: { ...officerBody(1).images, dutyCertificate: '???' } }, 400, 'request-invalid', '/images/dutyCertificate'],
    ['no pictures', { images: undefined }, 400, 'request-invalid', '/images'],
    ['pictures that are a text', { images: 'none' }, 400, 'request-invalid', '/images'],
  ])('%s: refused, nothing is written', async (_, change, status, code, field) => {
    const before = await gateway.count('officer');
    const answer = await register(change);
    expect([answer.status, answer.body.code, answer.body.fields[0].field]).toEqual([status, code, field]);
    expect(await gateway.count('officer')).toBe(before);
  });

  test('an unknown officer is read or changed: refused', async () => {
    for (const id of ['0190c0de-0000-7000-8000-000000000000', 'nonsense']) {
      expect((await gateway.get(`/api/v1/officers/${id}`)).body.code).toBe('officer-unknown');
      expect((await gateway.patch(`/api/v1/officers/${id}`, { name: '王五' }, { as: 'supervisor' })).body.code).toBe('officer-unknown');
    }
  });

  test('a change with something wrong: the officer stays', async () => {
    const { body } = await register();
    const answer = await gateway.patch(`/api/v1/officers/${body.id}`, { name: '王五', phone: '?' }, { as: 'supervisor' });
    expect(answer.body.fields).toEqual([{ field: '/phone', allowed: expect.stringContaining('digits') }]);
    expect((await gateway.get(`/api/v1/officers/${body.id}`)).body).toEqual(body);
  });

  test('registered, changed, refused: each is on record with who did it, by our id and not by name', async () => {
    const { body } = await register();
    await gateway.patch(`/api/v1/officers/${body.id}`, { name: '王五' }, { as: 'supervisor', headers: { 'x-correlation-id': 'renamed-1' } });
    await gateway.patch('/api/v1/officers/0190c0de-0000-7000-8000-000000000000', { name: '王五' }, { as: 'supervisor' });
    await register({ courtCode: '浙0105' });
    const entries = (await gateway.audit()).filter(({ event }) => event === 'officer.changed').slice(-3);
    expect(entries.map(({ actor, result, reason }) => [actor, result, reason])).toEqual([
      ['the-supervisor', 'success', `registered ${body.id}`],
      ['the-supervisor', 'success', `changed ${body.id}`],
      ['the-supervisor', 'failure', 'court-unknown'],
    ]);
    expect(entries[1]!.correlation_id).toBe('renamed-1');
    expect((await gateway.audit()).filter(({ event }) => event === 'access.refused').at(-1)).toMatchObject({ actor: 'the-supervisor', reason: 'officer-unknown: PATCH /api/v1/officers/:officerId' });
  });

  test('the audit record cannot be written: neither registered nor changed', async () => {
    const { body } = await register();
    const before = await gateway.count('officer');
    await gateway.database.pool.query('ALTER TABLE audit_event RENAME TO elsewhere');
    const answers = [await register(), await gateway.patch(`/api/v1/officers/${body.id}`, { name: '王五' }, { as: 'supervisor' })];
    await gateway.database.pool.query('ALTER TABLE elsewhere RENAME TO audit_event');
    expect(answers.map(({ status }) => status)).toEqual([500, 500]);
    expect([await gateway.count('officer'), (await gateway.get(`/api/v1/officers/${body.id}`)).body]).toEqual([before, body]);
  });

  test('two change different facts of an officer at the same moment: both stand', async () => {
    const { body } = await register();
    const change = (facts: object) => gateway.patch(`/api/v1/officers/${body.id}`, facts, { as: 'supervisor' });
    await Promise.all([change({ phone: '0571-11111111' }), change({ name: '王五' }), change({ workCertificate: 'W9' })]);
    expect((await gateway.get(`/api/v1/officers/${body.id}`)).body).toEqual({ ...body, phone: '0571-11111111', name: '王五', workCertificate: 'W9' });
  });

  test('officers may not register officers', async () => {
    expect((await register({}, 'officer')).body.code).toBe('role-missing');
  });
});
