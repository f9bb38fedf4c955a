import type { ControlEffect, ControlOutcome } from '#contracts/adapter';
import { dayAfter, daysFrom, type Freeze, type SpontaneousChange, type Thing } from './institution-ledger.js';

/** One order as it stands on the wire: what an institution can know of it. */
export interface WireOrder {
  readonly number: string;
  readonly caseNumber: string;
  readonly operation: string;
  readonly thing: string;
  readonly amountFen: number | 'whole';
  /** What the court says the thing is worth, or the sum it asks for, fen. */
  readonly limitFen: number;
  readonly from?: string;
  readonly until?: string;
  readonly originalNumber?: string;
  readonly payee?: string;
}

/** What an order really did, at most once each. */
export interface Effect {
  readonly number: string;
  readonly atMs: number;
  readonly today: string;
  readonly operation: string;
  readonly thing: string;
  readonly did: 'froze' | 'renewed' | 'froze-anew' | 'released' | 'took';
  readonly fen: number;
  readonly payee?: string;
  readonly caseNumber: string;
  /** Held for this case just before it. */
  readonly heldBeforeFen: number;
}

/** What a bank or register is like. */
export interface Manners {
  /** `polls`: fetches a list again and again and pushes feedback · `called`: takes a call, answers questions about a number. */
  readonly kind: 'polls' | 'called';
  /** Drops a number it has seen. Those that poll us always do. */
  readonly dropsRepeats: boolean;
  /** Says by itself that a waiting freeze took effect, that money came or went. */
  readonly tellsChanges: boolean;
  /** A renewal of what has ended: taken as a new freeze at the end of the queue, or refused. */
  readonly renewsLate: boolean;
  /** Says in the answer to a renewal when it was done. Others say only until when it goes on. */
  readonly datesRenewals: boolean;
  /** How often a deduction comes out for a part, is only under way at first, or fails in the end. */
  readonly partial: number;
  readonly slow: number;
  readonly fails: number;
  readonly refuses: number;
}

interface Record {
  readonly order: WireOrder;
  outcome: ControlOutcome;
  freeze?: Freeze;
}

/** How something under way is to end; the caller decides when. */
export type Unfinished = { readonly number: string; readonly finish: (today: string) => void };

const money = (fen: number) => ({ fen, currency: 'CNY' });

/** One institution: its things, the orders it knows, and what each really did. */
export class InstitutionModel {
  readonly code: string;
  readonly manners: Manners;
  readonly things = new Map<string, Thing>();
  readonly effects: Effect[] = [];
  /** Every order by its number, as answered. */
  readonly #records = new Map<string, Record>();
  readonly #chance: (probability: number) => boolean;
  #lastFreeze = 0;
  /** How often each number came in as an order, for those that are called. */
  readonly arrivals = new Map<string, number>();

  constructor(code: string, manners: Manners, things: readonly Thing[], chance: (probability: number) => boolean) {
    this.code = code;
    this.manners = manners;
    for (const thing of things) this.things.set(thing.reference, thing);
    this.#chance = chance;
  }

  knows(number: string): boolean {
    return this.#records.has(number);
  }

  /** The freeze that is live under the number it began with. */
  freezeOf(number: string): Freeze | undefined {
    return this.#records.get(number)?.freeze;
  }

  thingOf(number: string): Thing | undefined {
    const record = this.#records.get(number);
    return record === undefined ? undefined : this.things.get(record.order.thing);
  }

