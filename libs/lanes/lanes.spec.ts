import { jest } from '@jest/globals';
import { institution } from '#libs/engine-testkit';
import { DEFAULT_LANE_SETTINGS, Lanes, PRIORITIES, type AttemptResult, type LaneEnd, type LaneSettings, type LaneWork } from './index.js';

const NOON = Date.parse('2026-01-07T12:00:00+08:00'); // a Wednesday
const DONE: AttemptResult = { state: 'done' };
const FAILED: AttemptResult = { state: 'retry', technical: true };

let lanes: Lanes;
const started: string[] = [];
let running = 0;
let mostRunning = 0;

beforeEach(() => {
  jest.useFakeTimers({ now: NOON });
  started.length = 0;
  running = 0;
  mostRunning = 0;
  lanes = new Lanes();
});
afterEach(() => {
  lanes.stop();
  jest.useRealTimers();
});

function lanesWith(settings: Partial<LaneSettings>): void {
  lanes.stop();
  lanes = new Lanes({ ...DEFAULT_LANE_SETTINGS, ...settings });
}

interface TestWork extends LaneWork {
  readonly ends: LaneEnd[];
  attempts: number;
}

interface WorkOptions {
  readonly ms?: number;
  readonly results?: readonly AttemptResult[];
  readonly priority?: number;
  readonly court?: string;
  readonly withinMs?: number;
  readonly cancelled?: AbortSignal;
}

/** Work that takes `ms` and then says what `results` says, the last result for ever. */
function work(name: string, options: WorkOptions = {}): TestWork {
  const results = options.results ?? [DONE];
  const one: TestWork = {
    priority: options.priority ?? PRIORITIES.filing,
    court: options.court ?? '浙0106',
    deadlineMs: Date.now() + (options.withinMs ?? 3_600_000),
    ...(options.cancelled === undefined ? {} : { cancelled: options.cancelled }),
    ends: [],
    attempts: 0,
    attempt: async (number) => {
      started.push(name);
      one.attempts += 1;
      expect(number).toBe(one.attempts);
      mostRunning = Math.max(mostRunning, (running += 1));
      await new Promise((resolve) => setTimeout(resolve, options.ms ?? 10));
      running -= 1;
      return results[Math.min(number, results.length) - 1]!;
    },
    ended: (end) => one.ends.push(end),
  };
  return one;
}

const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms).then(() => undefined);
const stateOf = (code = 'BANK-1'): { depth: number; running: number; breaker: string } => [...lanes.states()].find((state) => state.code === code)!;

describe('whose turn it is', () => {
  it('while one call runs the rest waits, and then goes by priority', async () => {
    const narrow = institution({ concurrency: 1 });
    for (const [name, priority] of [['first', 3], ['scheduled', 3], ['filing', 2], ['control', 1], ['urgent', 0]] as const) {
      lanes.submit(narrow, work(name, { priority }));
    }
    await pass(1000);
    expect(started).toEqual(['first', 'urgent', 'control', 'filing', 'scheduled']);
  });

  it('courts take turns within a priority', async () => {
    const narrow = institution({ concurrency: 1 });
    for (const name of ['a1', 'a2', 'a3', 'b1', 'c1']) lanes.submit(narrow, work(name, { court: name[0]! }));
    await pass(1000);
    expect(started).toEqual(['a1', 'a2', 'b1', 'c1', 'a3']);
  });

  it('never more calls at once than the institution allows', async () => {
    const works = Array.from({ length: 20 }, (_, index) => work(`w${index}`, { ms: 5 + index }));
    for (const one of works) lanes.submit(institution({ concurrency: 3 }), one);
    await pass(5000);
    expect(mostRunning).toBe(3);
    expect(works.map(({ ends }) => ends)).toEqual(works.map(() => ['done']));
  });

  it('work that waits for its retry gives its place to others', async () => {
    const narrow = institution({ concurrency: 1 });
    lanes.submit(narrow, work('again', { results: [{ state: 'retry', technical: false, afterMs: 5000 }, DONE] }));
    lanes.submit(narrow, work('other'));
    await pass(100);
    expect(started).toEqual(['again', 'other']);
    await pass(5000);
    expect(started).toEqual(['again', 'other', 'again']);
  });
});

