import CircuitBreaker from 'opossum';
import { FairQueue } from './fair-queue.js';
import type { TokenBucket } from './token-bucket.js';

/** What one attempt came to. `technical`: the institution failed (counts for its breaker); otherwise it merely asked for patience. */
export type AttemptResult = { readonly state: 'done' } | { readonly state: 'retry'; readonly technical: boolean; readonly afterMs?: number | undefined };

/** One request on its way through a lane. */
export interface LaneWork {
  readonly priority: number;
  readonly court: string;
  /** Epoch milliseconds after which the answer is of no use any more. */
  readonly deadlineMs: number;
  readonly cancelled?: AbortSignal;
  /** Makes one attempt. Never rejects; `number` counts from 1. */
  attempt(number: number): Promise<AttemptResult>;
  /** Called once, when the lane is done with the request. */
  ended(end: LaneEnd): void;
}

/** `done` an attempt decided it · `exhausted` every allowed attempt failed · the others: it was not (or no longer) tried. */
export type LaneEnd = 'done' | 'exhausted' | 'expired' | 'cancelled' | 'breaker-open' | 'stopped';

export interface LanePolicy {
  readonly concurrency: number;
  /** Null = no limit. */
  readonly rate: TokenBucket | null;
  /** Epoch milliseconds from which calls are allowed: now when open, the next opening otherwise. */
  readonly openFrom: (nowMs: number) => number;
  readonly attempts: number;
  /** First retry waits up to this, the next up to twice as long, …, each with full jitter. */
  readonly retryBaseMs: number;
  /** Taken over when the lane is made; later policies leave the breaker as it is. */
  readonly breaker: CircuitBreaker.Options;
  /** Whoever had the lane before left its breaker open. Looked at when the lane is made. */
  readonly breakerOpen?: boolean;
  /** Told when the breaker opens and when it closes again. Taken over when the lane is made. Must not throw. */
  readonly onBreaker?: (open: boolean) => void;
}

interface Entry {
  readonly priority: number;
  readonly court: string;
  readonly work: LaneWork;
  attempts: number;
}

type Again = AttemptResult & { readonly state: 'retry' };

/** Tells the breaker of a failure; the result travels with it. */
class AttemptFailed extends Error {
  constructor(readonly result: Again) {
    super('attempt failed');
  }
}

/**
 * One institution's lane. The order of the stack is written here and nowhere else:
 *
 *   held? > cancelled? > deadline > working hours > breaker > concurrency > rate > priority and fair turn > attempt > retry with jitter
 *
 * A request that waits for a retry gives its place to others. Queries only: an attempt may be repeated.
 */
export class Lane {
  readonly #queue = new FairQueue<Entry>();
  readonly #breaker: CircuitBreaker<[Entry], AttemptResult>;
  /** Requests between two attempts. */
  readonly #retries = new Map<Entry, NodeJS.Timeout>();
  #running = 0;
  #wake: NodeJS.Timeout | undefined;
  #stopped = false;
  #held = false;
  #policy: LanePolicy;