  /** An order comes in. @returns what will finish it later, for what is only under way */
  take(order: WireOrder, nowMs: number, today: string): Unfinished | undefined {
    this.arrivals.set(order.number, (this.arrivals.get(order.number) ?? 0) + 1);
    if (this.#records.has(order.number) && this.manners.dropsRepeats) return undefined;
    const refuse = (reason: string, reasonCode?: string): void => this.#answer(order, { kind: 'refused', reason, ...(reasonCode === undefined ? {} : { reasonCode }) });
    const thing = this.things.get(order.thing);
    if (thing === undefined) return void refuse('查无此户');
    if (this.#chance(this.manners.refuses)) return void refuse('系统维护，未能控制');
    thing.settle(today);
    switch (order.operation) {
      case 'freeze': case 'seal': case 'wait': case 'wait-seal':
        return void this.#freeze(order, thing, nowMs, today, refuse);
      case 'renew': case 'renew-seal':
        return void this.#renew(order, thing, nowMs, today, refuse);
      case 'release': case 'release-wait': case 'release-seal':
        return void this.#release(order, thing, nowMs, today, refuse);
      case 'deduct': case 'withdraw-income': case 'freeze-and-deduct':
        return this.#takeMoney(order, thing, nowMs, today, refuse);
      default:
        return void refuse('不支持该控制措施');
    }
  }

  /** Its word about a number: as it stands now for what a freeze began with, else as it ended. @returns undefined when it never took it */
  wordOn(number: string, today: string): ControlOutcome | undefined {
    const record = this.#records.get(number);
    if (record === undefined) return undefined;
    const { freeze, order } = record;
    const thing = this.things.get(order.thing)!;
    if (freeze !== undefined && freeze.over === undefined && order.operation !== 'freeze-and-deduct') record.outcome = this.#state(thing, freeze, today);
    return record.outcome;
  }

  /** The case's own live freeze on a thing. */
  freezeFor(caseNumber: string, reference: string): Freeze | undefined {
    return this.things.get(reference)?.live().find(({ owner, number }) => owner === caseNumber && number !== undefined);
  }

  /** Other courts come and go. */
  foreignFreeze(reference: string, limitFen: number, termDays: number, today: string): void {
    this.#lastFreeze += 1;
    this.things.get(reference)!.register({ id: this.#lastFreeze, owner: `他院${this.#lastFreeze}`, limitFen, termDays }, today);
  }

  /** Something happens to a thing that no order of ours asked for. */
  settle(reference: string, today: string, change?: () => void): SpontaneousChange[] {
    return this.things.get(reference)!.settle(today, change);
  }

  // --------------------------------------------------------------------------------------------------------------- operations

  #freeze(order: WireOrder, thing: Thing, nowMs: number, today: string, refuse: (reason: string, code?: string) => void): void {
    if (thing.exemption?.mayFreeze === false) return refuse(`${thing.exemption.words}，不得冻结`, 'exempt');
    // Without the memory of numbers the second call of the same order is a second freeze: the wrong that I4 is about.
    const freeze = this.#register(order, thing, today);
    this.#did(order, thing, nowMs, today, 'froze', thing.heldOf(freeze), 0);
    this.#answer(order, this.#state(thing, freeze, today), freeze);
  }

  #register(order: WireOrder, thing: Thing, today: string): Freeze {
    this.#lastFreeze += 1;
    const termDays = order.until === undefined ? 365 : daysFrom(order.from ?? today, order.until) + 1;
    const limitFen = thing.kind === 'whole' ? thing.balanceFen : order.amountFen === 'whole' ? Math.max(order.limitFen, thing.balanceFen) : order.amountFen;
    return thing.register({ id: this.#lastFreeze, owner: order.caseNumber, number: order.number, limitFen, termDays }, today);
  }

  #renew(order: WireOrder, thing: Thing, nowMs: number, today: string, refuse: (reason: string) => void): void {
    const freeze = this.freezeOf(order.originalNumber ?? '');
    if (freeze === undefined || freeze.over === 'released' || freeze.over === 'deducted') return refuse('未找到原冻结');
    if (freeze.over === 'expired') {
      if (!this.manners.renewsLate) return refuse('原冻结已到期失效');
      const anew = this.#register({ ...order, from: today }, thing, today);
      this.#did(order, thing, nowMs, today, 'froze-anew', thing.heldOf(anew), 0);
      return this.#answer(order, this.#state(thing, anew, today), anew);
    }
    // A renewal that says no last day is taken for the term of the first one.
    freeze.until = order.until ?? dayAfter(freeze.until ?? today, freeze.termDays);
    this.#did(order, thing, nowMs, today, 'renewed', thing.heldOf(freeze), thing.heldOf(freeze));
    const { limit, held, until } = this.#effect(thing, freeze);
    const dates = this.manners.datesRenewals ? { from: freeze.from } : {};
    const moment = this.manners.datesRenewals ? { effectiveAt: new Date(nowMs).toISOString() } : {};
    this.#answer(order, freeze.waits ? { kind: 'waiting', effect: { limit, until, ...dates } } : { kind: 'effective', effect: { limit, held, until, ...dates, ...moment } });
  }

  #release(order: WireOrder, thing: Thing, nowMs: number, today: string, refuse: (reason: string) => void): void {
    const freeze = this.freezeOf(order.originalNumber ?? '');
    if (freeze === undefined || freeze.over !== undefined) return refuse('未找到原冻结');
    const heldFen = thing.heldOf(freeze);
    const whole = thing.kind === 'whole' || order.amountFen === 'whole' || order.amountFen >= freeze.limitFen;
    const limitFen = freeze.limitFen;
    thing.settle(today, () => {
      if (whole) freeze.over = 'released';
      else freeze.limitFen -= order.amountFen as number;
    });
    const releasedFen = whole ? heldFen : heldFen - thing.heldOf(freeze);
    this.#did(order, thing, nowMs, today, 'released', releasedFen, heldFen);
    this.#answer(order, { kind: 'effective', effect: { limit: money(limitFen), ...(thing.kind === 'money' ? { held: money(releasedFen) } : {}) } });
  }

  #takeMoney(order: WireOrder, thing: Thing, nowMs: number, today: string, refuse: (reason: string, code?: string) => void): Unfinished | undefined {
    if (thing.kind !== 'money') return void refuse('该财产不能扣划');
    if (thing.exemption?.mayDeduct === false) return void refuse(`${thing.exemption.words}，不得扣划`, 'exempt');
    const combined = order.operation === 'freeze-and-deduct';
    const freeze = combined ? this.#register(order, thing, today) : this.freezeOf(order.originalNumber ?? '');
    if (freeze === undefined || freeze.over !== undefined || freeze.waits) {
      if (combined && freeze !== undefined) freeze.over = 'released';
      return void refuse('未找到有效的原冻结');
    }
    const heldFen = thing.heldOf(freeze);
    const asked = order.amountFen === 'whole' ? heldFen : Math.min(order.amountFen, heldFen);
    const fen = asked > 1 && this.#chance(this.manners.partial) ? Math.ceil(asked / 2) : asked;
    if (fen === 0) {
      if (combined) freeze.over = 'released';
      return void refuse('账户无可用余额');
    }
    const limitBefore = freeze.limitFen;
    thing.settle(today, () => {
      thing.balanceFen -= fen;
      freeze.limitFen -= fen;
      if (freeze.limitFen === 0 || combined) freeze.over = 'deducted';
    });
    const took: ControlOutcome = { kind: 'effective', effect: { limit: money(limitBefore), held: money(fen) } };
    const done = (): void => {
      thing.takenFen.set(order.number, (thing.takenFen.get(order.number) ?? 0) + fen);
      this.#did(order, thing, nowMs, today, 'took', fen, heldFen);
    };
    if (!this.#chance(this.manners.slow)) {
      done();
      return void this.#answer(order, took, combined ? freeze : undefined);
    }
    this.#answer(order, { kind: 'in-progress', effect: {}, detail: '跨行划拨处理中' }, combined ? freeze : undefined);
    const fails = this.#chance(this.manners.fails);
    return {
      number: order.number,
      finish: (then) => {
        if (fails) {
          thing.settle(then, () => {
            thing.balanceFen += fen;
            if (freeze.over === 'deducted') freeze.over = combined ? 'released' : undefined;
            if (freeze.over === undefined) freeze.limitFen += fen;
          });
          this.#answer(order, { kind: 'refused', reason: '收款行退回' });
        } else {
          done();
          this.#answer(order, took, combined ? freeze : undefined);
        }
      },
    };
  }

  // ------------------------------------------------------------------------------------------------------------------ answers

  #answer(order: WireOrder, outcome: ControlOutcome, freeze?: Freeze): void {
    const before = this.#records.get(order.number);
    this.#records.set(order.number, { order, outcome, freeze: freeze ?? before?.freeze });
  }

