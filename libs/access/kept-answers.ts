export interface KeptAnswersOptions {
  /** How long an answer is used again, milliseconds. 5000 when absent. */
  readonly keptMs?: number;
  /** Answers kept at most. 5000 when absent. */
  readonly mostKept?: number;
  readonly clock?: () => number;
}

/**
 * Answers of the database that are used again for a few seconds: a withdrawn right works no longer than this. Keys must be
 * digests or identifiers, never secrets: nothing that could be used to log in lies in this memory for long.
 */
export class KeptAnswers<T> {
  readonly #kept = new Map<string, { readonly until: number; readonly answer: Promise<T> }>();
  readonly #keptMs: number;
  readonly #mostKept: number;
  readonly #clock: () => number;

  constructor(options: KeptAnswersOptions = {}) {
    this.#keptMs = options.keptMs ?? 5000;
    this.#mostKept = options.mostKept ?? 5000;
    this.#clock = options.clock ?? Date.now;
  }

  of(key: string, ask: () => Promise<T>): Promise<T> {
    const now = this.#clock();
    const kept = this.#kept.get(key);
    if (kept !== undefined && kept.until > now) return kept.answer;

    const answer = ask();
    this.#kept.delete(key);
    this.#kept.set(key, { until: now + this.#keptMs, answer });
    // A failure is not an answer: the next call asks again.
    answer.catch(() => this.#kept.delete(key));
    if (this.#kept.size > this.#mostKept) this.#dropOldest();
    return answer;
  }

  #dropOldest(): void {
    for (const key of this.#kept.keys()) {
      this.#kept.delete(key);
      return;
    }
  }
}
