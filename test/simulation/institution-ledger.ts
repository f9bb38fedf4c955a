/**
 * What institutions really hold, written from the wire contracts (§2.11, §7.5) and the law (domain-rules C), and from nothing of the code
 * under test: things with what is on them, and freezes in the order in which they were registered.
 */

/** One freeze or seizure as the institution has it in its books, ours or another court's. */
export interface Freeze {
  readonly id: number;
  /** Case number of whoever took it. */
  readonly owner: string;
  /** The request number it began with; other courts' have none of ours. */
  readonly number?: string;
  limitFen: number;
  /** Days it lasts from the day it binds; a waiting one is given its dates when its turn comes (C5). */
  readonly termDays: number;
  from?: string;
  until?: string;
  /** Registered, but others were before it and nothing was left. */
  waits: boolean;
  over?: 'released' | 'expired' | 'deducted';
  /** The most that was ever held under it. */
  mostHeldFen: number;
}

export interface Exemption {
  readonly mayFreeze: boolean;
  readonly mayDeduct: boolean;
  /** The institution's own words for such an account. */
  readonly words: string;
}

const DAY_MS = 86_400_000;
export const dayAfter = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
export const daysFrom = (from: string, to: string): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

export type SpontaneousChange = { readonly freeze: Freeze; readonly what: 'activated' | 'fed' | 'drained' | 'expired' };

/** One account, or one thing that cannot be divided. */
export class Thing {
  readonly reference: string;
  readonly kind: 'money' | 'whole';
  readonly exemption: Exemption | undefined;
  readonly ownerId: string;
  /** Money on it, or what it is worth. */
  balanceFen: number;
  /** Somebody's right that goes before every freeze (质押, 保证金). */
  priorityFen = 0;
  readonly freezes: Freeze[] = [];
  /** Taken from it for a court, by request number. */
  readonly takenFen = new Map<string, number>();
  /** A waiting freeze has a last day too, and ends with it. */
  readonly #datesWaiting: boolean;

  constructor(facts: { reference: string; kind: 'money' | 'whole'; balanceFen: number; ownerId: string; exemption?: Exemption; datesWaiting: boolean }) {
    this.reference = facts.reference;
    this.kind = facts.kind;
    this.balanceFen = facts.balanceFen;
    this.ownerId = facts.ownerId;
    this.exemption = facts.exemption;
    this.#datesWaiting = facts.datesWaiting;
  }

  live(): Freeze[] {
    return this.freezes.filter(({ over }) => over === undefined);
  }

  /** What is bound under a freeze now: those before it come first, a priority right before them all. */
  heldOf(freeze: Freeze): number {
    if (freeze.over !== undefined || freeze.waits) return 0;
    if (this.kind === 'whole') return this.live()[0] === freeze ? this.balanceFen : 0;
    let freeFen = Math.max(0, this.balanceFen - this.priorityFen);
    for (const one of this.live()) {
      const held = Math.min(one.limitFen, freeFen);
      if (one === freeze) return held;
      freeFen -= held;
    }
    return 0;
  }

  /** What the obligor may still move. */
  freeFen(): number {
    if (this.kind === 'whole') return 0;
    return Math.max(0, this.balanceFen - this.priorityFen - this.live().reduce((sum, freeze) => sum + this.heldOf(freeze), 0));
  }

  register(freeze: { id: number; owner: string; number?: string; limitFen: number; termDays: number }, today: string): Freeze {
    const one: Freeze = { ...freeze, waits: false, mostHeldFen: 0 };
    this.freezes.push(one);
    one.waits = this.live()[0] !== one && this.heldOf(one) === 0;
    if (!one.waits || this.#datesWaiting) this.#date(one, today);
    one.mostHeldFen = this.heldOf(one);
    return one;
  }

  #date(freeze: Freeze, today: string): void {
    freeze.from = today;
    const until = dayAfter(today, freeze.termDays - 1);
    // A renewal while it waited is not taken back.
    if (freeze.until === undefined || freeze.until < until) freeze.until = until;
  }

  /** Lets what has passed its last day go, and whoever is next come up. @returns what changed by itself, for whoever is to be told */
  settle(today: string, change: () => void = () => undefined): SpontaneousChange[] {
    if (this.freezes.length === 0) {
      change();
      return [];
    }
    const before = new Map(this.live().map((freeze) => [freeze, this.heldOf(freeze)]));
    change();
    const changes: SpontaneousChange[] = [];
    for (const freeze of this.live()) {
      if (freeze.until === undefined || freeze.until >= today) continue;
      freeze.over = 'expired';
      changes.push({ freeze, what: 'expired' });
    }
    for (const freeze of this.live()) {
      const was = before.get(freeze) ?? 0;
      if (freeze.waits) {
        freeze.waits = false;
        if (this.live()[0] !== freeze && this.heldOf(freeze) === 0) freeze.waits = true;
        else {
          this.#date(freeze, today);
          changes.push({ freeze, what: 'activated' });
        }
      } else if (this.heldOf(freeze) !== was) changes.push({ freeze, what: this.heldOf(freeze) > was ? 'fed' : 'drained' });
      freeze.mostHeldFen = Math.max(freeze.mostHeldFen, this.heldOf(freeze));
    }
    return changes;
  }
}
