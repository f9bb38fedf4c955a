/** Pauses that somebody may cut short all at once, so that much happens in the same moment. */
export class Pauses {
  readonly #running = new Set<() => void>();

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const over = (): void => {
        clearTimeout(timer);
        this.#running.delete(over);
        resolve();
      };
      const timer = setTimeout(over, ms);
      this.#running.add(over);
    });
  }

  cutShort(): void {
    for (const over of [...this.#running]) over();
  }
}
