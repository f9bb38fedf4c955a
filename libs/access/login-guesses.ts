import { isIPv6 } from 'node:net';
import { timingSafeEqual } from 'node:crypto';
import { withoutMapping } from './client-certificates.js';

/** Wrong attempts of one address under one name before it is slowed down, and how many it gets back each second. */
const BURST_OF_PAIR = 10;
const PAIR_PER_SECOND = 1 / 6;
/** The same for one address under whatever names. */
const BURST_OF_ADDRESS = 60;
const ADDRESS_PER_SECOND = 1;
/** Remembered at most; the one silent for longest is forgotten first. */
const MOST_REMEMBERED = 50_000;
/** That many wrong attempts on one institution within that time, from wherever, are worth an alarm. */
const ALARM_AT = 50;
const ALARM_WINDOW_MS = 600_000;

export type GuessResult = 'wrong' | 'slowed' | 'certificate-refused';

/** Told of every attempt that failed, for metrics, and of institutions that many guess at. Must not throw. */
export interface GuessObserver {
  attempt(result: GuessResult): void;
  /** At most once in ten minutes per name. */
  suspected?(name: string, attempts: number): void;
}

interface Left {
  readonly tokens: number;
  readonly at: number;
}

/**
 * Slows guessing of names and passwords down, by the caller's address and by address and name together; never by name alone, so that nobody can
 * lock a bank out by guessing under its name from elsewhere. Whoever has proved himself from an address goes on there with the same
 * password, however much is guessed beside him behind that address. Bounded; costs a working caller two look-ups.
 */
export class LoginGuesses {
  readonly #addresses = new Map<string, Left>();
  readonly #pairs = new Map<string, Left>();
  readonly #proved = new Map<string, Buffer>();
  readonly #alarms = new Map<string, { readonly sinceMs: number; count: number }>();

  constructor(
    private readonly observer: GuessObserver = { attempt: () => undefined },
    private readonly clock: () => number = Date.now,
  ) {}

  /** Whether an attempt is not to be looked at. @param secret digest of what is given as the password; the same length each time */
  isSlowed(address: string, name: string, secret: Buffer): boolean {
    if (this.#addresses.size === 0) return false;
    const from = networkOf(address);
    const spent = allowance(this.#addresses.get(from), BURST_OF_ADDRESS, ADDRESS_PER_SECOND, this.clock()) < 1
      || allowance(this.#pairs.get(pairOf(from, name)), BURST_OF_PAIR, PAIR_PER_SECOND, this.clock()) < 1;
    if (!spent) return false;
    const proved = this.#proved.get(pairOf(from, name));
    if (proved?.length === secret.length && timingSafeEqual(proved, secret)) return false;
    this.observer.attempt('slowed');
    return true;
  }

  /** @param known whose name it is, when it is anybody's */
  failed(address: string, name: string, known?: string, result: GuessResult = 'wrong'): void {
    const [from, now] = [networkOf(address), this.clock()];
    take(this.#addresses, from, BURST_OF_ADDRESS, ADDRESS_PER_SECOND, now);
    take(this.#pairs, pairOf(from, name), BURST_OF_PAIR, PAIR_PER_SECOND, now);
    this.observer.attempt(result);
    if (known !== undefined) this.#watch(known, now);
  }

  proved(address: string, name: string, secret: Buffer): void {
    const pair = pairOf(networkOf(address), name);
    const before = this.#proved.get(pair);
    this.#proved.delete(pair);
    this.#proved.set(pair, before?.equals(secret) === true ? before : secret);
    dropBeyond(this.#proved, MOST_REMEMBERED);
  }

  /** How much is remembered. */
  get size(): number {
    return this.#addresses.size + this.#pairs.size + this.#proved.size + this.#alarms.size;
  }

  #watch(name: string, now: number): void {
    let window = this.#alarms.get(name);
    if (window === undefined || now - window.sinceMs >= ALARM_WINDOW_MS) {
      window = { sinceMs: now, count: 0 };
      this.#alarms.delete(name);
      this.#alarms.set(name, window);
      dropBeyond(this.#alarms, MOST_REMEMBERED);
    }
    window.count += 1;
    if (window.count === ALARM_AT) this.observer.suspected?.(name, window.count);
  }
}

const LONGEST_NAME = 100;

const pairOf = (from: string, name: string): string => `${from}\0${name.slice(0, LONGEST_NAME)}`;

/** One customer has a whole /64 of IPv6, and could otherwise guess from each of its addresses. */
function networkOf(address: string): string {
  const ip = withoutMapping(address);
  if (!isIPv6(ip)) return ip;
  const [head = '', tail] = (ip.split('%', 1)[0] ?? '').split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = tail === undefined ? left : [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right];
  return `${groups.slice(0, 4).map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`;
}

function allowance(left: Left | undefined, burst: number, perSecond: number, now: number): number {
  if (left === undefined) return burst;
  // A clock that is set back must not cost anybody an hour.
  return Math.min(burst, left.tokens + (Math.max(0, now - left.at) / 1000) * perSecond);
}

function take(map: Map<string, Left>, key: string, burst: number, perSecond: number, now: number): void {
  const tokens = Math.max(0, allowance(map.get(key), burst, perSecond, now) - 1);
  map.delete(key);
  map.set(key, { tokens, at: now });
  dropBeyond(map, MOST_REMEMBERED);
}

function dropBeyond(map: Map<string, unknown>, most: number): void {
  if (map.size <= most) return;
  for (const key of map.keys()) {
    map.delete(key);
    return;
  }
}
