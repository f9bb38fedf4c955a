import type { Sensitive } from '#contracts/adapter';
import type { Principal } from './principal.js';

/** What is known of a call besides its token. */
export interface CallFacts {
  /** SHA-256 of the caller's client certificate (DER) in base64url, as `x5t#S256` is written; undefined without one that can be believed. */
  readonly certificate?: string | undefined;
}

/**
 * Who a bearer token belongs to. The seam between the guard and the way tokens are issued: digests in the database, or an
 * OpenID Connect provider.
 */
export abstract class PrincipalResolver {
  /**
   * @returns undefined when the token is not known or no longer valid.
   * @throws only when that cannot be found out (the call is then refused as a fault of ours, never let through).
   */
  abstract resolve(token: Sensitive, call?: CallFacts): Promise<Principal | undefined>;
}

/** Three base64url parts with dots between: a JWT, whose signature says by itself whether it is genuine. */
export const looksSigned = (token: Sensitive): boolean => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token.reveal());

/**
 * The one place where both ways come together: signed tokens are the provider's, all others are looked up in the database.
 * Neither is tried for the other's tokens, so an outage of the provider stops nobody who has a stored token.
 */
export class EitherPrincipalResolver extends PrincipalResolver {
  constructor(
    private readonly signed: PrincipalResolver,
    private readonly stored: PrincipalResolver,
  ) {
    super();
  }

  override resolve(token: Sensitive, call?: CallFacts): Promise<Principal | undefined> {
    return (looksSigned(token) ? this.signed : this.stored).resolve(token, call);
  }
}
