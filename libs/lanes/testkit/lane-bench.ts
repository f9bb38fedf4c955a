import { jest } from '@jest/globals';
import { DEFAULT_LANE_SETTINGS, Lanes, PRIORITIES, type AttemptResult, type LaneEnd, type LaneSettings, type LaneWork } from '../index.js';

/** A Wednesday. */
export const NOON = Date.parse('2026-01-07T12:00:00+08:00');
export const DONE: AttemptResult = { state: 'done' };
export const FAILED: AttemptResult = { state: 'retry', technical: true };

export interface TestWork extends LaneWork {
  readonly ends: LaneEnd[];
  attempts: number;
}

export interface WorkOptions {
  readonly ms?: number;
  readonly results?: readonly AttemptResult[];
  readonly priority?: number;
  readonly court?: string;
  readonly withinMs?: number;
  readonly cancelled?: AbortSignal;
}

/** Lanes under a fake clock, and work that keeps a record of what became of it. */
export class LaneBench {
  lanes!: Lanes;
  /** Names of attempts in the order in which they were made. */
  readonly started: string[] = [];
  mostRunning = 0;
  #running = 0;

  open(): void {
    jest.useFakeTimers({ now: NOON });
    this.started.length = 0;
    this.#running = 0;
    this.mostRunning = 0;
    this.lanes = new Lanes();
  }

  close(): void {
    this.lanes.stop();
    jest.useRealTimers();
  }

  lanesWith(settings: Partial<LaneSettings>): void {
    this.lanes.stop();
    this.lanes = new Lanes({ ...DEFAULT_LANE_SETTINGS, ...settings });
  }

  /** Work that takes `ms` and then says what `results` says, the last result for ever. */
  work(name: string, options: WorkOptions = {}): TestWork {
    const results = options.results ?? [DONE];
    const one: TestWork = {
      priority: options.priority ?? PRIORITIES.filing,
      court: options.court ?? '浙0106',
      deadlineMs: Date.now() + (options.withinMs ?? 3_600_000),
      ...(options.cancelled === undefined ? {} : { cancelled: options.cancelled }),
      ends: [],
      attempts: 0,
      attempt: async (number) => {
        this.started.push(name);
        one.attempts += 1;
        expect(number).toBe(one.attempts);
        this.mostRunning = Math.max(this.mostRunning, (this.#running += 1));
        await new Promise((resolve) => setTimeout(resolve, options.ms ?? 10));
        this.#running -= 1;
        return results[Math.min(number, results.length) - 1]!;
      },
      ended: (end) => one.ends.push(end),
    };
    return one;
  }

  stateOf(code = 'BANK-1'): { depth: number; running: number; breaker: string } {
    return [...this.lanes.states()].find((state) => state.code === code)!;
  }
}

export const pass = async (ms: number): Promise<void> => {
  await jest.advanceTimersByTimeAsync(ms);
};
