import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '#libs/store';
import type { Logger } from '#libs/telemetry';

export interface ChangeListenerOptions {
  readonly database: Database;
  /** Channel of LISTEN/NOTIFY: small letters and underscores. */
  readonly channel: string;
  /** Called for each notification with its payload, and without one after each (re)connection, since whatever was told in between was missed. */
  readonly onChange: (payload?: string) => void;
  readonly logger: Logger;
  /** How often the connection is tried out; a network that swallows packets is noticed within twice this. 20000 when absent. */
  readonly heartbeatMs?: number;
}

const LONGEST_PAUSE_MS = 5000;
const CONNECT_MS = 10_000;

type Client = Awaited<ReturnType<Database['dedicatedClient']>>;

/** Hears what other processes change, over a connection of its own, and comes back by itself when that is lost. */
export class ChangeListener {
  readonly #stop = new AbortController();
  #running: Promise<void> | undefined;
  #listening = false;

  constructor(private readonly options: ChangeListenerOptions) {
    if (!/^[a-z_]+$/.test(options.channel)) throw new TypeError('a channel is small letters and underscores');
  }

  /** True while notifications arrive. */
  get listening(): boolean {
    return this.#listening;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    let pauseMs = 100;
    while (!this.#stop.signal.aborted) {
      try {
        await this.#listen(() => (pauseMs = 100));
      } catch (err) {
        if (!this.#stop.signal.aborted) this.options.logger.warn({ err, delayMs: pauseMs }, 'change listener lost its connection');
      }
      this.#listening = false;
      await delay(pauseMs, undefined, { signal: this.#stop.signal, ref: false }).catch(() => undefined);
      pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
    }
  }

  /** One connection, from opening to its end. Returns or throws when it is over. */
  async #listen(connected: () => void): Promise<void> {
    const client = await withinTime(this.options.database.dedicatedClient(), CONNECT_MS, (late) => void late.end().catch(() => undefined));
    const over = new Promise<void>((resolve, reject) => {
      client.on('error', reject);
      client.on('end', resolve);
      this.#stop.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    over.catch(() => undefined);
    try {
      client.on('notification', ({ payload }) => this.options.onChange(payload ?? ''));
      await withinTime(client.query(`LISTEN ${this.options.channel}`), CONNECT_MS);
      this.#listening = true;
      connected();
      this.options.onChange();
      await Promise.race([over, this.#heartbeat(client)]);
    } finally {
      // An orderly end waits for the server, which may be the very thing that does not answer.
      void client.end().catch(() => undefined);
    }
  }

  async #heartbeat(client: Client): Promise<void> {
    const every = this.options.heartbeatMs ?? 20_000;
    while (!this.#stop.signal.aborted) {
      await delay(every, undefined, { signal: this.#stop.signal, ref: false }).catch(() => undefined);
      if (!this.#stop.signal.aborted) await withinTime(client.query('SELECT 1'), every);
    }
  }
}

/** Gives up waiting after a while; what comes later is handed to `tooLate`. */
async function withinTime<T>(work: Promise<T>, ms: number, tooLate?: (result: T) => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let given = false;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      given = true;
      reject(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' }));
    }, ms);
  });
  void work.then((result) => void (given && tooLate?.(result)), () => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
