import { TokenBucket } from '#libs/lanes';

const MESSAGES_PER_SECOND = 2;
const KEPT_BYTES = 4096;

/** What is to be kept of a message, and for how many others before it that were not. */
export interface KeptOfStranger {
  readonly bytes: Buffer;
  /** To be put behind a reason: ` (and 17 more)`, or nothing. */
  readonly andMore: string;
}

/**
 * Whoever has not proved who he is may send anything, as often as he likes: a little of it is evidence enough, and only so
 * many messages a second, so that nobody can fill the evidence. How many were left out is said with the next one.
 */
export class StrangerLimit {
  readonly #admitted = new TokenBucket(MESSAGES_PER_SECOND, Date.now());
  #leftOut = 0;

  /** @returns undefined when nothing is to be kept. */
  keep(message: Uint8Array): KeptOfStranger | undefined {
    const now = Date.now();
    if (this.#admitted.nextAt(now) > now) {
      this.#leftOut += 1;
      return undefined;
    }
    this.#admitted.take(now);
    const andMore = this.#leftOut === 0 ? '' : ` (and ${this.#leftOut} more)`;
    this.#leftOut = 0;
    return { bytes: Buffer.from(message).subarray(0, KEPT_BYTES), andMore };
  }
}
