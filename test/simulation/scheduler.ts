import { seeded } from '../running/seeded.js';

/** A process that can die. What it still waits for when it does never comes: nothing of it runs again. */
export interface Life {
  readonly name: string;
  alive: boolean;
}

/** Something that is going to happen, unless it is called off. */
export interface Happening {
  readonly dueMs: number;
  /** Drawn, so that of two things due at one moment either may be first. */
  readonly tie: number;
  readonly life: Life | undefined;
  readonly label: string;
  readonly run: () => void;
  off?: boolean;
}

const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;

/** Kept from before a test takes away everything that knows the real time. It waits for no time: it runs what was made ready. */
const afterMicrotasks = setImmediate;

/**
 * Time and order of a simulated world. Whatever the code under test awaits is resolved here and nowhere else, one thing at a time, in an
 * order that depends on the seed alone: a run can be repeated exactly.
 */
export class Scheduler {
  nowMs: number;
  steps = 0;
  /** What happened, newest last; only kept when asked for. */
  readonly trace: string[] | undefined;
  readonly #random: () => number;
  readonly #heap: Happening[] = [];
  #days = NaN;
  #today = '';
  /** May kill the process a thing is about to happen to. */
  crashBefore: ((life: Life, label: string) => boolean) | undefined;

  constructor(seed: number, startMs: number, traced: boolean) {
    this.nowMs = startMs;
    this.#random = seeded(Math.imul(seed + 1, 0x9e3779b1));
    this.trace = traced ? [] : undefined;
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  /** Both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.#random() * (most - least + 1));
  }

  pick<One>(of: readonly One[]): One {
    return of[Math.floor(this.#random() * of.length)]!;
  }

  note(line: string): void {
    this.trace?.push(`${new Date(this.nowMs).toISOString().slice(0, 19)}  ${line}`);
  }

  /** The day in Beijing. */
  get today(): string {
    const days = Math.floor((this.nowMs + BEIJING_MS) / DAY_MS);
    if (days !== this.#days) {
      this.#days = days;
      this.#today = new Date(days * DAY_MS).toISOString().slice(0, 10);
    }
    return this.#today;
  }

  /** Lets something happen later; it does not when `life` has died by then. */
  later(delayMs: number, label: string, life: Life | undefined, run: () => void): Happening {
    const one: Happening = { dueMs: this.nowMs + Math.max(0, Math.round(delayMs)), tie: this.#random(), life, label, run };
    let at = this.#heap.push(one) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(one, this.#heap[parent]!)) break;
      this.#heap[at] = this.#heap[parent]!;
      at = parent;
    }
    this.#heap[at] = one;
    return one;
  }

  /** A place where a process waits, and where it may die. Some milliseconds, if nothing is said. */
  pause(life: Life, label: string, delayMs: number = this.between(0, 12)): Promise<void> {
    return new Promise((resolve) => this.later(delayMs, label, life, resolve));
  }

  /** When the next thing is due; undefined when nothing is. */
  get nextDueMs(): number | undefined {
    return this.#heap[0]?.dueMs;
  }

  /** One thing happens, and all that follows from it without waiting. @returns false when there is nothing left */
  async step(): Promise<boolean> {
    const next = this.#take();
    if (next === undefined) return false;
    this.steps += 1;
    this.nowMs = Math.max(this.nowMs, next.dueMs);
    if (next.off === true) return true;
    if (next.life !== undefined) {
      if (!next.life.alive) return true;
      if (this.crashBefore?.(next.life, next.label) === true) return true;
      this.trace?.push(`${new Date(this.nowMs).toISOString().slice(0, 19)}    ${next.life.name}: ${next.label}`);
    } else this.note(next.label);
    next.run();
    await new Promise<void>((resolve) => afterMicrotasks(resolve));
    return true;
  }

  #take(): Happening | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first === undefined || last === undefined || this.#heap.length === 0) return first;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= this.#heap.length) break;
      const child = left + 1 < this.#heap.length && before(this.#heap[left + 1]!, this.#heap[left]!) ? left + 1 : left;
      if (!before(this.#heap[child]!, last)) break;
      this.#heap[at] = this.#heap[child]!;
      at = child;
    }
    this.#heap[at] = last;
    return first;
  }
}

const before = (a: Happening, b: Happening): boolean => a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.tie < b.tie);