  #did(order: WireOrder, thing: Thing, atMs: number, today: string, did: Effect['did'], fen: number, heldBeforeFen: number): void {
    this.effects.push({ number: order.number, atMs, today, operation: order.operation, thing: thing.reference, did, fen, heldBeforeFen, caseNumber: order.caseNumber, ...(order.payee === undefined ? {} : { payee: order.payee }) });
  }

  #state(thing: Thing, freeze: Freeze, today: string): ControlOutcome {
    const effect = this.#effect(thing, freeze);
    const position = thing.live().indexOf(freeze) + 1;
    if (freeze.waits) return { kind: 'waiting', position, effect: { ...effect, held: undefined, effectiveAt: undefined } };
    return { kind: 'effective', effect: { ...effect, effectiveAt: `${freeze.from ?? today}T09:00:00+08:00` } };
  }

  #effect(thing: Thing, freeze: Freeze): ControlEffect {
    const heldFen = thing.heldOf(freeze);
    const earlier = thing.live().slice(0, Math.max(0, thing.live().indexOf(freeze)));
    return {
      limit: money(freeze.limitFen),
      ...(thing.kind === 'money' ? { held: money(heldFen), unfunded: money(freeze.limitFen - heldFen), balance: money(thing.balanceFen) } : {}),
      from: freeze.from, until: freeze.until,
      institutionReference: `DJ${freeze.id}`,
      ...(earlier.length > 0 ? { priorMeasures: earlier.map((one, sequence) => ({ sequence: sequence + 1, authority: one.owner, amount: money(one.limitFen), endsOn: one.until })) } : {}),
      ...(thing.priorityFen > 0 ? { rights: [{ sequence: 1, kind: '质押权', holder: '某某公司', amount: money(thing.priorityFen) }] } : {}),
    };
  }
}
