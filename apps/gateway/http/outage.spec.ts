import { breakableDatabase, type BreakableDatabase } from '#libs/engine-testkit';
import { createGateway } from '../index.js';
import { RunningGateway, until } from '../testkit/running-gateway.js';

describe('PostgreSQL goes away and comes back', () => {
  let gateway: RunningGateway;
  let line: BreakableDatabase;
  beforeEach(async () => {
    gateway = await RunningGateway.start({
      reach: async (url) => {
        line = await breakableDatabase(url);
        return line.database;
      },
    });
    await until(() => gateway.registry.listening);
    expect((await gateway.get('/api/v1/cases')).status).toBe(200);
  });
  afterEach(async () => {
    line.restore();
    await gateway.close();
    await line.close();
  });

  const ready = () => gateway.get('/health/ready', { as: null });

  test('calls get a 503 that may be tried again; the process is alive but not ready, and says what is down; then all is well again', async () => {
    line.cut();
    await until(() => !gateway.registry.listening);
    for (const answer of [await gateway.get('/api/v1/cases'), await gateway.get('/api/v1/inquiries/0190c0de-0000-7000-8000-000000000000')]) {
      expect([answer.status, answer.body.code, answer.body.retryable, answer.headers.get('retry-after')]).toEqual([503, 'database-unavailable', true, '2']);
      expect(answer.text).not.toMatch(/ECONN|127\.0\.0\.1/);
    }
    const down = await ready();
    expect([down.status, down.body]).toEqual([
      503,
      {
        state: 'down',
        dependencies: [
          { name: 'database', state: 'down', critical: true, ms: expect.any(Number), cause: expect.any(String) },
          { name: 'evidence', state: 'up', critical: false, ms: expect.any(Number) },
          { name: 'institution-changes', state: 'down', critical: false, ms: expect.any(Number), cause: 'not-listening' },
        ],
      },
    ]);
    expect((await gateway.get('/health/dependencies/database', { as: null })).status).toBe(503);
    expect((await gateway.get('/health/live', { as: null })).status).toBe(200);
    expect((await gateway.get('/metrics', { as: null })).status).toBe(200);

    line.restore();
    await until(async () => (await ready()).body.state === 'up');
    expect((await ready()).status).toBe(200);
    expect((await gateway.get('/api/v1/cases')).status).toBe(200);
  });

  test('only the connection that listens for changes is lost: degraded, still ready, and back by itself', async () => {
    await line.database.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE '%-listen' AND datname = current_database()`);
    await until(() => !gateway.registry.listening);
    const answer = await ready();
    expect([answer.status, answer.body.state]).toEqual([200, 'degraded']);
    await until(async () => (await ready()).body.state === 'up');
  });
});

describe('outages', () => {
  let gateway: RunningGateway;
  beforeEach(async () => {
    gateway = await RunningGateway.start();
  });
  afterEach(() => gateway.close());

  test('a bug: 500 without its text, and the log has the place but no values', async () => {
    await gateway.get('/api/v1/cases');
    await gateway.database.pool.query('ALTER TABLE case_file RENAME TO case_file_gone');
    const answer = await gateway.get('/api/v1/cases');
    expect([answer.status, answer.body.code]).toEqual([500, 'internal']);
    expect(answer.text).not.toMatch(/case_file|relation/);
    const line = gateway.log.map((each) => JSON.parse(each)).find((each) => each.message === 'call failed');
    expect(line).toMatchObject({ level: 'error', code: 'internal', route: '/api/v1/cases', err: { type: expect.any(String), stack: expect.stringContaining('at ') } });
  });

  test('shutting down: new calls are refused and sent elsewhere, watchers still get an answer, twice is fine', async () => {
    gateway.health.beginShutdown();
    const answer = await gateway.get('/api/v1/cases');
    expect([answer.status, answer.body.code, answer.headers.get('connection')]).toEqual([503, 'shutting-down', 'close']);
    expect((await gateway.get('/health/ready', { as: null })).body.state).toBe('shutting-down');
    expect((await gateway.get('/health/live', { as: null })).status).toBe(200);
    await Promise.all([gateway.gateway.close(), gateway.gateway.close()]);
    await expect(fetch(`${gateway.gateway.address}/health/live`)).rejects.toThrow();
  });

  test('a call is under way when closing: it is finished first', async () => {
    const client = await gateway.database.dedicatedClient();
    await client.query('BEGIN');
    await client.query('LOCK TABLE court IN ACCESS EXCLUSIVE MODE');
    const call = gateway.get('/api/v1/courts');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const closed = gateway.gateway.close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await client.query('COMMIT');
    await client.end();
    expect((await call).status).toBe(200);
    await closed;
  });

  test('a call that does not end: cut off after the grace period', async () => {
    const client = await gateway.database.dedicatedClient();
    await client.query('BEGIN');
    await client.query('LOCK TABLE court IN ACCESS EXCLUSIVE MODE');
    const call = gateway.get('/api/v1/courts').then(
      () => 'answered',
      () => 'cut off',
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    await gateway.gateway.close();
    expect(await call).toBe('cut off');
    await client.end();
  });

  test('the port is taken: the start fails', async () => {
    const port = Number(new URL(gateway.gateway.address).port);
    await expect(createGateway({ ...gateway.parts, host: '127.0.0.1', port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
