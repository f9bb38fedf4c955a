import { FILLED_WITHIN_MS } from '../testkit/filled-court.js';
import { RunningGateway } from '../testkit/running-gateway.js';
import { caseBody, PULL, PUSH, residentId, withOfficers, withOpenCase } from '../testkit/sample-data.js';
import { withMeasure } from '../testkit/with-measure.js';

describe('what somebody works on', () => {
  let gateway: RunningGateway;
  let officers: [string, string];
  let asked: string;
  let untouched: string;

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    asked = (await withOpenCase(gateway, 71)).caseId;
    officers = await withOfficers(gateway);
    untouched = (await gateway.post('/api/v1/cases', caseBody(officers, 72))).body.id;
  }, FILLED_WITHIN_MS);
  afterAll(() => gateway.close());

  const list = async (query = '', as: 'officer' | 'approver' | 'supervisor' = 'officer') => (await gateway.get(`/api/v1/work-list?limit=50${query}`, { as })).body.items as Record<string, unknown>[];
  const of = async (id: string) => (await list()).find((one) => one['id'] === id);
  const find = async (text: string, as: 'officer' | 'approver' | 'supervisor' | 'auditor' = 'officer') => ((await gateway.post('/api/v1/case-searches', { text }, { as })).body.items as { id: string }[]).map(({ id }) => id);

  test('nobody was asked yet: the case is there, with its counts, and nobody in it is named', async () => {
    expect(await of(untouched)).toEqual({
      id: untouched, caseNumber: '（2016）浙0106执72号', courtCode: '浙0106', kind: 'execution', state: 'open', filedOn: '2016-05-03', outstandingFen: 12_500_001, obligors: 2,
      measures: 0, drafted: 0, underWay: 0, tasks: 0, leads: 0, approvals: 0, answersIn: false,
    });
    expect(await list('&only=answers')).toEqual([]);
  });

  test('answers come: counted; once something is found the case needs somebody, until something is ordered', async () => {
    const inquiry = (await gateway.post('/api/v1/inquiries', { caseId: asked, purpose: '立案查控', institutions: [PULL, PUSH] })).body;
    expect(await of(asked)).toMatchObject({ inquiry: { id: inquiry.id, total: inquiry.totals.asked, answered: 0, found: 0, state: 'open' }, answersIn: false });
    await gateway.institutions.answer(inquiry, PUSH, { kind: 'found', assets: [{ source: 'deposit', reference: '6222021001122334455', holders: [{ name: '王小明' }] }] });
    await gateway.institutions.answerAll((await gateway.get(`/api/v1/inquiries/${inquiry.id}`)).body);
    expect(await of(asked)).toMatchObject({ inquiry: { answered: inquiry.totals.asked, found: 1, state: 'complete' }, answersIn: true });
    expect((await list('&only=answers')).map(({ id }) => id)).toEqual([asked]);
    const { body } = await gateway.get(`/api/v1/cases/${asked}`);
    await withMeasure(gateway, { caseId: asked, caseNumber: body.caseNumber, obligorId: body.obligors[0].id }, '6222021001122334455');
    expect(await of(asked)).toMatchObject({ answersIn: false, measures: 1, firstEnd: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    expect((await of(asked))!['tasks']).toBeGreaterThan(0);
    expect((await list('&only=needs')).map(({ id }) => id)).toEqual([asked]);
  });

  test('page by page: each case once', async () => {
    const first = (await gateway.get('/api/v1/work-list?limit=1')).body;
    const second = (await gateway.get(`/api/v1/work-list?limit=1&cursor=${first.nextCursor}`)).body;
    expect([first.items[0].id, second.items[0].id, second.nextCursor]).toEqual([untouched, asked, undefined]);
    expect((await gateway.get('/api/v1/work-list?cursor=x')).body.code).toBe('cursor-invalid');
  });

  test('an approver sees the cases in which they take part, a supervisor those of the court', async () => {
    expect((await list('', 'approver')).map(({ id }) => id)).toEqual([asked]);
    expect((await list('', 'supervisor')).length).toBe(2);
  });

  test('looked for by number in any brackets, by name, by document number', async () => {
    expect(await find('(2016)浙0106执7')).toEqual([untouched, asked]);
    expect(await find('王小明')).toEqual([untouched, asked]);
    expect(await find(residentId(72))).toEqual([untouched]);
    expect(await find(` ${residentId(71).toLowerCase()} `)).toEqual([asked]);
    // Names in full only.
    expect(await find('王小')).toEqual([]);
    expect(await find('%%')).toEqual([]);
  });

  test('who stands in cases of others is not found out this way; their numbers are known to those who supervise the court', async () => {
    expect(await find('王小明', 'supervisor')).toEqual([]);
    expect(await find(residentId(72), 'auditor')).toEqual([]);
    expect(await find('王小明', 'approver')).toEqual([asked]);
    expect((await find('（2016）浙0106执72', 'supervisor'))).toEqual([untouched]);
    await gateway.takesPart('approver', untouched);
    expect(await find('王小明', 'approver')).toEqual([untouched, asked]);
  });

  test('a search is on record, with whom it told of and without what was looked for', async () => {
    const before = (await gateway.audit()).length;
    await find(residentId(72));
    await find('虚构的某人');
    const entries = await gateway.database.query.selectFrom('audit_event').select(['event', 'case_id', 'obligors', 'reason']).orderBy('id', 'desc').limit(2).execute();
    expect((await gateway.audit()).length - before).toBe(2);
    expect(entries).toEqual([
      { event: 'case.searched', case_id: null, obligors: null, reason: null },
      { event: 'case.searched', case_id: untouched, obligors: [expect.any(String)], reason: null },
    ]);
    expect(gateway.log.join('')).not.toContain(residentId(72));
  });
});
