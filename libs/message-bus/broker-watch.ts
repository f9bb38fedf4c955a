import type { Admin, Kafka } from 'kafkajs';
import type { Logger } from '#libs/telemetry';
import type { BusHealth } from './bus-options.js';
import { CERTIFICATE_REFUSED, faultName, LOGIN_REFUSED } from './kafka-client.js';

const isRefusal = (cause: string | undefined): boolean => cause === LOGIN_REFUSED || cause === CERTIFICATE_REFUSED;

/** Asks the brokers now and then whether they are there. A broker that is away at start is nothing special: it is down until it answers. */
export class BrokerWatch {
  #health: BusHealth = { state: 'down', sinceMs: Date.now() };
  #admin: Admin | undefined;
  #timer: NodeJS.Timeout | undefined;
  #asking: Promise<void> | undefined;
  #closed = false;
  #told = false;
  readonly #listeners = new Set<(health: BusHealth) => void>();

  constructor(
    private readonly kafka: Kafka,
    private readonly logger: Logger,
    private readonly everyMs: number,
  ) {}

  get health(): BusHealth {
    return this.#health;
  }

  start(): void {
    if (this.#closed || this.#asking !== undefined || this.#timer !== undefined) return;
    this.#next(0);
  }

  /** @returns a function that ends the listening */
  onChange(listener: (health: BusHealth) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** What a producer or consumer has just seen for itself. */
  seen(state: BusHealth['state'], cause?: string): void {
    if (this.#closed) return;
    const first = !this.#told;
    // A broker that is refused is not heard by everybody the same way: what tells a person what to do is kept.
    const news = state === 'down' && cause !== undefined && cause !== this.#health.cause && (isRefusal(cause) || !isRefusal(this.#health.cause));
    if (this.#health.state === state && !first && !(news && isRefusal(cause))) {
      if (news) this.#health = { ...this.#health, cause };
      return;
    }
    this.#told = true;
    this.#health = { state, sinceMs: this.#health.state === state ? this.#health.sinceMs : Date.now(), ...(state === 'up' || cause === undefined ? {} : { cause }) };
    if (state === 'up') this.logger.info('kafka is there');
    else if (isRefusal(cause)) this.logger.error({ cause }, 'kafka does not let us in: check user, password and certificates; events wait in the outbox, everything else goes on');
    else this.logger.warn({ cause }, 'kafka is away: events wait in the outbox, everything else goes on');
    for (const listener of this.#listeners) listener(this.#health);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#asking;
    await this.#admin?.disconnect().catch(() => undefined);
  }

  #next(afterMs: number): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#asking = this.#ask().finally(() => {
        this.#asking = undefined;
        this.#next(this.#health.state === 'up' ? this.everyMs : Math.min(this.everyMs, 1000));
      });
    }, afterMs);
    this.#timer.unref();
  }

  async #ask(): Promise<void> {
    try {
      if (this.#admin === undefined) {
        const admin = this.kafka.admin({ retry: { retries: 0 } });
        await admin.connect();
        this.#admin = admin;
      }
      await this.#admin.describeCluster();
      this.seen('up');
    } catch (error) {
      await this.#admin?.disconnect().catch(() => undefined);
      this.#admin = undefined;
      this.seen('down', faultName(error));
    }
  }
}
