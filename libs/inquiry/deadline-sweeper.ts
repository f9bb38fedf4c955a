import type { Collector } from '#libs/collection';
import type { RequestReader } from '#libs/store';

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

  /** @returns how many requests were ended. */
  async sweep(now: Date): Promise<number> {
    const rows = await this.requests.overdue(now, BATCH);
    await Promise.all(
      rows.map((row) =>
        this.collector.collect({
          requestId: row.id, inquiryId: row.inquiryId, institutionCode: row.institutionCode, via: 'gateway', exchangeId: null,
          outcome: { kind: 'unavailable', cause: 'deadline-passed', ...(row.channel === 'pull' && row.firstFetchedAt === null ? { detail: 'the institution never fetched the request' } : {}) },
          acceptedAtMs: row.acceptedAt.getTime(), sentAtMs: (row.firstFetchedAt ?? row.conversation?.sentAt)?.getTime() ?? null, receivedAtMs: null,
          waitedMs: (row.firstFetchedAt?.getTime() ?? now.getTime()) - row.acceptedAt.getTime(),
        }),
      ),
    );
    return rows.length;
  }
}