describe('rate', () => {
  it('a burst of one second, then evenly spaced', async () => {
    const works = Array.from({ length: 5 }, (_, index) => work(`w${index}`));
    for (const one of works) lanes.submit(institution({ ratePerSecond: 2, concurrency: 10 }), one);
    await pass(0);
    expect(started).toHaveLength(2);
    await pass(499);
    expect(started).toHaveLength(2);
    await pass(1);
    expect(started).toHaveLength(3);
    await pass(1000);
    expect(started).toHaveLength(5);
  });

  it('a change that leaves the rate as it is gives no second burst', async () => {
    const slow = institution({ ratePerSecond: 2, concurrency: 10 });
    for (let index = 0; index < 2; index += 1) lanes.submit(slow, work(`w${index}`));
    lanes.submit({ ...slow, version: 2 }, work('third'));
    await pass(400);
    expect(started).toHaveLength(2);
    await pass(100);
    expect(started).toHaveLength(3);
  });

  it('a faster rate counts from the change on, not after the wait of the slower one', async () => {
    const slow = institution({ ratePerSecond: 0.01, concurrency: 10 });
    for (let index = 0; index < 4; index += 1) lanes.submit(slow, work(`w${index}`));
    await pass(1000);
    expect(started).toHaveLength(1);
    lanes.submit({ ...slow, ratePerSecond: 1, version: 2 }, work('last'));
    await pass(4000);
    expect(started).toHaveLength(5);
  });
});

describe('working hours', () => {
  const office = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', timezone: 'Asia/Shanghai' } as const;

  it('closed: work waits for the opening', async () => {
    jest.setSystemTime(Date.parse('2026-01-07T08:30:00+08:00'));
    const early = work('early');
    lanes.submit(institution({ workingHours: office }), early);
    await pass(30 * 60_000 - 1);
    expect(started).toEqual([]);
    await pass(1000);
    expect(early.ends).toEqual(['done']);
  });

  it('closed until Monday: no call before, and none is forgotten', async () => {
    jest.setSystemTime(Date.parse('2026-01-11T21:00:00+08:00'));
    const weekend = work('weekend', { withinMs: 5 * 86_400_000 });
    lanes.submit(institution({ workingHours: office }), weekend);
    await pass(12 * 3_600_000 - 1000);
    expect(started).toEqual([]);
    await pass(2000);
    expect(weekend.ends).toEqual(['done']);
  });

  it('what becomes too late while it is closed ends as expired and is never sent', async () => {
    jest.setSystemTime(Date.parse('2026-01-07T17:00:00+08:00'));
    const late = work('late', { withinMs: 10_000 });
    lanes.submit(institution({ workingHours: office }), late);
    await pass(9000);
    expect(late.ends).toEqual([]);
    await pass(2000);
    expect(late.ends).toEqual(['expired']);
    await pass(3_600_000);
    expect(started).toEqual([]);
    expect(late.ends).toEqual(['expired']);
  });

  it('closes while work waits for its turn: what runs is finished, the rest waits for the next day', async () => {
    jest.setSystemTime(Date.parse('2026-01-07T16:59:59+08:00'));
    const narrow = institution({ concurrency: 1, workingHours: office });
    const runs = work('runs', { ms: 2000, withinMs: 86_400_000 });
    const waits = work('waits', { withinMs: 86_400_000 });
    lanes.submit(narrow, runs);
    lanes.submit(narrow, waits);
    await pass(3000);
    expect([runs.ends, waits.ends]).toEqual([['done'], []]);
    await pass(16 * 3_600_000);
    expect(waits.ends).toEqual(['done']);
  });
});

