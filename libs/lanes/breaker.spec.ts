import { institution } from '#libs/engine-testkit';
import { FAILED, LaneBench, pass } from './testkit/lane-bench.js';

const bench = new LaneBench();
beforeEach(() => bench.open());
afterEach(() => bench.close());

describe('breaker', () => {
  const dead = institution({ concurrency: 1 });

  /** Makes an institution fail until its breaker opens. */
  async function trip(): Promise<void> {
    bench.lanesWith({ attempts: 1 });
    for (let index = 0; index < 5; index += 1) bench.lanes.submit(dead, bench.work(`f${index}`, { results: [FAILED] }));
    await pass(200);
    expect(bench.stateOf().breaker).toBe('open');
    bench.started.length = 0;
  }

  it('opens after failures; further work is told so without a call', async () => {
    await trip();
    const works = Array.from({ length: 50 }, (_, index) => bench.work(`w${index}`));
    for (const one of works) bench.lanes.submit(dead, one);
    await pass(0);
    expect(works.map(({ ends }) => ends)).toEqual(works.map(() => ['breaker-open']));
    expect(bench.started).toEqual([]);
  });

  it('refuses at once even where calls are few a second, and keeps the tokens for real calls', async () => {
    bench.lanesWith({ attempts: 1 });
    const slow = institution({ code: 'SLOW', ratePerSecond: 5, concurrency: 5 });
    for (let index = 0; index < 5; index += 1) bench.lanes.submit(slow, bench.work(`f${index}`, { results: [FAILED] }));
    await pass(100);
    expect(bench.stateOf('SLOW').breaker).toBe('open');
    const works = Array.from({ length: 50 }, (_, index) => bench.work(`w${index}`));
    for (const one of works) bench.lanes.submit(slow, one);
    await pass(0);
    expect(works.filter(({ ends }) => ends[0] === 'breaker-open')).toHaveLength(50);
  });

  it('what waited when it opened is told at once, also while other calls still hang', async () => {
    bench.lanesWith({ attempts: 1 });
    const wide = institution({ code: 'WIDE', concurrency: 7 });
    const hanging = bench.work('hangs', { ms: 60_000 });
    bench.lanes.submit(wide, hanging);
    for (let index = 0; index < 12; index += 1) bench.lanes.submit(wide, bench.work(`f${index}`, { results: [FAILED] }));
    const waiting = Array.from({ length: 20 }, (_, index) => bench.work(`waits${index}`, { ms: 30_000 }));
    for (const one of waiting) bench.lanes.submit(wide, one);
    await pass(21);
    expect(bench.stateOf('WIDE').breaker).toBe('open');
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
    expect(bench.stateOf().breaker).toBe('half-open');
    const wide = { ...dead, concurrency: 3, version: 2 };
    const works = ['trial', 'second', 'third'].map((name) => bench.work(name));
    for (const one of works) bench.lanes.submit(wide, one);
    await pass(100);
    expect(bench.started).toEqual(['trial']);
    expect(works.map(({ ends }) => ends[0])).toEqual(['done', 'breaker-open', 'breaker-open']);
    expect(bench.stateOf().breaker).toBe('closed');
    const after = bench.work('after');
    bench.lanes.submit(wide, after);
    await pass(100);
    expect(after.ends).toEqual(['done']);
  });

  it('half open: a failed trial opens it again for the whole pause', async () => {
    await trip();
    await pass(10_000);
    bench.lanes.submit(dead, bench.work('trial', { results: [FAILED] }));
    await pass(100);
    expect(bench.stateOf().breaker).toBe('open');
    await pass(9000);
    expect(bench.stateOf().breaker).toBe('open');
    await pass(1000);
    expect(bench.stateOf().breaker).toBe('half-open');
  });

  it('an institution that only asks for patience never opens it', async () => {
    bench.lanesWith({ attempts: 1 });
    for (let index = 0; index < 20; index += 1) bench.lanes.submit(dead, bench.work(`w${index}`, { results: [{ state: 'retry', technical: false }] }));
    await pass(1000);
    expect(bench.started).toHaveLength(20);
    expect(bench.stateOf().breaker).toBe('closed');
  });

  it("one institution's open breaker is no concern of another's", async () => {
    await trip();
    const healthy = bench.work('healthy');
    bench.lanes.submit(institution({ code: 'BANK-2' }), healthy);
    await pass(100);
    expect(healthy.ends).toEqual(['done']);
  });

  it('failures of ten seconds ago are forgotten', async () => {
    bench.lanesWith({ attempts: 1 });
    for (let round = 0; round < 5; round += 1) {
      for (let index = 0; index < 2; index += 1) bench.lanes.submit(dead, bench.work(`f${index}`, { results: [FAILED] }));
      await pass(12_000);
    }
    expect(bench.started).toHaveLength(10);
    expect(bench.stateOf().breaker).toBe('closed');
  });
});
