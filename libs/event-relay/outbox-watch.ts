import { EventOutbox, type Database } from '#libs/store';
import type { Logger } from '#libs/telemetry';

export interface OutboxWatchOptions {
  readonly database: Database;
  readonly logger: Logger;
  /** An event that waits longer than this is an alarm, seconds. */
  readonly mostSeconds: number;
  readonly everyMs?: number;
}

/** Looks how long events wait to be published, and raises an alarm when that is too long. */
export class OutboxWatch {
  readonly #outbox: EventOutbox;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #late = false;

  constructor(private readonly options: OutboxWatchOptions) {
    this.#outbox = new EventOutbox(options.database);
  }

  start(): this {
    this.#timer ??= setInterval(() => (this.#looking ??= this.#look().finally(() => (this.#looking = undefined))), this.options.everyMs ?? 10_000);
    return this;
  }

  lag(): Promise<{ readonly events: number; readonly seconds: number }> {
    return this.#outbox.lag();
  }

  /** For health. @throws with `code` and a sentence when events wait too long */
  async check(): Promise<void> {
    const { seconds, events } = await this.lag();
    if (seconds <= this.options.mostSeconds) return;
    throw Object.assign(new Error('events wait'), { code: 'events-wait', sentence: `${events} events wait to be published, the oldest for ${Math.round(seconds)} seconds.` });
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    const lag = await this.lag().catch(() => undefined);
    if (lag === undefined || lag.seconds > this.options.mostSeconds === this.#late) return;
    this.#late = !this.#late;
    const fields = { events: lag.events, seconds: Math.round(lag.seconds) };
    if (this.#late) this.options.logger.error(fields, 'alarm: events wait too long to be published');
    else this.options.logger.info(fields, 'events are published in time again');
  }
}