describe('retry', () => {
  it('stops at the attempt limit', async () => {
    const failing = work('failing', { results: [FAILED] });
    lanes.submit(institution(), failing);
    await pass(10_000);
    expect(failing).toMatchObject({ attempts: 3, ends: ['exhausted'] });
  });

  it('waits with full jitter: between nothing and twice as long each time', async () => {
    const random = jest.spyOn(Math, 'random').mockReturnValue(0.5);
    const failing = work('failing', { ms: 0, results: [FAILED] });
    lanes.submit(institution(), failing);
    await pass(199);
    expect(failing.attempts).toBe(1);
    await pass(2);
    expect(failing.attempts).toBe(2);
    await pass(398);
    expect(failing.attempts).toBe(2);
    await pass(4);
    expect(failing.attempts).toBe(3);
    random.mockRestore();
  });

  it('stops when the next attempt would come after the deadline', async () => {
    const failing = work('failing', { withinMs: 3000, results: [{ state: 'retry', technical: false, afterMs: 4000 }] });
    lanes.submit(institution(), failing);
    await pass(100);
    expect(failing).toMatchObject({ attempts: 1, ends: ['exhausted'] });
  });

  it('succeeds at the second attempt: one end', async () => {
    const twice = work('twice', { results: [FAILED, DONE] });
    lanes.submit(institution(), twice);
    await pass(10_000);
    expect(twice).toMatchObject({ attempts: 2, ends: ['done'] });
  });

  it('an attempt that rejects against its contract counts as failed, not as a breaker that is open', async () => {
    const broken = work('broken');
    broken.attempt = () => Promise.reject(new Error('bug'));
    lanes.submit(institution(), broken);
    await pass(10_000);
    expect(broken.ends).toEqual(['exhausted']);
    expect(stateOf().running).toBe(0);
  });
});

