import { isConnectionFault, isTransientConflict } from './database.js';

export interface GroupCommitOptions<Item, Result> {
  /** Writes a group in one transaction; one result per item in the same order. Must be safe to repeat with the same items. */
  readonly write: (items: readonly Item[]) => Promise<readonly Result[]>;
  /** Largest group, in weight. */
  readonly maxWeight: number;
  /** What an item counts against `maxWeight`; 1 unless said otherwise. */
  readonly weigh?: (item: Item) => number;
  /** How long the first item of a group waits for others, ms. 0 = until the event loop comes round. */
  readonly lingerMs: number;
  /** How long a group is tried again while the database cannot be reached, ms. */
  readonly patienceMs: number;
  readonly onGroup?: (size: number, seconds: number) => void;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Commits many small writes as one transaction: a few milliseconds or a few hundred items, whichever comes first. While one
 * group is being written the next one gathers, so groups grow by themselves when the database is busy.
 *
 * Guarantees: `add` resolves only after the commit; one item that the database refuses does not fail its neighbours; a lost
 * connection is tried again until `patienceMs` is over, then every item of the group is rejected.
 */
export class GroupCommit<Item, Result> {
  #waiting: Waiting<Item, Result>[] = [];
  #weight = 0;
  #timer: NodeJS.Timeout | NodeJS.Immediate | undefined;
  #writing = false;
  #idle: (() => void)[] = [];

  constructor(private readonly options: GroupCommitOptions<Item, Result>) {}

  /** Items not yet committed. */
  get depth(): number {
    return this.#waiting.length;
  }

  add(item: Item): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      this.#weight += this.#weigh(item);
      if (this.#writing) return;
      if (this.#weight >= this.options.maxWeight) this.#start();
      else this.#timer ??= this.options.lingerMs === 0 ? setImmediate(() => this.#start()) : setTimeout(() => this.#start(), this.options.lingerMs);
    });
  }

  /** Resolves when everything added so far has been committed or rejected. */
  async drain(): Promise<void> {
    if (!this.#writing && this.#waiting.length === 0) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #weigh(item: Item): number {
    return this.options.weigh?.(item) ?? 1;
  }

  #start(): void {
    if (this.#timer !== undefined) {
      clearTimeout(this.#timer as NodeJS.Timeout);
      clearImmediate(this.#timer as NodeJS.Immediate);
      this.#timer = undefined;
    }
    if (this.#writing || this.#waiting.length === 0) return;
    this.#writing = true;
    void this.#loop();
  }

  async #loop(): Promise<void> {
    while (this.#waiting.length > 0) await this.#commit(this.#takeGroup());
    this.#writing = false;
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  #takeGroup(): Waiting<Item, Result>[] {
    let weight = 0;
    let count = 0;
    while (count < this.#waiting.length && (count === 0 || weight < this.options.maxWeight)) weight += this.#weigh(this.#waiting[count++]!.item);
    this.#weight -= weight;
    return count === this.#waiting.length ? this.#waiting.splice(0) : this.#waiting.splice(0, count);
  }

  async #commit(group: Waiting<Item, Result>[]): Promise<void> {
    const begun = performance.now();
    const giveUpAt = begun + this.options.patienceMs;
    for (let attempt = 0; ; attempt += 1) {
      try {
        const results = await this.options.write(group.map(({ item }) => item));
        this.options.onGroup?.(group.length, (performance.now() - begun) / 1000);
        group.forEach(({ resolve }, index) => resolve(results[index]!));
        return;
      } catch (error) {
        const again = (isConnectionFault(error) && performance.now() < giveUpAt) || (isTransientConflict(error) && attempt < 10);
        if (again) {
          await new Promise((resolve) => setTimeout(resolve, Math.min(1000, 20 * 2 ** Math.min(attempt, 6)) * (0.5 + Math.random() / 2)));
          continue;
        }
        if (group.length === 1 || isConnectionFault(error)) {
          for (const { reject } of group) reject(error);
          return;
        }
        // The database refused the data of at least one item: halve until it stands alone.
        const middle = group.length >> 1;
        await this.#commit(group.slice(0, middle));
        await this.#commit(group.slice(middle));
        return;
      }
    }
  }
}
