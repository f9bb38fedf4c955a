import { jwtVerify } from 'jose';
import * as client from 'openid-client';
import type { Sensitive } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import type { Principal } from '#libs/access';
import { ALGORITHMS, LEEWAY_SECONDS } from './access-token-resolver.js';
import { readClaims, type ClaimNames } from './claim-mapping.js';
import type { OpenIdProvider } from './open-id-provider.js';
import { ProviderFault } from './provider-fault.js';
import { AttemptSeal } from './sealed-attempt.js';

export interface SignInOptions {
  readonly provider: OpenIdProvider;
  readonly claims: ClaimNames;
  readonly scopes: string;
  /** Address that people use, without path. */
  readonly publicUrl: () => string;
  readonly clock?: () => number;
}

/** Why a sign-in was not accepted, in words of ours; for the audit record. */
export type SignInRefusal = 'not-begun-here' | 'state-mismatch' | 'refused-by-provider' | 'code-refused' | 'id-token-invalid' | 'no-login' | 'no-role' | 'not-a-person';

export type SignInResult =
  | { readonly accepted: true; readonly principal: Principal; readonly issuer: string; readonly subject: string; readonly returnTo: string }
  | { readonly accepted: false; readonly why: SignInRefusal };

export const CALLBACK_PATH = '/auth/callback';
/** How long somebody may take at the provider's page. */
const ATTEMPT_SECONDS = 600;

/**
 * Signing in with a browser: authorization code with PKCE, state and nonce. The gateway is the client (a backend for the
 * page), so no token ever reaches the browser, and after the claims are read none is kept here either.
 */
export class SignIn {
  readonly #seal: AttemptSeal | undefined;

  constructor(private readonly options: SignInOptions) {
    const { clientSecret } = options.provider.options;
    this.#seal = clientSecret === undefined ? undefined : new AttemptSeal(clientSecret, options.clock ?? Date.now);
  }

  /** Where to send the browser, and what it must keep until it is back. @throws Problem `sign-in-unavailable`, `identity-provider-unavailable` */
  async begin(returnTo: string): Promise<{ readonly location: string; readonly attempt: Sensitive; readonly seconds: number }> {
    if (this.#seal === undefined) throw new Problem('sign-in-unavailable');
    const configuration = await this.#configuration();
    const attempt = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier(), returnTo };
    const location = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#callback,
      scope: this.options.scopes,
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
    });
    return { location: location.href, attempt: await this.#seal.seal(attempt, ATTEMPT_SECONDS), seconds: ATTEMPT_SECONDS };
  }

  /** @param query of the callback, with `?` @throws Problem `sign-in-unavailable`, `identity-provider-unavailable` */
  async complete(query: string, sealed: Sensitive | undefined): Promise<SignInResult> {
    if (this.#seal === undefined) throw new Problem('sign-in-unavailable');
    const attempt = sealed === undefined ? undefined : await this.#seal.open(sealed);
    if (attempt === undefined) return refused('not-begun-here');
    const address = new URL(`${this.#callback}${query}`);
    if (address.searchParams.getAll('state').join() !== attempt.state) return refused('state-mismatch');
    const configuration = await this.#configuration();
    let idToken: string;
    try {
      const tokens = await client.authorizationCodeGrant(configuration, address, {
        pkceCodeVerifier: attempt.verifier,
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        idTokenExpected: true,
      });
      idToken = tokens.id_token!;
    } catch (error) {
      return refused(whyNoTokens(error));
    }
    const named = await this.#readIdToken(idToken, attempt.nonce);
    return typeof named === 'string' ? refused(named) : { ...named, returnTo: attempt.returnTo };
  }

  /** Where to send the browser after it was signed out here, so that it is signed out there too; undefined when that is not offered. */
  async endLocation(): Promise<string | undefined> {
    const configuration = await this.#configuration();
    if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
    // No id_token_hint: tokens do not go into addresses. The provider asks the person instead.
    return client.buildEndSessionUrl(configuration, { post_logout_redirect_uri: `${this.options.publicUrl()}/` }).href;
  }

  get discoveryLocation(): string {
    return `${this.options.provider.options.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  }

  /** The library checked issuer, audience, nonce and time, and trusts the connection for the rest; the signature is checked too. */
  async #readIdToken(token: string, nonce: string): Promise<Extract<SignInResult, { accepted: true }> | SignInRefusal> {
    const { provider, claims, clock = Date.now } = this.options;
    const { issuer, clientId } = provider.options;
    const expected = { issuer, audience: clientId, algorithms: [...ALGORITHMS], clockTolerance: LEEWAY_SECONDS, requiredClaims: ['exp', 'sub'], currentDate: new Date(clock()) };
    const payload = await jwtVerify(token, provider.key, expected).then(
      (result) => result.payload,
      (error: unknown) => {
        if (error instanceof ProviderFault) throw new Problem('identity-provider-unavailable');
        return undefined;
      },
    );
    if (payload === undefined || payload['nonce'] !== nonce) return 'id-token-invalid';
    const named = readClaims(payload, claims);
    if (typeof named === 'string') return 'no-login';
    if (named.principal.kind !== 'person') return 'not-a-person';
    if (named.principal.roles.length === 0) return 'no-role';
    return { accepted: true, ...named, issuer, returnTo: '/' };
  }

  get #callback(): string {
    return `${this.options.publicUrl()}${CALLBACK_PATH}`;
  }

  async #configuration(): Promise<client.Configuration> {
    try {
      return await this.options.provider.configuration();
    } catch {
      throw new Problem('identity-provider-unavailable');
    }
  }
}

const refused = (why: SignInRefusal): SignInResult => ({ accepted: false, why });

/** @throws Problem when the provider could not be asked */
function whyNoTokens(error: unknown): SignInRefusal {
  if (error instanceof client.AuthorizationResponseError) return 'refused-by-provider';
  if (error instanceof client.ResponseBodyError) return 'code-refused';
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'OAUTH_TIMEOUT' || code === undefined || !String(code).startsWith('OAUTH_')) throw new Problem('identity-provider-unavailable');
  return 'id-token-invalid';
}
