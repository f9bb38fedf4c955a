import type { ControlOutcome } from '#contracts/adapter';
import { idOfControlRequest, type ControlEngine, type ControlOrder, type ControlState, type ReceivedControlAnswer } from '#libs/control';
import type { ControlDatabase } from './control-database.js';
import { CALL_TIMEOUT_MS, type CallReply, type InstitutionActor } from './institution-actor.js';
import type { WireOrder } from './institution-model.js';
import type { MemoryControlStore } from './memory-control-store.js';
import type { Life, Scheduler } from './scheduler.js';

/** What a process has told others, and may not be taken back by a crash (I6, I7). */
export interface Ledgers {
  /** Receipts given to institutions: the exchange they were about. */
  readonly acknowledged: { readonly exchangeId: number; readonly orderId: number }[];
  nextExchangeId: number;
}

/** What a process is made of. */
export interface Surroundings {
  readonly scheduler: Scheduler;
  readonly database: ControlDatabase;
  readonly institutions: ReadonlyMap<string, InstitutionActor>;
  readonly ledgers: Ledgers;
}

const AT_ONCE = 10;

/**
 * One process of the gateway around the engine: lists orders to institutions that poll, calls the others, asks about what is unclear, takes
 * what they say, and acknowledges it afterwards. Nothing of it is kept in memory between two things it does, so that one that was started
 * anew goes on as the last one did.
 */
export class GatewayProcess {
  readonly life: Life;
  readonly engine: ControlEngine;
  readonly store: MemoryControlStore;
  readonly #around: Surroundings;
  /** The lanes are worked on by one round at a time. */
  #busy = false;

  constructor(life: Life, store: MemoryControlStore, engine: ControlEngine, around: Surroundings) {
    this.life = life;
    this.store = store;
    this.engine = engine;
    this.#around = around;
  }

  // ------------------------------------------------------------------------------------------------- for those that poll us

