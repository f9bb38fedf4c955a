import type { JWTVerifyGetKey } from 'jose';
import * as client from 'openid-client';
import type { Sensitive } from '#contracts/adapter';
import type { DependencyCheck, Logger } from '#libs/telemetry';
import { remoteKeys } from './key-set.js';
import { ProviderFault, providerFault } from './provider-fault.js';

export interface OpenIdProviderOptions {
  /** As the provider says it; https, or http on loopback. */
  readonly issuer: string;
  readonly clientId: string;
  /** Without one tokens are checked, but nobody can sign in with a browser. */
  readonly clientSecret?: Sensitive | undefined;
  /** Who access tokens must be meant for (`aud`). */
  readonly audience: string;
  readonly logger: Logger;
  /** Of one call to the provider; 5000 when absent. */
  readonly timeoutMs?: number;
  /** Least time between two fetches for unknown keys; 5000 when absent. */
  readonly keyCooldownMs?: number;
  readonly clock?: () => number;
}

/** Its addresses are read again after this. */
const DISCOVERED_MS = 600_000;
/** After a failure nobody asks it again for this long. */
const PAUSE_MS = 1_000;
/** A check of health asks it anew when the last answer is older than this. */
const FRESH_MS = 5_000;

/**
 * The OpenID provider as far as this process knows it. It is asked when it is first needed, so a provider that is down at our
 * start, or later, costs nobody else anything and is found by itself when it is back.
 */
export class OpenIdProvider {
  #known: { readonly configuration: client.Configuration; readonly at: number } | undefined;
  #failed: { readonly fault: ProviderFault; readonly at: number } | undefined;
  #asking: Promise<client.Configuration> | undefined;
  #keys: { readonly address: string; readonly key: JWTVerifyGetKey } | undefined;
  readonly #clock: () => number;

  constructor(readonly options: OpenIdProviderOptions) {
    this.#clock = options.clock ?? Date.now;
  }

  /** Addresses and abilities, kept. @throws ProviderFault */
  async configuration(): Promise<client.Configuration> {
    const now = this.#clock();
    if (this.#known !== undefined && now - this.#known.at < DISCOVERED_MS) return this.#known.configuration;
    try {
      if (this.#failed !== undefined && now - this.#failed.at < PAUSE_MS) throw this.#failed.fault;
      return await this.#ask();
    } catch (fault) {
      // What it said before is better than nothing: addresses hardly ever change.
      if (this.#known !== undefined) return this.#known.configuration;
      throw fault;
    }
  }

  /** The key a token was signed with. @throws ProviderFault; JOSEError when it has no such key */
  readonly key: JWTVerifyGetKey = async (header, token) => {
    const address = (await this.configuration()).serverMetadata().jwks_uri;
    if (address === undefined) throw new ProviderFault('no-provider');
    if (this.#keys?.address !== address) {
      const { timeoutMs = 5000, keyCooldownMs = 5000 } = this.options;
      this.#keys = { address, key: remoteKeys(address, { timeoutMs, cooldownMs: keyCooldownMs, clock: this.#clock }) };
    }
    return this.#keys.key(header, token);
  };

  /** For health: not critical, since stored tokens and open sessions go on working without it. */
  get health(): DependencyCheck {
    return {
      name: 'identity-provider',
      critical: false,
      check: async () => {
        if (this.#known === undefined || this.#failed !== undefined || this.#clock() - this.#known.at >= FRESH_MS) await this.#ask();
      },
    };
  }

  #ask(): Promise<client.Configuration> {
    return (this.#asking ??= this.#discover().finally(() => (this.#asking = undefined)));
  }

  async #discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret, timeoutMs = 5000, logger } = this.options;
    try {
      const configuration = await client.discovery(
        new URL(issuer),
        clientId,
        undefined,
        clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret.reveal()),
        // Only loopback addresses come here with http, the settings refuse all others.
        { timeout: Math.ceil(timeoutMs / 1000), execute: issuer.startsWith('http:') ? [client.allowInsecureRequests] : [] },
      );
      if (this.#failed !== undefined) logger.info({ url: issuer }, 'the identity provider answers again');
      this.#known = { configuration, at: this.#clock() };
      this.#failed = undefined;
      return configuration;
    } catch (error) {
      const fault = providerFault(error);
      if (this.#failed?.fault.code !== fault.code) logger.error({ url: issuer, cause: fault.code }, fault.sentence);
      this.#failed = { fault, at: this.#clock() };
      throw fault;
    }
  }
}
