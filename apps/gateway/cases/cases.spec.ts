import { RunningGateway } from '../testkit/running-gateway.js';
import { caseBody, creditCode, organisation, OWED, person, residentId, withOfficers } from '../testkit/sample-data.js';

describe('cases over HTTP', () => {
  let gateway: RunningGateway;
  let officers: [string, string];

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    officers = await withOfficers(gateway);
  });

  afterAll(() => gateway.close());

  let serial = 0;
  const nextBody = () => caseBody(officers, (serial += 1));
  const register = async (body: unknown = nextBody()) => (await gateway.post('/api/v1/cases', body)).body;
  const rows = async () => [await gateway.count('case_file'), await gateway.count('obligor'), await gateway.count('obligor_document'), await gateway.count('case_officer')];

  test('a case is registered: it is there with people, officers and amounts, and the audit record says who did it', async () => {
    const body = { ...nextBody(), caseNumber: ' (2016)浙0106执0777号' };
    const answer = await gateway.post('/api/v1/cases', body, { headers: { 'x-correlation-id': 'filing-1' } });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`/api/v1/cases/${answer.body.id}`);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.body).toMatchObject({
      caseNumber: '（2016）浙0106执777号',
      courtCode: '浙0106',
      courtName: '杭州市西湖区人民法院',
      state: 'open',
      filedOn: '2016-05-03',
      owed: { ...OWED, totalFen: 12_520_001, outstandingFen: 12_500_001 },
      officers: [{ id: officers[0] }, { id: officers[1] }],
      obligors: [
        { kind: 'person', name: '王小明', otherNames: [], version: 1 },
        { kind: 'organisation', version: 1 },
      ],
      version: 1,
      createdBy: 'the-officer',
    });
    const entry = (await gateway.audit()).find((each) => each.case_id === answer.body.id);
    expect(entry).toEqual({
      event: 'case.registered',
      actor: 'the-officer',
      result: 'success',
      reason: null,
      case_id: answer.body.id,
      institution_code: null,
      correlation_id: 'filing-1',
    });
  });

  test('identifiers come in other writings: stored canonical', async () => {
    const resident = residentId(4711);
    const answer = await gateway.post('/api/v1/cases', {
      ...nextBody(),
      obligors: [{ kind: 'person', name: '欧阳·娜', otherNames: ['欧阳・娜', '欧阳·娜'], documents: [{ type: 'resident-id', number: ` ${resident.toLowerCase()} ` }] }],
    });
    expect(answer.status).toBe(201);
    expect(answer.body.obligors[0]).toMatchObject({ name: '欧阳·娜', otherNames: ['欧阳・娜'], documents: [{ type: 'resident-id', number: resident }] });
  });

  test('many things are wrong at once: each is named with what is allowed, no value is repeated, nothing is written', async () => {
    const before = await rows();
    const answer = await gateway.post('/api/v1/cases', {
      ...nextBody(),
      filedOn: '03.05.2016',
      owed: { ...OWED, principalFen: 1.5, paidFen: -1 },
      obligors: [{ kind: 'robot', name: '', documents: [], nickname: '秘密' }],
      surprise: 1,
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({ type: 'urn:chakong:error:request-invalid', code: 'request-invalid', number: 1001, status: 400, retryable: false });
    expect(answer.body.fields).toEqual(
      expect.arrayContaining([
        { field: '/surprise', allowed: 'nothing: there is no such field' },
        { field: '/filedOn', allowed: 'a day as yyyy-MM-dd' },
        { field: '/owed/principalFen', allowed: 'a whole number of fen from 0 to 9007199254740991' },
        { field: '/owed/paidFen', allowed: 'a whole number of fen from 0 to 9007199254740991' },
        { field: '/obligors/0/kind', allowed: 'one of person, organisation' },
        { field: '/obligors/0/name', allowed: 'a text of 1 to 200 characters' },
        { field: '/obligors/0/documents', allowed: '1 to 10 objects' },
        { field: '/obligors/0/nickname', allowed: 'nothing: there is no such field' },
      ]),
    );
    expect(answer.text).not.toContain('秘密');
    expect(answer.text).not.toContain('03.05.2016');
    expect(await rows()).toEqual(before);
  });

  test('the form is right but identifiers are not: each is named by its place, no value is repeated, nothing is written', async () => {
    const before = await rows();
    const wrong = '330106198001011234';
    const answer = await gateway.post('/api/v1/cases', {
      ...nextBody(),
      caseNumber: '2016浙0106执1号',
      filedOn: '2016-02-30',
      officerIds: [officers[0], officers[0]],
      obligors: [
        { kind: 'person', name: '王小明', documents: [{ type: 'resident-id', number: wrong }] },
        { kind: 'person', name: '王小明', documents: [{ type: 'unified-social-credit-code', number: creditCode(9) }] },
      ],
    });
    expect(answer.status).toBe(400);
    expect(answer.body.fields.map(({ field }: { field: string }) => field)).toEqual([
      '/caseNumber',
      '/filedOn',
      '/officerIds',
      '/obligors/0/documents/0/number',
      '/obligors/1/documents/0/type',
    ]);
    expect(answer.text).not.toContain(wrong);
    expect(await rows()).toEqual(before);
  });

  test.each([
    ['a list instead of an object', []],
    ['a text instead of an object', '"text"'],
    ['nothing', '   '],
    ['a list inside the list of obligors', { obligors: [[person(1)]] }],
    ['an obligor that is null', { obligors: [null] }],
    ['amounts as text', { owed: { ...OWED, principalFen: '100' } }],
    ['an amount beyond what is stored exactly', { owed: { ...OWED, principalFen: 2 ** 53 } }],
    ['a sum beyond what is stored exactly', { owed: { ...OWED, principalFen: Number.MAX_SAFE_INTEGER, interestFen: 1 } }],
    ['a court that is not the one in the case number', { courtCode: '浙0105' }],
    ['a day of filing in the future', { filedOn: '2199-01-01' }],
    ['three officers', { officerIds: ['a', 'b', 'c'] }],
    ['an officer id that is none', { officerIds: ['x'] }],
    ['the same document twice on one person', { obligors: [{ ...person(1), documents: [person(1).documents[0], person(1).documents[0]] }] }],
  ])('%s: refused, nothing is written', async (_, change) => {
    const before = await rows();
    const whole = Array.isArray(change) || typeof change === 'string' ? change : { ...nextBody(), ...change };
    const answer = await gateway.post('/api/v1/cases', whole);
    expect([answer.status, answer.body.type.startsWith('urn:chakong:error:')]).toEqual([400, true]);
    expect(await rows()).toEqual(before);
  });

  test('the case number is taken: refused, and the refusal is on record', async () => {
    const body = nextBody();
    await register(body);
    const before = await rows();
    const again = await gateway.post('/api/v1/cases', { ...body, caseNumber: body.caseNumber.replace('（', '〔').replace('）', '〕') });
    expect([again.status, again.body.code]).toEqual([409, 'case-exists']);
    expect(await rows()).toEqual(before);
    expect((await gateway.audit()).at(-1)).toMatchObject({ event: 'case.registered', result: 'failure', reason: 'case-exists', case_id: null });
  });

  test('two registrations of the same number at the same moment: one wins', async () => {
    const body = nextBody();
    const answers = await Promise.all(Array.from({ length: 4 }, () => gateway.post('/api/v1/cases', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  test('court or officer are not registered: refused, nothing is written', async () => {
    const before = await rows();
    const court = await gateway.post('/api/v1/cases', { ...nextBody(), caseNumber: '（2016）浙0105执1号' });
    expect([court.status, court.body.code]).toEqual([403, 'court-beyond-reach']);
    const elsewhere = await gateway.post('/api/v1/cases', { ...nextBody(), caseNumber: '（2016）浙0105执1号' }, { as: 'integration' });
    expect([elsewhere.status, elsewhere.body.code, elsewhere.body.fields[0].field]).toEqual([422, 'court-unknown', '/caseNumber']);
    const officer = await gateway.post('/api/v1/cases', { ...nextBody(), officerIds: [officers[0], '0190c0de-0000-7000-8000-000000000000'] });
    expect([officer.status, officer.body.code, officer.body.fields[0].field]).toEqual([404, 'officer-unknown', '/officerIds/1']);
    expect(await rows()).toEqual(before);
  });

  test('the same person twice in a case: refused, nothing is written', async () => {
    const before = await rows();
    const answer = await gateway.post('/api/v1/cases', { ...nextBody(), obligors: [person(5), organisation(5), { ...person(5), name: '王晓明' }] });
    expect([answer.status, answer.body.code, answer.body.fields]).toEqual([
      409,
      'obligor-duplicate',
      [{ field: '/obligors/2', allowed: 'somebody else than /obligors/0' }],
    ]);
    expect(await rows()).toEqual(before);
  });

  test('an organisation by its credit code and again by the organisation code inside: recognised as the same', async () => {
    const code = creditCode(6);
    const answer = await gateway.post('/api/v1/cases', {
      ...nextBody(),
      obligors: [organisation(6), { kind: 'organisation', name: '同一公司', documents: [{ type: 'organisation-code', number: code.slice(8, 17) }] }],
    });
    expect([answer.status, answer.body.code]).toEqual([409, 'obligor-duplicate']);
  });

  test('a case is read by id and by number: the same, and every read is on record', async () => {
    const made = await register();
    await gateway.opens(made.id);
    const byId = await gateway.get(`/api/v1/cases/${made.id}`, { as: 'auditor', headers: { 'personal-data': 'full' } });
    expect([byId.status, byId.body]).toEqual([200, made]);
    expect(byId.headers.get('cache-control')).toBe('no-store');
    const halfWidth = made.caseNumber.replace('（', '(').replace('）', ')');
    const byNumber = await gateway.get(`/api/v1/cases/by-number/${encodeURIComponent(halfWidth)}`, { as: 'approver' });
    expect([byNumber.status, byNumber.body]).toEqual([200, made]);
    const reads = (await gateway.audit()).filter(({ event, case_id }) => event === 'case.read' && case_id === made.id);
    expect(reads.map(({ actor, result }) => [actor, result])).toEqual([
      ['the-auditor', 'success'],
      ['the-approver', 'success'],
    ]);
  });

  test.each([
    ['an unknown id', '0190c0de-0000-7000-8000-000000000000', 404, 'case-unknown'],
    ['what is no id at all', 'nonsense', 404, 'case-unknown'],
    ['an unknown number', `by-number/${encodeURIComponent('（2016）浙0106执99999号')}`, 404, 'case-unknown'],
    ['what is no case number', 'by-number/nonsense', 400, 'parameter-invalid'],
  ])('a case is read by %s: refused', async (_, path, status, code) => {
    const answer = await gateway.get(`/api/v1/cases/${path}`);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test('facts and officers change from the version that was seen, named in the header or in the body', async () => {
    const made = await register();
    const first = await gateway.patch(`/api/v1/cases/${made.id}`, { owed: { paidFen: 5_000_000 }, filedOn: '2016-05-04' }, { headers: { 'if-match': '"1"' } });
    expect([first.status, first.headers.get('etag')]).toEqual([200, '"2"']);
    expect(first.body).toMatchObject({ version: 2, filedOn: '2016-05-04', owed: { principalFen: 12_000_000, paidFen: 5_000_000, outstandingFen: 7_520_001 } });
    const second = await gateway.patch(`/api/v1/cases/${made.id}`, { version: 2, officerIds: [officers[1]], kind: 'restored' });
    expect(second.body).toMatchObject({ version: 3, kind: 'restored', officers: [{ id: officers[1] }] });
    expect((await gateway.audit()).filter(({ case_id, event }) => case_id === made.id && event === 'case.changed')).toHaveLength(2);
  });

  test('somebody else was faster: version-conflict, and the other change stays', async () => {
    const made = await register();
    const answers = await Promise.all(
      [1, 2, 3].map((paidFen) => gateway.patch(`/api/v1/cases/${made.id}`, { version: 1, owed: { paidFen } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const winner = answers.find(({ status }) => status === 200);
    expect((await gateway.get(`/api/v1/cases/${made.id}`)).body.owed).toEqual(winner?.body.owed);
    const loser = answers.find(({ status }) => status === 409);
    expect(loser?.body).toMatchObject({ code: 'version-conflict', retryable: true });
  });

  test.each([
    ['no version at all', { kind: 'restored' }, {}, 'request-invalid'],
    ['a version in the header that contradicts the body', { version: 1, kind: 'restored' }, { 'if-match': '"2"' }, 'parameter-invalid'],
    ['a header that is no version', { kind: 'restored' }, { 'if-match': 'abc' }, 'parameter-invalid'],
    ['an amount that is null', { version: 1, owed: { paidFen: null } }, {}, 'request-invalid'],
    ['a kind that is null', { version: 1, kind: null }, {}, 'request-invalid'],
    ['a change of the case number', { version: 1, caseNumber: '（2016）浙0106执1号' }, {}, 'request-invalid'],
    ['a change of the state', { version: 1, state: 'closed' }, {}, 'request-invalid'],
  ])('a change with %s: refused, nothing changes', async (_, body, headers, code) => {
    const made = await register();
    const answer = await gateway.patch(`/api/v1/cases/${made.id}`, body, { headers: headers as Record<string, string> });
    expect([answer.status, answer.body.code]).toEqual([400, code]);
    expect((await gateway.get(`/api/v1/cases/${made.id}`)).body).toEqual(made);
  });

  test('a change to officers that are unknown: nothing changes', async () => {
    const made = await register();
    const answer = await gateway.patch(`/api/v1/cases/${made.id}`, { version: 1, owed: { paidFen: 1 }, officerIds: ['0190c0de-0000-7000-8000-000000000000'] });
    expect(answer.body.code).toBe('officer-unknown');
    expect((await gateway.get(`/api/v1/cases/${made.id}`)).body).toEqual(made);
  });

  describe('states', () => {
    const changeState = (id: string, state: string, as: 'officer' | 'supervisor' = 'officer') => gateway.post(`/api/v1/cases/${id}/state`, { state }, { as });

    test('suspended and open again, ended without assets and restored, closed for good', async () => {
      const { id } = await register();
      await gateway.opens(id);
      for (const state of ['suspended', 'open', 'ended-without-assets']) {
        expect((await changeState(id, state)).body).toMatchObject({ state, kind: 'execution' });
      }
      expect((await changeState(id, 'open', 'supervisor')).body).toMatchObject({ state: 'open', kind: 'restored', version: 5 });
      expect((await changeState(id, 'closed')).body.state).toBe('closed');
      for (const state of ['open', 'suspended', 'ended-without-assets', 'closed']) {
        const answer = await changeState(id, state);
        expect([answer.status, answer.body.code]).toEqual([409, 'state-change-invalid']);
      }
    });

    test.each([
      ['open', 'open'],
      ['suspended', 'suspended'],
      ['suspended', 'ended-without-assets'],
      ['ended-without-assets', 'suspended'],
    ])('from %s to %s: refused, and the refusal is on record', async (from, to) => {
      const { id } = await register();
      if (from !== 'open') await changeState(id, from);
      const answer = await changeState(id, to);
      expect([answer.status, answer.body.code]).toEqual([409, 'state-change-invalid']);
      expect((await gateway.audit()).at(-1)).toMatchObject({ event: 'case.changed', result: 'failure', reason: 'state-change-invalid', case_id: id });
    });

    test('somebody else changed the case: the state does not change', async () => {
      const { id } = await register();
      const answer = await gateway.post(`/api/v1/cases/${id}/state`, { state: 'closed' }, { headers: { 'if-match': '"7"' } });
      expect([answer.status, answer.body.code]).toEqual([409, 'version-conflict']);
    });

    test('a state that does not exist, or an unknown case: refused', async () => {
      const { id } = await register();
      expect((await changeState(id, 'forgotten')).body.fields).toEqual([{ field: '/state', allowed: 'one of open, suspended, ended-without-assets, closed' }]);
      expect((await changeState('0190c0de-0000-7000-8000-000000000000', 'closed')).body.code).toBe('case-unknown');
    });

    test('a closed case: neither facts nor obligors change', async () => {
      const made = await register();
      await changeState(made.id, 'closed');
      const tries = [
        await gateway.patch(`/api/v1/cases/${made.id}`, { version: 2, owed: { paidFen: 1 } }),
        await gateway.post(`/api/v1/cases/${made.id}/obligors`, person(99)),
        await gateway.patch(`/api/v1/cases/${made.id}/obligors/${made.obligors[0].id}`, { version: 1, name: '别人' }),
        await gateway.call('DELETE', `/api/v1/cases/${made.id}/obligors/${made.obligors[0].id}`),
      ];
      expect(tries.map(({ status, body }) => [status, body.code])).toEqual(Array(4).fill([409, 'case-not-open']));
    });
  });

  describe('lists', () => {
    test('page by page, newest first, each case once, also when one is added in between', async () => {
      const made: string[] = [];
      for (let index = 0; index < 5; index += 1) made.push((await register({ ...nextBody(), kind: 'preservation' })).id);
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await gateway.get(`/api/v1/cases?kind=preservation&limit=2${cursor === undefined ? '' : `&cursor=${cursor}`}`);
        expect(page.status).toBe(200);
        expect(page.body.items[0].obligors).toBeUndefined();
        seen.push(...page.body.items.map(({ id }: { id: string }) => id));
        if (cursor === undefined) await register({ ...nextBody(), kind: 'preservation' });
        cursor = page.body.nextCursor;
      } while (cursor !== undefined);
      expect(seen).toEqual(made.reverse());
    });

    test('by court, state and beginning of the number in any brackets', async () => {
      const { id } = await register({ ...nextBody(), caseNumber: '（2017）浙0106执8888号' });
      await gateway.post(`/api/v1/cases/${id}/state`, { state: 'suspended' });
      const found = async (query: string) => (await gateway.get(`/api/v1/cases?${query}`)).body.items.map((each: { id: string }) => each.id);
      expect(await found(`caseNumberPrefix=${encodeURIComponent('(2017)浙0106')}`)).toEqual([id]);
      expect(await found(`caseNumberPrefix=${encodeURIComponent('〔２０17〕浙')}&courtCode=${encodeURIComponent('浙0106')}&state=suspended`)).toEqual([id]);
      expect(await found(`caseNumberPrefix=${encodeURIComponent('(2017)浙0106')}&state=open`)).toEqual([]);
      expect(await found(`caseNumberPrefix=${encodeURIComponent('%')}`)).toEqual([]);
      expect(await found(`courtCode=${encodeURIComponent('浙0105')}`)).toEqual([]);
    });

    test.each([
      ['limit=0', 'limit'],
      ['limit=201', 'limit'],
      ['limit=ten', 'limit'],
      ['state=lost', 'state'],
      ['courtCode=a&courtCode=b', 'courtCode'],
      ['colour=red', 'colour'],
    ])('%s: refused with the name of the parameter', async (query, field) => {
      const answer = await gateway.get(`/api/v1/cases?${query}`);
      expect([answer.status, answer.body.code, answer.body.fields[0].field]).toEqual([400, 'parameter-invalid', field]);
    });

    test.each(['nonsense', 'c1.bm9uc2Vuc2U', 'c1.', 'c1.%F0%9F'])('the cursor %s: refused', async (cursor) => {
      const answer = await gateway.get(`/api/v1/cases?cursor=${cursor}`);
      expect([answer.status, answer.body.code]).toEqual([400, 'cursor-invalid']);
    });
  });

  test('operators see no case', async () => {
    const made = await register();
    for (const path of ['/api/v1/cases', `/api/v1/cases/${made.id}`, '/api/v1/officers']) {
      expect((await gateway.get(path, { as: 'operator' })).body.code).toBe('role-missing');
    }
  });
});
