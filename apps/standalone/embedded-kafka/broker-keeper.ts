import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '#libs/telemetry';
import type { EmbeddedKafka } from './embedded-kafka.js';

export interface BrokerKeeperOptions {
  readonly kafka: Pick<EmbeddedKafka, 'brokerEnded' | 'startBroker' | 'stop'>;
  readonly logger: Logger;
  /** Before the first try, ms; doubled at each that fails. 1000 when absent. */
  readonly firstPauseMs?: number;
  /** Longest pause, ms; 60000 when absent. */
  readonly longestPauseMs?: number;
}

/** What became of the broker of the standalone. */
export interface BrokerStanding {
  /** Undefined while it runs; since when it does not, epoch ms. */
  readonly downSinceMs: number | undefined;
  /** Tries to start it since then. */
  readonly tries: number;
}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;
/** One that ran for so long is no one that cannot run. */
const RAN_WELL_MS = 60_000;

/** Starts the broker of the standalone again when it ends without being asked to: with growing pauses, for as long as it takes. */
export class BrokerKeeper {
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;
  readonly #listeners = new Set<() => void>();
  #standing: BrokerStanding = { downSinceMs: undefined, tries: 0 };

  constructor(private readonly options: BrokerKeeperOptions) {
    this.#running = this.#keep();
  }

  get standing(): BrokerStanding {
    return this.#standing;
  }

  /** Told each time it serves again. Must not throw. */
  onRestart(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Ends the broker, for good. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.options.kafka.stop();
    await this.#running;
    // It may just have been started.
    await this.options.kafka.stop();
  }

  async #keep(): Promise<void> {
    const { kafka, logger, firstPauseMs = FIRST_PAUSE_MS, longestPauseMs = LONGEST_PAUSE_MS } = this.options;
    let pauseMs = firstPauseMs;
    for (let servesSinceMs = Date.now(); ; ) {
      await kafka.brokerEnded(0);
      if (this.#stop.signal.aborted) return;
      if (Date.now() - servesSinceMs > RAN_WELL_MS) pauseMs = firstPauseMs;
      this.#standing = { downSinceMs: Date.now(), tries: 0 };
      logger.error({}, 'the kafka of the standalone has ended and is started again');
      for (; ; pauseMs = Math.min(longestPauseMs, 2 * pauseMs)) {
        await delay(pauseMs, undefined, { signal: this.#stop.signal }).catch(() => undefined);
        if (this.#stop.signal.aborted) return;
        this.#standing = { ...this.#standing, tries: this.#standing.tries + 1 };
        const serves = await kafka.startBroker(0).then(() => true, () => false);
        if (serves) break;
        logger.warn({ attempt: this.#standing.tries }, 'the kafka of the standalone could not be started; it is tried again');
      }
      logger.info({ attempt: this.#standing.tries }, 'the kafka of the standalone serves again');
      this.#standing = { downSinceMs: undefined, tries: 0 };
      servesSinceMs = Date.now();
      // So that one that ends at once is not started without a pause.
      pauseMs = Math.min(longestPauseMs, 2 * pauseMs);
      for (const listener of this.#listeners) listener();
    }
  }
}
