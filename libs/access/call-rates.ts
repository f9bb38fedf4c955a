/** Calls that cost much: they ask institutions, or make files that can be carried away. */
export const CALL_KINDS = ['inquiry', 'bulk-inquiry', 'file'] as const;
export type CallKind = (typeof CALL_KINDS)[number];

/** Most calls of a kind that one login makes in a minute, all at once if they like; 0 = as many as they like. */
export type CallsPerMinute = Readonly<Record<CallKind, number>>;

const MINUTE_MS = 60_000;
const MOST_REMEMBERED = 20_000;

interface Bucket {
  tokens: number;
  at: number;
  /** When it was last written down that it is empty. */
  toldAt: number;
}

export type Taken =
  | { readonly taken: true }
  /** @property tell whether this refusal is to be written down: one a minute, so that who is refused cannot fill the record */
  | { readonly taken: false; readonly afterMs: number; readonly tell: boolean };

/** Who may call how often. */
export interface CallLimit {
  take(kind: CallKind, login: string): Taken | Promise<Taken>;
}

/**
 * How often one login may do what costs much (OWASP API4, API6): a bucket for each login and kind, in this process. Nobody takes from anybody
 * else's. Several gateways count together, see {@link CallRatesOverAll}.
 */
export class CallRates implements CallLimit {
  readonly #buckets = new Map<string, Bucket>();

  constructor(
    private readonly perMinute: CallsPerMinute,
    private readonly clock: () => number = Date.now,
  ) {}

  take(kind: CallKind, login: string): Taken {
    const most = this.perMinute[kind];
    if (most === 0) return { taken: true };
    const now = this.clock();
    const key = `${kind} ${login}`;
    const bucket = this.#filled(key, most, now);
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > MOST_REMEMBERED) this.#dropOldest();
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      return { taken: true };
    }
    const tell = now - bucket.toldAt >= MINUTE_MS;
    if (tell) bucket.toldAt = now;
    return { taken: false, afterMs: Math.ceil(((1 - bucket.tokens) / most) * MINUTE_MS), tell };
  }

  #filled(key: string, most: number, now: number): Bucket {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return { tokens: most, at: now, toldAt: -Infinity };
    // A clock that is set back must not cost anybody an hour.
    const tokens = Math.min(most, bucket.tokens + (Math.max(0, now - bucket.at) * most) / MINUTE_MS);
    return { ...bucket, tokens, at: now };
  }

  /** Whoever has not called for longest has a full one. */
  #dropOldest(): void {
    for (const key of this.#buckets.keys()) {
      this.#buckets.delete(key);
      return;
    }
  }
}
