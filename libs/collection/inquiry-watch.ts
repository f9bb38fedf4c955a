import type { CollectedAnswer } from './collected-answer.js';

/** An outcome as it was committed while somebody watched. */
export interface WatchedOutcome extends CollectedAnswer {
  readonly version: number;
  readonly committedAtMs: number;
}

/**
 * The outcomes of one inquiry as they are committed, for the caller that asked with `Prefer: wait`: its answer is put
 * together from here and costs no reading. Released by the watcher.
 */
export class InquiryWatch {
  /** Newest outcome per request id. */
  readonly outcomes = new Map<number, WatchedOutcome>();
  completedAtMs: number | null = null;
  #settle: (() => void) | undefined;
  #complete = false;

  constructor(
    readonly inquiryId: string,
    /** Outcomes that are still to come. */
    readonly awaited: number,
    private readonly release: () => void,
  ) {}

  record(outcome: WatchedOutcome): void {
    const known = this.outcomes.get(outcome.requestId);
    if (known === undefined || known.version < outcome.version) this.outcomes.set(outcome.requestId, outcome);
    if (this.hasAll) this.#settle?.();
  }

  /** Nothing is missing any more, whichever processes committed it. */
  completed(): void {
    this.#complete = true;
    this.#settle?.();
  }

  /** Whether every outcome is in here. */
  get hasAll(): boolean {
    return this.outcomes.size >= this.awaited;
  }

  /** Resolves when nothing is missing any more, or after `ms`. */
  async settled(ms: number): Promise<void> {
    if (this.hasAll || this.#complete || ms <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#settle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  close(): void {
    this.#settle?.();
    this.release();
  }
}
