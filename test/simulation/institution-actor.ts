import type { ControlOutcome } from '#contracts/adapter';
import type { GatewayProcess } from './gateway-process.js';
import type { SpontaneousChange } from './institution-ledger.js';
import type { InstitutionModel, Unfinished, WireOrder } from './institution-model.js';
import type { Scheduler } from './scheduler.js';

/** What the gateway hears when it calls. `not-connected` is proof that nothing left; `timeout` proves nothing. */
export type CallReply =
  | { readonly is: 'not-connected' }
  | { readonly is: 'timeout' }
  | { readonly is: 'later'; readonly outcome?: ControlOutcome }
  | { readonly is: 'final'; readonly outcome: ControlOutcome }
  | { readonly is: 'unknown' };

/** How bad the lines and the institutions are; all zero once the storm is over. */
export interface LineFaults {
  notConnected: number;
  lost: number;
  doubled: number;
  /** Hours to days instead of seconds. */
  delayed: number;
  contradicts: number;
  /** An answer nobody can read, or with a status nobody knows. */
  garbled: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
export const CALL_TIMEOUT_MS = 30 * SECOND;

/** One institution as it lives in time: polls or is called, works, answers, answers again, and sometimes does not tell the truth. */
export class InstitutionActor {
  readonly model: InstitutionModel;
  /** Numbers about which it said something that is not so: nothing can be concluded from what it says of them. */
  readonly dishonest = new Set<string>();
  readonly #scheduler: Scheduler;
  readonly #faults: LineFaults;
  readonly #gateway: () => GatewayProcess | undefined;
  #pollDue = false;
  /** Taken, but not done yet. */
  readonly #queued = new Set<string>();
  readonly #unacknowledged = new Map<string, number>();
  readonly #saidUnknown = new Set<string>();

  constructor(model: InstitutionModel, scheduler: Scheduler, faults: LineFaults, gateway: () => GatewayProcess | undefined) {
    this.model = model;
    this.#scheduler = scheduler;
    this.#faults = faults;
    this.#gateway = gateway;
  }

  get code(): string {
    return this.model.code;
  }

  get polls(): boolean {
    return this.model.manners.kind === 'polls';
  }

  // ------------------------------------------------------------------------------------------------------- those that poll us

  /** There may be something for it: it will come and look, when it comes. */
  poke(): void {
    if (!this.polls || this.#pollDue) return;
    this.#pollDue = true;
    this.#scheduler.later(this.#workingPause(), `${this.code} polls`, undefined, () => {
      this.#pollDue = false;
      this.#poll();
    });
  }

