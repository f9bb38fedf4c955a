import { createRemoteJWKSet, customFetch, type FetchImplementation, type JWTVerifyGetKey } from 'jose';
import { ProviderFault } from './provider-fault.js';

export interface KeySetOptions {
  readonly timeoutMs: number;
  /** Least time between two fetches for keys that are not known; what providers announce this long before they use it is never missed. */
  readonly cooldownMs: number;
  readonly clock: () => number;
}

/** Known keys are fetched again after this; a key that was taken back works no longer than this while the provider answers. */
const KEPT_MS = 600_000;
/** While it does not answer, known keys are used this long: an outage of an hour must not stop the courts. */
const WITHOUT_PROVIDER_MS = 3_600_000;
/** After a failed fetch nobody else tries for this long. */
const PAUSE_MS = 1_000;

/**
 * The provider's public keys (JWKS), fetched when they are first needed, when an unknown key is named, and from time to time.
 * Tokens with made-up keys cause one fetch per cooldown, however many come.
 */
export function remoteKeys(address: string, { timeoutMs, cooldownMs, clock }: KeySetOptions): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(address), {
    timeoutDuration: timeoutMs,
    cooldownDuration: cooldownMs,
    cacheMaxAge: KEPT_MS,
    [customFetch]: forgivingFetch(clock),
  });
}

function forgivingFetch(clock: () => number): FetchImplementation {
  let good: { readonly text: string; readonly at: number } | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  const fallback = (): Response => {
    if (good !== undefined && clock() - good.at < WITHOUT_PROVIDER_MS) return new Response(good.text, { status: 200 });
    throw new ProviderFault('unreachable');
  };
  return async (url, options) => {
    if (clock() - failedAt < PAUSE_MS) return fallback();
    try {
      const response = await fetch(url, options);
      if (response.status !== 200) throw new Error('no key set');
      const text = await response.text();
      JSON.parse(text);
      good = { text, at: clock() };
      return new Response(text, { status: 200 });
    } catch {
      failedAt = clock();
      return fallback();
    }
  };
}