  /** What a polling institution is to do: what is approved, and again what it has not answered (请求重复列出). */
  async listFor(institutionCode: string): Promise<WireOrder[]> {
    const orders: WireOrder[] = [];
    await this.#around.scheduler.pause(this.life, `reads what ${institutionCode} has not answered`);
    const open = [...this.#around.database.orders.values()].filter((order) => order.institutionCode === institutionCode && ['sending', 'sent', 'in-progress', 'unconfirmed'].includes(order.state));
    for (const { caseId, id } of open) {
      const state = await this.store.read(caseId);
      const order = state?.orders.find((one) => one.id === id);
      if (state !== undefined && order !== undefined) orders.push(onTheWire(order, state));
    }
    for (const { orderId, caseId } of await this.store.dueForSending(institutionCode, AT_ONCE)) {
      const sending = await this.engine.beginSending(caseId, orderId);
      if (sending.state !== 'send') continue;
      const state = await this.store.read(caseId);
      if (state !== undefined) orders.push(onTheWire(sending.order, state));
    }
    return orders;
  }

  /** Its documents were fetched: it has the order. */
  async served(institutionCode: string, number: string): Promise<void> {
    const id = idOfControlRequest(number);
    const caseId = id === undefined ? undefined : await this.store.caseOfOrder(id, institutionCode);
    if (id !== undefined && caseId !== undefined) await this.engine.delivered(caseId, id);
  }

  /** @returns the receipt; when this throws, none is given */
  async feedback(institutionCode: string, number: string, outcome: ControlOutcome): Promise<'success' | 'fail'> {
    const orderId = idOfControlRequest(number);
    if (orderId === undefined) return 'fail';
    const exchangeId = this.#exchange();
    const taken = await this.engine.answer(this.#received(orderId, outcome, 'pull', exchangeId), institutionCode);
    if (taken === 'unknown') return 'fail';
    this.#around.ledgers.acknowledged.push({ exchangeId, orderId });
    return 'success';
  }

  // ---------------------------------------------------------------------------------------------------- for those we call

  /** One round of the lanes this process owns: sends what is approved, asks about what is unclear. */
  async round(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (const institution of this.#around.institutions.values()) {
        if (institution.polls) continue;
        for (const { orderId, caseId } of await this.store.dueForSending(institution.code, AT_ONCE)) {
          const sending = await this.engine.beginSending(caseId, orderId);
          if (sending.state === 'send') await this.#call(institution, sending.order);
        }
      }
      for (const { orderId, caseId, institutionCode } of await this.store.dueForAsking(this.#around.scheduler.nowMs, AT_ONCE)) {
        const institution = this.#around.institutions.get(institutionCode);
        if (institution !== undefined) await this.#ask(institution, caseId, orderId);
      }
    } finally {
      this.#busy = false;
    }
  }

  async #call(institution: InstitutionActor, order: ControlOrder): Promise<void> {
    const state = await this.store.read(order.caseId);
    if (state === undefined) return;
    const reply = await this.#reply(`calls ${institution.code} with ${order.requestNumber}`, (answer) => institution.call(onTheWire(order, state), answer));
    switch (reply.is) {
      case 'not-connected':
        await this.engine.neverLeft(order.caseId, order.id, { word: 'connect-failed', text: 'ECONNREFUSED' });
        return;
      case 'timeout':
        await this.engine.lostSight(order.caseId, order.id, { code: 'line-lost', word: 'timeout' });
        return;
      case 'later':
        await this.engine.delivered(order.caseId, order.id);
        if (reply.outcome !== undefined) await this.engine.answer(this.#received(order.id, reply.outcome, 'push'), institution.code);
        return;
      case 'final':
        await this.engine.answer(this.#received(order.id, reply.outcome, 'push'), institution.code);
        return;
      case 'unknown':
        return;
    }
  }

  async #ask(institution: InstitutionActor, caseId: string, orderId: number): Promise<void> {
    const order = await this.engine.askAbout(caseId, orderId);
    // Those that poll us are asked by being told again.
    if (order === undefined || institution.polls) return;
    const reply = await this.#reply(`asks ${institution.code} about ${order.requestNumber}`, (answer) => institution.status(order.requestNumber, answer));
    switch (reply.is) {
      case 'not-connected':
      case 'timeout':
        return;
      case 'later':
        await this.engine.delivered(caseId, orderId);
        if (reply.outcome !== undefined) await this.engine.answer({ ...this.#received(orderId, reply.outcome, 'status'), askedAfterVersion: order.outcomeVersion }, institution.code);
        return;
      case 'final':
        await this.engine.answer({ ...this.#received(orderId, reply.outcome, 'status'), askedAfterVersion: order.outcomeVersion }, institution.code);
        return;
      case 'unknown':
        if ((await this.engine.statusUnknown(caseId, orderId)) === 'send-again') await this.#call(institution, order);
        return;
    }
  }

  /** Waits for the reply to a call, and no longer than a call may take. */
  #reply(label: string, call: (answer: (reply: CallReply) => void) => void): Promise<CallReply> {
    const { scheduler } = this.#around;
    scheduler.note(`  ${this.life.name} ${label}`);
    return new Promise((resolve) => {
      const timeout = scheduler.later(CALL_TIMEOUT_MS, `${label}: timeout`, this.life, () => resolve({ is: 'timeout' }));
      call((reply) => {
        timeout.off = true;
        scheduler.later(0, `${label}: ${reply.is}`, this.life, () => resolve(reply));
      });
    });
  }

  // -------------------------------------------------------------------------------------------------------- what the day brings

  async day(today: string): Promise<void> {
    let last: string | undefined;
    for (;;) {
      const cases = await this.store.casesWithDates(today, last, AT_ONCE);
      for (const caseId of cases) await this.engine.day(caseId, today);
      last = cases.at(-1);
      if (cases.length < AT_ONCE) return;
    }
  }

  #exchange(): number {
    return (this.#around.ledgers.nextExchangeId += 1);
  }

  #received(orderId: number, outcome: ControlOutcome, via: ReceivedControlAnswer['via'], exchangeId = this.#exchange()): ReceivedControlAnswer {
    return { orderId, outcome, via, exchangeId, receivedAtMs: this.#around.scheduler.nowMs };
  }
}

/** What leaves with an order; the account is the one registered for the case. */
export function onTheWire(order: ControlOrder, state: ControlState): WireOrder {
  const measure = state.measures.find(({ id }) => id === order.measureId);
  const takes = ['deduct', 'withdraw-income', 'freeze-and-deduct'].includes(order.operation);
  return {
    number: order.requestNumber,
    caseNumber: state.case.caseNumber,
    operation: order.operation,
    thing: order.target.reference,
    amountFen: order.extent.by === 'amount' ? order.extent.amount.fen : 'whole',
    limitFen: order.limitFen,
    from: order.from,
    until: order.until,
    ...(measure === undefined ? {} : { originalNumber: measure.beganWith.requestNumber }),
    ...(takes && state.account !== undefined ? { payee: state.account.accountNumber } : {}),
  };
}
