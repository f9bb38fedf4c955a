/** Limits of the inquiry routes. */
export class InquirySettings {
  constructor(
    /** Longest `Prefer: wait`, seconds. */
    readonly waitMaxSeconds: number,
  ) {}
}
