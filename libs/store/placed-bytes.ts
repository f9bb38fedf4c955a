/** Many values for one binary parameter, from which the statement cuts them out again with `substring`, which counts from 1. */
export class PlacedBytes {
  readonly #parts: Buffer[] = [];
  #size = 0;

  /** @returns where the value begins; null for none */
  place(part: Buffer | null): number | null {
    if (part === null) return null;
    this.#parts.push(part);
    this.#size += part.length;
    return this.#size - part.length + 1;
  }

  whole(): Buffer {
    return Buffer.concat(this.#parts, this.#size);
  }
}
