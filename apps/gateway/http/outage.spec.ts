import { Database } from '#libs/store';
import { createGateway } from '../index.js';
import { RunningGateway } from '../testkit/running-gateway.js';

describe('outages', () => {
  let gateway: RunningGateway;
  beforeEach(async () => {
    gateway = await RunningGateway.start();
  });
  afterEach(() => gateway.close());

  test('the database cannot be reached: 503 that may be tried again, not ready, alive', async () => {
    // Every further connection goes where nobody listens.
    const away = new Database({ url: 'postgres://nobody@127.0.0.1:1/none', poolSize: 1, applicationName: 'away' });
    const query = gateway.database.pool.query.bind(gateway.database.pool);
    const connect = gateway.database.pool.connect.bind(gateway.database.pool);
    Object.assign(gateway.database.pool, { query: away.pool.query.bind(away.pool), connect: away.pool.connect.bind(away.pool) });
    try {
      const answer = await gateway.get('/api/v1/cases');
      expect([answer.status, answer.body.code, answer.body.retryable, answer.headers.get('retry-after')]).toEqual([503, 'database-unavailable', true, '2']);
      expect(answer.text).not.toContain('ECONNREFUSED');
      expect((await gateway.get('/health/ready', { as: null })).status).toBe(503);
      expect((await gateway.get('/health/live', { as: null })).status).toBe(200);
    } finally {
      Object.assign(gateway.database.pool, { query, connect });
      await away.close();
    }
    expect((await gateway.get('/api/v1/cases')).status).toBe(200);
  });

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
