import { listUnguardedRoutes, listWhatRoutesAreAbout, ROLES } from '#libs/access';
import { RunningGateway, until } from '../testkit/running-gateway.js';

describe('health, metrics and callers over HTTP', () => {
  let gateway: RunningGateway;
  beforeAll(async () => {
    gateway = await RunningGateway.start();
    await until(() => gateway.registry.listening);
  });
  afterAll(() => gateway.close());

  const anonymous = { as: null };

  test('the process lives: said without a token and without asking others', async () => {
    const answer = await gateway.get('/health/live', anonymous);
    expect([answer.status, answer.body.state]).toEqual([200, 'up']);
  });

  test('all dependencies are up: ready, each with its time', async () => {
    const answer = await gateway.get('/health/ready', anonymous);
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        state: 'up',
        dependencies: [
          { name: 'database', state: 'up', critical: true, ms: expect.any(Number) },
          { name: 'evidence', state: 'up', critical: false, ms: expect.any(Number) },
          { name: 'institution-changes', state: 'up', critical: false, ms: expect.any(Number) },
        ],
      },
    ]);
  });

  test('one dependency by name; an unknown one is no address of ours', async () => {
    expect((await gateway.get('/health/dependencies/database', anonymous)).body).toMatchObject({ name: 'database', state: 'up' });
    const unknown = await gateway.get('/health/dependencies/moon', anonymous);
    expect([unknown.status, unknown.body.code]).toEqual([404, 'route-unknown']);
  });

  test('something not critical is down: still ready, and the page says what and why without its text', async () => {
    const away = gateway.health.register({ name: 'printer', critical: false, check: () => Promise.reject(Object.assign(new Error('张三'), { code: 'EPRINT' })) });
    const answer = await gateway.get('/health/ready', anonymous);
    expect([answer.status, answer.body.state]).toEqual([200, 'degraded']);
    expect(answer.body.dependencies).toContainEqual({ name: 'printer', state: 'down', critical: false, ms: expect.any(Number), cause: 'EPRINT' });
    expect(answer.text).not.toContain('张三');
    expect((await gateway.get('/health/dependencies/printer', anonymous)).status).toBe(503);
    away();
  });

  test('something critical is down: not ready, but alive', async () => {
    const away = gateway.health.register({ name: 'vault', check: () => new Promise(() => undefined), timeoutMs: 20 });
    const answer = await gateway.get('/health/ready', anonymous);
    expect([answer.status, answer.body.state]).toEqual([503, 'down']);
    expect(answer.body.dependencies).toContainEqual(expect.objectContaining({ name: 'vault', cause: 'timeout' }));
    expect((await gateway.get('/health/live', anonymous)).status).toBe(200);
    away();
  });

  test('the metrics page: calls by route pattern, without ids', async () => {
    await gateway.get('/api/v1/cases/0190c0de-0000-7000-8000-000000000000');
    await gateway.get('/nowhere/at/all', anonymous);
    const answer = await gateway.get('/metrics', anonymous);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(answer.text).toMatch(/chakong_http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/cases\/:caseId",status="404"\} 1/);
    expect(answer.text).toMatch(/route="unknown",status="404"/);
    expect(answer.text).not.toContain('0190c0de');
  });

  test.each(ROLES)('%s asks who it is', async (role) => {
    const answer = await gateway.get('/api/v1/me', { as: role });
    expect([answer.status, answer.body]).toEqual([200, { login: `the-${role}`, displayName: `${role} 张三`, kind: 'person', roles: [role], ...(role === 'officer' || role === 'approver' ? { courtCode: '浙0106' } : {}) }]);
  });

  test('every route says exactly once who may call it', () => {
    expect(listUnguardedRoutes(gateway.gateway.app)).toEqual([]);
  });

  test('every route says what it is about, and one with an identifier in its address says what that names', () => {
    const said = listWhatRoutesAreAbout(gateway.gateway.app);
    expect(said.filter(({ about }) => about === undefined).map(({ name }) => name)).toEqual([]);
    // Institutions are the same for every court; notices are looked up within the caller's court; a grant of somebody else is no grant, which its own statement says.
    const named = said.filter(({ path, about }) => typeof about === 'string' && path.includes(':')).map(({ path }) => path);
    expect([...new Set(named)].sort()).toEqual(['access-grants/:grantId', 'institutions/:code', 'institutions/:code/in-service', 'institutions/:code/out-of-service', 'supervision-notices/:noticeId/seen', 'supervision-notices/:noticeId/settle']);
    const unnamed = said.filter(({ path, about }) => typeof about === 'object' && about.in !== 'body' && !path.includes(`:${about.name}`)).map(({ name }) => name);
    expect(unnamed).toEqual([]);
  });

  test('routes that are open to everybody: these and no others', async () => {
    const { paths } = (await gateway.get('/api/openapi.json', anonymous)).body;
    const open: string[] = [];
    for (const [path, operations] of Object.entries(paths as Record<string, Record<string, unknown>>)) {
      for (const method of Object.keys(operations)) {
        const answer = await gateway.call(method.toUpperCase(), path.replaceAll(/\{\w+\}/g, 'x'), anonymous);
        if (answer.body.code !== 'token-missing') open.push(`${method} ${path}`);
      }
    }
    const signIn = ['get /auth/callback', 'get /auth/login', 'get /auth/openid-configuration'];
    expect(open.sort()).toEqual([...signIn, 'get /health/dependencies/{name}', 'get /health/live', 'get /health/ready', 'get /metrics', 'post /auth/logout']);
  });
});
