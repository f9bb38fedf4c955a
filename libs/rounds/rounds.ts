import type { Logger } from '#libs/telemetry';

export interface RoundsOptions {
  /** One round of the work. A round that fails is logged, and the next one tries again. */
  readonly round: () => Promise<void>;
  readonly everyMs: number;
  readonly logger: Logger;
  /** What a failed round is called in the log. */
  readonly failed: string;
}

/** Work that comes again and again (轮询), one round at a time: a round that takes long is not begun a second time beside itself. */
export class Rounds {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopping = false;

  constructor(private readonly options: RoundsOptions) {}

  /** The round under way shall come to an end: nothing further is begun. */
  get stopping(): boolean {
    return this.#stopping;
  }

  /** May be called after {@link stop}: a duty that comes back to this process. */
  start(): void {
    this.#stopping = false;
    this.#timer ??= setInterval(() => this.look(), this.options.everyMs);
  }

  /** A round now, unless one is under way: something has just come in. */
  look(): void {
    if (this.#stopping) return;
    const { round, logger, failed } = this.options;
    this.#running ??= round()
      .catch((err: unknown) => logger.error({ err }, failed))
      .finally(() => (this.#running = undefined));
  }

  /** Resolves when the round under way is over. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#running;
  }
}
