import { ControlStore, IN_FORCE, type ControlState, type Decided, type DecidedBoth, type ReceivedControlAnswer } from '#libs/control';
import { reminderDue } from '#libs/statute';
import type { ControlDatabase, Ticket } from './control-database.js';
import type { Life, Scheduler } from './scheduler.js';

/** The connection broke; whether the transaction was committed, nobody said. */
export class ConnectionLost extends Error {}

const URGENCY = { urgent: 0, control: 1, routine: 2 } as const;

/** How often the database lets go, and how often a transaction is decided twice. */
export interface StoreFaults {
  connectionLost: number;
  decidedTwice: number;
}

/** The port of measures as one process has it, over rows in memory: with the lock, the waiting and the uncertainty of a real database. */
export class MemoryControlStore extends ControlStore {
  readonly #database: ControlDatabase;
  readonly #scheduler: Scheduler;
  readonly #life: Life;
  readonly #faults: StoreFaults;

  constructor(database: ControlDatabase, scheduler: Scheduler, life: Life, faults: StoreFaults = { connectionLost: 0, decidedTwice: 0 }) {
    super();
    this.#database = database;
    this.#scheduler = scheduler;
    this.#life = life;
    this.#faults = faults;
  }

  async change<Result>(caseId: string, decide: (state: ControlState) => Decided<Result>, kept?: ReceivedControlAnswer): Promise<Result | undefined> {
    await this.#way(`asks for the lock of ${caseId}`);
    const ticket = await this.#database.lock(caseId, this.#life);
    let decided: Decided<Result>;
    try {
      await this.#way(`reads ${caseId}`);
      const state = this.#database.stateOf(caseId, kept?.orderId);
      if (state === undefined) return undefined;
      if (this.#scheduler.chance(this.#faults.decidedTwice)) decide(state);
      decided = decide(state);
      await this.#way(`commits ${caseId}`);
      this.#database.commit(caseId, decided.changes, kept, this.#life.name);
    } finally {
      this.#database.unlock(caseId, ticket);
    }
    await this.#way(`hears that ${caseId} is committed`);
    return decided.result;
  }

  async changeBoth<Result>([first, second]: readonly [string, string], decide: (first: ControlState, second: ControlState) => DecidedBoth<Result>): Promise<Result | undefined> {
    const tickets: [string, Ticket][] = [];
    let decided: DecidedBoth<Result>;
    try {
      for (const caseId of [first, second].sort()) {
        await this.#way(`asks for the lock of ${caseId}`);
        tickets.push([caseId, await this.#database.lock(caseId, this.#life)]);
      }
      await this.#way(`reads ${first} and ${second}`);
      const [here, there] = [this.#database.stateOf(first), this.#database.stateOf(second)];
      if (here === undefined || there === undefined) return undefined;
      if (this.#scheduler.chance(this.#faults.decidedTwice)) decide(here, there);
      decided = decide(here, there);
      await this.#way(`commits ${first} and ${second}`);
      this.#database.commitAll([[first, decided.changes[0]], [second, decided.changes[1]]], this.#life.name);
    } finally {
      for (const [caseId, ticket] of tickets) this.#database.unlock(caseId, ticket);
    }
    await this.#way(`hears that ${first} and ${second} are committed`);
    return decided.result;
  }

  async read(caseId: string): Promise<ControlState | undefined> {
    await this.#way(`reads ${caseId} without lock`);
    return this.#database.stateOf(caseId);
  }

  async nextOrderIds(count: number): Promise<readonly number[]> {
    await this.#way('takes numbers');
    return this.#database.nextOrderIds(count);
  }

  async caseOfOrder(orderId: number, institutionCode: string): Promise<string | undefined> {
    await this.#way(`looks for the case of ${orderId}`);
    const order = this.#database.orders.get(orderId);
    if (order?.institutionCode !== institutionCode) return undefined;
    return this.#caseFor(orderId) ?? order.caseId;
  }

  async dueForSending(institutionCode: string, limit: number): Promise<readonly { readonly orderId: number; readonly caseId: string }[]> {
    await this.#way(`looks what is to be sent to ${institutionCode}`);
    const approved = [...this.#database.orders.values()].filter((order) => order.institutionCode === institutionCode && order.state === 'approved').sort((a, b) => a.id - b.id);
    // Of the same urgency the courts take turns, each with its oldest.
    const turns = new Map<string, number>();
    const due = approved.map((order) => {
      const of = `${order.priority} ${this.#database.cases.get(order.caseId)!.case.courtCode}`;
      turns.set(of, (turns.get(of) ?? 0) + 1);
      return { ...order, turn: turns.get(of)! };
    });
    return due
      .sort((a, b) => URGENCY[a.priority] - URGENCY[b.priority] || a.turn - b.turn || a.id - b.id)
      .slice(0, limit)
      .map(({ id, caseId }) => ({ orderId: id, caseId }));
  }

  async dueForAsking(nowMs: number, limit: number): Promise<readonly { readonly orderId: number; readonly caseId: string; readonly institutionCode: string }[]> {
    await this.#way('looks what is to be asked about');
    const due: { orderId: number; caseId: string; institutionCode: string; atMs: number }[] = [];
    for (const { id, caseId, institutionCode, askAtMs } of this.#database.orders.values()) {
      if (askAtMs !== undefined && askAtMs <= nowMs) due.push({ orderId: id, caseId: this.#caseFor(id) ?? caseId, institutionCode, atMs: askAtMs });
    }
    for (const { beganWith, caseId, institutionCode, askAtMs } of this.#database.measures.values()) {
      if (askAtMs !== undefined && askAtMs <= nowMs) due.push({ orderId: beganWith.orderId, caseId, institutionCode, atMs: askAtMs });
    }
    return due.sort((a, b) => a.atMs - b.atMs || a.orderId - b.orderId).slice(0, limit).map(({ orderId, caseId, institutionCode }) => ({ orderId, caseId, institutionCode }));
  }

  async casesWithDates(today: string, afterCaseId: string | undefined, limit: number): Promise<readonly string[]> {
    await this.#way('looks which measures end');
    const cases = new Set<string>();
    for (const { caseId, state, until, remindedDays } of this.#database.measures.values()) {
      if (until !== undefined && IN_FORCE.includes(state) && (until < today || reminderDue(until, today, remindedDays) !== undefined)) cases.add(caseId);
    }
    return [...cases].sort().filter((caseId) => afterCaseId === undefined || caseId > afterCaseId).slice(0, limit);
  }

  /** What an order began may have been handed over (C7): what is said or asked of it is of that case. */
  #caseFor(orderId: number): string | undefined {
    return [...this.#database.measures.values()].find(({ beganWith }) => beganWith.orderId === orderId)?.caseId;
  }

  async #way(label: string): Promise<void> {
    await this.#scheduler.pause(this.#life, label);
    if (this.#scheduler.chance(this.#faults.connectionLost)) {
      this.#scheduler.note(`  ${this.#life.name}: the connection is lost before "${label}"`);
      throw new ConnectionLost(label);
    }
  }
}
