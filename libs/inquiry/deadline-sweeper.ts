import type { Collector } from '#libs/collection';
import type { OpenRequestRow, RequestReader } from '#libs/store';

const BATCH = 500;

/**
 * Ends requests whose institution did not answer in time, so that an inquiry becomes complete and says who is missing. What
 * arrives later is merged as a new version.
 */
export class DeadlineSweeper {
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> | undefined;

  constructor(
    private readonly requests: RequestReader,
    private readonly collector: Collector,
    private readonly intervalMs = 1000,
  ) {}

  /** Sweeps every `intervalMs` until {@link stop}. */
  start(): void {
    this.#timer = setInterval(() => {
      // A database that is away is no reason to stop: the next turn finds the same rows.
      this.#sweeping ??= this.sweep(new Date()).then(() => undefined, () => undefined).finally(() => (this.#sweeping = undefined));
    }, this.intervalMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  /** @returns how many requests were ended. @throws when they could not be stored; the next sweep finds them again. */
  async sweep(now: Date): Promise<number> {
    let ended = 0;
    for (;;) {
      const rows = await this.requests.overdue(now, BATCH);
      await Promise.all(rows.map((row) => this.#end(row, now)));
      ended += rows.length;
      if (rows.length < BATCH) return ended;
    }
  }

  async #end(row: OpenRequestRow, now: Date): Promise<void> {
    const isWaiting = row.channel !== 'push' && row.firstFetchedAt === null;
    const acceptedAtMs = row.acceptedAt.getTime();
    const sentAtMs = (row.firstFetchedAt ?? row.conversation?.sentAt)?.getTime() ?? null;
    await this.collector.collect({
      requestId: row.id,
      inquiryId: row.inquiryId,
      institutionCode: row.institutionCode,
      outcome: {
        kind: 'unavailable',
        cause: 'deadline-passed',
        ...(isWaiting ? { detail: row.channel === 'file' ? 'the request could not be put into its folder' : 'the institution never fetched the request' } : {}),
      },
      via: 'gateway',
      exchangeId: null,
      acceptedAtMs,
      sentAtMs,
      receivedAtMs: null,
      waitedMs: (sentAtMs ?? now.getTime()) - acceptedAtMs,
    });
  }
}
