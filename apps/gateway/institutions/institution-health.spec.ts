import { InstitutionHealthReader } from '#libs/store';
import { RunningGateway } from '../testkit/running-gateway.js';
import { PULL, PUSH, withOpenCase } from '../testkit/sample-data.js';

describe('how institutions answer', () => {
  let gateway: RunningGateway;
  let caseId: string;
  const breakers = new Map<string, 'closed' | 'half-open' | 'open'>();

  beforeAll(async () => {
    gateway = await RunningGateway.start({ breakers: () => breakers });
    ({ caseId } = await withOpenCase(gateway, 91));
  });
  afterAll(() => gateway.close());

  /** Past what is kept for those who look at the same time. */
  const now = () => new InstitutionHealthReader(gateway.database).read();
  const ask = async () => (await gateway.post('/api/v1/inquiries', { caseId, purpose: '立案查控', institutions: [PULL, PUSH], force: true })).body;

  test('nobody was asked: nobody is listed', async () => {
    expect(await now()).toEqual([]);
  });

  test('answers, failures and silence are counted apart', async () => {
    const first = await ask();
    await gateway.institutions.answer(first, PUSH, { kind: 'nothing-found' });
    await gateway.institutions.answer(first, PULL, { kind: 'unavailable', cause: 'timeout' });
    const second = await ask();
    await gateway.institutions.answer(second, PUSH, { kind: 'found', assets: [] });
    const each = first.answers.filter(({ institution }: { institution: { code: string } }) => institution.code === PUSH).length;
    const [pull, push] = await now();
    expect(push).toMatchObject({ code: PUSH, asked: 2 * each, answered: 2, inTime: 2, failed: 0, waiting: 2 * each - 2, medianMs: expect.any(Number), p95Ms: expect.any(Number) });
    expect(pull).toMatchObject({ code: PULL, answered: 0, failed: 1, medianMs: null, oldestWaitingMs: expect.any(Number) });
  });

  test('over HTTP, page by page, with the breakers of this process; operators may look, case systems need not', async () => {
    breakers.set(PUSH, 'open');
    const first = (await gateway.get('/api/v1/institution-health?limit=1', { as: 'operator' })).body;
    const second = (await gateway.get(`/api/v1/institution-health?limit=1&cursor=${first.nextCursor}`, { as: 'operator' })).body;
    expect([...first.items, ...second.items].map(({ code, breaker }) => [code, breaker])).toEqual([[PULL, undefined], [PUSH, 'open']]);
    expect(second.nextCursor).toBeUndefined();
    expect((await gateway.get('/api/v1/institution-health', { as: 'integration' })).body.code).toBe('role-missing');
    expect((await gateway.get('/api/v1/institution-health?cursor=x', { as: 'operator' })).body.code).toBe('cursor-invalid');
  });

  test('many look at once: counted once', async () => {
    const counted = new InstitutionHealthReader(gateway.database);
    const [left, right] = [counted.read(), counted.read()];
    expect(left).toBe(right);
    await left;
  });
});
