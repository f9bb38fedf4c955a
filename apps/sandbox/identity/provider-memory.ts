import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept {
  readonly payload: AdapterPayload;
  readonly until: number;
}

const MOST_KEPT = 20_000;

/**
 * What the provider remembers: sessions, codes, grants and clients, in this process only. Outlives the provider object, which
 * is made anew when keys change, so that nobody who is signing in at that moment notices.
 */
export class ProviderMemory {
  readonly #kept = new Map<string, Kept>();

  /** The library asks for one of these per kind of thing. */
  readonly adapter = (kind: string): Adapter => ({
    upsert: async (id, payload, expiresIn) => this.#put(`${kind}:${id}`, payload, expiresIn),
    find: async (id) => this.#get(`${kind}:${id}`),
    findByUid: async (uid) => this.#first((key, payload) => key.startsWith(`${kind}:`) && payload.uid === uid),
    findByUserCode: async (code) => this.#first((key, payload) => key.startsWith(`${kind}:`) && payload.userCode === code),
    consume: async (id) => {
      const kept = this.#kept.get(`${kind}:${id}`);
      if (kept !== undefined) kept.payload.consumed = Math.floor(Date.now() / 1000);
    },
    destroy: async (id) => void this.#kept.delete(`${kind}:${id}`),
    revokeByGrantId: async (grantId) => {
      for (const [key, { payload }] of this.#kept) if (payload.grantId === grantId) this.#kept.delete(key);
    },
  });

  #put(key: string, payload: AdapterPayload, expiresIn: number | undefined): void {
    const now = Date.now();
    this.#kept.delete(key);
    this.#kept.set(key, { payload, until: expiresIn ? now + expiresIn * 1000 : Number.POSITIVE_INFINITY });
    if (this.#kept.size <= MOST_KEPT) return;
    for (const [other, { until }] of this.#kept) {
      if (until < now || (until !== Number.POSITIVE_INFINITY && this.#kept.size > MOST_KEPT)) this.#kept.delete(other);
      if (this.#kept.size <= MOST_KEPT) return;
    }
  }

  #get(key: string): AdapterPayload | undefined {
    const kept = this.#kept.get(key);
    return kept === undefined || kept.until <= Date.now() ? undefined : kept.payload;
  }

  #first(fits: (key: string, payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    for (const [key, { payload, until }] of this.#kept) if (until > Date.now() && fits(key, payload)) return payload;
    return undefined;
  }
}