describe('breaker', () => {
  const dead = institution({ concurrency: 1 });

  /** Makes an institution fail until its breaker opens. */
  async function trip(): Promise<void> {
    lanesWith({ attempts: 1 });
    for (let index = 0; index < 5; index += 1) lanes.submit(dead, work(`f${index}`, { results: [FAILED] }));
    await pass(200);
    expect(stateOf().breaker).toBe('open');
    started.length = 0;
  }

  it('opens after failures; further work is told so without a call', async () => {
    await trip();
    const works = Array.from({ length: 50 }, (_, index) => work(`w${index}`));
    for (const one of works) lanes.submit(dead, one);
    await pass(0);
    expect(works.map(({ ends }) => ends)).toEqual(works.map(() => ['breaker-open']));
    expect(started).toEqual([]);
  });

  it('refuses at once even where calls are few a second, and keeps the tokens for real calls', async () => {
    lanesWith({ attempts: 1 });
    const slow = institution({ code: 'SLOW', ratePerSecond: 5, concurrency: 5 });
    for (let index = 0; index < 5; index += 1) lanes.submit(slow, work(`f${index}`, { results: [FAILED] }));
    await pass(100);
    expect(stateOf('SLOW').breaker).toBe('open');
    const works = Array.from({ length: 50 }, (_, index) => work(`w${index}`));
    for (const one of works) lanes.submit(slow, one);
    await pass(0);
    expect(works.filter(({ ends }) => ends[0] === 'breaker-open')).toHaveLength(50);
  });

  it('what waited when it opened is told at once, also while other calls still hang', async () => {
    lanesWith({ attempts: 1 });
    const wide = institution({ code: 'WIDE', concurrency: 7 });
    const hanging = work('hangs', { ms: 60_000 });
    lanes.submit(wide, hanging);
    for (let index = 0; index < 12; index += 1) lanes.submit(wide, work(`f${index}`, { results: [FAILED] }));
    const waiting = Array.from({ length: 20 }, (_, index) => work(`waits${index}`, { ms: 30_000 }));
    for (const one of waiting) lanes.submit(wide, one);
    await pass(21);
    expect(stateOf('WIDE').breaker).toBe('open');
    const refused = waiting.filter(({ ends }) => ends[0] === 'breaker-open');
    expect(refused.length).toBeGreaterThan(10);
    expect(refused.length + waiting.filter(({ attempts }) => attempts === 1).length).toBe(20);
    expect(hanging.ends).toEqual([]);
    await pass(60_000);
    expect(hanging.ends).toEqual(['done']);
  });

  it('half open: lets one through, refuses the others, and closes when it succeeds', async () => {
    await trip();
    await pass(10_000);
    expect(stateOf().breaker).toBe('half-open');
    const wide = { ...dead, concurrency: 3, version: 2 };
    const works = ['trial', 'second', 'third'].map((name) => work(name));
    for (const one of works) lanes.submit(wide, one);
    await pass(100);
    expect(started).toEqual(['trial']);
    expect(works.map(({ ends }) => ends[0])).toEqual(['done', 'breaker-open', 'breaker-open']);
    expect(stateOf().breaker).toBe('closed');
    const after = work('after');
    lanes.submit(wide, after);
    await pass(100);
    expect(after.ends).toEqual(['done']);
  });

  it('half open: a failed trial opens it again for the whole pause', async () => {
    await trip();
    await pass(10_000);
    lanes.submit(dead, work('trial', { results: [FAILED] }));
    await pass(100);
    expect(stateOf().breaker).toBe('open');
    await pass(9000);
    expect(stateOf().breaker).toBe('open');
    await pass(1000);
    expect(stateOf().breaker).toBe('half-open');
  });

  it('an institution that only asks for patience never opens it', async () => {
    lanesWith({ attempts: 1 });
    for (let index = 0; index < 20; index += 1) lanes.submit(dead, work(`w${index}`, { results: [{ state: 'retry', technical: false }] }));
    await pass(1000);
    expect(started).toHaveLength(20);
    expect(stateOf().breaker).toBe('closed');
  });

  it("one institution's open breaker is no concern of another's", async () => {
    await trip();
    const healthy = work('healthy');
    lanes.submit(institution({ code: 'BANK-2' }), healthy);
    await pass(100);
    expect(healthy.ends).toEqual(['done']);
  });

  it('failures of ten seconds ago are forgotten', async () => {
    lanesWith({ attempts: 1 });
    for (let round = 0; round < 5; round += 1) {
      for (let index = 0; index < 2; index += 1) lanes.submit(dead, work(`f${index}`, { results: [FAILED] }));
      await pass(12_000);
    }
    expect(started).toHaveLength(10);
    expect(stateOf().breaker).toBe('closed');
  });
});

describe('one slow call', () => {
  it('does not abort its healthy siblings and is itself not cut off', async () => {
    const slow = work('slow', { ms: 120_000 });
    const siblings = Array.from({ length: 10 }, (_, index) => work(`s${index}`, { ms: 50 }));
    lanes.submit(institution({ concurrency: 2 }), slow);
    for (const one of siblings) lanes.submit(institution({ concurrency: 2 }), one);
    await pass(10_000);
    expect(siblings.map(({ ends }) => ends)).toEqual(siblings.map(() => ['done']));
    expect(slow.ends).toEqual([]);
    await pass(120_000);
    expect(slow.ends).toEqual(['done']);
  });
});

