import { createHash } from 'node:crypto';
import { decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose';
import type { Sensitive } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import { KeptAnswers, PrincipalResolver, type CallFacts, type ExternalIdentities, type Principal } from '#libs/access';
import { readClaims, type ClaimNames } from './claim-mapping.js';
import type { OpenIdProvider } from './open-id-provider.js';

/** Signatures that only the provider can make. No `none`, and none with a shared secret. */
export const ALGORITHMS: readonly string[] = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'];
/** How far clocks may differ. */
export const LEEWAY_SECONDS = 30;

export interface AccessTokenOptions {
  readonly provider: OpenIdProvider;
  readonly identities: ExternalIdentities;
  readonly claims: ClaimNames;
  readonly clock?: () => number;
}

/**
 * Checks access tokens of the provider (RFC 9068): signature, issuer, audience, time, the certificate they are bound to
 * (RFC 8705), and that the identity was not disabled here. Everything but the last without asking anybody.
 */
export class AccessTokenResolver extends PrincipalResolver {
  readonly #clock: () => number;
  /** Genuine tokens by digest: a caller that sends the same token all day is computed for once in five seconds. */
  readonly #genuine: KeptAnswers<JWTPayload>;

  constructor(private readonly options: AccessTokenOptions) {
    super();
    this.#clock = options.clock ?? Date.now;
    this.#genuine = new KeptAnswers({ clock: this.#clock });
  }

  /** @throws Problem `identity-provider-unavailable` when its keys are needed and cannot be had */
  override async resolve(token: Sensitive, call: CallFacts = {}): Promise<Principal | undefined> {
    const claims = await this.#claimsOf(token);
    if (claims === undefined || !this.#inTime(claims) || !boundTo(claims, call.certificate)) return undefined;
    const named = readClaims(claims, this.options.claims);
    if (typeof named === 'string') return undefined;
    const { subject, principal } = named;
    const admission = await this.options.identities.admit({ issuer: claims.iss!, subject, login: principal.login, kind: principal.kind });
    return admission === 'admitted' ? principal : undefined;
  }

  async #claimsOf(token: Sensitive): Promise<JWTPayload | undefined> {
    try {
      return await this.#genuine.of(createHash('sha256').update(token.reveal()).digest('base64'), () => this.#verify(token.reveal()));
    } catch (error) {
      if (error instanceof errors.JWKSInvalid || !(error instanceof errors.JOSEError || error instanceof NotForUs)) throw new Problem('identity-provider-unavailable');
      return undefined;
    }
  }

  async #verify(token: string): Promise<JWTPayload> {
    const { issuer, audience } = this.options.provider.options;
    // Before any key is looked for: strangers' tokens must not make us fetch keys.
    if (decodeJwt(token).iss !== issuer) throw new NotForUs();
    const { payload } = await jwtVerify(token, this.options.provider.key, {
      issuer,
      audience,
      algorithms: [...ALGORITHMS],
      clockTolerance: LEEWAY_SECONDS,
      requiredClaims: ['exp', 'sub'],
      currentDate: new Date(this.#clock()),
    });
    // An ID token tells a client who signed in. It opens nothing.
    if ('nonce' in payload || 'at_hash' in payload) throw new NotForUs();
    return payload;
  }

  /** Checked again at each call, since a genuine token is remembered. */
  #inTime(claims: JWTPayload): boolean {
    return this.#clock() / 1000 < claims.exp! + LEEWAY_SECONDS;
  }
}

/** Genuine or not, this is no access token for this gateway. */
class NotForUs extends Error {}

/** A token that is bound to a certificate is worth nothing without it; one that is not bound needs none. */
function boundTo(claims: JWTPayload, certificate: string | undefined): boolean {
  const { cnf } = claims as { cnf?: unknown };
  if (cnf === undefined) return true;
  const bound = (cnf as { 'x5t#S256'?: unknown } | null)?.['x5t#S256'];
  // Bound to something else (a DPoP key): nobody showed us that.
  return typeof bound === 'string' && bound === certificate;
}
