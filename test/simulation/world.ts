import { addDays, reminderDue } from '#libs/statute';
import type { ControlEngine } from '#libs/control';
import { ControlDatabase, type CaseFacts } from './control-database.js';
import { GatewayProcess, type Ledgers } from './gateway-process.js';
import { InstitutionActor } from './institution-actor.js';
import { ConnectionLost, MemoryControlStore } from './memory-control-store.js';
import { Scheduler, type Life } from './scheduler.js';
import { CALM, drawSetting, type Faults, type Setting } from './setting.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const BEGINNING = Date.parse('2026-03-02T01:00:00Z');

/** How the engine under test is made for one process. */
export type MakeEngine = (parts: { readonly store: MemoryControlStore; readonly now: () => number; readonly setting: Setting }) => ControlEngine;

/** Somebody was told that something is done (I6). */
export interface Promised {
  readonly orderIds: readonly number[];
  readonly event: string;
  readonly by: string;
}

/** Everything of one run: institutions, processes, officers' world, and what was promised in it. */
export class World {
  readonly scheduler: Scheduler;
  readonly database: ControlDatabase;
  readonly setting: Setting;
  readonly faults: Faults;
  readonly institutions: ReadonlyMap<string, InstitutionActor>;
  readonly ledgers: Ledgers = { acknowledged: [], nextExchangeId: 0 };
  readonly promises: Promised[] = [];
  /** What really came in on the account of the case: by order, and by the number the bank gave each payment. */
  readonly arrived = new Map<number, Map<string, number>>();
  /** Facts of a case changed, and nobody has counted anew yet. */
  readonly uncounted = new Map<string, number>();
  /** Orders a person settled otherwise than it was. */
  readonly settledWrongly = new Set<number>();
  /** The last day for which the work of the day is done, by case when it had any. */
  dayDone = '';
  /** What went wrong in a way that nothing allows. */
  readonly surprises: string[] = [];
  crashes = 0;
  days = 0;
  readonly #makeEngine: MakeEngine;
  readonly #processes = new Map<string, GatewayProcess>();
  #owner = 'gateway-1';
  #roundAtMs = Infinity;
  #generation = 0;

  constructor(seed: number, makeEngine: MakeEngine, traced: boolean) {
    this.scheduler = new Scheduler(seed, BEGINNING, traced);
    this.database = new ControlDatabase(this.scheduler);
    this.setting = drawSetting(this.scheduler, this.database);
    this.faults = this.setting.faults;
    this.#makeEngine = makeEngine;
    this.institutions = new Map(this.setting.institutions.map((model) => [model.code, new InstitutionActor(model, this.scheduler, this.faults, () => this.anyProcess())]));
    this.scheduler.crashBefore = (life, label) => {
      if (!this.scheduler.chance(this.faults.crash)) return false;
      this.scheduler.note(`${life.name} dies before "${label}"`);
      this.#die(life);
      return true;
    };
    for (const name of ['gateway-1', 'gateway-2']) this.#start(name);
    this.#everyDay();
  }

  get today(): string {
    return this.scheduler.today;
  }

  anyProcess(): GatewayProcess | undefined {
    const alive = [...this.#processes.values()].filter(({ life }) => life.alive);
    return alive.length === 0 ? undefined : this.scheduler.pick(alive);
  }

  calmDown(): void {
    Object.assign(this.faults, CALM);
  }

  // --------------------------------------------------------------------------------------------------------------- processes

  #start(name: string): void {
    this.#generation += 1;
    const life: Life = { name: `${name}.${this.#generation}`, alive: true };
    const store = new MemoryControlStore(this.database, this.scheduler, life, this.faults);
    const engine = this.#makeEngine({ store, now: () => this.scheduler.nowMs, setting: this.setting });
    this.#processes.set(name, new GatewayProcess(life, store, engine, this));
    this.wake();
  }

  #die(life: Life): void {
    life.alive = false;
    this.crashes += 1;
    this.database.disconnect(life);
    const name = life.name.slice(0, life.name.indexOf('.'));
    this.scheduler.later(this.scheduler.between(SECOND, 5 * MINUTE), `${name} is started again`, undefined, () => this.#start(name));
    // Its lanes go to the other one when it has been silent for long enough.
    if (this.#owner === name) this.scheduler.later(40 * SECOND, 'lanes change hands', undefined, () => {
      if (this.#processes.get(this.#owner)?.life.alive !== true) this.#owner = this.#owner === 'gateway-1' ? 'gateway-2' : 'gateway-1';
      this.wake();
    });
  }

