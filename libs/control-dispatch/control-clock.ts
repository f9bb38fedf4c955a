import type { ControlEngine, ControlStore } from '#libs/control';
import { beijingDay } from '#libs/statute';
import type { Logger } from '#libs/telemetry';
import type { ControlDispatcher } from './control-dispatcher.js';

export interface ControlClockOptions {
  readonly store: ControlStore;
  readonly engine: ControlEngine;
  readonly dispatcher: Pick<ControlDispatcher, 'ask' | 'offer' | 'carries' | 'mine'>;
  /** Institutions with approved orders; a notification may have been lost. */
  readonly institutionsToSend: () => Promise<readonly string[]>;
  readonly logger: Logger;
  readonly clock?: () => number;
  /** How often it looks for what is to be asked about, ms; 1000 when absent. */
  readonly askEveryMs?: number;
  /** How long before its time an order is asked about at the start: whoever sent it may be gone, ms. */
  readonly askAfterMs: number;
  /** Whether this process does what is nobody's institution's: days, and questions that others carry. It does when absent. */
  readonly hasTurn?: () => boolean;
}

const AT_ONCE = 200;
const OFFER_EVERY_MS = 30_000;
const DAY_EVERY_MS = 10 * 60_000;

/**
 * What happens to orders and measures in time: orders without an answer are asked about and become a person's task (I4), days bring
 * lapses and reminders (C2 to C4), and what is approved is offered again. Every step is the engine's and safe to repeat, so that it may run in
 * several processes and end anywhere.
 */
export class ControlClock {
  #timers: NodeJS.Timeout[] = [];
  readonly #running = new Map<string, Promise<unknown>>();
  #doneDay: string | undefined;
  #stopped = false;

  constructor(private readonly options: ControlClockOptions) {}

  /** Asks about everything an earlier process may have sent, does the day, then goes on by itself. */
  start(): void {
    this.#every('ask', this.options.askEveryMs ?? 1000, () => this.ask());
    this.#every('offer', OFFER_EVERY_MS, () => this.offer());
    this.#every('day', DAY_EVERY_MS, () => this.day());
    void this.#once('ask', () => this.ask(this.options.askAfterMs));
    void this.#once('offer', () => this.offer());
    void this.#once('day', () => this.day());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearInterval(timer);
    await Promise.allSettled(this.#running.values());
  }

  /** Institutions became this process's own: what whoever had them before sent is asked about, and what waits is sent. */
  async takeOver(institutionCodes: readonly string[]): Promise<void> {
    const taken = new Set(institutionCodes);
    await this.ask(this.options.askAfterMs, (code) => taken.has(code));
    await this.offer();
  }

  /** @param aheadMs also what is to be asked about within this time */
  async ask(aheadMs = 0, which: (institutionCode: string) => boolean = () => true): Promise<void> {
    const { store, engine, dispatcher } = this.options;
    for (const { orderId, caseId, institutionCode } of await store.dueForAsking(this.#nowMs() + aheadMs, AT_ONCE)) {
      if (this.#stopped) return;
      const ours = dispatcher.carries(institutionCode) ? dispatcher.mine(institutionCode) : (this.options.hasTurn?.() ?? true);
      if (!ours || !which(institutionCode)) continue;
      await this.#apart(caseId, async () => {
        const order = await engine.askAbout(caseId, orderId);
        // Whoever polls us is asked by being shown the order again; whoever gets files has it in a package.
        if (order !== undefined && dispatcher.carries(institutionCode)) dispatcher.ask(order);
      });
    }
  }

  async offer(): Promise<void> {
    for (const code of await this.options.institutionsToSend()) this.options.dispatcher.offer(code);
  }

  /** Does the day for every case that has something on it, once a day. */
  async day(): Promise<void> {
    const { store, engine } = this.options;
    const today = beijingDay(new Date(this.#nowMs()));
    if (this.#doneDay === today || this.options.hasTurn?.() === false) return;
    let failed = false;
    for (let last: string | undefined; ; ) {
      const cases = await store.casesWithDates(today, last, AT_ONCE);
      for (const caseId of cases) {
        if (this.#stopped) return;
        if (!(await this.#apart(caseId, () => engine.day(caseId, today)))) failed = true;
      }
      last = cases.at(-1);
      if (last === undefined) break;
    }
    // A case that could not be done is tried again at the next turn.
    if (!failed) this.#doneDay = today;
  }

  /** One case that cannot be done must not keep the others waiting. */
  async #apart(caseId: string, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (err) {
      this.options.logger.warn({ err, caseId }, 'a step about measures was not done; it is tried again');
      return false;
    }
  }

  #every(name: string, ms: number, work: () => Promise<void>): void {
    this.#timers.push(setInterval(() => void this.#once(name, work), ms).unref());
  }

  /** One at a time of each. */
  #once(name: string, work: () => Promise<void>): Promise<unknown> {
    const running = this.#running.get(name);
    if (running !== undefined) return running;
    const mine = work()
      .catch((err: unknown) => this.options.logger.warn({ err }, `${name} about measures was not done; it is tried again`))
      .finally(() => this.#running.delete(name));
    this.#running.set(name, mine);
    return mine;
  }

  #nowMs(): number {
    return (this.options.clock ?? Date.now)();
  }
}
