import { setMaxListeners } from 'node:events';

/** Resolves when `subscribe`'s callback is called; rejects with the reason of the signal when that comes first. */
export async function until(signal: AbortSignal, subscribe: (resolve: () => void) => void): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    subscribe(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
  });
}

/** The reason of a stop that was asked for. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** Everything an institution does between start and stop. */
export class Shift {
  readonly #ending = new AbortController();
  readonly #running = new Set<Promise<void>>();

  constructor(private readonly onFailure: (error: Error) => void) {
    setMaxListeners(0, this.#ending.signal);
  }

  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  /** Runs until it ends or the shift does; what else goes wrong is a bug and is reported. */
  run(work: (signal: AbortSignal) => Promise<void>): void {
    if (this.signal.aborted) return;
    const tracked = work(this.signal)
      .catch((error: unknown) => {
        if (!this.signal.aborted) this.onFailure(error as Error);
      })
      .finally(() => this.#running.delete(tracked));
    this.#running.add(tracked);
  }

  async end(): Promise<void> {
    this.#ending.abort(new Stopped('stopped'));
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }
}

/** A door that can be closed: whoever comes meanwhile waits before it. */
export class Gate {
  #waiting: (() => void)[] | undefined;

  get closed(): boolean {
    return this.#waiting !== undefined;
  }

  close(): void {
    this.#waiting ??= [];
  }

  open(): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    for (const resolve of waiting ?? []) resolve();
  }

  async pass(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    while (this.#waiting !== undefined) await until(signal, (resolve) => this.#waiting?.push(resolve));
  }
}

/** Lets a few through at a time. */
export class Turnstile {
  #inside = 0;
  readonly #queue: (() => void)[] = [];

  constructor(private readonly most: number) {}

  async through<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    while (this.#inside >= this.most) await until(signal, (resolve) => this.#queue.push(resolve));
    this.#inside += 1;
    try {
      return await work();
    } finally {
      this.#inside -= 1;
      // All are woken: some may have left meanwhile. Who comes too late waits again.
      for (const resolve of this.#queue.splice(0)) resolve();
    }
  }
}
