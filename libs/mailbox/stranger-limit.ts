import { TokenBucket } from '#libs/lanes';

const MESSAGES_PER_SECOND = 2;
const KEPT_BYTES = 4096;

/**
 * Whoever has not proved who he is may send anything, as often as he likes: a little of it is evidence enough, and only so
 * many messages a second, so that nobody can fill the evidence.
 */
export class StrangerLimit {
  readonly #admitted = new TokenBucket(MESSAGES_PER_SECOND, Date.now());

  /** @returns what is to be kept of a message; undefined when nothing is. */
  keep(message: Buffer): Buffer | undefined {
    const now = Date.now();
    if (this.#admitted.nextAt(now) > now) return undefined;
    this.#admitted.take(now);
    return message.subarray(0, KEPT_BYTES);
  }
}
