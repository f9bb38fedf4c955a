import { addDays, beijingDay } from '#libs/statute';
import { FILLED_WITHIN_MS } from '../testkit/filled-court.js';
import { RunningGateway } from '../testkit/running-gateway.js';
import { caseBody, PULL, PUSH, residentId, withOfficers, withOpenCase } from '../testkit/sample-data.js';
import { withMeasure, type FilledMeasure } from '../testkit/with-measure.js';

interface Seen {
  readonly key: string;
  readonly kind: string;
  readonly caseId: string;
  readonly task?: string;
  readonly daysLeft?: number;
}

describe('what needs somebody today', () => {
  const today = beijingDay(new Date());
  let gateway: RunningGateway;
  let answeredCase: string;
  let heldCase: string;
  let held: FilledMeasure;

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    answeredCase = (await withOpenCase(gateway, 71)).caseId;
    const inquiry = (await gateway.post('/api/v1/inquiries', { caseId: answeredCase, purpose: '立案查控', institutions: [PULL, PUSH] })).body;
    await gateway.institutions.answer(inquiry, PUSH, { kind: 'found', assets: [{ source: 'deposit', reference: '6222021001122334455', holders: [{ name: '王小明' }] }] });
    const body = (await gateway.post('/api/v1/cases', caseBody(await withOfficers(gateway), 72))).body;
    heldCase = body.id;
    held = await withMeasure(gateway, { caseId: heldCase, caseNumber: body.caseNumber, obligorId: body.obligors[0].id }, '6222021001122334455');
  }, FILLED_WITHIN_MS);
  afterAll(() => gateway.close());

  const page = async (query = '', as: 'officer' | 'approver' | 'supervisor' | 'auditor' = 'officer') => (await gateway.get(`/api/v1/needs?limit=50${query}`, { as })).body as { items: Seen[]; counts: { kind: string; count: number }[] };
  const raise = (kind: string, dueOn: string | null, detail = 'x') =>
    gateway.database.pool.query('INSERT INTO control_task (case_id, order_id, measure_id, kind, detail, due_on) VALUES ($1, $2, NULL, $3, $4, $5)', [heldCase, held.orderId, kind, detail, dueOn]);

  test('answers are in, an objection waits for its answer, the obligor is to be told: each of its kind, with its case', async () => {
    const { items, counts } = await page();
    expect(items.map(({ kind, caseId }) => [kind, caseId])).toEqual(expect.arrayContaining([['answers', answeredCase], ['objections', heldCase], ['others', heldCase]]));
    expect(items.find(({ kind }) => kind === 'answers')).toMatchObject({ caseNumber: '（2016）浙0106执71号', found: 1, answered: 1, total: expect.any(Number) });
    expect(Object.fromEntries(counts.map(({ kind, count }) => [kind, count]))).toMatchObject({ answers: 1, objections: 1, others: 1 });
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(items.length);
  });

  test('by the clock: what is over, an excess since it was raised, what ends soon; then the newest', async () => {
    await raise('not-arrived', addDays(today, -3));
    await raise('excess', null);
    await raise('unconfirmed', null);
    await gateway.database.pool.query('UPDATE control_measure SET until_day = $2 WHERE id = $1', [held.measureId, addDays(today, 9)]);
    // Shown as the measure that ends, not a second time as its task.
    await gateway.database.pool.query(`INSERT INTO control_task (case_id, measure_id, kind, detail, due_on) VALUES ($1, $2, 'expiring', 'x', $3)`, [heldCase, held.measureId, addDays(today, 9)]);
    const { items } = await page();
    expect(items.filter(({ kind }) => kind !== 'objections').slice(0, 2).map(({ kind, daysLeft }) => [kind, daysLeft])).toEqual([['clocks', -3], ['excess', undefined]]);
    expect(items.filter(({ kind }) => kind === 'expiring')).toEqual([expect.objectContaining({ key: `measure-${held.measureId}`, daysLeft: 9, institutionCode: PULL })]);
    expect(items.findIndex(({ kind }) => kind === 'expiring')).toBeLessThan(items.findIndex(({ kind }) => kind === 'unconfirmed'));
    const clockless = items.filter(({ daysLeft, kind }) => daysLeft === undefined && kind !== 'excess').map(({ kind }) => kind);
    expect(clockless[0]).toBe('unconfirmed');
    expect(clockless.at(-1)).toBe('answers');
  });

  test('of one kind: its rows only, and the counts of all', async () => {
    const { items, counts } = await page('&kind=expiring');
    expect([items.map(({ kind }) => kind), counts.length]).toEqual([['expiring'], (await page()).counts.length]);
    expect((await gateway.get('/api/v1/needs?kind=everything')).body.code).toBe('parameter-invalid');
  });

  test('page by page, and something new comes in between: each once, and what is new on the next look', async () => {
    const whole = (await page()).items.map(({ key }) => key);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await gateway.get(`/api/v1/needs?limit=1${cursor}`);
      seen.push(...body.items.map(({ key }: Seen) => key));
      if (seen.length === 2) await raise('activated', today, 'came meanwhile');
      cursor = body.nextCursor === undefined ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((key) => whole.includes(key))).toEqual(whole);
    expect((await page()).items).toHaveLength(whole.length + 1);
    for (const cursor of ['x', ...['2026-02-31 1 task-1', '2026-02-01 99999999999999999 task-1', "2026-02-01 1 '"].map((text) => `c1.${Buffer.from(text).toString('base64url')}`)]) {
      expect((await gateway.get(`/api/v1/needs?cursor=${cursor}`)).body.code).toBe('cursor-invalid');
    }
  });

  test('who takes no part is told of nothing; an approver, of the cases in which they were asked, and first of all by name', async () => {
    expect((await page('', 'supervisor')).items).toEqual([]);
    expect((await page('', 'approver')).items.map(({ caseId }) => caseId)).not.toContain(heldCase);
    await gateway.takesPart('approver', heldCase);
    await gateway.database.pool.query(
      `INSERT INTO approval (id, kind, case_id, subject, why, rule, requested_by, idempotency_key, subject_digest, approver, expires_at)
       VALUES (gen_random_uuid(), 'measure', $1, '{}', '{requested}', 'default', 'the-officer', 'k-needs', '', 'the-approver', now() + interval '2 hours')`, [heldCase],
    );
    expect((await page('&kind=approvals', 'approver')).items).toEqual([expect.objectContaining({ caseId: heldCase, askedBy: 'the-officer' })]);
    // Who asked waits as well, and has nothing to do about it.
    expect((await page('&kind=approvals')).items).toEqual([]);
  });

  test('a case is looked for: what needs somebody in it comes along, counted, and of no other', async () => {
    const { body } = await gateway.post('/api/v1/case-searches', { text: residentId(71) });
    expect(body.needs.map(({ kind, caseId }: Seen) => [kind, caseId])).toEqual([['answers', answeredCase]]);
    expect(body.needCounts).toEqual([{ kind: 'answers', count: 1 }]);
  });

  test('it is done: it is gone', async () => {
    await gateway.database.pool.query(`UPDATE control_task SET state = 'settled', settled_by = 'x', settled_at = now(), settlement = 'x' WHERE case_id = $1 AND kind = 'excess'`, [heldCase]);
    expect((await page('&kind=excess')).items).toEqual([]);
  });
});
