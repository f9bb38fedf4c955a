import { hash, timingSafeEqual } from 'node:crypto';
import type { PullCredentials } from '#contracts/adapter';
import type { CredentialStore } from '#libs/institutions';

/** Wrong passwords from one address before it has to wait. */
const MOST_WRONG = 5;
const LOCKED_MS = 60_000;
/** Addresses remembered; the one silent for longest is forgotten first. */
const MOST_ADDRESSES = 1000;

const digest = (text: string): Buffer => hash('sha256', text, 'buffer');

/**
 * Proves that a message is the case system's: user name and password of one entry of the credentials file, both compared in the same time
 * whichever is wrong. Who guesses five times has to wait a minute, also with the right one.
 */
export class CaseSystemLogin {
  readonly #wrong = new Map<string, { count: number; lastAt: number }>();

  /** @param reference name of the entry with `username` and `password`; without such an entry nobody gets in */
  constructor(
    private readonly credentials: Pick<CredentialStore, 'resolve'>,
    readonly reference: string,
    private readonly clock: () => number = Date.now,
  ) {}

  check(given: PullCredentials, address: string): 'right' | 'wrong' | 'locked' {
    const now = this.clock();
    const before = this.#wrong.get(address);
    const isLocked = before !== undefined && before.count >= MOST_WRONG && now - before.lastAt < LOCKED_MS;
    if (isLocked) return 'locked';
    const { username, password } = this.credentials.resolve(this.reference);
    const sameName = timingSafeEqual(digest(given.username), digest(username?.reveal() ?? ''));
    const samePassword = timingSafeEqual(digest(given.password), digest(password?.reveal() ?? ''));
    if (sameName && samePassword && username !== undefined && password !== undefined) {
      this.#wrong.delete(address);
      return 'right';
    }
    const count = before === undefined || now - before.lastAt >= LOCKED_MS ? 1 : before.count + 1;
    this.#wrong.delete(address);
    this.#wrong.set(address, { count, lastAt: now });
    if (this.#wrong.size > MOST_ADDRESSES) this.#wrong.delete(this.#wrong.keys().next().value!);
    return 'wrong';
  }
}