describe('cancel', () => {
  it('before it runs: ended as cancelled at the next sweep and never sent', async () => {
    const controller = new AbortController();
    lanes.submit(institution({ concurrency: 1 }), work('runs', { ms: 5000 }));
    const waiting = work('waiting', { cancelled: controller.signal });
    lanes.submit(institution({ concurrency: 1 }), waiting);
    controller.abort();
    lanes.sweep(Date.now());
    expect(waiting.ends).toEqual(['cancelled']);
    await pass(10_000);
    expect(started).toEqual(['runs']);
    expect(waiting.ends).toEqual(['cancelled']);
  });

  it('while it runs: the attempt decides, and it is counted once', async () => {
    const controller = new AbortController();
    const runs = work('runs', { ms: 1000, cancelled: controller.signal });
    lanes.submit(institution(), runs);
    await pass(10);
    controller.abort();
    lanes.sweep(Date.now());
    expect(runs.ends).toEqual([]);
    await pass(1000);
    expect(runs.ends).toEqual(['done']);
  });

  it('while it waits for its retry: ended at the next sweep, not when the retry was due', async () => {
    const controller = new AbortController();
    const retrying = work('retrying', { cancelled: controller.signal, results: [{ state: 'retry', technical: false, afterMs: 60_000 }, DONE] });
    lanes.submit(institution(), retrying);
    await pass(100);
    controller.abort();
    lanes.sweep(Date.now());
    expect(retrying.ends).toEqual(['cancelled']);
    await pass(120_000);
    expect(retrying).toMatchObject({ attempts: 1, ends: ['cancelled'] });
  });
});

