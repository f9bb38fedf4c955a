import { addDays, addMonths, beijingDay, daysBetween } from '#libs/statute';
import { beijingTime } from '../players/beijing-time.js';
import { freeOf, inForce, waiting, type Claim, type EarlierClaim, type Term, type Thing, type ThingSeed } from './register-claims.js';

/** What an order wants of a thing. */
export interface Wanted {
  readonly id: string;
  readonly authority: string;
  readonly documentNumber: string;
  readonly caseNumber?: string;
  readonly wanted: bigint;
  readonly term: Term;
  /** 轮候: takes its place even where something is free. */
  readonly waits: boolean;
  readonly numbers: Numbers;
}

/** First letters of the institution's own numbers (冻结编号, 轮候序号). */
export interface Numbers {
  readonly inForce: string;
  readonly waiting: string;
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** From the first to the last day, both included, as a term that can begin on another day. */
export function termOf(from: string, until: string): Term {
  const after = addDays(until, 1);
  const months = (Number(after.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(after.slice(5, 7)) - Number(from.slice(5, 7));
  return months > 0 && addMonths(from, months) === after ? { months } : { days: daysBetween(from, after) };
}

/** The last day: the day before the same calendar day (wire-contracts §12). */
export const lastDay = (from: string, term: Term): string => addDays('months' in term ? addMonths(from, term.months) : addDays(from, term.days), -1);

/**
 * Things that are controlled whole, by shares or by money, each with a queue of measures in order of effect: what is released or runs out
 * lets the next in by itself (查扣冻规定 art 26). State lives as long as the sandbox. Every change begins by letting time pass.
 */
export class RegisterLedger {
  readonly #things = new Map<string, Thing>();
  #serial = 0;
  /** Acting on what was due at this moment, though it is later now. */
  #moment: number | undefined;

  constructor(private readonly clock: () => number = Date.now) {}

  get today(): string {
    return beijingDay(new Date(this.now()));
  }

  now(): number {
    return this.#moment ?? this.clock();
  }

  /** Does what was due at a moment that has passed, dated by it. */
  at<T>(moment: number, act: () => T): T {
    this.#moment = Math.min(moment, this.clock());
    try {
      return act();
    } finally {
      this.#moment = undefined;
    }
  }

  /** The thing as it is now; undefined when no order and nobody looked at it before. */
  known(key: string): Thing | undefined {
    const thing = this.#things.get(key);
    if (thing !== undefined) this.#letTimePass(thing);
    return thing;
  }

  /** The thing as it is now, entered from what the population says when it is new. */
  thing(key: string, seed: () => ThingSeed): Thing {
    const known = this.known(key);
    if (known !== undefined) return known;
    const { whole, outOfReach = 0n, money = false, earlier } = seed();
    const thing: Thing = { key, whole, outOfReach, money, claims: [] };
    for (const [index, one] of earlier.entries()) thing.claims.push(this.#earlier(thing, one, index));
    this.#things.set(key, thing);
    this.#letTimePass(thing);
    return thing;
  }

  all(): readonly Thing[] {
    for (const thing of this.#things.values()) this.#letTimePass(thing);
    return [...this.#things.values()];
  }

  /** Enters a measure: in force on what is free, or at the end of the queue. */
  place(thing: Thing, { numbers, waits, ...wanted }: Wanted): Claim {
    this.#letTimePass(thing);
    const claim: Claim = { ...wanted, held: 0n, most: 0n, state: 'waiting', catches: thing.money || waits, reference: this.#number(numbers.waiting), numberInForce: numbers.inForce };
    thing.claims.push(claim);
    const others = inForce(thing);
    // Who is behind others takes nothing they have not left; an empty account nobody holds is frozen all the same.
    if (waiting(thing).length === 1 && (freeOf(thing) > 0n || (thing.money && others.length === 0))) this.#activate(thing, claim);
    return claim;
  }

  /** @returns false when it has ended: what ran out cannot be renewed (I8). */
  renew(thing: Thing, claim: Claim, until: string): boolean {
    this.#letTimePass(thing);
    if (claim.state === 'ended') return false;
    if (claim.state === 'in-force') claim.until = until;
    return true;
  }

  /** Releases all of it, or a part; @returns how much came free. */
  release(thing: Thing, claim: Claim, part?: bigint): bigint {
    this.#letTimePass(thing);
    const before = claim.state === 'in-force' ? claim.held : 0n;
    const left = part === undefined || part >= claim.wanted ? 0n : claim.wanted - part;
    claim.wanted = left;
    claim.held = least(claim.held, left);
    if (left === 0n) claim.state = 'ended';
    this.#feed(thing);
    return before - (claim.state === 'ended' ? 0n : claim.held);
  }

  /** Takes money out of what a measure holds; @returns how much. The rest of the measure stays. */
  pay(thing: Thing, claim: Claim, amount: bigint): bigint {
    this.#letTimePass(thing);
    const paid = claim.state === 'in-force' ? least(amount, claim.held) : 0n;
    thing.whole -= paid;
    claim.held -= paid;
    claim.wanted -= paid;
    if (claim.wanted === 0n) claim.state = 'ended';
    this.#feed(thing);
    return paid;
  }

  /** Money comes in, or more of the thing does. */
  add(thing: Thing, amount: bigint): void {
    this.#letTimePass(thing);
    thing.whole += amount;
    this.#feed(thing);
  }

  /** Ends a measure as its own court would. */
  end(thing: Thing, claim: Claim): void {
    this.#letTimePass(thing);
    claim.state = 'ended';
    this.#feed(thing);
  }

  claim(thing: Thing, id: string): Claim | undefined {
    return thing.claims.find((one) => one.id === id || one.reference === id || one.formerReference === id);
  }

  /** A number of the institution's own, given once. */
  #number(prefix: string): string {
    this.#serial += 1;
    return `${prefix}${this.today.replaceAll('-', '')}${String(this.#serial).padStart(6, '0')}`;
  }

  /** For registrations that are no measure: releases, payments. */
  number(prefix: string): string {
    return this.#number(prefix);
  }

  #earlier(thing: Thing, one: EarlierClaim, index: number): Claim {
    const from = one.from ?? this.today;
    const until = one.until ?? lastDay(from, { months: 36 });
    const waits = one.waits === true;
    const held = waits ? 0n : least(one.wanted, freeOf(thing));
    return {
      id: `earlier-${index + 1}`,
      authority: one.authority,
      documentNumber: one.documentNumber,
      term: termOf(from, until),
      wanted: one.wanted,
      held,
      most: held,
      state: waits ? 'waiting' : 'in-force',
      catches: thing.money || waits,
      reference: one.reference ?? this.#number('Q'),
      numberInForce: 'Q',
      ...(waits ? {} : { from, until, effectiveAt: one.effectiveAt ?? `${from}T09:30:00+08:00` }),
    };
  }

  #letTimePass(thing: Thing): void {
    const { today } = this;
    let ended = false;
    for (const claim of thing.claims) {
      if (claim.state !== 'in-force' || claim.until === undefined || claim.until >= today) continue;
      claim.state = 'ended';
      ended = true;
    }
    if (ended) this.#feed(thing);
  }

  /** What is free goes to those in force that lack something, then to those that wait, in their order. */
  #feed(thing: Thing): void {
    for (const claim of inForce(thing)) {
      if (!claim.catches) continue;
      claim.held += least(freeOf(thing), claim.wanted - claim.held);
      if (claim.held > claim.most) claim.most = claim.held;
    }
    for (const claim of waiting(thing)) {
      if (freeOf(thing) === 0n && !(thing.money && inForce(thing).length === 0)) return;
      this.#activate(thing, claim);
    }
  }

  #activate(thing: Thing, claim: Claim): void {
    const now = this.now();
    claim.held = least(claim.wanted, freeOf(thing));
    claim.most = claim.held;
    claim.state = 'in-force';
    claim.from = this.today;
    claim.until = lastDay(claim.from, claim.term);
    claim.effectiveAt = `${beijingTime(now)}+08:00`;
    claim.formerReference = claim.reference;
    claim.reference = this.#number(claim.numberInForce);
  }
}

/** The registers of a sandbox: institutions that look into the same one share it. */
export class RegisterBooks {
  readonly #books = new Map<string, RegisterLedger>();

  constructor(readonly now: () => number = Date.now) {}

  of(name: string): RegisterLedger {
    let book = this.#books.get(name);
    if (book === undefined) this.#books.set(name, (book = new RegisterLedger(this.now)));
    return book;
  }
}
