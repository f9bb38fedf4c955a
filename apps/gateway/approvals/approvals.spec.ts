import { addMember, generateToken, provisionIdentity } from '#libs/access';
import { OrderStarter } from '#libs/filing';
import { RunningGateway, until, type Answer } from '../testkit/running-gateway.js';
import { COURT, PUSH, withOpenCase, withOfficers, registerCase } from '../testkit/sample-data.js';

type Policy = Partial<Record<'deskInquiry' | 'forcedInquiry' | 'sensitiveSources', 'standing' | 'named'>>;

describe('approvals by a second person', () => {
  let gateway: RunningGateway;
  let officers: readonly string[];
  let caseId: string;
  let obligorIds: readonly string[];
  let version = 0;
  let serial = 700;
  const tokens: Record<string, string> = {};

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    await withOpenCase(gateway);
    officers = await withOfficers(gateway);
    for (const [code, parent] of [['浙01', null], ['浙0102', '浙01']] as const) await gateway.call('PUT', `/api/v1/courts/${encodeURIComponent(code)}`, { as: 'supervisor', body: { name: code, ...(parent === null ? {} : { parentCode: parent }) } });
    await gateway.call('PUT', `/api/v1/courts/${encodeURIComponent(COURT.code)}`, { as: 'supervisor', body: { name: COURT.name, parentCode: '浙01' } });
    await person('above', '浙01', 'approver');
    await person('beside', '浙0102', 'approver');
    await person('both', COURT.code, 'officer', 'approver');
    await person('clerk', COURT.code, 'officer');
  });
  afterAll(() => gateway.close());
  beforeEach(async () => {
    ({ caseId, obligorIds } = await registerCase(gateway, officers, (serial += 1)));
    gateway.institutions.offered.length = 0;
  });

  async function person(login: string, courtCode: string, ...roles: ['officer' | 'approver', ...('officer' | 'approver')[]]): Promise<void> {
    const token = generateToken();
    tokens[login] = `Bearer ${token.reveal()}`;
    await provisionIdentity(gateway.database, { login, displayName: login, kind: 'person', courtCode, roles }, token);
  }
  const by = (login: string) => ({ as: null, headers: { authorization: tokens[login]! } });
  const policy = async (content: Policy): Promise<void> => {
    const answer = await gateway.call('PUT', '/api/v1/inquiry-policies', { as: 'supervisor', body: { courtCode: '浙01', version, content } });
    expect(answer.status).toBe(200);
    version += 1;
  };
  const ask = (change: object = {}, headers: Record<string, string> = {}): Promise<Answer> => gateway.post('/api/v1/inquiries', { caseId, purpose: '立案查控', ...change }, { headers });
  const decide = (id: string, body: object, call: object = { as: 'approver' }): Promise<Answer> => gateway.post(`/api/v1/approvals/${id}/decision`, body, call);
  const asked = (): string[] => gateway.institutions.offered.map(({ institutionCode }) => institutionCode);
  const inquiries = async (): Promise<number> => (await gateway.database.pool.query('SELECT count(*)::int AS n FROM inquiry WHERE case_id = $1', [caseId])).rows[0].n;

  test('nothing says so: today as yesterday, and the inquiry records its standing approval', async () => {
    const { status, body } = await ask({ force: true, sources: ['deposit'] });
    expect([status, body.approvedBy, body.legalBasis]).toEqual([202, 'rule:built-in', 'execution']);
    expect((await gateway.get(`/api/v1/cases/${caseId}/inquiries`)).body.items[0]).toMatchObject({ approvedBy: 'rule:built-in', legalBasis: 'execution' });
  });

  test.each<[string, Policy, object, string[] | null]>([
    ['every question', { deskInquiry: 'named' }, {}, ['desk-inquiry']],
    ['forced ones, and this one is', { forcedInquiry: 'named' }, { force: true }, ['forced-inquiry']],
    ['forced ones, and this one is not', { forcedInquiry: 'named' }, {}, null],
    ['movements of accounts', { sensitiveSources: 'named' }, { transactions: { from: '2026-01-01', to: '2026-01-31' } }, ['sensitive-sources']],
    ['sensitive sources, and nobody is asked about any', { sensitiveSources: 'named' }, {}, null],
  ])('the court above wants a named approval for %s', async (_, content, change, why) => {
    await policy(content);
    const plain = await ask(change);
    if (why === null) return expect([plain.status, plain.body.approvedBy]).toEqual([202, `rule:浙01/*/${version}`]);
    expect([plain.status, plain.body.code, plain.body.fields[0].field]).toEqual([403, 'approval-needed', '/approver']);
    const { status, body, headers } = await ask({ ...change, approver: 'the-approver' });
    expect([status, body.state, body.why, body.rule]).toEqual([202, 'waiting-for-approval', why, `rule:浙01/*/${version}`]);
    expect(headers.get('location')).toBe(`/api/v1/approvals/${body.id}`);
    expect([asked(), await inquiries()]).toEqual([[], 0]);
    await policy({});
  });

  test('approved: it starts once, as it was asked for, and says who approved it; the same decision again changes nothing', async () => {
    const { body } = await ask({ approver: 'the-approver', obligorIds: [obligorIds[0]], institutions: [PUSH], force: true });
    expect([body.why, asked()]).toEqual([['requested'], []]);
    const approved = await decide(body.id, { decision: 'approve' });
    expect([approved.status, approved.body.state, approved.body.start, approved.body.decidedBy]).toEqual([200, 'approved', 'started', 'the-approver']);
    expect(asked()).toEqual([PUSH]);
    const inquiry = (await gateway.get(`/api/v1/inquiries/${approved.body.inquiryId}`)).body;
    expect([inquiry.approvedBy, inquiry.answers.length]).toEqual([`approval:${body.id}`, 1]);
    expect((await gateway.database.query.selectFrom('inquiry').select('requested_by').where('id', '=', inquiry.id).executeTakeFirstOrThrow()).requested_by).toBe('the-officer');
    expect((await decide(body.id, { decision: 'approve' })).body.inquiryId).toBe(inquiry.id);
    expect((await decide(body.id, { decision: 'reject', reason: 'x' })).body.code).toBe('approval-decided');
    expect([asked(), await inquiries()]).toEqual([[PUSH], 1]);
    const outbox = await gateway.database.query.selectFrom('outbox').select(['type', 'payload']).where('key', '=', caseId).where('type', 'like', 'approval.%').orderBy('id').execute();
    expect(outbox.map(({ type, payload }) => [type, payload])).toEqual([
      ['approval.requested', { approvalId: body.id, kind: 'inquiry', caseId, state: 'waiting' }], ['approval.decided', { approvalId: body.id, kind: 'inquiry', caseId, state: 'approved' }],
    ]);
    expect((await gateway.audit()).filter(({ event, case_id, result }) => event.startsWith('approval.') && case_id === caseId && result === 'success').map(({ event, actor, reason }) => [event, actor, reason])).toEqual([
      ['approval.requested', 'the-officer', `${body.id} inquiry, of the-approver`], ['approval.decided', 'the-approver', `${body.id} approved`], ['approval.decided', 'the-approver', `${body.id} approved`],
    ]);
  });

  test('the process dies between the decision and the start: the next turn of any process starts it, once', async () => {
    const { body } = await ask({ approver: 'the-approver' });
    const principal = { login: 'the-approver', displayName: '', kind: 'person', courtCode: null, roles: ['approver'] } as const;
    await gateway.parts.approvals.desk.approvals.decide(body.id, { decision: 'approve' }, principal, { login: 'the-approver', correlationId: null });
    expect([(await gateway.get(`/api/v1/approvals/${body.id}`)).body.start, await inquiries()]).toEqual(['due', 0]);
    const starter = () => new OrderStarter({ database: gateway.database, engine: gateway.parts.engine, requeriesPerMinute: 0 });
    await Promise.all([starter().turn(new Date()), starter().turn(new Date())]);
    expect([await inquiries(), (await gateway.get(`/api/v1/approvals/${body.id}`)).body.start]).toEqual([1, 'started']);
    // It dies after the start and before it is marked.
    await gateway.database.pool.query(`UPDATE inquiry_order SET state = 'due', inquiry_id = NULL, claimed_until = NULL WHERE approval_id = $1`, [body.id]);
    await starter().turn(new Date());
    expect([await inquiries(), (await gateway.get(`/api/v1/approvals/${body.id}`)).body.start]).toEqual([1, 'started']);
  });

  test('two sessions of the approver decide at the same moment: one decision', async () => {
    const { body } = await ask({ approver: 'the-approver' });
    const answers = await Promise.all([decide(body.id, { decision: 'approve' }), decide(body.id, { decision: 'reject', reason: '不当' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { state } = (await gateway.get(`/api/v1/approvals/${body.id}`)).body;
    expect([answers.find(({ status }) => status === 200)!.body.state, await inquiries()]).toEqual([state, state === 'approved' ? 1 : 0]);
  });

  test('rejected needs a reason; then nothing is ever sent', async () => {
    const { body } = await ask({ approver: 'the-approver' });
    expect((await decide(body.id, { decision: 'reject' })).body).toMatchObject({ code: 'request-invalid', fields: [{ field: '/reason' }] });
    expect((await decide(body.id, { decision: 'reject', reason: '理由不足' })).body).toMatchObject({ state: 'rejected', reason: '理由不足' });
    expect((await decide(body.id, { decision: 'approve' })).body.code).toBe('approval-decided');
    expect(await inquiries()).toBe(0);
  });

  test.each([
    ['the one who asks', 'the-officer'], ['nobody we know', 'nobody'], ['an officer without the role', 'clerk'], ['an approver of a court beside', 'beside'], ['a system of the court', 'the-integration'],
  ])('cannot be asked: %s', async (_, approver) => {
    const { status, body } = await ask({ approver });
    expect([status, body.code, body.fields[0].field]).toEqual([422, 'approver-unacceptable', '/approver']);
    expect(asked()).toEqual([]);
  });

  test('an approver of the court above who is asked sees the case they decide about, and no other; to one of another court there is nothing', async () => {
    const other = caseId;
    ({ caseId, obligorIds } = await registerCase(gateway, officers, (serial += 1)));
    const pages = () => [`/api/v1/cases/${caseId}`, `/api/v1/cases/${caseId}/inquiries`, `/api/v1/cases/${caseId}/assets`];
    const opens = async (login: string): Promise<number[]> => Promise.all(pages().map(async (path) => (await gateway.get(path, by(login))).status));
    const listed = async (login: string): Promise<string[]> => (await gateway.get('/api/v1/cases?limit=100', by(login))).body.items.map(({ id }: { id: string }) => id);
    expect([await opens('above'), await listed('above')]).toEqual([[404, 404, 404], []]);
    await ask({ approver: 'above' });
    expect([await opens('above'), await listed('above')]).toEqual([[200, 200, 200], [caseId]]);
    expect((await gateway.get(`/api/v1/cases/${caseId}`, by('above'))).body.obligors).toHaveLength(2);
    expect((await gateway.get(`/api/v1/cases/${other}`, by('above'))).status).toBe(404);
    // Somebody added by mistake, of a court beside this one.
    await addMember(gateway.database.query, { caseId, login: 'beside', part: 'approver', by: 'test' });
    expect([await opens('beside'), await listed('beside')]).toEqual([[404, 404, 404], []]);
    // What they look at is on record as that of somebody who takes part.
    const reads = await gateway.database.query.selectFrom('audit_event').select(['event', 'basis']).where('actor', '=', 'above').where('event', '=', 'case.read').where('result', '=', 'success').execute();
    expect(reads[0]).toEqual({ event: 'case.read', basis: 'participant' });
  });

  test('an approver of the court above can be asked, and nobody else decides in their place', async () => {
    const { body } = await ask({ approver: 'above' });
    expect((await decide(body.id, { decision: 'approve' })).body.code).toBe('approval-not-yours');
    expect((await decide(body.id, { decision: 'approve' }, by('beside'))).body.code).toBe('approval-unknown');
    expect((await decide(body.id, { decision: 'approve' }, { as: 'officer' })).body.code).toBe('role-missing');
    expect((await decide(body.id, { decision: 'approve' }, by('above'))).body.state).toBe('approved');
  });

  test('who asks does not approve, by no way in: not by name, not by deciding, not in PostgreSQL', async () => {
    await addMember(gateway.database.query, { caseId, login: 'both', part: 'registrar', by: 'test' });
    const mine = await gateway.post('/api/v1/inquiries', { caseId, purpose: '立案查控', approver: 'both' }, by('both'));
    expect(mine.body.code).toBe('approver-unacceptable');
    const { body } = await gateway.post('/api/v1/inquiries', { caseId, purpose: '立案查控', approver: 'the-approver' }, by('both'));
    expect((await decide(body.id, { decision: 'approve' }, by('both'))).body.code).toBe('second-person-needed');
    const set = (what: string) => gateway.database.pool.query(`UPDATE approval SET ${what} WHERE id = $1`, [body.id]);
    await expect(set(`approver = 'both'`)).rejects.toMatchObject({ code: '42501' });
    await expect(set(`state = 'approved', decided_by = 'both', decided_at = now()`)).rejects.toMatchObject({ code: '23514' });
    await expect(set(`subject = '{}'`)).rejects.toMatchObject({ code: '42501' });
    await expect(gateway.database.pool.query(`INSERT INTO approval (id, kind, case_id, subject, why, rule, requested_by, idempotency_key, subject_digest, approver, expires_at)
      VALUES (gen_random_uuid(), 'measure', $1, '{}', '{}', 'r', 'x', 'k', '', 'x', now())`, [caseId])).rejects.toMatchObject({ code: '23514' });
  });

  test('taken back by who asked, and by nobody else', async () => {
    const { body } = await ask({ approver: 'the-approver' });
    const withdraw = (call: object) => gateway.post(`/api/v1/approvals/${body.id}/withdraw`, {}, call);
    expect((await withdraw(by('clerk'))).body.code).toBe('approval-unknown');
    expect((await withdraw({})).body.state).toBe('withdrawn');
    expect((await decide(body.id, { decision: 'approve' })).body.code).toBe('approval-decided');
  });

  test('nobody decides in time: it runs out, and late is too late even before the sweep', async () => {
    const [one, other] = [(await ask({ approver: 'the-approver' })).body, (await ask({ approver: 'the-approver' })).body];
    const { approvals } = gateway.parts.approvals.desk;
    await gateway.database.pool.query('ALTER TABLE approval DISABLE TRIGGER decided_once');
    await gateway.database.pool.query(`UPDATE approval SET expires_at = now() - interval '1 second' WHERE id = ANY($1)`, [[one.id, other.id]]);
    await gateway.database.pool.query('ALTER TABLE approval ENABLE TRIGGER decided_once');
    expect((await decide(one.id, { decision: 'approve' })).body.code).toBe('approval-decided');
    expect([await approvals.sweep(new Date()), await approvals.sweep(new Date())]).toEqual([2, 0]);
    expect((await gateway.get(`/api/v1/approvals/${other.id}`)).body).toMatchObject({ state: 'expired', decidedBy: 'gateway' });
    expect(await inquiries()).toBe(0);
  });

  test('the same key is the same approval, whatever the order of properties; with another question it is refused', async () => {
    const headers = { 'idempotency-key': `approve-${serial}` };
    const first = await ask({ approver: 'the-approver', force: true, sources: ['deposit'] }, headers);
    const again = await gateway.post('/api/v1/inquiries', { sources: ['deposit'], force: true, approver: 'the-approver', purpose: '立案查控', caseId }, { headers });
    expect([again.body.id, again.headers.get('idempotent-replayed')]).toEqual([first.body.id, 'true']);
    expect((await ask({ approver: 'the-approver', force: false, sources: ['deposit'] }, headers)).body.code).toBe('idempotency-key-reused');
  });

  test('it may no longer be asked when it is approved: refused visibly, nothing is sent', async () => {
    const { body } = await ask({ approver: 'the-approver', obligorIds: [obligorIds[0]] });
    const { obligors } = (await gateway.get(`/api/v1/cases/${caseId}`)).body;
    const removed = await gateway.call('DELETE', `/api/v1/cases/${caseId}/obligors/${obligorIds[0]}?version=${obligors[0].version}`, { headers: { 'if-match': `"${obligors[0].version}"` } });
    expect(removed.status).toBeLessThan(300);
    const approved = (await decide(body.id, { decision: 'approve' })).body;
    expect([approved.state, approved.start, approved.startRefused, asked()]).toEqual(['approved', 'refused', 'obligor-unknown', []]);
  });

  test('lists: who asked and who is asked see theirs; others of the court do not; watchers see those of their court', async () => {
    const { body } = await ask({ approver: 'above' });
    const ids = async (call: object): Promise<string[]> => (await gateway.get('/api/v1/approvals?state=waiting-for-approval&limit=200', call)).body.items.map(({ id }: { id: string }) => id);
    for (const call of [{}, by('above'), { as: 'supervisor' }, { as: 'auditor' }]) expect(await ids(call)).toContain(body.id);
    for (const call of [by('clerk'), by('beside'), { as: 'integration' }]) expect(await ids(call)).not.toContain(body.id);
    expect((await gateway.get(`/api/v1/approvals/${body.id}`, by('clerk'))).body.code).toBe('approval-unknown');
    expect((await gateway.get('/api/v1/approvals/x')).body.code).toBe('approval-unknown');
  });

  test('a row of a bulk inquiry cannot name an approver: where one is needed it is refused and says so', async () => {
    await policy({ deskInquiry: 'named' });
    const { caseNumber, obligors } = (await gateway.get(`/api/v1/cases/${caseId}`)).body;
    const table = `案号,姓名,证件号码\r\n${caseNumber},${obligors[0].name},${obligors[0].documents[0].number}\r\n`;
    const bulk = (await gateway.call('POST', `/api/v1/bulk-inquiries?purpose=${encodeURIComponent('批量查询')}`, { body: Buffer.from(table), headers: { 'content-type': 'text/csv' } })).body;
    await until(async () => (await gateway.get(`/api/v1/bulk-inquiries/${bulk.id}`)).body.state === 'done');
    expect((await gateway.get(`/api/v1/bulk-inquiries/${bulk.id}/rows`)).body.items[0]).toMatchObject({ state: 'refused', code: 'approval-needed' });
    expect([asked(), await inquiries()]).toEqual([[], 0]);
    await policy({});
  });
});
