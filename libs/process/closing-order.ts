/** What a process opened, to be closed in the opposite order: whatever came later may need what came before. */
export class ClosingOrder {
  readonly #stops: (() => Promise<unknown>)[] = [];
  #closing: Promise<void> | undefined;

  /** Remembers how to stop it. @returns the thing */
  opened<Thing>(thing: Thing, stop: (thing: Thing) => unknown): Thing {
    this.#stops.push(async () => stop(thing));
    return thing;
  }

  add(...stops: readonly (() => unknown)[]): void {
    for (const stop of stops) this.#stops.push(async () => stop());
  }

  /** Stops everything; one that fails keeps nothing else from being stopped. Safe to call twice. */
  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    for (let stop = this.#stops.pop(); stop !== undefined; stop = this.#stops.pop()) await stop().catch(() => undefined);
  }
}
