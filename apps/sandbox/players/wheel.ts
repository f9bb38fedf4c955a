import { until } from './waiting.js';

/** How exactly sleepers are woken, ms. */
const TICK_MS = 20;

/**
 * Wakes any number of sleepers with one timer, which runs only while somebody sleeps: thousands of institutions that poll every
 * few seconds need no timer each.
 */
export class Wheel {
  /** Who is woken at which tick. */
  readonly #sleepers = new Map<number, Set<() => void>>();
  #turned = 0;
  #timer: NodeJS.Timeout | undefined;

  /** Resolves after `ms`, or up to a tick later; rejects with the reason of the signal when that comes first. */
  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return until(signal, (wake) => {
      if (this.#timer === undefined) this.#start();
      const tick = Math.max(this.#turned + 1, Math.ceil((performance.now() + ms) / TICK_MS));
      const others = this.#sleepers.get(tick);
      if (others === undefined) this.#sleepers.set(tick, new Set([wake]));
      else others.add(wake);
      return () => this.#forget(tick, wake);
    });
  }

  #start(): void {
    this.#turned = Math.floor(performance.now() / TICK_MS);
    this.#timer = setInterval(() => this.#turn(), TICK_MS);
  }

  /** Ticks that were missed, because the process was busy, are made up for. */
  #turn(): void {
    const now = Math.floor(performance.now() / TICK_MS);
    while (this.#turned < now) {
      this.#turned += 1;
      const awake = this.#sleepers.get(this.#turned);
      this.#sleepers.delete(this.#turned);
      for (const wake of awake ?? []) wake();
    }
    if (this.#sleepers.size === 0) this.#stop();
  }

  #forget(tick: number, wake: () => void): void {
    const sleepers = this.#sleepers.get(tick);
    sleepers?.delete(wake);
    if (sleepers?.size === 0) this.#sleepers.delete(tick);
    if (this.#sleepers.size === 0) this.#stop();
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
