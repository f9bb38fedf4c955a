import { setMaxListeners } from 'node:events';

/**
 * Resolves when `subscribe`'s callback is called; rejects with the reason of the signal when that comes first, and then calls
 * what `subscribe` returned at once.
 */
export async function until(signal: AbortSignal, subscribe: (resolve: () => void) => (() => void) | void): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const stop = (): void => {
      unsubscribe?.();
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop, { once: true });
    const unsubscribe = subscribe(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
  });
}

/** The promise, or the reason of the signal when that comes first; for work that cannot be stopped itself. */
export async function unlessStopped<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  await until(signal, (resolve) => void promise.then(resolve, resolve));
  return promise;
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
    while (this.#waiting !== undefined) await until(signal, (resolve) => void this.#waiting?.push(resolve));
  }
}

/** Lets a few through at a time, in the order they came. */
export class Turnstile {
  #inside = 0;
  readonly #queue = new Set<() => void>();

  constructor(private readonly most: number) {}

  async through<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    if (this.#inside < this.most) this.#inside += 1;
    else {
      await until(signal, (resolve) => {
        this.#queue.add(resolve);
        return () => this.#queue.delete(resolve);
      });
    }
    try {
      return await work();
    } finally {
      // The place is handed over, or is free.
      const next = this.#queue.values().next().value;
      if (next === undefined) this.#inside -= 1;
      else {
        this.#queue.delete(next);
        next();
      }
    }
  }
}
