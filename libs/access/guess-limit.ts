import { createHash } from 'node:crypto';
import type { Sensitive } from '#contracts/adapter';

/** Failed attempts of one address before it is slowed down. */
const BURST = 60;
/** Attempts an address gets back each second. */
const PER_SECOND = 1;
const MOST_ADDRESSES = 10_000;
const MOST_REMEMBERED = 10_000;

/**
 * Slows guessing down, by the caller's address. Whoever has proved themselves is remembered and goes on working however much
 * is guessed beside them behind the same address: an attacker must not be able to lock a court out. Only a stored token that
 * this process has not seen yet has to wait there.
 */
export class GuessLimit {
  readonly #left = new Map<string, { tokens: number; at: number }>();
  readonly #proved = new Map<string, true>();

  constructor(private readonly clock: () => number = Date.now) {}

  /** Whether an address has used up its failed attempts for now. */
  isSpent(address: string): boolean {
    return this.#allowance(address) < 1;
  }

  failed(address: string): void {
    const tokens = Math.max(0, this.#allowance(address) - 1);
    this.#left.delete(address);
    this.#left.set(address, { tokens, at: this.clock() });
    dropBeyond(this.#left, MOST_ADDRESSES);
  }

  hasProved(secret: Sensitive): boolean {
    return this.#proved.has(digestOf(secret));
  }

  proved(secret: Sensitive): void {
    const digest = digestOf(secret);
    if (this.#proved.has(digest)) return;
    this.#proved.set(digest, true);
    dropBeyond(this.#proved, MOST_REMEMBERED);
  }

  #allowance(address: string): number {
    const left = this.#left.get(address);
    if (left === undefined) return BURST;
    // A clock that is set back must not cost anybody an hour.
    const seconds = Math.max(0, this.clock() - left.at) / 1000;
    return Math.min(BURST, left.tokens + seconds * PER_SECOND);
  }
}

function dropBeyond(map: Map<string, unknown>, most: number): void {
  if (map.size <= most) return;
  for (const key of map.keys()) {
    map.delete(key);
    return;
  }
}

function digestOf(secret: Sensitive): string {
  return createHash('sha256').update(secret.reveal()).digest('base64');
}
