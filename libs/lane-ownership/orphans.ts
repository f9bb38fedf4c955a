import type { DispatchFences } from '#libs/store';
import type { Logger } from '#libs/telemetry';
import { DISPATCH_PARTITIONS } from './dispatch-topic.js';

export interface OrphansOptions {
  /** Whether the group says who is to have what. False while the brokers are away, or nobody coordinates the group. */
  readonly groupSpeaks: () => boolean;
  /** For how long the group must have said nothing, ms; 10000 when absent, more than it takes to share anew. */
  readonly afterMs?: number;
  /** How often is looked, ms; 500 when absent. */
  readonly lookEveryMs?: number;
  /** Whoever PostgreSQL has not heard for so long is put out, ms: longer than its lease and its time to finish. 15000 when absent. */
  readonly silentMs?: number;
}

const AFTER_MS = 10_000;
const LOOK_EVERY_MS = 500;
const SILENT_MS = 15_000;
/** Of what is free, this part at a look, so that all who are left get something; but so many at least. */
const PART = 3;
const AT_LEAST = 4;

/**
 * Institutions that nobody calls although the group cannot say who is to: of a dispatcher that died while the brokers are away, or of all
 * when an installation starts without them. Two looks must find a partition free, since one that is given from hand to hand is free for a
 * moment. Who takes what is decided by the fence, as always.
 */
export class Orphans {
  #silentSince: number | undefined;
  #lookedAt = -Infinity;
  #free = new Set<number>();

  constructor(
    private readonly fences: Pick<DispatchFences, 'holders' | 'oust'>,
    private readonly options: OrphansOptions,
    private readonly logger: Logger,
  ) {}

  /** @returns what may be tried now. @throws when the database is away */
  async find(): Promise<readonly number[]> {
    const { groupSpeaks, afterMs = AFTER_MS, lookEveryMs = LOOK_EVERY_MS, silentMs = SILENT_MS } = this.options;
    const now = performance.now();
    if (groupSpeaks()) {
      this.#silentSince = undefined;
      this.#free.clear();
      return [];
    }
    this.#silentSince ??= now;
    if (now - this.#silentSince < afterMs || now - this.#lookedAt < lookEveryMs) return [];
    this.#lookedAt = now;
    const holders = await this.fences.holders();
    const hung = [...holders].filter(([, silent]) => silent > silentMs).map(([partition]) => partition);
    if (hung.length > 0) {
      this.logger.warn({ partitions: hung.length }, 'somebody who has institutions gives no sign of life and is put out');
      await this.fences.oust(hung);
    }
    const before = this.#free;
    this.#free = new Set(Array.from({ length: DISPATCH_PARTITIONS }, (_, partition) => partition).filter((one) => !holders.has(one)));
    const orphans = [...this.#free].filter((one) => before.has(one));
    if (orphans.length > 0) this.logger.warn({ partitions: orphans.length }, 'nobody calls some institutions, and kafka does not say who is to: they are taken');
    return someOf(orphans, Math.max(AT_LEAST, Math.ceil(orphans.length / PART)));
  }
}

/** So many of them, others in every process. */
function someOf(all: readonly number[], count: number): readonly number[] {
  return all.map((one) => [Math.random(), one] as const).sort(([left], [right]) => left - right).slice(0, count).map(([, one]) => one);
}
