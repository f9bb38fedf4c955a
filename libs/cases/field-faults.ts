import { Problem, type ProblemField } from '#contracts/errors';
import type { Parsed } from '#libs/identifiers';

/** Collects everything that is wrong with an input, so that a caller learns all of it at once. */
export class FieldFaults {
  readonly #faults: ProblemField[] = [];

  add(field: string, allowed: string): void {
    this.#faults.push({ field, allowed });
  }

  /** The parsed value; undefined when it was refused, and then {@link end} throws. */
  take<T>(field: string, parsed: Parsed<T>): T | undefined {
    if (parsed.ok) return parsed.value;
    this.add(field, parsed.expected);
    return undefined;
  }

  /** @throws Problem `request-invalid` when anything was wrong. */
  end(): void {
    if (this.#faults.length > 0) throw new Problem('request-invalid', undefined, this.#faults);
  }
}
