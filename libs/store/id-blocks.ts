import type { Database } from './database.js';

const BLOCK = 1000;

/**
 * Hands out ids before rows are written, a block of 1000 at a time from a PostgreSQL sequence: unique over all processes,
 * rising within one, and one round trip per thousand. Ids of a block that a dying process did not use are never used.
 */
export class IdBlocks {
  #free: { next: number; end: number }[] = [];
  #left = 0;
  #refill: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly sequence: 'request_id_block' | 'exchange_id_block',
  ) {}

  /** @returns `count` fresh ids in rising order. */
  async take(count: number): Promise<number[]> {
    while (this.#left < count) await this.#more(count - this.#left);
    const ids: number[] = [];
    while (ids.length < count) {
      const block = this.#free[0]!;
      ids.push(block.next++);
      if (block.next === block.end) this.#free.shift();
    }
    this.#left -= count;
    this.#lookAhead();
    return ids;
  }

  /** One fresh id if there is one at hand; undefined when the next block has to be fetched first. */
  next(): number | undefined {
    const block = this.#free[0];
    if (block === undefined) return undefined;
    const id = block.next++;
    if (block.next === block.end) this.#free.shift();
    this.#left -= 1;
    this.#lookAhead();
    return id;
  }

  /** Fetched ahead, so that callers almost never wait for the sequence. */
  #lookAhead(): void {
    if (this.#left < BLOCK / 2 && this.#refill === undefined) void this.#more(BLOCK).catch(() => undefined);
  }

  async #more(wanted: number): Promise<void> {
    this.#refill ??= this.#fetch(Math.ceil(wanted / BLOCK)).finally(() => (this.#refill = undefined));
    await this.#refill;
  }

  async #fetch(blocks: number): Promise<void> {
    const { rows } = await this.database.pool.query<{ block: number }>(
      `SELECT nextval('${this.sequence}') AS block FROM generate_series(1, $1)`,
      [blocks],
    );
    for (const { block } of rows) {
      this.#free.push({ next: block * BLOCK, end: (block + 1) * BLOCK });
      this.#left += BLOCK;
    }
  }
}
