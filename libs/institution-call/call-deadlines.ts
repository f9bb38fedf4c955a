/** Something that can be given up from outside. */
export interface Abortable {
  abort(cause: 'timeout' | 'cancelled'): void;
}

interface Limit {
  readonly atMs: number;
  readonly cancelled: AbortSignal | undefined;
}

const TICK_MS = 20;

/**
 * Deadlines and cancellation of all calls under way, with one timer that runs only while there are any. A timer or
 * `AbortSignal.timeout()` per call would cost as much as half the call.
 */
export class CallDeadlines {
  readonly #active = new Map<Abortable, Limit>();
  #timer: NodeJS.Timeout | undefined;

  add(call: Abortable, atMs: number, cancelled: AbortSignal | undefined): void {
    this.#active.set(call, { atMs, cancelled });
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
  }

  remove(call: Abortable): void {
    this.#active.delete(call);
  }

  /** Calls under way. */
  active(): readonly Abortable[] {
    return [...this.#active.keys()];
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    if (this.#active.size === 0) return this.stop();
    const now = Date.now();
    for (const [call, { atMs, cancelled }] of this.#active) {
      if (cancelled?.aborted) call.abort('cancelled');
      else if (atMs <= now) call.abort('timeout');
    }
  }
}
