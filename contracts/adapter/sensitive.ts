import { inspect } from 'node:util';

/**
 * A value that must not be printed: personal data or a secret. It survives structured cloning inside the process,
 * but every usual way into a log (template strings, JSON, `util.inspect`, pino) shows `‹masked›` instead.
 * Call {@link Sensitive.reveal} where the value is really needed: on the wire, in an encrypted column, on the
 * screen of someone with the right.
 */
export class Sensitive<T = string> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The protected value. Search for callers of this method to see where personal data flows. */
  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return '‹masked›';
  }

  toJSON(): string {
    return '‹masked›';
  }

  [inspect.custom](): string {
    return '‹masked›';
  }
}
