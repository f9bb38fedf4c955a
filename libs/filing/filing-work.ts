import type { Logger } from '#libs/telemetry';

/** One kind of work that is done again and again. */
export interface Turn {
  readonly name: string;
  readonly everyMs: number;
  readonly work: (now: Date) => Promise<unknown>;
}

/**
 * Does the turns of filings and re-queries until it is stopped: each kind one at a time, a failure costs that turn only. What is to be done
 * stands in the database, so several processes may each have one of these.
 */
export class FilingWork {
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #running = new Map<string, Promise<void>>();

  constructor(
    private readonly turns: readonly Turn[],
    private readonly logger: Logger,
  ) {}

  start(): void {
    for (const turn of this.turns) {
      this.#do(turn);
      this.#timers.push(setInterval(() => this.#do(turn), turn.everyMs));
    }
  }

  /** Ends after the turns under way. */
  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await Promise.all(this.#running.values());
  }

  #do({ name, work }: Turn): void {
    if (this.#running.has(name)) return;
    const done = work(new Date())
      .then(() => undefined, (error: unknown) => this.logger.warn({ work: name, code: (error as { code?: string }).code ?? 'failed' }, 'turn failed'))
      .finally(() => this.#running.delete(name));
    this.#running.set(name, done);
  }
}
