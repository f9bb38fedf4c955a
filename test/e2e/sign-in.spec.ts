import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sensitive } from '#contracts/adapter';
import { startSandbox, type Sandbox } from '#apps/sandbox';
import { PAGE_HEADER } from '#libs/access';
import { OpenIdProvider } from '#libs/openid';
import { silentLogger } from '#libs/telemetry';
import { RunningGateway } from '../../apps/gateway/testkit/running-gateway.js';
import { Browser } from '../running/browser.js';

/** Certificates of clients, as a proxy that ends TLS passes them on. Nothing is signed with them here, so nobody has their keys. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBhDCCASmgAwIBAgIULuo6TfUroKvXxnQPT8RbGO/TaPUwCgYIKoZIzj0EAwIw
FjEUMBIGA1UEAwwLY2FzZS1zeXN0ZW0wIBcNMjYxMTI2MDA0MDAyWhgPMjEyNjEx
MDIwMDQwMDJaMBYxFDASBgNVBAMMC2Nhc2Utc3lzdGVtMFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAEoIdYLMQfdZWerd2YLqj5mvD9XGE8I9nDi7WGoVaxaZWJJiyQ
fANfz0jDjHrZ4K4KOXBSLnY2cEO858jtOhaWNKNTMFEwHQYDVR0OBBYEFGVCfGhE
E90ryOWMgcnIVvXlKXS9MB8GA1UdIwQYMBaAFGVCfGhEE90ryOWMgcnIVvXlKXS9
MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhALpo0PBKrYSKSrOe
GuCAF66YPAoIQUgq1VnwOqnILjbkAiEAtIDon46cRK5/I91N0iNLAqwBHbb/B5bz
ibv1T2tjA/Y=
-----END CERTIFICATE-----
`;
const OTHER_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBhzCCAS2gAwIBAgIUUQLcxDEPU590by3h60v/aN76/nYwCgYIKoZIzj0EAwIw
GDEWMBQGA1UEAwwNc29tZWJvZHktZWxzZTAgFw0yNjExMjYwMDQwMDJaGA8yMTI2
MTEwMjAwNDAwMlowGDEWMBQGA1UEAwwNc29tZWJvZHktZWxzZTBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABAAybK/8wLG/pCyq6S7Ga7c/k3VJp62zsJOIXFVMDX2k
dLiHriAtUvTz/SAhbScIU5lteUtA4kl76yAmRRV+UgSjUzBRMB0GA1UdDgQWBBQa
l8UyBw5fvjCvAa73geyJtsqdKjAfBgNVHSMEGDAWgBQal8UyBw5fvjCvAa73geyJ
tsqdKjAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIB5/GwTlXvT7
RWP/f7bCWKWGM+PX3Qdal8qjyEq3IhX1AiEAtWq2eX2VngrS0LxIoaXNPa1rOzg2
14nWvUMLcZSFPJY=
-----END CERTIFICATE-----
`;

const HOUR = 3_600_000;

describe('signing in at a real OpenID provider', () => {
  let folder: string;
  let sandbox: Sandbox;
  let gateway: RunningGateway;
  let ahead = 0;
  const written: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chakong-sign-in-'));
    sandbox = await sandboxIn(folder);
    const { issuer, gatewayClient, audience } = sandbox.identity!;
    const provider = new OpenIdProvider({ issuer, clientId: gatewayClient.id, clientSecret: new Sensitive(gatewayClient.secret), audience, logger: silentLogger() });
    gateway = await RunningGateway.start({
      ways: {
        identity: {
          provider,
          claims: { login: 'preferred_username', name: 'name', court: 'court', roles: 'roles', roleNames: new Map() },
          scopes: 'openid profile',
          session: { idleMs: HOUR / 2, longestMs: 8 * HOUR },
          clock: () => Date.now() + ahead,
        },
        certificateProxy: { header: 'client-cert', addresses: ['127.0.0.1'] },
      },
    });
    sandbox.identity!.allowGateway(gateway.gateway.address);
  });
  beforeEach(() => (ahead = 0));
  afterAll(async () => {
    await gateway.close();
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  });

  const sandboxIn = (where: string): Promise<Sandbox> =>
    startSandbox({
      host: '127.0.0.1', port: 0, seed: 1, exchangeUrl: 'http://127.0.0.1:1', institutions: [], pollSeconds: 60, population: { people: 10, companies: 2 },
      identity: { file: join(where, 'identity.json') },
    });
  const passwordOf = (login: string): string => sandbox.identity!.users.find((user) => user.login === login)!.password;
  const at = (path: string): string => `${gateway.gateway.address}${path}`;
  const ours = (): Record<string, string> => ({ origin: gateway.gateway.address, [PAGE_HEADER]: '1' });

  /** A person with a browser: to the gateway, to the page of the provider, and back. */
  async function signIn(login: string, returnTo = '/auth/session'): Promise<Browser> {
    const browser = new Browser();
    const page = await browser.follow(at(`/auth/login?returnTo=${encodeURIComponent(returnTo)}`));
    expect(page.address).toMatch(/\/oidc\/interaction\//);
    await browser.follow(page.address, { login, password: passwordOf(login) });
    written.push(...browser.visited);
    return browser;
  }

  async function tokenOf(id: string, headers: Record<string, string> = {}): Promise<string> {
    const { secret } = sandbox.identity!.systems.find((system) => system.id === id)!;
    const response = await fetch(`${sandbox.identity!.issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`, ...headers },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    return ((await response.json()) as { access_token: string }).access_token;
  }

  const me = async (token: string, headers: Record<string, string> = {}) => gateway.get('/api/v1/me', { as: null, headers: { authorization: `Bearer ${token}`, ...headers } });

  it.each(['officer', 'approver', 'supervisor', 'auditor', 'operator'])('%s signs in: is who they are, with their role', async (login) => {
    const browser = await signIn(login);
    expect(await browser.json(at('/auth/session'))).toMatchObject({ status: 200, body: { login, kind: 'person', roles: [login] } });
    expect((await browser.json(at('/api/v1/me'))).body).toMatchObject({ login });
  });

  it('wants to go to a page: arrives there; the cookie is not for scripts', async () => {
    const browser = await signIn('officer', '/api/v1/cases?limit=1');
    expect(browser.visited.at(-1)).toBe(at('/api/v1/cases?limit=1'));
    expect(browser.setCookies.find((cookie) => cookie.startsWith('chakong-session='))).toMatch(/HttpOnly; SameSite=Lax/);
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/\t/evil.example', 'cases', ''])('is to be sent elsewhere (%j): refused before anything happens', async (returnTo) => {
    const answer = await gateway.get(`/auth/login?returnTo=${encodeURIComponent(returnTo)}`, { as: null });
    expect(answer).toMatchObject({ status: 400, body: { code: 'parameter-invalid', fields: [{ field: 'returnTo' }] } });
  });

  it('comes by the name localhost: signed in at the address the provider sends people back to', async () => {
    const browser = new Browser();
    const page = await browser.follow(at('/auth/login?returnTo=/auth/session').replace('127.0.0.1', 'localhost'));
    const done = await browser.follow(page.address, { login: 'officer', password: passwordOf('officer') });
    expect(done).toMatchObject({ status: 200, address: at('/auth/session') });
  });

  it('a wrong password: the page says so, nothing is opened', async () => {
    const browser = new Browser();
    const page = await browser.follow(at('/auth/login'));
    expect((await browser.follow(page.address, { login: 'officer', password: 'wrong' })).text).toContain('is wrong');
    expect((await browser.json(at('/auth/session'))).status).toBe(401);
  });

  it('the answer of the provider is opened in another browser, or twice: refused, recorded, no cookie', async () => {
    const browser = new Browser();
    const page = await browser.follow(at('/auth/login'));
    const callback = await browser.stopAt(page.address, { login: 'officer', password: passwordOf('officer') }, '/auth/callback');
    const stranger = await new Browser().json(callback);
    expect(stranger).toMatchObject({ status: 401, body: { code: 'sign-in-refused' } });
    expect(JSON.stringify(stranger.body)).not.toContain('not-begun-here');
    expect((await browser.json(callback.replace('state=', 'state=x'))).body).toMatchObject({ code: 'sign-in-refused' });
    await browser.follow(callback);
    expect((await browser.json(at('/auth/session'))).status).toBe(200);
    expect((await browser.json(callback)).body).toMatchObject({ code: 'sign-in-refused' });
    const refused = (await gateway.audit()).filter(({ event }) => event === 'sign-in.refused').map(({ reason }) => reason?.split(':')[0]);
    expect(refused).toEqual(expect.arrayContaining(['not-begun-here', 'state-mismatch']));
    written.push(...browser.visited.filter((address) => !address.includes('/auth/callback')));
  });

  it('another site makes the browser change something: refused, though the cookie came along; a page of ours may', async () => {
    const browser = await signIn('officer');
    const foreign = await browser.json(at('/api/v1/cases'), { method: 'POST', headers: { origin: 'https://evil.example', 'content-type': 'application/json' }, body: '{}' });
    expect(foreign).toMatchObject({ status: 403, body: { code: 'origin-refused' } });
    const own = await browser.json(at('/api/v1/cases'), { method: 'POST', headers: { ...ours(), 'content-type': 'application/json' }, body: '{}' });
    expect(own.body).toMatchObject({ code: 'request-invalid' });
    expect(await browser.json(at('/auth/logout'), { method: 'POST', headers: { origin: 'https://evil.example' } })).toMatchObject({ status: 403 });
    expect((await browser.json(at('/auth/session'))).status).toBe(200);
  });

  it('signs out: the session is over at once, here and at the provider, and it is on record', async () => {
    const browser = await signIn('approver');
    const out = await browser.json(at('/auth/logout'), { method: 'POST', headers: ours() });
    expect(out).toMatchObject({ status: 200, body: { continueAt: expect.stringContaining('/oidc/session/end?') } });
    expect((out.body as { continueAt: string }).continueAt).not.toContain('id_token_hint');
    expect((await browser.json(at('/auth/session'))).status).toBe(401);
    const asks = await browser.follow((out.body as { continueAt: string }).continueAt);
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(asks.text)![1]!;
    await browser.follow(/action="([^"]+)"/.exec(asks.text)![1]!, { xsrf, logout: 'yes' });
    // Without a session of its own the provider asks for the password again.
    expect((await browser.follow(at('/auth/login'))).address).toContain('/oidc/interaction/');
    expect((await gateway.audit()).filter(({ actor }) => actor === 'approver').map(({ event }) => event)).toEqual(expect.arrayContaining(['sign-in.succeeded', 'sign-in.ended']));
  });

  it('nobody uses the session for half an hour: over', async () => {
    const browser = await signIn('officer');
    ahead = HOUR / 2 - 60_000;
    expect((await browser.json(at('/auth/session'))).status).toBe(200);
    ahead += HOUR / 2 + 1_000;
    expect((await browser.json(at('/auth/session'))).body).toMatchObject({ code: 'token-invalid' });
  });

  it('an auditor sees all sessions and ends one; an officer sees their own only, and a foreign one does not exist', async () => {
    const [officer, supervisor, auditor] = [await signIn('officer'), await signIn('supervisor'), await signIn('auditor')];
    const all = (await auditor.json(at('/api/v1/sessions'))).body as { items: { id: string; login: string }[] };
    expect(all.items.map(({ login }) => login)).toEqual(expect.arrayContaining(['officer', 'supervisor', 'auditor']));
    const own = (await officer.json(at('/api/v1/sessions'))).body as { items: { login: string }[] };
    expect(new Set(own.items.map(({ login }) => login))).toEqual(new Set(['officer']));
    const theirs = all.items.find(({ login }) => login === 'supervisor')!.id;
    expect(await officer.json(at(`/api/v1/sessions/${theirs}`), { method: 'DELETE', headers: ours() })).toMatchObject({ status: 404, body: { code: 'session-unknown' } });
    expect((await auditor.json(at(`/api/v1/sessions/${theirs}`), { method: 'DELETE', headers: ours() })).status).toBe(204);
    expect((await supervisor.json(at('/auth/session'))).status).toBe(401);
  });

  it('an operator takes access away: sessions at once, also a new sign-in is refused; and gives it back', async () => {
    const browser = await signIn('supervisor');
    const change = (what: string) => gateway.post(`/api/v1/identities/supervisor/${what}`, { reason: '调离' }, { as: 'operator' });
    expect((await change('disable')).status).toBe(204);
    expect((await browser.json(at('/auth/session'))).status).toBe(401);
    const again = await signIn('supervisor');
    expect((await again.json(at('/auth/session'))).status).toBe(401);
    expect((await change('enable')).status).toBe(204);
    expect((await change('enable')).body).toMatchObject({ code: 'identity-unknown' });
    expect((await (await signIn('supervisor')).json(at('/auth/session'))).status).toBe(200);
  });

  it('a system gets a token with its secret: is itself, in its court', async () => {
    expect((await me(await tokenOf('case-system'))).body).toMatchObject({ login: 'case-system', kind: 'system', courtCode: '浙0106', roles: ['integration'] });
  });

  it('a token that is bound to a certificate: only together with it', async () => {
    const token = await tokenOf('case-system-mtls', { 'x-client-certificate': encodeURIComponent(CERTIFICATE) });
    const der = `:${CERTIFICATE.replaceAll(/-----[A-Z ]+-----|\s/g, '')}:`;
    expect((await me(token)).body).toMatchObject({ code: 'token-invalid' });
    expect((await me(token, { 'client-cert': encodeURIComponent(OTHER_CERTIFICATE) })).body).toMatchObject({ code: 'token-invalid' });
    expect((await me(token, { 'client-cert': 'garbage' })).body).toMatchObject({ code: 'token-invalid' });
    expect((await me(token, { 'client-cert': encodeURIComponent(CERTIFICATE) })).body).toMatchObject({ login: 'case-system-mtls' });
    expect((await me(token, { 'client-cert': der })).body).toMatchObject({ login: 'case-system-mtls' });
  });

  it('keys are changed while people work: nobody is refused, neither with an old token nor with a new one', async () => {
    const old = await tokenOf('case-system');
    expect((await me(old)).status).toBe(200);
    const rotate = await fetch(`${sandbox.url}/sandbox/rotate-keys?announcedSeconds=6`, { method: 'POST' });
    const { keys } = (await rotate.json()) as { keys: string[] };
    let withNewKey = 0;
    for (const end = Date.now() + 20_000; withNewKey < 2 && Date.now() < end; ) {
      const token = await tokenOf('case-system');
      expect((await me(token)).status).toBe(200);
      expect((await me(old)).status).toBe(200);
      if (kidOf(token) === keys[0]) withNewKey += 1;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    expect(withNewKey).toBe(2);
  }, 40_000);

  it('the sandbox starts again: the same keys, passwords and secrets; another installation has others', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'chakong-sign-in-'));
    const [again, other] = [await sandboxIn(folder), await sandboxIn(elsewhere)];
    try {
      expect(again.identity!.users).toEqual(sandbox.identity!.users);
      expect(again.identity!.gatewayClient).toEqual(sandbox.identity!.gatewayClient);
      expect(other.identity!.gatewayClient.secret).not.toBe(sandbox.identity!.gatewayClient.secret);
      expect(other.identity!.users[0]!.password).not.toBe(sandbox.identity!.users[0]!.password);
    } finally {
      await again.close();
      await other.close();
      await rm(elsewhere, { recursive: true, force: true });
    }
  });

  it('stored tokens go on working beside it', async () => {
    expect((await gateway.get('/api/v1/me', { as: 'auditor' })).body).toMatchObject({ login: 'the-auditor' });
  });

  it('the documentation knows the ways in, and the provider is found through the gateway', async () => {
    const answer = await fetch(at('/auth/openid-configuration'), { redirect: 'manual' });
    expect(answer.headers.get('location')).toBe(`${sandbox.identity!.issuer}/.well-known/openid-configuration`);
  });

  it('in no address that was visited and in no line of the log is there a token, a cookie, or a code', () => {
    expect(written.length).toBeGreaterThan(20);
    for (const address of written.filter((each) => each.startsWith(gateway.gateway.address) || each.includes('/oidc/session/end'))) expect(address).not.toMatch(/eyJ|id_token|access_token/);
    const log = gateway.log.join('');
    expect(log.length).toBeGreaterThan(1_000);
    expect(log).not.toMatch(/eyJ|code=|chakong-session=|state=/);
    for (const { secret } of sandbox.identity!.systems) expect(log).not.toContain(secret);
  });

  // Last: afterwards this address is slowed down.
  it('somebody guesses cookies and tokens: slowed down; who is signed in and signed tokens go on', async () => {
    const browser = await signIn('officer');
    const token = await tokenOf('case-system');
    const statuses: number[] = [];
    for (let guess = 0; guess < 90; guess += 1) {
      const headers: Record<string, string> = guess % 2 === 0 ? { authorization: `Bearer ckg_${'x'.repeat(40)}${guess}` } : { cookie: `chakong-session=${'y'.repeat(40)}${guess}` };
      statuses.push((await gateway.get('/api/v1/me', { as: null, headers })).status);
    }
    expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 401));
    expect(statuses.at(-1)).toBe(429);
    expect((await browser.json(at('/auth/session'))).status).toBe(200);
    expect((await me(token)).status).toBe(200);
    expect((await new Browser().json(at('/auth/callback?code=a&state=b'))).body).toMatchObject({ code: 'too-many-attempts', retryable: true });
  });
});

const kidOf = (token: string): unknown => (JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()) as { kid: unknown }).kid;
