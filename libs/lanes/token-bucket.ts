/** Rate limit of one institution: `ratePerSecond` on average, bursts up to one second's worth (at least one call). */
export class TokenBucket {
  #tokens: number;
  #filledAtMs: number;
  readonly #capacity: number;

  constructor(
    readonly ratePerSecond: number,
    nowMs: number,
    /** What is in it at the beginning; full when absent. Whoever takes over cannot know what was just used. */
    tokens?: number,
  ) {
    this.#capacity = Math.max(1, ratePerSecond);
    this.#tokens = tokens ?? this.#capacity;
    this.#filledAtMs = nowMs;
  }

  /** Moment of the next free token; `nowMs` when there is one now. */
  nextAt(nowMs: number): number {
    this.#fill(nowMs);
    return this.#tokens >= 1 ? nowMs : nowMs + Math.ceil(((1 - this.#tokens) / this.ratePerSecond) * 1000);
  }

  take(nowMs: number): void {
    this.#fill(nowMs);
    this.#tokens -= 1;
  }

  #fill(nowMs: number): void {
    // A clock that was set back counts from its new time on.
    const passedMs = Math.max(0, nowMs - this.#filledAtMs);
    this.#tokens = Math.min(this.#capacity, this.#tokens + (passedMs / 1000) * this.ratePerSecond);
    this.#filledAtMs = nowMs;
  }
}
