import { Problem, type ProblemField } from '#contracts/errors';
import type { Parsed } from '#libs/identifiers';

/** Collects everything that is wrong with an input, so that a caller learns all of it at once. */
export class FieldFaults {
  readonly #faults: ProblemField[] = [];

  add(field: string, allowed: string): void {
    this.#faults.push({ field, allowed });
  }

  /** The parsed value; when it was refused, the fault is noted and `instead` returned, never to be used. */
  take<T>(field: string, parsed: Parsed<T>, instead: T): T {
    if (parsed.ok) return parsed.value;
    this.add(field, parsed.expected);
    return instead;
  }

  /** @throws Problem `request-invalid` when anything was wrong. */
  end(): void {
    if (this.#faults.length > 0) throw new Problem('request-invalid', undefined, this.#faults);
  }
}
