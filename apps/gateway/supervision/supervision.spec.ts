import { v7 } from 'uuid';
import { auditedRead, generateToken, provisionIdentity, type Actor, type Role } from '#libs/access';
import { PUSH, residentId, withOpenCase } from '../testkit/sample-data.js';
import { RunningGateway, type Call } from '../testkit/running-gateway.js';

const GRANT = '0190c0de-0000-7000-8000-000000000001';
const SERIAL = 1234;

describe('supervision over HTTP', () => {
  let gateway: RunningGateway;
  let caseId: string;
  let obligorIds: [string, string];

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    ({ caseId, obligorIds } = await withOpenCase(gateway, SERIAL));
    // As the guard says it of a look for which a reason was given.
    await gateway.database.pool.query('CREATE TABLE IF NOT EXISTS access_grant (id uuid PRIMARY KEY, login text, case_id uuid, purpose text, reason text, granted_at timestamptz DEFAULT now(), until timestamptz)');
    await gateway.database.pool.query(`INSERT INTO access_grant (id, login, case_id, purpose, reason, until) VALUES ($1, 'judge-9', $2, 'complaint', '信访核查', now() + interval '1 hour')`, [GRANT, caseId]);
  });
  afterAll(() => gateway.close());

  const actor = (login: string, grantId = GRANT): Actor => ({ login, correlationId: 'c-9', basis: { kind: 'grant', caseId, grantId } });
  const look = (login: string, grantId = GRANT, obligors: readonly string[] = [obligorIds[0]]) =>
    auditedRead(gateway.database, actor(login, grantId), { event: 'assets.read', caseId }, async () => 1, () => ({ obligors }));
  /** Somebody of a court; null serves all. */
  const of = async (role: Role, courtCode: string | null): Promise<Call> => {
    const token = generateToken();
    await provisionIdentity(gateway.database, { login: `${role}-${v7()}`, displayName: '某人', kind: 'person', roles: [role], ...(courtCode === null ? {} : { courtCode }) }, token);
    return { as: null, headers: { authorization: `Bearer ${token.reveal()}` } };
  };
  const notices = async (query = '') => (await gateway.get(`/api/v1/supervision-notices${query}`, { as: 'supervisor' })).body;

  test('a look outside own cases waits for a supervisor, who takes note and settles it; who did so first stays', async () => {
    await look('judge-9');
    await look('judge-9');
    const [notice] = (await notices('?state=open')).items;
    expect(notice).toMatchObject({ kind: 'look-outside', level: 'look', login: 'judge-9', caseId, grantId: GRANT, courtCode: '浙0106', count: 2, state: 'open' });
    const seen = await gateway.post(`/api/v1/supervision-notices/${notice.id}/seen`, {}, { as: 'supervisor' });
    expect([seen.status, seen.body.state, seen.body.seenBy]).toEqual([200, 'seen', 'the-supervisor']);
    expect((await notices('?state=open')).items).toEqual([]);
    const settled = await gateway.post(`/api/v1/supervision-notices/${notice.id}/settle`, { settlement: 'justified', note: '信访案件，已核实' }, { as: 'supervisor' });
    expect(settled.body).toMatchObject({ state: 'settled', settlement: 'justified', note: '信访案件，已核实', settledBy: 'the-supervisor' });
    const again = await gateway.post(`/api/v1/supervision-notices/${notice.id}/settle`, { settlement: 'unjustified', note: '改' }, { as: 'supervisor' });
    expect([again.status, again.body.code]).toEqual([409, 'notice-settled']);
    const audited = (await gateway.audit()).filter(({ event }) => event.startsWith('supervision.s'));
    expect(audited.map(({ event, result, case_id }) => `${event} ${result} ${case_id === caseId}`)).toEqual(['supervision.seen success true', 'supervision.settled success true', 'supervision.settled failure true']);
  });

  test('nobody settles what is about themselves', async () => {
    await look('the-supervisor', '0190c0de-0000-7000-8000-000000000002');
    const [notice] = (await notices('?login=the-supervisor')).items;
    const answer = await gateway.post(`/api/v1/supervision-notices/${notice.id}/settle`, { settlement: 'justified', note: '本人' }, { as: 'supervisor' });
    expect([answer.status, answer.body.code]).toEqual([403, 'own-notice']);
    expect((await notices('?login=the-supervisor')).items[0].state).toBe('open');
  });

  test('page by page, each once; a filter narrows', async () => {
    for (let index = 0; index < 5; index += 1) await look('judge-7', `0190c0de-0000-7000-8000-00000000010${index}`);
    const first = await notices('?login=judge-7&limit=3');
    const second = await notices(`?login=judge-7&limit=3&cursor=${first.nextCursor}`);
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([3, 2, undefined]);
    expect(new Set([...first.items, ...second.items].map(({ id }: { id: string }) => id)).size).toBe(5);
    expect((await notices('?login=judge-7&kind=exports')).items).toEqual([]);
  });

  describe('courts', () => {
    beforeAll(async () => {
      await gateway.call('PUT', `/api/v1/courts/${encodeURIComponent('浙01')}`, { as: 'supervisor', body: { name: '杭州市中级人民法院' } });
      await gateway.call('PUT', `/api/v1/courts/${encodeURIComponent('浙0106')}`, { as: 'supervisor', body: { name: '杭州市西湖区人民法院', parentCode: '浙01' } });
      await gateway.call('PUT', `/api/v1/courts/${encodeURIComponent('浙0105')}`, { as: 'supervisor', body: { name: '杭州市拱墅区人民法院', parentCode: '浙01' } });
    });

    test.each([['浙01', true], ['浙0106', true], ['浙0105', false], [null, true]])('a supervisor and an auditor of %s see what was done in 浙0106: %s', async (court, expected) => {
      const supervisor = await of('supervisor', court);
      expect((await gateway.get('/api/v1/supervision-notices?login=judge-9', supervisor)).body.items.length > 0).toBe(expected);
      expect((await gateway.get(`/api/v1/audit-events?caseId=${caseId}`, supervisor)).body.items.length > 0).toBe(expected);
      const { entries, looks } = (await gateway.post('/api/v1/person-reports', question(), await of('auditor', court))).body;
      expect([entries.length > 0, looks.length > 0]).toEqual([expected, expected]);
    });

    test('what belongs to another court looks like what does not exist', async () => {
      const [notice] = (await notices('?login=judge-9')).items;
      const other = await of('supervisor', '浙0105');
      const foreign = await gateway.post(`/api/v1/supervision-notices/${notice.id}/settle`, { settlement: 'justified', note: '外院' }, other);
      const none = await gateway.post(`/api/v1/supervision-notices/${GRANT}/settle`, { settlement: 'justified', note: '外院' }, other);
      expect([foreign.status, foreign.body.code]).toEqual([404, 'notice-unknown']);
      expect({ ...foreign.body, instance: '' }).toEqual({ ...none.body, instance: '' });
    });
  });

  describe('the audit record', () => {
    const events = async (query: string) => (await gateway.get(`/api/v1/audit-events${query}`, { as: 'auditor' })).body;

    test('says on what ground and for what reason, newest first, page by page', async () => {
      const page = await events(`?login=judge-9&limit=1`);
      expect(page.items).toEqual([expect.objectContaining({ event: 'assets.read', login: 'judge-9', basis: 'grant', grantId: GRANT, grant: { purpose: 'complaint', reason: '信访核查' }, obligorIds: [obligorIds[0]], result: 'success', caseId })]);
      const rest = await events(`?login=judge-9&cursor=${page.nextCursor}`);
      expect(rest.items.map(({ id }: { id: number }) => id < page.items[0].id)).toEqual([true]);
    });

    test('by event and time; and that it was read is in it', async () => {
      await events('?event=case.registered');
      expect((await events('?event=case.registered')).items).toHaveLength(1);
      expect((await events('?event=case.registered&to=2020-01-01T00:00:00Z')).items).toEqual([]);
      expect((await events('?event=audit.read')).items[0]).toMatchObject({ login: 'the-auditor', reason: expect.stringContaining('case.registered') });
    });

    test.each(['?from=yesterday', '?event=anything', '?cursor=c1.x', '?caseId=1', '?from=2026-13-45T00:00:00Z'])('%s is refused', async (query) => {
      const { status, body } = await gateway.get(`/api/v1/audit-events${query}`, { as: 'auditor' });
      expect([status, ['parameter-invalid', 'cursor-invalid', 'request-invalid'].includes(body.code)]).toEqual([400, true]);
    });
  });

  const question = (change: object = {}) => ({ documentType: 'resident-id', documentNumber: residentId(SERIAL), reason: '当事人申请查询', ...change });
  const report = (change: object = {}, headers: Record<string, string> = {}) => gateway.post('/api/v1/person-reports', question(change), { as: 'auditor', headers });

  describe('who looked at a person', () => {
    test('where they stand, who asked about them and who looked, on what ground', async () => {
      const asked = (await gateway.post('/api/v1/inquiries', { caseId, obligorIds: [obligorIds[0]], purpose: '立案查控' })).body;
      await gateway.institutions.answer(asked, PUSH, { kind: 'found', assets: [] });
      await gateway.institutions.answerAll((await gateway.get(`/api/v1/inquiries/${asked.id}`)).body);
      const { status, body } = await report();
      expect([status, body.entries]).toEqual([200, [expect.objectContaining({ caseId, obligorId: obligorIds[0], courtCode: '浙0106', caseNumber: `（2016）浙0106执${SERIAL}号` })]]);
      expect(body.asked).toEqual([expect.objectContaining({ inquiryId: asked.id, askedBy: 'the-officer', institutions: 2, found: 1, nothingFound: 1, other: 0, purpose: '立案查控' })]);
      expect(body.looks.find(({ login }: { login: string }) => login === 'judge-9')).toMatchObject({ event: 'assets.read', deed: 'looked', basis: 'grant', grant: { purpose: 'complaint', reason: '信访核查' } });
      expect(body.looks.map(({ event }: { event: string }) => event)).toEqual(expect.arrayContaining(['case.registered', 'inquiry.accepted', 'inquiry.read']));
    });

    test('a look at somebody else of the same case is none at this person; nor is an inquiry about somebody else', async () => {
      await look('judge-8', '0190c0de-0000-7000-8000-000000000200', [obligorIds[1]]);
      const asked = (await gateway.post('/api/v1/inquiries', { caseId, obligorIds: [obligorIds[1]], purpose: '补充查询' })).body;
      const { body } = await report({ limit: 200 });
      expect(body.looks.filter(({ login, inquiryId }: { login: string; inquiryId?: string }) => login === 'judge-8' || inquiryId === asked.id)).toEqual([]);
      expect(body.asked.some(({ inquiryId }: { inquiryId: string }) => inquiryId === asked.id)).toBe(false);
    });

    test('the report is an act itself, in each case of the person, and shows in the next one', async () => {
      await report({ reason: '第一次' + '查询' });
      const row = (await gateway.audit()).findLast(({ event }) => event === 'person-report.read');
      expect(row).toMatchObject({ actor: 'the-auditor', result: 'success', reason: '第一次查询', case_id: caseId });
      expect((await report()).body.looks.some(({ event }: { event: string }) => event === 'person-report.read')).toBe(true);
    });

    test('a person who was taken out of the case, or whose number was corrected, is still found under the old number', async () => {
      const added = await gateway.post(`/api/v1/cases/${caseId}/obligors`, { kind: 'person', name: '王小明', documents: [{ type: 'resident-id', number: residentId(4321) }] });
      await gateway.call('DELETE', `/api/v1/cases/${caseId}/obligors/${added.body.id}`);
      const { body } = await report({ documentNumber: residentId(4321) });
      expect(body.entries).toEqual([expect.objectContaining({ obligorId: added.body.id, removedAt: expect.any(String) })]);
    });

    test('somebody nobody knows has an empty report; that it was asked is on record without the number', async () => {
      const { status, body } = await report({ documentNumber: residentId(987) });
      expect([status, body.entries, body.asked, body.looks]).toEqual([200, [], [], []]);
      const text = JSON.stringify(await gateway.audit()) + gateway.log.join('');
      expect(text).not.toContain(residentId(987));
    });

    test.each([
      ['a number that cannot be one', { documentNumber: '330106198001011234' }, '/documentNumber'],
      ['no reason', { reason: '' }, '/reason'],
      ['the number in the reason', { reason: `查询 ${residentId(SERIAL)}` }, '/reason'],
      ['a time that ends before it begins', { from: '2026-02-02T00:00:00Z', to: '2026-02-01T00:00:00Z' }, '/to'],
    ])('%s is refused', async (_, change, field) => {
      const { status, body } = await report(change);
      expect([status, body.code, body.fields[0].field]).toEqual([400, 'request-invalid', field]);
    });

    test('looks page by page, in an order that does not change', async () => {
      const all = (await report({ limit: 200 })).body.looks.map(({ id }: { id: number }) => id);
      const paged: number[] = [];
      for (let cursor: string | undefined; ; ) {
        const { body } = await report({ limit: 4, ...(cursor === undefined ? {} : { cursor }) });
        paged.push(...body.looks.map(({ id }: { id: number }) => id));
        cursor = body.nextCursor;
        if (cursor === undefined) break;
      }
      // Each page was an act of its own, after what was there.
      expect(paged.filter((id) => all.includes(id))).toEqual(all);
      expect(new Set(paged).size).toBe(paged.length);
    });

    test('as a file: PDF with who had it made, on record as given out', async () => {
      const { status, headers, text } = await report({}, { accept: 'application/pdf' });
      expect([status, headers.get('content-type'), text.startsWith('%PDF-1.7')]).toEqual([200, 'application/pdf', true]);
      expect((await gateway.audit()).findLast(({ event }) => event.startsWith('person-report'))!.event).toBe('person-report.exported');
    });
  });

  test('what cannot be recorded is not told', async () => {
    await gateway.database.pool.query(`ALTER TABLE audit_event ADD CONSTRAINT full_disk CHECK (event <> 'person-report.read')  NOT VALID`);
    const { status, text } = await report();
    await gateway.database.pool.query('ALTER TABLE audit_event DROP CONSTRAINT full_disk');
    expect([status >= 500, text.includes(caseId)]).toEqual([true, false]);
  });
});
