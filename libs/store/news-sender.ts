import type { Database } from './database.js';

export interface NewsSenderOptions {
  readonly database: Pick<Database, 'pool'>;
  /** Channel of NOTIFY: small letters and underscores. */
  readonly channel: string;
  /** What is told within this time is told together, ms; 15 when absent. */
  readonly gatherMs?: number;
}

const GATHER_MS = 15;
const AGAIN_MS = 500;
/** PostgreSQL takes less than 8000 bytes. */
const MOST_BYTES = 7900;
/** More is dropped while the database is away: whoever listens reads everything when it is back. */
const MOST_WORDS = 50_000;
const BETWEEN = ',';

/**
 * Tells other processes that something was committed. After the commit and together, never inside the statement: PostgreSQL lets one
 * transaction with a notification commit at a time. What is lost with a process is found by those who look by themselves.
 */
export class NewsSender {
  #words = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> | undefined;
  #closed = false;

  constructor(private readonly options: NewsSenderOptions) {}

  /** Words without commas. Never fails. */
  tell(words: Iterable<string>): void {
    for (const word of words) if (this.#words.size < MOST_WORDS) this.#words.add(word);
    this.#plan(this.options.gatherMs ?? GATHER_MS);
  }

  /** Sends what is left. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#sending;
    await this.#send().catch(() => undefined);
  }

  #plan(afterMs: number): void {
    if (this.#closed || this.#timer !== undefined || this.#sending !== undefined || this.#words.size === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      let again = GATHER_MS;
      this.#sending = this.#send()
        .catch(() => void (again = AGAIN_MS))
        .finally(() => {
          this.#sending = undefined;
          this.#plan(again);
        });
    }, afterMs);
  }

  async #send(): Promise<void> {
    const words = this.#words;
    if (words.size === 0) return;
    this.#words = new Set();
    try {
      await this.options.database.pool.query('SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS t (payload)', [this.options.channel, payloads(words)]);
    } catch (error) {
      for (const word of words) this.#words.add(word);
      throw error;
    }
  }
}

/** What one notification told. */
export const wordsOf = (payload: string): string[] => (payload === '' ? [] : payload.split(BETWEEN));

function payloads(words: Iterable<string>): string[] {
  const made: string[] = [];
  let current = '';
  for (const word of words) {
    const longer = current === '' ? word : current + BETWEEN + word;
    if (Buffer.byteLength(longer) > MOST_BYTES && current !== '') {
      made.push(current);
      current = word;
    } else current = longer;
  }
  return current === '' ? made : [...made, current];
}
