import { Sensitive } from '#contracts/adapter';
import type { Database } from '#libs/store';
import { createTestDatabase, tampering, type TestDatabase } from '#libs/store-testkit';
import { Metrics, silentLogger } from '#libs/telemetry';
import { disableIdentity, generateToken, provisionIdentity, RefusalRecord, StoredPrincipalResolver } from './index.js';

describe('identities in the database', () => {
  let test: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = test.database;
  });
  afterAll(() => test.drop());

  const identity = { login: 'lin', displayName: '林书涵', kind: 'person', roles: ['officer'] } as const;

  it('a token is given: its owner is found, and the token itself is nowhere in the database', async () => {
    const token = generateToken();
    await provisionIdentity(database, identity, token);
    const resolver = new StoredPrincipalResolver(database);
    expect(await resolver.resolve(token)).toEqual({ login: 'lin', displayName: '林书涵', kind: 'person', courtCode: null, roles: ['officer'] });
    const { rows } = await database.pool.query(`SELECT access_identity::text AS row FROM access_identity`);
    expect(rows[0].row).not.toContain(token.reveal());
  });

  it('tokens are long and each is another', () => {
    const tokens = Array.from({ length: 100 }, () => generateToken().reveal());
    expect(new Set(tokens).size).toBe(100);
    expect(tokens.every((token) => /^ckg_[\w-]{43}$/.test(token))).toBe(true);
    expect(`${generateToken()}`).toBe('‹masked›');
  });

  it('an unknown token: nobody', async () => {
    expect(await new StoredPrincipalResolver(database).resolve(generateToken())).toBeUndefined();
  });

  it('provisioned again: new roles and token at once, the old token no longer works', async () => {
    const [old, fresh] = [generateToken(), generateToken()];
    await provisionIdentity(database, identity, old);
    await provisionIdentity(database, { ...identity, roles: ['auditor', 'operator'] }, fresh);
    const resolver = new StoredPrincipalResolver(database);
    expect(await resolver.resolve(old)).toBeUndefined();
    expect((await resolver.resolve(fresh))?.roles).toEqual(['auditor', 'operator']);
  });

  it('an identity without a role: refused', async () => {
    await expect(provisionIdentity(database, { ...identity, roles: [] }, generateToken())).rejects.toThrow('at least one role');
  });

  it('a role that this version does not know: gives no right', async () => {
    const token = generateToken();
    await provisionIdentity(database, identity, token);
    await database.query.updateTable('access_identity').set({ roles: ['emperor', 'officer'] }).where('login', '=', 'lin').execute();
    expect((await new StoredPrincipalResolver(database).resolve(token))?.roles).toEqual(['officer']);
  });

  it('asked often: the database is asked once, until the answer is old; then a withdrawn right is gone', async () => {
    let now = 0;
    const token = generateToken();
    await provisionIdentity(database, identity, token);
    const resolver = new StoredPrincipalResolver(database, { keptMs: 1000, clock: () => now });
    const statements = countStatements(database);
    for (let call = 0; call < 5; call += 1) expect((await resolver.resolve(token))?.login).toBe('lin');
    expect(statements()).toBe(1);
    expect(await disableIdentity(database, 'lin', new Date())).toBe(true);
    expect(await disableIdentity(database, 'lin', new Date())).toBe(false);
    expect((await resolver.resolve(token))?.login).toBe('lin');
    now = 1000;
    expect(await resolver.resolve(token)).toBeUndefined();
    await provisionIdentity(database, identity, token);
    now = 2000;
    expect((await resolver.resolve(token))?.login).toBe('lin');
  });

  it('many unknown tokens: remembered too, but not without bound', async () => {
    const resolver = new StoredPrincipalResolver(database, { mostKept: 10 });
    const first = generateToken();
    const statements = countStatements(database);
    await resolver.resolve(first);
    await resolver.resolve(first);
    expect(statements()).toBe(1);
    for (let call = 0; call < 10; call += 1) await resolver.resolve(generateToken());
    await resolver.resolve(first);
    expect(statements()).toBe(12);
  });

  it('the database cannot be asked: a fault, not a refusal, and the next call asks again', async () => {
    const token = generateToken();
    await provisionIdentity(database, identity, token);
    const resolver = new StoredPrincipalResolver(database);
    await database.pool.query('ALTER TABLE access_identity RENAME TO elsewhere');
    await expect(resolver.resolve(token)).rejects.toThrow();
    await database.pool.query('ALTER TABLE elsewhere RENAME TO access_identity');
    expect((await resolver.resolve(token))?.login).toBe('lin');
  });

  describe('refusals', () => {
    const refusal = (login?: string) => ({ code: login === undefined ? ('token-invalid' as const) : ('role-missing' as const), login, method: 'GET', route: '/api/v1/cases', correlationId: 'c' });
    const audited = () => database.query.selectFrom('audit_event').select(['actor', 'reason']).where('event', '=', 'access.refused').orderBy('id').execute();
    beforeEach(() => tampering(database, 'DELETE FROM audit_event'));

    it('a flood without valid tokens: the audit record gets a sample that says how many it stands for, the metric counts all', async () => {
      let now = 0;
      const metrics = new Metrics({ processMetrics: false });
      const record = new RefusalRecord(database, metrics, silentLogger(), () => now);
      for (let call = 0; call < 500; call += 1) await record.add(refusal());
      expect(await audited()).toHaveLength(60);
      now = 1000;
      await record.add(refusal());
      expect((await audited()).at(-1)).toEqual({ actor: 'anonymous', reason: 'token-invalid: GET /api/v1/cases (and 440 more without a valid token)' });
      expect(await metrics.page()).toContain('chakong_access_refused_total{code="token-invalid"} 501');
    });

    it('somebody known is refused often: each time is on record', async () => {
      const record = new RefusalRecord(database, new Metrics({ processMetrics: false }), silentLogger());
      for (let call = 0; call < 100; call += 1) await record.add(refusal('lin'));
      expect(await audited()).toHaveLength(100);
    });

    it('the audit record cannot be written: the refusal stands', async () => {
      const record = new RefusalRecord(database, new Metrics({ processMetrics: false }), silentLogger());
      await database.pool.query('ALTER TABLE audit_event RENAME TO elsewhere');
      await record.add(refusal('lin'));
      await database.pool.query('ALTER TABLE elsewhere RENAME TO audit_event');
      expect(await audited()).toEqual([]);
    });
  });

  it('a token that was masked by mistake is nobody', async () => {
    expect(await new StoredPrincipalResolver(database).resolve(new Sensitive('‹masked›'))).toBeUndefined();
  });
});

/** Counts statements sent through the pool from now on. */
function countStatements(database: Database): () => number {
  let count = 0;
  database.pool.on('acquire', () => (count += 1));
  return () => count;
}
