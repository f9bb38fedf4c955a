import { Problem } from '#contracts/errors';

/** Files made at the same time; each takes a core for seconds, and the process has institutions to talk to. */
const AT_ONCE = 2;
const MOST_WAITING = 20;

/** Lets few files be made at the same time, the others in the order they came. */
export class FileMaking {
  #making = 0;
  readonly #waiting: (() => void)[] = [];

  /** @throws Problem `too-many-waiting` */
  async run<T>(make: () => Promise<T>): Promise<T> {
    if (this.#making < AT_ONCE) this.#making += 1;
    else {
      if (this.#waiting.length >= MOST_WAITING) throw new Problem('too-many-waiting');
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    try {
      return await make();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#making -= 1;
      else next();
    }
  }
}
