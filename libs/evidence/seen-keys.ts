/** A set of whole numbers that are mostly close together: one bit each. */
export class SeenNumbers {
  readonly #parts = new Map<number, Uint8Array>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** @returns false when it was there */
  add(value: number): boolean {
    const part = Math.floor(value / 65_536);
    let bits = this.#parts.get(part);
    if (bits === undefined) this.#parts.set(part, (bits = new Uint8Array(8192)));
    const at = value % 65_536;
    const mask = 1 << (at & 7);
    if ((bits[at >> 3]! & mask) !== 0) return false;
    bits[at >> 3]! |= mask;
    this.#size += 1;
    return true;
  }

  has(value: number): boolean {
    const bits = this.#parts.get(Math.floor(value / 65_536));
    const at = value % 65_536;
    return bits !== undefined && (bits[at >> 3]! & (1 << (at & 7))) !== 0;
  }
}
