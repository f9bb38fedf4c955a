import type { DispatchFences } from '#libs/store';
import type { Logger } from '#libs/telemetry';
import { partitionOfInstitution } from './dispatch-topic.js';
import { Orphans, type OrphansOptions } from './orphans.js';

/** What is done with institutions that come and go. */
export interface LaneOwner {
  /** They are ours from now on: what is open of theirs is taken up. Rejects when that could not be done; it is done again later. */
  takeUp(partitions: readonly number[]): Promise<void>;
  /** Nothing more of theirs is begun; resolves when no call is under way. @param atOnce calls under way are given up, else they have a bounded time */
  release(partitions: readonly number[], atOnce: boolean): Promise<void>;
}

export interface LaneOwnershipOptions {
  readonly fences: Pick<DispatchFences, 'holds' | 'held' | 'holders' | 'take' | 'give' | 'oust'>;
  readonly owner: LaneOwner;
  /** Asks whoever has partitions that are to be ours to give them up. */
  readonly ask: (partitions: readonly number[]) => void;
  readonly logger: Logger;
  /** How often partitions are tried that others still have, ms; 250 when absent. */
  readonly tryEveryMs?: number;
  /** Whoever has not given up after so long is put out, ms: longer than its lease and its time to finish. 15000 when absent. */
  readonly oustAfterMs?: number;
  /** What nobody has is taken while the group says nothing; never when absent. */
  readonly orphans?: OrphansOptions;
}

const TRY_EVERY_MS = 250;
const OUST_AFTER_MS = 15_000;
/** Before whoever was put out tries again. */
const SOON_MS = 20;

/**
 * Which institutions this process calls. The group says who is to have a partition, a fence in PostgreSQL says who has it: so the breaker,
 * rate and concurrency of an institution are in one process at every moment, also while the group changes its mind. What the group takes
 * away is kept until somebody asks for it: without brokers nobody does, and everything goes on. What a process leaves that dies meanwhile
 * is taken by those that are left ({@link Orphans}), also until somebody asks for it.
 */
export class LaneOwnership {
  /** To be ours, as the group says. */
  readonly #assigned = new Map<number, number>();
  /** Ours by fence, or lately so, though the group no longer says it. */
  readonly #kept = new Set<number>();
  readonly #leaving = new Map<number, Promise<void>>();
  /** Ours, and perhaps not wholly taken up. */
  readonly #fresh = new Set<number>();
  readonly #orphans: Orphans | undefined;
  #timer: NodeJS.Timeout | undefined;
  #trying: Promise<void> | undefined;
  #closed = false;

  constructor(private readonly options: LaneOwnershipOptions) {
    this.#orphans = options.orphans && new Orphans(options.fences, options.orphans, options.logger);
    this.#timer = setInterval(() => this.#tryAll(), options.tryEveryMs ?? TRY_EVERY_MS).unref();
  }

  /** Whether this process is the one to call an institution. Asks nobody: to be asked before every byte. */
  owns(institutionCode: string): boolean {
    const partition = partitionOfInstitution(institutionCode);
    return !this.#leaving.has(partition) && this.options.fences.holds(partition);
  }

  /** Partitions whose institutions are called from here. */
  get owned(): readonly number[] {
    return this.options.fences.held.filter((one) => !this.#leaving.has(one));
  }

  /** Partitions that are to be ours and are not yet. */
  get awaited(): number {
    const held = new Set(this.options.fences.held);
    return [...this.#assigned.keys()].filter((one) => !held.has(one)).length;
  }

  assigned(partitions: readonly number[]): void {
    for (const one of partitions) {
      this.#assigned.set(one, this.#assigned.get(one) ?? performance.now());
      this.#kept.delete(one);
    }
    this.#tryAll();
  }

  revoked(partitions: readonly number[]): void {
    const held = new Set(this.options.fences.held);
    for (const one of partitions) {
      this.#assigned.delete(one);
      if (held.has(one)) this.#kept.add(one);
    }
  }

  /** Another process is to have these: given up unless they are ours. */
  asked(partitions: readonly number[]): void {
    const theirs = partitions.filter((one) => !this.#assigned.has(one));
    for (const one of theirs) this.#kept.delete(one);
    const held = new Set(this.options.fences.held);
    void this.#leave(theirs.filter((one) => held.has(one)));
  }

  /** The fences fell (a lost connection): nothing may be sent, and they are tried again. */
  lost(partitions: readonly number[]): void {
    this.options.logger.warn({ partitions: partitions.length }, 'the fences of institutions fell with their connection');
    for (const one of partitions) if (!this.#assigned.has(one)) this.#kept.add(one);
    const now = performance.now();
    for (const one of this.#assigned.keys()) this.#assigned.set(one, now);
    void this.#leave(partitions, true);
  }

  /** Finishes calls under way within their bound and gives everything up. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await this.#trying;
    await this.#leave(this.options.fences.held);
    await Promise.all(this.#leaving.values());
  }

  async #leave(partitions: readonly number[], atOnce = false): Promise<void> {
    const leaving = partitions.filter((one) => !this.#leaving.has(one));
    if (leaving.length === 0) return;
    const { owner, fences, logger } = this.options;
    const left = owner
      .release(leaving, atOnce)
      .catch((err: unknown) => logger.error({ err }, 'institutions were not given up in order'))
      .then(() => fences.give(leaving))
      .finally(() => {
        for (const one of leaving) this.#leaving.delete(one);
        this.#tryAll();
      });
    for (const one of leaving) {
      this.#leaving.set(one, left);
      this.#fresh.delete(one);
    }
    await left;
  }

  #tryAll(): void {
    if (this.#closed) return;
    this.#trying ??= this.#try()
      // A database that is away: nobody can have anything, and the next turn tries again.
      .catch(() => undefined)
      .finally(() => (this.#trying = undefined));
  }

  async #try(): Promise<void> {
    const { fences, owner, ask, logger } = this.options;
    for (const one of (await this.#orphans?.find()) ?? []) this.#kept.add(one);
    const held = new Set(fences.held);
    const wanted = [...this.#assigned.keys(), ...this.#kept].filter((one) => !held.has(one) && !this.#leaving.has(one));
    const taken = await fences.take(wanted);
    for (const one of taken) this.#fresh.add(one);
    if (taken.length > 0) logger.info({ partitions: taken.length }, 'institutions are called from here');
    const denied = wanted.filter((one) => !taken.includes(one) && this.#assigned.has(one));
    if (denied.length > 0) ask(denied);
    const now = performance.now();
    const late = denied.filter((one) => now - this.#assigned.get(one)! > (this.options.oustAfterMs ?? OUST_AFTER_MS));
    if (late.length > 0) {
      logger.warn({ partitions: late.length }, 'somebody did not give institutions up and is put out');
      await fences.oust(late);
      setTimeout(() => this.#tryAll(), SOON_MS).unref();
    }
    const fresh = [...this.#fresh].filter((one) => fences.held.includes(one) && !this.#leaving.has(one));
    if (fresh.length === 0) return;
    await owner.takeUp(fresh);
    for (const one of fresh) this.#fresh.delete(one);
  }
}