  constructor(policy: LanePolicy) {
    this.#policy = policy;
    this.#breaker = new CircuitBreaker<[Entry], AttemptResult>(runAttempt, {
      ...policy.breaker,
      // The call has its own deadline and abort signal; a breaker-wide one would hit healthy siblings.
      timeout: false,
      enableSnapshots: false,
      rollingPercentilesEnabled: false,
    });
    if (policy.breakerOpen === true) this.#breaker.open();
    const { onBreaker } = policy;
    if (onBreaker === undefined) return;
    this.#breaker.on('open', () => onBreaker(true));
    this.#breaker.on('close', () => onBreaker(false));
  }

  /** Requests that wait, for their first or a further attempt. */
  get depth(): number {
    return this.#queue.size + this.#retries.size;
  }

  get running(): number {
    return this.#running;
  }

  get breakerState(): 'closed' | 'open' | 'half-open' {
    if (this.#breaker.opened) return 'open';
    return this.#breaker.halfOpen ? 'half-open' : 'closed';
  }

  /** Takes new limits over for what starts from now on. */
  adopt(policy: LanePolicy): void {
    this.#policy = policy;
    // What is waited for may come sooner now.
    clearTimeout(this.#wake);
    this.#wake = undefined;
    this.#advance();
  }

  submit(work: LaneWork): void {
    if (this.#stopped) return work.ended('stopped');
    this.#queue.push({ priority: work.priority, court: work.court, work, attempts: 0 });
    this.#advance();
  }

  /** While held nothing is sent: what comes queues up behind what waits. Attempts under way end by themselves. */
  hold(held: boolean): void {
    this.#held = held;
    this.#advance();
  }

  /** Ends what waits and is cancelled or too late. Called once a second by the owner of all lanes. */
  sweep(nowMs: number): void {
    if (this.depth === 0) return;
    const over = ({ work }: Entry): boolean => whyOver(work, nowMs) !== undefined;
    for (const { work } of [...this.#queue.removeWhere(over), ...this.#removeRetries(over)]) work.ended(whyOver(work, nowMs)!);
  }

  /** Starts nothing any more and ends what waits with `stopped`; running attempts end by themselves. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#wake);
    for (const { work } of [...this.#queue.removeWhere(() => true), ...this.#removeRetries(() => true)]) work.ended('stopped');
    this.#breaker.shutdown();
  }

  #advance(): void {
    while (this.#queue.size > 0 && !this.#stopped && !this.#held) {
      const now = Date.now();
      const openFrom = this.#policy.openFrom(now);
      if (openFrom > now) return this.#wakeAt(openFrom, now);
      // A dead institution is told apart at once: nothing of it waits for a place or a token.
      if (this.#refuses()) return this.#refuseQueued(now);
      if (this.#running >= this.#policy.concurrency) return;
      const tokenAt = this.#policy.rate?.nextAt(now) ?? now;
      if (tokenAt > now) return this.#wakeAt(tokenAt, now);
      const entry = this.#queue.shift()!;
      const over = whyOver(entry.work, now);
      if (over !== undefined) entry.work.ended(over);
      else {
        this.#policy.rate?.take(now);
        void this.#run(entry);
      }
    }
  }

  /** True while the breaker is open, or half open with its one trial under way. */
  #refuses(): boolean {
    return this.#breaker.opened || (this.#breaker.halfOpen && !this.#breaker.pendingClose);
  }

  #refuseQueued(nowMs: number): void {
    for (const { work } of this.#queue.removeWhere(() => true)) work.ended(whyOver(work, nowMs) ?? 'breaker-open');
  }

  #wakeAt(atMs: number, nowMs: number): void {
    if (this.#wake !== undefined) return;
    // Opening may be days away; setTimeout cannot wait longer than 24.8 days, and a clock may be set in between.
    this.#wake = setTimeout(() => {
      this.#wake = undefined;
      this.#advance();
    }, Math.min(atMs - nowMs, 60_000));
  }

  async #run(entry: Entry): Promise<void> {
    this.#running += 1;
    entry.attempts += 1;
    let result: AttemptResult;
    try {
      result = await this.#breaker.fire(entry);
    } catch (error) {
      // An attempt that rejects breaks its contract; it counts as a failed one, so that the lane stays alive.
      result = error instanceof AttemptFailed ? error.result : { state: 'retry', technical: true };
    }
    this.#running -= 1;
    if (result.state === 'done') entry.work.ended('done');
    else this.#again(entry, result);
    this.#advance();
  }

  #again(entry: Entry, result: Again): void {
    // It may have failed because we are going down; whoever comes next asks again.
    if (this.#stopped) return entry.work.ended('stopped');
    if (entry.attempts >= this.#policy.attempts) return entry.work.ended('exhausted');
    const waitMs = result.afterMs ?? Math.random() * this.#policy.retryBaseMs * 2 ** (entry.attempts - 1);
    if (Date.now() + waitMs >= entry.work.deadlineMs) return entry.work.ended('exhausted');
    const timer = setTimeout(() => {
      this.#retries.delete(entry);
      this.#queue.push(entry);
      this.#advance();
    }, waitMs);
    this.#retries.set(entry, timer);
  }

  #removeRetries(predicate: (entry: Entry) => boolean): Entry[] {
    const removed = [...this.#retries.keys()].filter(predicate);
    for (const entry of removed) {
      clearTimeout(this.#retries.get(entry));
      this.#retries.delete(entry);
    }
    return removed;
  }
}

/** Why a request need not be tried any more, if so. */
function whyOver(work: LaneWork, nowMs: number): 'cancelled' | 'expired' | undefined {
  if (work.cancelled?.aborted) return 'cancelled';
  return work.deadlineMs <= nowMs ? 'expired' : undefined;
}

async function runAttempt(entry: Entry): Promise<AttemptResult> {
  const result = await entry.work.attempt(entry.attempts);
  if (result.state === 'retry' && result.technical) throw new AttemptFailed(result);
  return result;
}
