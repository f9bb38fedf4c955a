/** What is remembered of inquiries that other processes ask for; their ends may be missed. */
const MOST_INQUIRIES = 500;

/**
 * Requests whose call has left for its institution and is not answered yet, by inquiry, in memory: of a call that is answered at once nothing is durable
 * before its outcome. Who asks whether one is still open asks PostgreSQL: what others answered is not known here.
 */
export class AskedNow {
  readonly #open = new Map<string, Set<number>>();

  /** @returns whether that is news */
  add(inquiryId: string, requestId: number): boolean {
    const known = this.#open.get(inquiryId);
    if (known?.has(requestId) === true) return false;
    if (known !== undefined) known.add(requestId);
    else {
      if (this.#open.size >= MOST_INQUIRIES) this.#open.delete(this.#open.keys().next().value!);
      this.#open.set(inquiryId, new Set([requestId]));
    }
    return true;
  }

  /** It has its outcome, or is somebody else's to call. */
  over(inquiryId: string, requestId: number): void {
    const known = this.#open.get(inquiryId);
    if (known?.delete(requestId) === true && known.size === 0) this.#open.delete(inquiryId);
  }

  /** Nothing of the inquiry is missing any more. */
  forget(inquiryId: string): void {
    this.#open.delete(inquiryId);
  }

  of(inquiryId: string): number[] {
    return [...(this.#open.get(inquiryId) ?? [])];
  }
}
