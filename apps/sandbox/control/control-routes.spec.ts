import { DEMO_OBLIGORS, startSandbox, type Sandbox, type SandboxInstitution } from '../index.js';
import { LoopbackExchange } from '../testkit/loopback-exchange.js';
import { orderAbout } from '../testkit/order.js';

const BANK: SandboxInstitution = { code: 'ZL-BANK', name: '样例直连银行', adapter: 'bank-direct', credentials: { token: 't' }, rules: { errorRate: 0.5 } };
const REGISTRY: SandboxInstitution = { code: 'CGS-HZ', name: '样例车管所', adapter: 'vehicle', credentials: { token: 't' } };

describe("the sandbox's own interface", () => {
  let exchange: LoopbackExchange;
  let sandbox: Sandbox;
  const options = (institutions: readonly SandboxInstitution[]): Parameters<typeof startSandbox>[0] => ({
    host: '127.0.0.1',
    port: 0,
    seed: 5,
    exchangeUrl: exchange.url,
    institutions,
    pollSeconds: 1,
    population: { people: 200, companies: 20 },
  });

  beforeAll(async () => {
    exchange = await new LoopbackExchange().start();
    sandbox = await startSandbox(options([BANK, REGISTRY]));
  });

  afterAll(async () => {
    await sandbox.close();
    await exchange.stop();
  });

  async function call(method: string, path: string, value?: unknown): Promise<{ status: number; type: string; body: Record<string, unknown> }> {
    const reply = await fetch(sandbox.url + path, { method, ...(value === undefined ? {} : { body: typeof value === 'string' ? value : JSON.stringify(value) }) });
    const text = await reply.text();
    return { status: reply.status, type: reply.headers.get('content-type') ?? '', body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
  }

  it('says that it is well', async () => {
    expect(await call('GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'ok', institutions: 2 } });
  });

  it('shows and changes the rules of one institution while it runs', async () => {
    expect((await call('GET', '/sandbox/rules/ZL-BANK')).body).toMatchObject({ errorRate: 0.5 });
    const changed = await call('PUT', '/sandbox/rules/ZL-BANK', { latency: { kind: 'lognormal', medianMs: 20, p95Ms: 90 } });
    expect(changed).toMatchObject({ status: 200, body: { errorRate: 0, latency: { kind: 'lognormal', medianMs: 20, p95Ms: 90 } } });
    expect(sandbox.rules.get('ZL-BANK').latency).toEqual({ kind: 'lognormal', medianMs: 20, p95Ms: 90 });
    expect((await call('DELETE', '/sandbox/rules/ZL-BANK')).status).toBe(204);
  });

  it('says which field of the rules is wrong and changes nothing', async () => {
    await call('PUT', '/sandbox/rules/ZL-BANK', { errorRate: 0.25 });
    const refused = await call('PUT', '/sandbox/rules/ZL-BANK', { errorRate: 2, latency: { kind: 'slow' } });
    expect(refused).toMatchObject({ status: 422, type: 'application/problem+json; charset=utf-8', body: { status: 422, title: 'rules invalid' } });
    expect((refused.body['fields'] as { field: string }[]).map(({ field }) => field)).toEqual(expect.arrayContaining(['/errorRate', '/latency/kind']));
    expect(sandbox.rules.get('ZL-BANK').errorRate).toBe(0.25);
    expect((await call('PUT', '/sandbox/rules/ZL-BANK', '{')).body).toMatchObject({ status: 400, title: 'body invalid' });
  });

  it('replaces all rules at once, * for every other institution', async () => {
    expect((await call('PUT', '/sandbox/rules', { '*': { errorRate: 1 }, 'CGS-HZ': {} })).status).toBe(200);
    expect(sandbox.rules.get('ZL-BANK').errorRate).toBe(1);
    expect((await call('GET', '/sandbox/rules')).body).toMatchObject({ rules: { '*': { errorRate: 1 }, 'CGS-HZ': { errorRate: 0 } }, institutions: ['ZL-BANK', 'CGS-HZ'] });
    expect((await call('PUT', '/sandbox/rules', { NOBODY: {} })).status).toBe(404);
    expect((await call('PUT', '/sandbox/rules', [])).status).toBe(422);
    await call('PUT', '/sandbox/rules', {});
  });

  it('lists people page by page, those with property apart', async () => {
    const first = (await call('GET', '/sandbox/people?limit=5')).body as unknown as { total: number; items: { name: string; demo: boolean }[]; next: number };
    expect(first).toMatchObject({ total: 220, next: 4 });
    expect(first.items.map(({ name }) => name).slice(0, 3)).toEqual(DEMO_OBLIGORS.slice(0, 3).map(({ name }) => name));
    const second = (await call('GET', `/sandbox/people?limit=5&after=${first.next}`)).body as unknown as { items: { index: number }[] };
    expect(second.items.map(({ index }) => index)).toEqual([5, 6, 7, 8, 9]);
    const found = (await call('GET', '/sandbox/people?found=true&limit=200')).body as unknown as { items: { foundAt: string[] }[]; next?: number };
    expect(found.items.every(({ foundAt }) => foundAt.length > 0)).toBe(true);
    expect(found.next).toBeUndefined();
    const none = (await call('GET', '/sandbox/people?found=false&kind=organisation&limit=200')).body as unknown as { items: { foundAt: string[]; kind: string }[] };
    expect(none.items.every(({ foundAt, kind }) => foundAt.length === 0 && kind === 'organisation')).toBe(true);
    expect((await call('GET', '/sandbox/people?found=maybe')).body).toMatchObject({ status: 400, fields: [{ field: 'found', allowed: 'one of true, false' }] });
    expect((await call('GET', '/sandbox/people?limit=0')).status).toBe(400);
  });

  it('counts how often each institution was really asked, per request number', async () => {
    const order = orderAbout('C1', DEMO_OBLIGORS[0], { sources: ['deposit'] });
    for (let i = 0; i < 3; i++) await fetch(`${sandbox.url}/ZL-BANK/judicial/v1/queries`, { method: 'POST', headers: { authorization: 'Bearer t' }, body: JSON.stringify(order) });
    expect((await call('GET', '/sandbox/calls/ZL-BANK?requestNumber=C1')).body).toMatchObject({ asked: 3, answered: 3 });
    expect((await call('GET', '/sandbox/calls')).body).toMatchObject({ items: [{ code: 'ZL-BANK', asked: 3, requests: 1, turnedAway: 0 }, { code: 'CGS-HZ', asked: 0 }] });
    expect((await call('GET', '/sandbox/calls/ZL-BANK')).body).toMatchObject({ items: [{ requestNumber: 'C1', asked: 3 }] });
    expect((await call('DELETE', '/sandbox/calls')).status).toBe(204);
    expect(sandbox.calls.asked('ZL-BANK', 'C1')).toBe(0);
  });

  it('pauses and resumes an institution', async () => {
    expect((await call('POST', '/sandbox/pause/ZL-BANK')).body).toEqual({ code: 'ZL-BANK', paused: true });
    expect((await call('GET', '/sandbox/institutions')).body).toMatchObject({ items: [{ code: 'ZL-BANK', adapter: 'bank-direct', paused: true }, { code: 'CGS-HZ', paused: false }] });
    await call('POST', '/sandbox/resume/ZL-BANK');
    expect(sandbox.players.get('ZL-BANK')?.paused).toBe(false);
  });

  it.each([
    ['GET', '/'],
    ['GET', '/NOBODY/judicial/v1/queries'],
    ['GET', '/sandbox/rules/NOBODY'],
    ['POST', '/sandbox/pause/NOBODY'],
    ['GET', '/sandbox/nothing'],
    ['PATCH', '/sandbox/rules'],
    ['GET', '/sandbox/rules/%E0%A4%A'],
  ])('answers %s %s with a problem document', async (method, path) => {
    const reply = await call(method, path);
    expect(reply).toMatchObject({ status: 404, type: 'application/problem+json; charset=utf-8', body: { status: 404, type: expect.stringMatching(/^urn:chakong:sandbox:/) as string } });
  });

  it.each([
    ['twice the same code', [BANK, BANK]],
    ['a code of its own', [{ ...BANK, code: 'sandbox' }]],
    ['an unknown contract', [{ ...BANK, adapter: 'pigeon' as never }]],
    ['rules that are wrong', [{ ...BANK, rules: { errorRate: 7 } }]],
  ])('does not start with %s', async (_, institutions) => {
    await expect(startSandbox(options(institutions))).rejects.toThrow();
  });

  it('says plainly when its port is taken', async () => {
    await expect(startSandbox({ ...options([BANK]), port: Number(new URL(sandbox.url).port) })).rejects.toThrow('EADDRINUSE');
  });
});
