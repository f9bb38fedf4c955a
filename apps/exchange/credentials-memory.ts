import { hash } from 'node:crypto';
import type { PullCredentials } from '#contracts/adapter';

/**
 * Authentication messages already read. Institutions send the very same one with every poll, so that reading it again (two
 * layers of Base64, GBK and XML) is most of the work of an empty poll. Only the reading is remembered: whether the
 * password is right is asked of the desk every time.
 *
 * Bounded, least recently used first out. Keyed by digest, so that the size of a key does not depend on the caller.
 */
export class CredentialsMemory {
  readonly #entries = new Map<string, PullCredentials>();

  constructor(private readonly capacity: number) {}

  get size(): number {
    return this.#entries.size;
  }

  keyOf(parameter: string): string {
    return hash('sha256', parameter, 'base64');
  }

  recall(key: string): PullCredentials | undefined {
    const found = this.#entries.get(key);
    if (found !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, found);
    }
    return found;
  }

  /** To be called for credentials that have proved right only: others could push the good ones out. */
  remember(key: string, credentials: PullCredentials): void {
    this.#entries.delete(key);
    this.#entries.set(key, credentials);
    if (this.#entries.size <= this.capacity) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      return;
    }
  }
}
