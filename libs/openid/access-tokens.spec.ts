import { createHmac } from 'node:crypto';
import { Sensitive } from '#contracts/adapter';
import { disableIdentity, enableIdentity, ExternalIdentities, generateToken, provisionIdentity, type Principal } from '#libs/access';
import type { Database } from '#libs/store';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { createLogger, HealthRegistry } from '#libs/telemetry';
import { AccessTokenResolver, OpenIdProvider, type ClaimNames } from './index.js';
import { AUDIENCE, HandIssuer } from './testkit/hand-issuer.js';

const CLAIMS: ClaimNames = { login: 'preferred_username', name: 'name', court: 'court', roles: 'roles', roleNames: new Map() };

describe('access tokens of the identity provider', () => {
  let test: TestDatabase;
  let database: Database;
  let issuer: HandIssuer;
  let now: number;
  let log: string[];
  let provider: OpenIdProvider;
  let resolver: AccessTokenResolver;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = test.database;
  });
  afterAll(() => test.drop());
  beforeEach(async () => {
    await database.query.deleteFrom('external_identity').execute();
    issuer = await HandIssuer.start();
    now = Date.now();
    log = [];
    use();
  });
  afterEach(() => issuer.down());

  function use(claims: Partial<ClaimNames> = {}, address = issuer.issuer): void {
    const clock = (): number => now;
    const logger = createLogger({ level: 'debug', component: 'test', destination: { write: (line) => void log.push(line) } });
    provider = new OpenIdProvider({ issuer: address, clientId: 'gateway', audience: AUDIENCE, logger, clock, timeoutMs: 2000 });
    resolver = new AccessTokenResolver({ provider, identities: new ExternalIdentities(database, { clock }), claims: { ...CLAIMS, ...claims }, clock });
  }

  const who = (token: string, certificate?: string): Promise<Principal | undefined> => resolver.resolve(new Sensitive(token), { certificate });
  const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  it('a genuine one: its owner with court and roles', async () => {
    expect(await who(await issuer.token())).toEqual({ login: 'lin', displayName: '林书涵', kind: 'person', courtCode: '浙0106', roles: ['officer'] });
  });

  it.each(['RS256', 'PS256', 'ES256', 'EdDSA'])('signed with %s: accepted', async (alg) => {
    issuer.published = [await issuer.newKey('k', alg)];
    expect((await who(await issuer.token()))?.login).toBe('lin');
  });

  it.each(['RS384', 'ES384'])('signed with %s, which is not on the list: nobody, though the key is published', async (alg) => {
    issuer.published = [await issuer.newKey('k', alg)];
    expect(await who(await issuer.token())).toBeUndefined();
    expect(issuer.asked.keys).toBe(0);
  });

  it('no signature, or one made with the public key as a secret: nobody', async () => {
    const payload = (await issuer.token()).split('.')[1]!;
    expect(await who(`${encoded({ alg: 'none' })}.${payload}.`)).toBeUndefined();
    const head = encoded({ alg: 'HS256', kid: 'first' });
    const forged = createHmac('sha256', JSON.stringify(issuer.published[0]!.publicJwk)).update(`${head}.${payload}`).digest('base64url');
    expect(await who(`${head}.${payload}.${forged}`)).toBeUndefined();
  });

  it('one byte of the payload is another: nobody', async () => {
    const [head, , signature] = (await issuer.token()).split('.');
    const other = (await issuer.token({ roles: ['supervisor'] })).split('.')[1]!;
    expect(await who(`${head}.${other}.${signature}`)).toBeUndefined();
  });

  it.each<[string, Record<string, unknown>]>([
    ['of another issuer', { iss: 'https://elsewhere.example' }],
    ['for another audience', { aud: 'urn:other' }],
    ['for nobody', { aud: undefined }],
    ['without an end', { exp: undefined }],
    ['without a subject', { sub: undefined }],
    ['not yet valid', { nbf: Math.floor(Date.now() / 1000) + 600 }],
    ['an ID token', { nonce: 'n-1' }],
    ['without a login', { preferred_username: undefined }],
    ['with a login that stands for the gateway itself', { preferred_username: 'gateway' }],
    ['with a login of two lines', { preferred_username: 'lin\nadmin' }],
    ['with a court that cannot be read', { court: ['浙0106'] }],
    ['bound to a key nobody showed', { cnf: { jkt: 'x' } }],
  ])('%s: nobody', async (_, claims) => {
    expect(await who(await issuer.token(claims))).toBeUndefined();
  });

  it('signed by another key under a published name: nobody', async () => {
    expect(await who(await issuer.token({}, { key: await issuer.newKey('first') }))).toBeUndefined();
  });

  it('over: accepted within the leeway, not after it, also when it is remembered', async () => {
    const token = await issuer.token({}, { now });
    now += 329_000;
    expect((await who(token))?.login).toBe('lin');
    now += 2_000;
    expect(await who(token)).toBeUndefined();
  });

  it('for a system: its client id is its login', async () => {
    const claims = { sub: 'case-system', client_id: 'case-system', preferred_username: undefined, name: undefined, roles: ['integration'] };
    expect(await who(await issuer.token(claims))).toEqual({ login: 'case-system', displayName: 'case-system', kind: 'system', courtCode: '浙0106', roles: ['integration'] });
  });

  it('claims are called otherwise at this provider, and roles too', async () => {
    use({ login: 'upn', roles: 'realm_access.roles', court: 'https://court.example/code', roleNames: new Map([['zhixing-faguan', 'officer'] as const]) });
    const token = await issuer.token({ upn: 'lin@court', realm_access: { roles: ['zhixing-faguan', 'emperor', 7] }, 'https://court.example/code': '京01' });
    expect(await who(token)).toMatchObject({ login: 'lin@court', courtCode: '京01', roles: ['officer'] });
  });

  it('no court is named: roles that belong to a court give no right, since no court means all courts', async () => {
    expect((await who(await issuer.token({ court: undefined, roles: ['officer', 'operator', 'auditor', 'supervisor'] })))?.roles).toEqual(['operator', 'auditor']);
  });

  it('bound to a certificate: with that one only', async () => {
    const token = await issuer.token({ cnf: { 'x5t#S256': 'thumb-1' } });
    expect(await who(token)).toBeUndefined();
    expect(await who(token, 'thumb-2')).toBeUndefined();
    expect((await who(token, 'thumb-1'))?.login).toBe('lin');
    expect((await who(await issuer.token(), 'thumb-2'))?.login).toBe('lin');
  });

  describe('identities', () => {
    it('disabled here: nobody within seconds, though the token is good; enabled again: works again', async () => {
      const token = await issuer.token();
      expect((await who(token))?.login).toBe('lin');
      expect(await disableIdentity(database, 'lin', new Date())).toBe(true);
      now += 5_001;
      expect(await who(token)).toBeUndefined();
      expect(await enableIdentity(database, 'lin')).toBe(true);
      now += 5_001;
      expect((await who(token))?.login).toBe('lin');
    });

    it('disabled as the owner of a stored token before the provider first names them: nobody', async () => {
      await provisionIdentity(database, { login: 'lin', displayName: 'x', kind: 'person', roles: ['officer'] }, generateToken());
      await disableIdentity(database, 'lin', new Date());
      expect(await who(await issuer.token())).toBeUndefined();
      await database.query.deleteFrom('access_identity').execute();
    });

    it('somebody else takes the login: nobody; the one it belongs to is not touched', async () => {
      expect((await who(await issuer.token()))?.login).toBe('lin');
      expect(await who(await issuer.token({ sub: 'subject-2' }))).toBeUndefined();
      expect((await who(await issuer.token()))?.login).toBe('lin');
    });

    it('the same subject has another name now: known by it', async () => {
      await who(await issuer.token());
      expect((await who(await issuer.token({ preferred_username: 'lin-shuhan' })))?.login).toBe('lin-shuhan');
      expect(await database.query.selectFrom('external_identity').select('login').execute()).toEqual([{ login: 'lin-shuhan' }]);
    });
  });

  describe('keys', () => {
    it('many calls: discovery and keys are fetched once, and the database is asked once', async () => {
      const token = await issuer.token();
      let statements = 0;
      database.pool.on('acquire', () => (statements += 1));
      await who(token);
      const first = statements;
      await Promise.all(Array.from({ length: 50 }, () => who(token)));
      expect(issuer.asked).toMatchObject({ discovery: 1, keys: 1 });
      expect(statements).toBe(first);
    });

    it('a storm of made-up keys: one fetch, and genuine tokens are served beside it', async () => {
      const good = await issuer.token();
      await who(good);
      const strangers = await Promise.all(Array.from({ length: 100 }, async (_, index) => issuer.token({}, { key: { ...(await issuer.newKey(`made-up-${index}`)) } })));
      const before = issuer.asked.keys;
      expect((await Promise.all(strangers.map((token) => who(token)))).every((principal) => principal === undefined)).toBe(true);
      expect(issuer.asked.keys - before).toBeLessThanOrEqual(1);
      expect((await who(good))?.login).toBe('lin');
    });

    it('a new key beside the old one: tokens of both are accepted', async () => {
      const old = await issuer.token();
      await who(old);
      issuer.published.unshift(await issuer.newKey('second'));
      await reallyAfterCooldown();
      expect((await who(await issuer.token()))?.login).toBe('lin');
      expect((await who(old))?.login).toBe('lin');
      expect(issuer.asked.keys).toBe(2);
    }, 20_000);
  });

  describe('the provider cannot be used', () => {
    const health = async () => {
      const registry = new HealthRegistry({ keptMs: 0 });
      registry.register(provider.health);
      return (await registry.readiness()).dependencies[0];
    };

    it('it is down at our start: a fault, not a refusal; said once in the log and in health; found by itself when it is back', async () => {
      const token = await issuer.token();
      await issuer.down();
      for (let call = 0; call < 5; call += 1) await expect(who(token)).rejects.toMatchObject({ code: 'identity-provider-unavailable', status: 503 });
      expect(log.filter((line) => line.includes('does not answer'))).toHaveLength(1);
      expect(await health()).toMatchObject({ state: 'down', critical: false, cause: 'unreachable', sentence: expect.stringContaining('CHAKONG_OIDC_ISSUER') });
      await issuer.up();
      now += 1_001;
      expect((await who(token))?.login).toBe('lin');
      expect(await health()).toMatchObject({ state: 'up' });
      expect(log.some((line) => line.includes('answers again'))).toBe(true);
    });

    it('it goes down later: known keys work on; health says so', async () => {
      await who(await issuer.token());
      await issuer.down();
      now += 700_000;
      expect((await who(await issuer.token({}, { now })))?.login).toBe('lin');
      expect(await health()).toMatchObject({ state: 'down', cause: 'unreachable' });
    });

    it('it calls itself by another address: one sentence says what to write', async () => {
      issuer.saysIssuer = 'https://login.court.example';
      await expect(who(await issuer.token())).rejects.toMatchObject({ code: 'identity-provider-unavailable' });
      expect(await health()).toMatchObject({ state: 'down', cause: 'issuer-mismatch', sentence: expect.stringContaining('exactly as its discovery document') });
    });

    it('something else answers there: said', async () => {
      use({}, `${issuer.issuer}/elsewhere`);
      expect(await health()).toMatchObject({ state: 'down', cause: 'no-provider' });
    });

    it('tokens of strangers do not even make us ask it', async () => {
      expect(await who(await issuer.token({ iss: 'https://elsewhere.example' }))).toBeUndefined();
      expect(issuer.asked.discovery).toBe(0);
    });
  });

  it('whatever happens, no token is in the log', async () => {
    const tokens = [await issuer.token(), await issuer.token({ aud: 'x' }), await issuer.token({}, { key: await issuer.newKey('other') })];
    for (const token of tokens) await who(token);
    await issuer.down();
    use();
    await who(tokens[0]!).catch(() => undefined);
    const written = log.join('');
    for (const token of tokens) expect(written).not.toContain(token.split('.')[2]);
  });

  /** jose measures its cooldown with the real clock. */
  const reallyAfterCooldown = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5_100));
});
