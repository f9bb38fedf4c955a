import type { Sensitive } from '#contracts/adapter';
import type { Principal } from './principal.js';

/**
 * Who a bearer token belongs to. The seam between the guard and the way tokens are issued: today digests in the database,
 * later an OpenID Connect provider.
 */
export abstract class PrincipalResolver {
  /**
   * @returns undefined when the token is not known or no longer valid.
   * @throws only when that cannot be found out (the call is then refused as a fault of ours, never let through).
   */
  abstract resolve(token: Sensitive): Promise<Principal | undefined>;
}