  #poll(): void {
    const gateway = this.#gateway();
    if (gateway === undefined) return this.poke();
    this.#overTheLine('request', () => {
      void gateway.listFor(this.code).then((orders) => this.#overTheLine('reply', () => this.#fetched(orders, gateway)), () => this.poke());
    });
  }

  #fetched(orders: readonly WireOrder[], gateway: GatewayProcess): void {
    for (const order of orders) {
      // 回执: what was fed back already is not done again (wire-contracts §2.5).
      if (this.model.knows(order.number) || this.#queued.has(order.number)) {
        if (this.model.knows(order.number) && !this.#unacknowledged.has(order.number)) this.#feedBack(order.number, this.#seconds());
        continue;
      }
      this.#queued.add(order.number);
      this.#overTheLine('request', () => {
        void gateway.served(this.code, order.number).catch(() => undefined);
      });
      this.#scheduler.later(this.#workingPause(), `${this.code} works on ${order.number}`, undefined, () => this.#work(order));
    }
    if (orders.length > 0) this.poke();
  }

  #work(order: WireOrder): void {
    this.#queued.delete(order.number);
    const unfinished = this.model.take(order, this.#scheduler.nowMs, this.today);
    this.#finishLater(unfinished);
    this.#settleAll();
    if (this.polls) this.#feedBack(order.number, this.#seconds());
  }

  #finishLater(unfinished: Unfinished | undefined): void {
    if (unfinished === undefined) return;
    this.#scheduler.later(this.#scheduler.between(MINUTE, 2 * DAY), `${this.code} finishes ${unfinished.number}`, undefined, () => {
      unfinished.finish(this.today);
      this.#settleAll();
      if (this.polls) this.#feedBack(unfinished.number, this.#seconds());
    });
  }

  /** Sends its word until somebody says it is kept. */
  #feedBack(number: string, inMs: number, lie?: ControlOutcome): void {
    const round = (this.#unacknowledged.get(number) ?? 0) + 1;
    this.#unacknowledged.set(number, round);
    this.#scheduler.later(inMs, `${this.code} feeds back ${number}${lie === undefined ? '' : ' (a lie)'}`, undefined, () => {
      const word = this.model.wordOn(number, this.today);
      if (word === undefined) return;
      const first = lie === undefined && round === 1 && this.#scheduler.chance(this.#faults.contradicts / 4) ? this.opposite(number, word) : undefined;
      const outcome = lie ?? first ?? this.#perhapsGarbled(word);
      const times = this.#scheduler.chance(this.#faults.doubled) ? 2 : 1;
      for (let time = 0; time < times; time += 1) this.#send(number, outcome, round);
      this.#scheduler.later(10 * MINUTE, `${this.code} misses the receipt of ${number}?`, undefined, () => {
        if (this.#unacknowledged.get(number) === round) this.#feedBack(number, this.#workingPause(), lie);
      });
    });
  }

  #send(number: string, outcome: ControlOutcome, round: number): void {
    this.#overTheLine('request', () => {
      const gateway = this.#gateway();
      if (gateway === undefined) return;
      void gateway.feedback(this.code, number, outcome).then((receipt) => {
        if (receipt === 'fail') return;
        this.#overTheLine('reply', () => {
          if (this.#unacknowledged.get(number) === round) this.#unacknowledged.delete(number);
          this.#perhapsContradict(number, outcome);
        });
      }, () => undefined);
    });
  }

  #perhapsContradict(number: string, said: ControlOutcome): void {
    if (!this.#scheduler.chance(this.#faults.contradicts)) return;
    const lie = this.opposite(number, said);
    if (lie !== undefined) this.#feedBack(number, this.#workingPause(), lie);
  }

  #perhapsGarbled(word: ControlOutcome): ControlOutcome {
    if (!this.#scheduler.chance(this.#faults.garbled)) return word;
    return this.#scheduler.chance(0.5) ? { kind: 'unconfirmed', wireStatus: '9' } : { kind: 'defective', defect: 'unreadable', detail: 'cut short' };
  }

  /** Something other than what it said, which cannot be the truth as well. */
  opposite(number: string, said: ControlOutcome): ControlOutcome | undefined {
    this.dishonest.add(number);
    if (said.kind === 'effective' || said.kind === 'waiting') return { kind: 'refused', reason: '未能办理' };
    if (said.kind === 'refused') {
      const fen = this.#scheduler.between(1, 9_000);
      return { kind: 'effective', effect: { limit: { fen, currency: 'CNY' }, held: { fen, currency: 'CNY' }, from: this.today, until: this.today } };
    }
    return undefined;
  }

  // -------------------------------------------------------------------------------------------------------- those we call

  /** An order arrives by a call. */
  call(order: WireOrder, reply: (reply: CallReply) => void): void {
    if (this.#scheduler.chance(this.#faults.notConnected)) return reply({ is: 'not-connected' });
    this.#overTheLine('request', () => {
      // Overtaken by a question that was answered "unknown": it can still be refused, or it takes effect after all.
      if (this.#saidUnknown.has(order.number)) this.dishonest.add(order.number);
      if (this.#scheduler.chance(0.3)) {
        this.#queued.add(order.number);
        this.model.arrivals.set(order.number, (this.model.arrivals.get(order.number) ?? 0) + 1);
        this.#scheduler.later(this.#workingPause(), `${this.code} works on ${order.number}`, undefined, () => {
          this.model.arrivals.set(order.number, this.model.arrivals.get(order.number)! - 1);
          this.#work(order);
        });
        return this.#overTheLine('reply', () => reply({ is: 'later' }));
      }
      this.#work(order);
      this.#sayWord(order.number, reply);
    });
  }

  status(number: string, reply: (reply: CallReply) => void): void {
    if (this.#scheduler.chance(this.#faults.notConnected)) return reply({ is: 'not-connected' });
    this.#overTheLine('request', () => {
      if (this.#queued.has(number)) return this.#overTheLine('reply', () => reply({ is: 'later' }));
      if (!this.model.knows(number)) {
        this.#saidUnknown.add(number);
        return this.#overTheLine('reply', () => reply({ is: 'unknown' }));
      }
      this.#sayWord(number, reply);
    });
  }

  #sayWord(number: string, reply: (reply: CallReply) => void): void {
    let outcome = this.#perhapsGarbled(this.model.wordOn(number, this.today)!);
    if (this.#scheduler.chance(this.#faults.contradicts / 4)) outcome = this.opposite(number, outcome) ?? outcome;
    this.#overTheLine('reply', () => reply(outcome.kind === 'in-progress' ? { is: 'later', outcome } : { is: 'final', outcome }));
  }

  // -------------------------------------------------------------------------------------------------- what happens by itself

  get today(): string {
    return this.#scheduler.today;
  }

  /** Something happens to a thing: money comes or goes, another court's freeze ends, a day passes. */
  happens(reference: string, change?: () => void): void {
    this.#tell(this.model.settle(reference, this.today, change));
  }

  #settleAll(): void {
    for (const reference of this.model.things.keys()) this.#tell(this.model.settle(reference, this.today));
  }

  #tell(changes: readonly SpontaneousChange[]): void {
    if (!this.model.manners.tellsChanges || !this.polls) return;
    for (const { freeze, what } of changes) if (freeze.number !== undefined && what !== 'expired') this.#feedBack(freeze.number, this.#workingPause());
  }

  // ---------------------------------------------------------------------------------------------------------------- the line

  #overTheLine(way: 'request' | 'reply', arrives: () => void): void {
    if (this.#scheduler.chance(this.#faults.lost)) return this.#scheduler.note(`  the ${way} is lost (${this.code})`);
    const delayed = way === 'request' && this.polls && this.#scheduler.chance(this.#faults.delayed);
    this.#scheduler.later(delayed ? this.#scheduler.between(HOUR, 5 * DAY) : this.#scheduler.between(5, 3 * SECOND), `the ${way} arrives (${this.code})`, undefined, arrives);
  }

  #seconds(): number {
    return this.#scheduler.between(SECOND, MINUTE);
  }

  /** Minutes in the day, sometimes the next day. */
  #workingPause(): number {
    return this.#scheduler.chance(0.8) ? this.#scheduler.between(10 * SECOND, 40 * MINUTE) : this.#scheduler.between(HOUR, 30 * HOUR);
  }
}
