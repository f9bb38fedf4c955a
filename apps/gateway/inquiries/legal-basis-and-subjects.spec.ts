import { legalBases } from '#libs/statute';
import { DocumentReader } from '#libs/store';
import { OrderStarter } from '#libs/filing';
import { DocumentShelf, renderNoticeOf } from '#libs/mailbox';
import { RunningGateway, until, type Answer } from '../testkit/running-gateway.js';
import { caseBody, PUSH, registerCase, residentId, withOfficers, withOpenCase } from '../testkit/sample-data.js';

let gateway: RunningGateway;
let officers: readonly string[];
let caseId: string;
let obligorIds: readonly string[];
let serial = 900;

beforeAll(async () => {
  gateway = await RunningGateway.start();
  await withOpenCase(gateway);
  officers = await withOfficers(gateway);
});
afterAll(() => gateway.close());
beforeEach(async () => {
  ({ caseId, obligorIds } = await registerCase(gateway, officers, (serial += 1)));
  gateway.institutions.offered.length = 0;
});

const ask = (change: object = {}): Promise<Answer> => gateway.post('/api/v1/inquiries', { caseId, purpose: '立案查控', ...change });

describe('the legal basis of an inquiry', () => {
  const preservation = async (): Promise<string> => (await gateway.post('/api/v1/cases', { ...caseBody(officers, (serial += 1)), caseNumber: `（2016）浙0106执保${serial}号`, kind: 'preservation' })).body.id;

  test('what fits the kind of case when nothing is said, and what is said when it fits', async () => {
    expect((await ask()).body.legalBasis).toBe('execution');
    expect((await ask({ legalBasis: 'execution-report-check' })).body.legalBasis).toBe('execution-report-check');
    expect((await ask({ caseId: await preservation() })).body.legalBasis).toBe('preservation');
  });

  test.each([
    ['preservation in execution', false, 'preservation', 'one of execution, execution-report-check, or nothing'],
    ['execution in preservation', true, 'execution', 'one of preservation, or nothing'],
    ['a re-query of a case that goes on, at a desk', false, 'ended-case-requery', 'one of execution, execution-report-check, or nothing'],
  ])('%s is refused, and says what fits', async (_, inPreservation, legalBasis, allowed) => {
    const { status, body } = await ask({ legalBasis, ...(inPreservation ? { caseId: await preservation() } : {}) });
    expect([status, body.code, body.fields]).toEqual([422, 'legal-basis-not-fitting', [{ field: '/legalBasis', allowed }]]);
    expect(gateway.institutions.offered).toEqual([]);
  });

  test('a word that is none is refused as such', async () => {
    expect((await ask({ legalBasis: '民事诉讼法' })).body).toMatchObject({ code: 'request-invalid', fields: [{ field: '/legalBasis' }] });
  });

  test('the list with its articles is there for everybody who may sign in', async () => {
    const { items } = (await gateway.get('/api/v1/legal-bases', { as: 'operator' })).body;
    expect(items.map(({ code }: { code: string }) => code)).toEqual(legalBases().map(({ code }) => code));
    expect(items.every(({ articles }: { articles: string[] }) => articles.length > 0)).toBe(true);
  });

  test('the notice an institution fetches cites the articles of the basis', async () => {
    const notices: string[] = [];
    const shelf = new DocumentShelf(new DocumentReader(gateway.database), (data) => {
      notices.push(`${data.legalBasis}`);
      return renderNoticeOf(data);
    });
    for (const { body } of [await ask({ institutions: [PUSH] }), await ask({ caseId: await preservation(), institutions: [PUSH] })]) await shelf.documentsOfNotice(PUSH, body.documentNumber);
    expect(notices).toEqual(['execution', 'preservation']);
  });

  test('it cannot be changed afterwards, no more than who let it go', async () => {
    const { body } = await ask();
    for (const what of [`legal_basis = 'preservation'`, `approved_by = 'x'`]) {
      await expect(gateway.database.pool.query(`UPDATE inquiry SET ${what} WHERE id = $1`, [body.id])).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('nobody but an obligor of the case is asked about, by no way in (A7)', () => {
  let other: { caseId: string; obligorIds: readonly string[] };
  beforeEach(async () => {
    other = await registerCase(gateway, officers, (serial += 1));
  });
  const nobodyAsked = async (): Promise<void> => {
    expect(gateway.institutions.offered.filter(({ obligorId }) => !obligorIds.includes(obligorId))).toEqual([]);
    const { rows } = await gateway.database.pool.query('SELECT FROM inquiry_request r JOIN inquiry i ON i.id = r.inquiry_id WHERE i.case_id = $1 AND r.obligor_id <> ALL ($2::uuid[])', [caseId, obligorIds]);
    expect(rows).toHaveLength(0);
  };

  test.each([
    ['over REST', {}], ['on paper', { includeOffline: true }], ['after an approval', { approver: 'the-approver' }],
  ])('%s: an obligor of another case', async (_, change) => {
    const { status, body } = await ask({ obligorIds: [obligorIds[0], other.obligorIds[0]], ...change });
    expect([status, body.code]).toEqual([404, 'obligor-unknown']);
    await nobodyAsked();
  });

  test('in a file for many cases: a document of somebody in another case', async () => {
    const [mine, theirs] = [(await gateway.get(`/api/v1/cases/${caseId}`)).body, (await gateway.get(`/api/v1/cases/${other.caseId}`)).body];
    const table = `案号,姓名,证件号码\r\n${mine.caseNumber},${theirs.obligors[0].name},${theirs.obligors[0].documents[0].number}\r\n`;
    const bulk = (await gateway.call('POST', `/api/v1/bulk-inquiries?purpose=${encodeURIComponent('批量查询')}`, { body: Buffer.from(table), headers: { 'content-type': 'text/csv' } })).body;
    await until(async () => (await gateway.get(`/api/v1/bulk-inquiries/${bulk.id}`)).body.state === 'done');
    expect((await gateway.get(`/api/v1/bulk-inquiries/${bulk.id}/rows`)).body.items[0]).toMatchObject({ state: 'refused', code: 'obligor-unknown' });
    await nobodyAsked();
  });

  test('filed with the case: applicant and third party are never asked about, the obligor is, under the standing approval', async () => {
    const parties = (['obligor', 'applicant', 'third-party'] as const).map((role, index) => ({ number: `${index + 1}`, role, kind: 'person', name: '王小明', documents: [{ type: 'resident-id', number: residentId(4000 + serial * 3 + index) }] }));
    const filed = await gateway.post('/api/v1/filings', {
      filingNumber: `RW${serial}`, caseNumber: `（2016）浙0106执${(serial += 1)}号`, filedOn: '2016-05-03', owed: { principalFen: 1, interestFen: 0, lateInterestFen: 0, executionFeeFen: 0, paidFen: 0 },
      officers: officers.map((id) => ({ id })), parties,
    }, { as: 'integration' });
    await new OrderStarter({ database: gateway.database, engine: gateway.parts.engine, requeriesPerMinute: 0 }).turn(new Date());
    const asked = new Set(gateway.institutions.offered.map(({ obligorId }) => obligorId));
    expect(asked).toEqual(new Set([filed.body.parties[0].obligorId]));
    const { rows } = await gateway.database.pool.query('SELECT approved_by, legal_basis FROM inquiry WHERE case_id = $1', [filed.body.caseId]);
    expect(rows).toEqual([{ approved_by: 'rule:built-in', legal_basis: 'execution' }]);
  });

  test('asked again by itself: whoever was removed from the case meanwhile is not', async () => {
    const { obligors } = (await gateway.get(`/api/v1/cases/${caseId}`)).body;
    await gateway.call('DELETE', `/api/v1/cases/${caseId}/obligors/${obligorIds[0]}`, { headers: { 'if-match': `"${obligors[0].version}"` } });
    const { result } = await gateway.parts.engine.submit({ caseId, purpose: '执行案件定期查询', priority: 'scheduled', force: true, requery: true }, { actor: 'gateway', cause: 'requery', waitMs: 0 });
    expect(new Set(result.answers.map(({ obligorId }) => obligorId))).toEqual(new Set([obligorIds[1]]));
  });
});
