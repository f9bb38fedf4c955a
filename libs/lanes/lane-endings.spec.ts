import { jest } from '@jest/globals';
import { institution } from '#libs/engine-testkit';
import { Lanes } from './index.js';
import { DONE, FAILED, LaneBench, pass, type TestWork } from './testkit/lane-bench.js';

const bench = new LaneBench();
beforeEach(() => bench.open());
afterEach(() => bench.close());

describe('cancel', () => {
  it('before it runs: ended as cancelled at the next sweep and never sent', async () => {
    const controller = new AbortController();
    bench.lanes.submit(institution({ concurrency: 1 }), bench.work('runs', { ms: 5000 }));
    const waiting = bench.work('waiting', { cancelled: controller.signal });
    bench.lanes.submit(institution({ concurrency: 1 }), waiting);
    controller.abort();
    bench.lanes.sweep(Date.now());
    expect(waiting.ends).toEqual(['cancelled']);
    await pass(10_000);
    expect(bench.started).toEqual(['runs']);
    expect(waiting.ends).toEqual(['cancelled']);
  });

  it('while it runs: the attempt decides, and it is counted once', async () => {
    const controller = new AbortController();
    const runs = bench.work('runs', { ms: 1000, cancelled: controller.signal });
    bench.lanes.submit(institution(), runs);
    await pass(10);
    controller.abort();
    bench.lanes.sweep(Date.now());
    expect(runs.ends).toEqual([]);
    await pass(1000);
    expect(runs.ends).toEqual(['done']);
  });

  it('while it waits for its retry: ended at the next sweep, not when the retry was due', async () => {
    const controller = new AbortController();
    const retrying = bench.work('retrying', { cancelled: controller.signal, results: [{ state: 'retry', technical: false, afterMs: 60_000 }, DONE] });
    bench.lanes.submit(institution(), retrying);
    await pass(100);
    controller.abort();
    bench.lanes.sweep(Date.now());
    expect(retrying.ends).toEqual(['cancelled']);
    await pass(120_000);
    expect(retrying).toMatchObject({ attempts: 1, ends: ['cancelled'] });
  });
});

describe('stop', () => {
  it('ends what waits, what waits for a retry and what comes later as stopped, each once; running work ends by itself', async () => {
    const narrow = institution({ concurrency: 1 });
    const retrying = bench.work('retrying', { results: [{ state: 'retry', technical: false, afterMs: 5000 }] });
    bench.lanes.submit(narrow, retrying);
    await pass(100);
    const runs = bench.work('runs', { ms: 1000 });
    const waits = bench.work('waits');
    bench.lanes.submit(narrow, runs);
    bench.lanes.submit(narrow, waits);
    await pass(10);
    bench.lanes.stop();
    const late = bench.work('late');
    bench.lanes.submit(narrow, late);
    expect([retrying, waits, late].map(({ ends }) => ends)).toEqual([['stopped'], ['stopped'], ['stopped']]);
    expect(runs.ends).toEqual([]);
    await pass(60_000);
    expect(runs.ends).toEqual(['done']);
    expect([retrying, waits, late].map(({ ends }) => ends)).toEqual([['stopped'], ['stopped'], ['stopped']]);
    expect(bench.started).toEqual(['retrying', 'runs']);
    expect(bench.stateOf()).toMatchObject({ depth: 0, running: 0 });
  });

  it('an attempt that fails because we stop is left open for the next start, not reported as exhausted', async () => {
    bench.lanesWith({ attempts: 1 });
    const runs = bench.work('runs', { ms: 1000, results: [FAILED] });
    bench.lanes.submit(institution(), runs);
    await pass(10);
    bench.lanes.stop();
    await pass(2000);
    expect(runs.ends).toEqual(['stopped']);
  });

  it('makes no lane for an institution that had none', async () => {
    bench.lanes.stop();
    const first = bench.work('first');
    bench.lanes.submit(institution({ code: 'NEW' }), first);
    await pass(100);
    expect(first).toMatchObject({ attempts: 0, ends: ['stopped'] });
  });

  it('leaves no timer behind', async () => {
    bench.lanes.stop();
    expect(jest.getTimerCount()).toBe(0);
    bench.lanes = new Lanes();
    bench.lanes.submit(institution({ workingHours: { days: [7], from: '09:00', to: '10:00', timezone: 'Asia/Shanghai' } }), bench.work('closed'));
    bench.lanes.submit(institution({ code: 'B', ratePerSecond: 0.01 }), bench.work('first'));
    bench.lanes.submit(institution({ code: 'B', ratePerSecond: 0.01 }), bench.work('second'));
    bench.lanes.submit(institution({ code: 'C' }), bench.work('retrying', { results: [{ state: 'retry', technical: false, afterMs: 5000 }] }));
    for (let index = 0; index < 8; index += 1) bench.lanes.submit(institution({ code: 'D' }), bench.work(`dead${index}`, { results: [FAILED] }));
    await pass(3000);
    expect(bench.stateOf('D').breaker).toBe('open');
    bench.lanes.stop();
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('every request ends exactly once', () => {
  it('whatever mix of failures, retries, cancels, deadlines and a stop meets it', async () => {
    const random = mulberry(7);
    bench.lanesWith({ breakerResetMs: 500 });
    const works: TestWork[] = [];
    for (let index = 0; index < 600; index += 1) {
      const controller = new AbortController();
      const results = [DONE, FAILED, { state: 'retry', technical: false, afterMs: Math.floor(random() * 3000) } as const];
      const one = bench.work(`w${index}`, {
        ms: Math.floor(random() * 400),
        priority: Math.floor(random() * 4),
        court: `court ${Math.floor(random() * 5)}`,
        withinMs: Math.floor(random() * 20_000),
        results: Array.from({ length: 3 }, () => results[Math.floor(random() * 3)]!),
        cancelled: controller.signal,
      });
      works.push(one);
      bench.lanes.submit(institution({ code: `BANK-${index % 7}`, concurrency: 1 + (index % 3), ...(index % 7 === 0 ? { ratePerSecond: 3 } : {}) }), one);
      if (index % 11 === 0) setTimeout(() => controller.abort(), Math.floor(random() * 5000));
      if (index % 20 === 0) await pass(100);
    }
    await pass(12_000);
    bench.lanes.stop();
    await pass(60_000);
    expect(works.filter(({ ends }) => ends.length !== 1).map(({ ends }) => ends)).toEqual([]);
    expect(new Set(works.flatMap(({ ends }) => ends))).toEqual(new Set(['done', 'exhausted', 'expired', 'cancelled', 'breaker-open', 'stopped']));
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
