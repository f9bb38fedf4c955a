import { CallAllowance, type Database } from '#libs/store';
import type { CallKind, CallLimit, CallsPerMinute, Taken } from './call-rates.js';

const MINUTE_MS = 60_000;
const FORGET_EVERY_MS = 10 * MINUTE_MS;

/** The same limits as `CallRates`, counted over all gateways: exact, for one short statement each. */
export class CallRatesOverAll implements CallLimit {
  readonly #allowance: CallAllowance;
  readonly #forgetting: NodeJS.Timeout;

  constructor(
    database: Pick<Database, 'pool'>,
    private readonly perMinute: CallsPerMinute,
  ) {
    this.#allowance = new CallAllowance(database);
    this.#forgetting = setInterval(() => void this.#allowance.forgetIdle().catch(() => undefined), FORGET_EVERY_MS).unref();
  }

  /** @throws when the database is away: the call could not be served either */
  async take(kind: CallKind, login: string): Promise<Taken> {
    const most = this.perMinute[kind];
    if (most === 0) return { taken: true };
    const { taken, tokens, tell } = await this.#allowance.take(kind, login, most);
    return taken ? { taken } : { taken, tell, afterMs: Math.ceil(((1 - tokens) / most) * MINUTE_MS) };
  }

  close(): void {
    clearInterval(this.#forgetting);
  }
}