  /** There may be something to do for lanes and for those that poll. */
  wake(): void {
    const open = [...this.database.orders.values()].filter(({ state }) => ['approved', 'sending', 'sent', 'in-progress', 'unconfirmed'].includes(state));
    for (const { institutionCode } of open) this.institutions.get(institutionCode)?.poke();
    const called = open.some(({ state, institutionCode }) => state === 'approved' && this.institutions.get(institutionCode)?.polls === false);
    const asked = [...this.database.orders.values(), ...this.database.measures.values()].map(({ askAtMs }) => askAtMs ?? Infinity);
    const atMs = Math.max(this.scheduler.nowMs + SECOND, called ? 0 : Math.min(Infinity, ...asked));
    if (atMs === Infinity || atMs >= this.#roundAtMs) return;
    this.#roundAtMs = atMs;
    this.scheduler.later(atMs - this.scheduler.nowMs + this.scheduler.between(0, this.scheduler.chance(0.9) ? MINUTE : 10 * HOUR), 'a round of the lanes', undefined, () => {
      if (this.#roundAtMs === atMs) this.#roundAtMs = Infinity;
      const owner = this.#processes.get(this.#owner);
      if (owner?.life.alive !== true) return this.#roundLater();
      owner.round().then(() => this.wake(), (error: unknown) => {
        this.failed('a round of the lanes', error);
        this.#roundLater();
      });
    });
  }

  #roundLater(): void {
    this.scheduler.later(MINUTE, 'the lanes wait', undefined, () => this.wake());
  }

  // ------------------------------------------------------------------------------------------------------------------- time

  #everyDay(): void {
    const midnight = Date.parse(`${addDays(this.today, 1)}T00:00:00+08:00`);
    this.scheduler.later(midnight - this.scheduler.nowMs, 'a day begins', undefined, () => {
      this.days += 1;
      for (const actor of this.institutions.values()) for (const reference of actor.model.things.keys()) actor.happens(reference);
      this.#everyDay();
      if (this.hasDates()) this.scheduler.later(this.scheduler.between(MINUTE, this.scheduler.chance(0.7) ? 6 * HOUR : 50 * HOUR), 'the work of the day', undefined, () => this.#workOfTheDay());
      this.wake();
    });
  }

  /** Whether a measure ended, or somebody is to be reminded. */
  hasDates(): boolean {
    for (const { until, state, remindedDays } of this.database.measures.values()) {
      if (until !== undefined && ['effective', 'unfunded', 'waiting'].includes(state) && (until < this.today || reminderDue(until, this.today, remindedDays) !== undefined)) return true;
    }
    return false;
  }

  #workOfTheDay(): void {
    const process = this.anyProcess();
    const { today } = this;
    if (process === undefined) {
      this.scheduler.later(HOUR, 'the work of the day', undefined, () => this.#workOfTheDay());
      return;
    }
    process.day(today).then(() => {
      if (today > this.dayDone) this.dayDone = today;
    }, (error: unknown) => {
      this.failed('the work of the day', error);
      this.scheduler.later(HOUR, 'the work of the day', undefined, () => this.#workOfTheDay());
    });
  }

  // --------------------------------------------------------------------------------------------------------- the case system

  /** Facts of a case change once; that it is counted anew is asked for until somebody says it is done. */
  caseChanges(caseId: string, label: string, change: (facts: CaseFacts) => CaseFacts): void {
    this.scheduler.note(`  ${caseId}: ${label}`);
    this.database.alter(caseId, change);
    this.uncounted.set(caseId, (this.uncounted.get(caseId) ?? 0) + 1);
    const counted = (): void => {
      const left = (this.uncounted.get(caseId) ?? 1) - 1;
      if (left > 0) this.uncounted.set(caseId, left);
      else this.uncounted.delete(caseId);
    };
    this.#untilDone(`${caseId} is counted anew`, (process) => process.engine.recount(caseId, 'case-system', label), counted);
  }

  /** Delivered at least once, as a message broker does. */
  #untilDone(label: string, act: (process: GatewayProcess) => Promise<unknown>, done: () => void = () => undefined): void {
    let finished = false;
    let pause = 5 * MINUTE;
    const attempt = (): void => {
      if (finished) return;
      const process = this.anyProcess();
      if (process !== undefined) {
        act(process).then(() => {
          if (!finished) done();
          finished = true;
        }, (error: unknown) => this.failed(label, error));
      }
      pause = Math.min(2 * pause, 2 * DAY);
      this.scheduler.later(pause, `${label}?`, undefined, attempt);
    };
    this.scheduler.later(this.scheduler.between(0, SECOND), label, undefined, attempt);
  }

  /** Money a bank took comes in on the account of the case, sooner or later; that it did is told until somebody takes it. */
  moneyTaken(number: string, fen: number): void {
    const order = [...this.database.orders.values()].find(({ requestNumber }) => requestNumber === number);
    if (order === undefined) return;
    // Two payments of the same sum are two.
    const parts = fen % 2 === 0 && this.scheduler.chance(0.3) ? [fen / 2, fen / 2] : [fen];
    for (const [at, part] of parts.entries()) {
      const reference = `T${order.id}-${at + 1}`;
      this.scheduler.later(this.scheduler.between(HOUR, 4 * DAY), `${part} fen of ${number} arrive`, undefined, () => {
        this.arrived.set(order.id, (this.arrived.get(order.id) ?? new Map<string, number>()).set(reference, part));
        const day = this.today;
        const enter = (process: GatewayProcess): Promise<void> => process.engine.arrived(order.caseId, order.id, { reference, fen: part, day }, 'case-money');
        this.#untilDone(`${part} fen of order ${order.id} are entered`, enter);
        // The cashier enters what the bank's message has told already.
        if (this.scheduler.chance(0.3)) this.#untilDone(`${part} fen of order ${order.id} are entered again`, enter);
      });
    }
  }

  // ---------------------------------------------------------------------------------------------------------------- surprises

  /** Errors that are an answer are fine; those that are bugs are not. */
  failed(doing: string, error: unknown): void {
    if (error instanceof ConnectionLost) return;
    const name = error instanceof Error ? error.name : '';
    if (name === 'ControlRefused' || name === 'Problem') return this.scheduler.note(`  refused: ${(error as Error).message}`);
    this.surprises.push(`${doing}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}

export { DAY, HOUR, MINUTE, SECOND };
