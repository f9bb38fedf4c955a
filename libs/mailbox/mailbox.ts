import type { MailboxStore } from '#libs/store';

export interface MailboxSettings {
  /** A fetched request is listed again after this long without an answer, ms: the institution may have lost it. */
  readonly listAgainAfterMs: number;
  /** Requests in one list. */
  readonly listLimit: number;
}

export const DEFAULT_MAILBOX_SETTINGS: MailboxSettings = { listAgainAfterMs: 10 * 60_000, listLimit: 200 };

/** Where what waits is kept: queries, or orders of control. */
export type MailboxSource = Pick<MailboxStore, 'institutionsWaiting' | 'fetch'>;

interface Slot {
  /** Epoch milliseconds before which nothing would be listed. */
  lookAtMs: number;
  /** Counts signals, so that one arriving during a look is not lost. */
  signals: number;
}

/**
 * Requests, or orders, waiting for institutions that poll us. Which institutions have anything waiting is known in memory, so a poll
 * that finds nothing costs a map look-up; the requests themselves are in PostgreSQL.
 */
export class Mailbox {
  readonly #slots = new Map<string, Slot>();
  private readonly settings: MailboxSettings;
  #held = false;

  constructor(
    private readonly store: MailboxSource,
    settings: Partial<MailboxSettings> = {},
  ) {
    this.settings = { ...DEFAULT_MAILBOX_SETTINGS, ...settings };
  }

  /** Learns what waits from PostgreSQL; call before the first poll is served. */
  async load(): Promise<void> {
    this.signal(await this.store.institutionsWaiting());
  }

  /** Something was committed for these institutions. */
  signal(institutionCodes: Iterable<string>): void {
    for (const code of institutionCodes) {
      const slot = this.#slots.get(code);
      if (slot === undefined) this.#slots.set(code, { lookAtMs: 0, signals: 1 });
      else {
        slot.lookAtMs = 0;
        slot.signals += 1;
      }
    }
  }

  /** While held nothing is listed to anybody; it stays where it is. */
  hold(held: boolean): void {
    this.#held = held;
  }

  /** Ids to list now, most urgent first. */
  async fetch(institutionCode: string): Promise<number[]> {
    const slot = this.#slots.get(institutionCode);
    const now = Date.now();
    if (this.#held || slot === undefined || slot.lookAtMs > now) return [];
    const signals = slot.signals;
    const found = await this.store.fetch(institutionCode, new Date(now - this.settings.listAgainAfterMs), this.settings.listLimit);
    // The slot stays also when nothing waits: another poll may be looking, and a signal must find the same slot as both.
    if (slot.signals === signals) {
      if (found.waiting === 0) slot.lookAtMs = Infinity;
      else if (found.ids.length < this.settings.listLimit) slot.lookAtMs = this.#listAgainAt(found.oldestFetch?.getTime() ?? now);
    }
    return found.ids;
  }

  /** Times in the database are finer than a millisecond. */
  #listAgainAt(fetchedAtMs: number): number {
    return fetchedAtMs + 1 + this.settings.listAgainAfterMs;
  }
}
