/** A door that can be closed: whoever comes meanwhile waits before it. */
export class Gate {
  #opening: Promise<void> | undefined;
  #open: (() => void) | undefined;

  get closed(): boolean {
    return this.#opening !== undefined;
  }

  close(): void {
    if (this.#opening !== undefined) return;
    this.#opening = new Promise((resolve) => (this.#open = resolve));
  }

  open(): void {
    this.#open?.();
    this.#opening = this.#open = undefined;
  }

  /** Resolves when the door is open; rejects with the reason of the signal when that comes first. */
  async pass(signal: AbortSignal): Promise<void> {
    while (this.#opening !== undefined) {
      signal.throwIfAborted();
      let stop: (() => void) | undefined;
      const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', (stop = resolve), { once: true }));
      await Promise.race([this.#opening, stopped]);
      if (stop !== undefined) signal.removeEventListener('abort', stop);
    }
    signal.throwIfAborted();
  }
}