describe('stop', () => {
  it('ends what waits, what waits for a retry and what comes later as stopped, each once; running work ends by itself', async () => {
    const narrow = institution({ concurrency: 1 });
    const retrying = work('retrying', { results: [{ state: 'retry', technical: false, afterMs: 5000 }] });
    lanes.submit(narrow, retrying);
    await pass(100);
    const runs = work('runs', { ms: 1000 });
    const waits = work('waits');
    lanes.submit(narrow, runs);
    lanes.submit(narrow, waits);
    await pass(10);
    lanes.stop();
    const late = work('late');
    lanes.submit(narrow, late);
    expect([retrying, waits, late].map(({ ends }) => ends)).toEqual([['stopped'], ['stopped'], ['stopped']]);
    expect(runs.ends).toEqual([]);
    await pass(60_000);
    expect(runs.ends).toEqual(['done']);
    expect([retrying, waits, late].map(({ ends }) => ends)).toEqual([['stopped'], ['stopped'], ['stopped']]);
    expect(started).toEqual(['retrying', 'runs']);
    expect(stateOf()).toMatchObject({ depth: 0, running: 0 });
  });

  it('an attempt that fails because we stop is left open for the next start, not reported as exhausted', async () => {
    lanesWith({ attempts: 1 });
    const runs = work('runs', { ms: 1000, results: [FAILED] });
    lanes.submit(institution(), runs);
    await pass(10);
    lanes.stop();
    await pass(2000);
    expect(runs.ends).toEqual(['stopped']);
  });

  it('makes no lane for an institution that had none', async () => {
    lanes.stop();
    const first = work('first');
    lanes.submit(institution({ code: 'NEW' }), first);
    await pass(100);
    expect(first).toMatchObject({ attempts: 0, ends: ['stopped'] });
  });

  it('leaves no timer behind', async () => {
    lanes.stop();
    expect(jest.getTimerCount()).toBe(0);
    lanes = new Lanes();
    lanes.submit(institution({ workingHours: { days: [7], from: '09:00', to: '10:00', timezone: 'Asia/Shanghai' } }), work('closed'));
    lanes.submit(institution({ code: 'B', ratePerSecond: 0.01 }), work('first'));
    lanes.submit(institution({ code: 'B', ratePerSecond: 0.01 }), work('second'));
    lanes.submit(institution({ code: 'C' }), work('retrying', { results: [{ state: 'retry', technical: false, afterMs: 5000 }] }));
    for (let index = 0; index < 8; index += 1) lanes.submit(institution({ code: 'D' }), work(`dead${index}`, { results: [FAILED] }));
    await pass(3000);
    expect(stateOf('D').breaker).toBe('open');
    lanes.stop();
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('every request ends exactly once', () => {
  it('whatever mix of failures, retries, cancels, deadlines and a stop meets it', async () => {
    const random = mulberry(7);
    lanesWith({ breakerResetMs: 500 });
    const works: TestWork[] = [];
    for (let index = 0; index < 600; index += 1) {
      const controller = new AbortController();
      const results = [DONE, FAILED, { state: 'retry', technical: false, afterMs: Math.floor(random() * 3000) } as const];
      const one = work(`w${index}`, {
        ms: Math.floor(random() * 400),
        priority: Math.floor(random() * 4),
        court: `court ${Math.floor(random() * 5)}`,
        withinMs: Math.floor(random() * 20_000),
        results: Array.from({ length: 3 }, () => results[Math.floor(random() * 3)]!),
        cancelled: controller.signal,
      });
      works.push(one);
      lanes.submit(institution({ code: `BANK-${index % 7}`, concurrency: 1 + (index % 3), ...(index % 7 === 0 ? { ratePerSecond: 3 } : {}) }), one);
      if (index % 11 === 0) setTimeout(() => controller.abort(), Math.floor(random() * 5000));
      if (index % 20 === 0) await pass(100);
    }
    await pass(12_000);
    lanes.stop();
    await pass(60_000);
    expect(works.filter(({ ends }) => ends.length !== 1).map(({ ends }) => ends)).toEqual([]);
    expect(new Set(works.flatMap(({ ends }) => ends))).toEqual(new Set(['done', 'exhausted', 'expired', 'cancelled', 'breaker-open', 'stopped']));
  });
});

describe('a changed institution', () => {
  it('more calls at once are allowed from the next request on', async () => {
    const narrow = institution({ concurrency: 1 });
    for (let index = 0; index < 5; index += 1) lanes.submit(narrow, work(`w${index}`, { ms: 1000 }));
    await pass(10);
    expect(started).toHaveLength(1);
    lanes.submit({ ...narrow, concurrency: 4, version: 2 }, work('last', { ms: 1000 }));
    await pass(10);
    expect(started).toHaveLength(4);
  });

  it('an older record, kept by a conversation from before the change, does not bring the old limits back', async () => {
    const narrow = institution({ concurrency: 1 });
    const wide = { ...narrow, concurrency: 3, version: 2 };
    lanes.submit(narrow, work('a', { ms: 1000 }));
    lanes.submit(wide, work('b', { ms: 1000 }));
    lanes.submit(narrow, work('c', { ms: 1000 }));
    await pass(10);
    expect(started).toEqual(['a', 'b', 'c']);
  });

  it('opened round the clock: what waited for the morning starts when the lanes learn of it', async () => {
    const closed = institution({ workingHours: { days: [1, 2, 3, 4, 5], from: '20:00', to: '21:00', timezone: 'Asia/Shanghai' } });
    const waits = work('waits');
    lanes.submit(closed, waits);
    await pass(1000);
    expect(started).toEqual([]);
    const { workingHours: _, ...open } = closed;
    lanes.update({ ...open, version: 2 });
    await pass(100);
    expect(waits.ends).toEqual(['done']);
  });

  it('learning of an institution that has no lane makes none', () => {
    lanes.update(institution({ code: 'NEVER-USED' }));
    expect([...lanes.states()]).toEqual([]);
  });
});

describe('thousands of lanes', () => {
  it('share one rotation timer and one sweep', async () => {
    const before = jest.getTimerCount();
    for (let index = 0; index < 3000; index += 1) lanes.submit(institution({ code: `BANK-${index}` }), work(`w${index}`));
    await pass(100);
    expect(started).toHaveLength(3000);
    expect([...lanes.states()]).toHaveLength(3000);
    expect(jest.getTimerCount()).toBe(before);
    expect(before).toBe(2);
    lanes.stop();
    expect(jest.getTimerCount()).toBe(0);
  });
});

/** A small seeded generator: the same run every time. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
