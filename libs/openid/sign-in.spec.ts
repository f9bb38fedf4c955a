import { Sensitive } from '#contracts/adapter';
import { silentLogger } from '#libs/telemetry';
import { OpenIdProvider, SignIn, type SignInResult } from './index.js';
import { HandIssuer } from './testkit/hand-issuer.js';

/** The provider here is ours to bend; a real one is in `test/e2e/sign-in.spec.ts`. */
describe('signing in with a browser', () => {
  let issuer: HandIssuer;
  let now: number;
  let signIn: SignIn;

  beforeEach(async () => {
    issuer = await HandIssuer.start();
    now = Date.now();
    signIn = deskOf(new Sensitive('a-secret-of-the-gateway'));
  });
  afterEach(() => issuer.down());

  function deskOf(clientSecret: Sensitive | undefined): SignIn {
    const clock = (): number => now;
    const provider = new OpenIdProvider({ issuer: issuer.issuer, clientId: 'gateway', clientSecret, audience: 'api', logger: silentLogger(), clock });
    const claims = { login: 'preferred_username', name: 'name', court: 'court', roles: 'roles', roleNames: new Map() };
    return new SignIn({ provider, claims, scopes: 'openid profile', publicUrl: () => 'https://chakong.example', clock });
  }

  /** Goes to the provider and comes back; what the provider says can be bent. */
  async function goAndReturn(bend: { idToken?: Record<string, unknown>; query?: Record<string, string>; attempt?: Sensitive; key?: Parameters<HandIssuer['token']>[1] } = {}): Promise<SignInResult> {
    const { location, attempt } = await signIn.begin('/cases');
    const sent = new URL(location).searchParams;
    issuer.idToken = await issuer.token({ aud: 'gateway', nonce: sent.get('nonce')!, ...bend.idToken }, bend.key);
    const query = new URLSearchParams({ code: 'the-code', state: sent.get('state')!, ...bend.query });
    return signIn.complete(`?${query.toString()}`, bend.attempt ?? attempt);
  }

  it('goes with PKCE, state and nonce, each new, and nothing secret in the address', async () => {
    const [first, second] = [await signIn.begin('/'), await signIn.begin('/')];
    const sent = [first, second].map(({ location }) => new URL(location).searchParams);
    expect(Object.fromEntries(sent[0]!)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', client_id: 'gateway', redirect_uri: 'https://chakong.example/auth/callback' });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(sent[0]!.get(name)!.length).toBeGreaterThanOrEqual(43);
      expect(sent[0]!.get(name)).not.toBe(sent[1]!.get(name));
    }
    expect(first.location).not.toContain('secret');
  });

  it('comes back: who it is, and where they wanted to go', async () => {
    expect(await goAndReturn()).toMatchObject({ accepted: true, subject: 'subject-1', returnTo: '/cases', principal: { login: 'lin', courtCode: '浙0106', roles: ['officer'] } });
  });

  it.each<[string, Parameters<typeof goAndReturn>[0], string]>([
    ['another state', { query: { state: 'x'.repeat(43) } }, 'state-mismatch'],
    ['no attempt of this browser', { attempt: new Sensitive('made-up') }, 'not-begun-here'],
    ['another nonce: an ID token of another sign-in', { idToken: { nonce: 'another' } }, 'id-token-invalid'],
    ['no nonce', { idToken: { nonce: undefined } }, 'id-token-invalid'],
    ['an ID token for another client', { idToken: { aud: 'other' } }, 'id-token-invalid'],
    ['an ID token of another issuer', { idToken: { iss: 'https://elsewhere.example' } }, 'id-token-invalid'],
    ['an ID token that is over', { idToken: { exp: 1_000_000_000 } }, 'id-token-invalid'],
    ['the provider says no', { query: { error: 'access_denied', code: '' } }, 'refused-by-provider'],
    ['nobody with a role', { idToken: { roles: ['guest'] } }, 'no-role'],
    ['nobody with a name', { idToken: { preferred_username: undefined } }, 'no-login'],
    ['a system', { idToken: { azp: 'subject-1' } }, 'not-a-person'],
  ])('%s: refused', async (_, bend, why) => {
    expect(await goAndReturn(bend)).toEqual({ accepted: false, why });
  });

  it('an ID token signed by a stranger, over the connection of the provider: refused', async () => {
    expect(await goAndReturn({ key: { key: await issuer.newKey('first') } })).toEqual({ accepted: false, why: 'id-token-invalid' });
  });

  it('comes back after too long: refused', async () => {
    const { location, attempt } = await signIn.begin('/');
    now += 601_000;
    expect(await signIn.complete(`?code=c&state=${new URL(location).searchParams.get('state')}`, attempt)).toEqual({ accepted: false, why: 'not-begun-here' });
    expect(issuer.asked.token).toBe(0);
  });

  it('another process of the same gateway finishes what one began; one with another secret cannot', async () => {
    const { location, attempt } = await signIn.begin('/');
    const sent = new URL(location).searchParams;
    issuer.idToken = await issuer.token({ aud: 'gateway', nonce: sent.get('nonce')! });
    const query = `?code=c&state=${sent.get('state')}`;
    expect(await deskOf(new Sensitive('another-secret-altogether')).complete(query, attempt)).toEqual({ accepted: false, why: 'not-begun-here' });
    expect(await deskOf(new Sensitive('a-secret-of-the-gateway')).complete(query, attempt)).toMatchObject({ accepted: true });
  });

  it('the provider is down while somebody is at its page: a fault of ours, not a refusal', async () => {
    const { location, attempt } = await signIn.begin('/');
    await issuer.down();
    await expect(signIn.complete(`?code=c&state=${new URL(location).searchParams.get('state')}`, attempt)).rejects.toMatchObject({ code: 'identity-provider-unavailable' });
  });

  it('the gateway has no secret at the provider: said, and tokens are checked all the same', async () => {
    await expect(deskOf(undefined).begin('/')).rejects.toMatchObject({ code: 'sign-in-unavailable' });
  });
});
