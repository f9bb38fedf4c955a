import { jest } from '@jest/globals';
import { institution } from '#libs/engine-testkit';
import { DONE, FAILED, LaneBench, pass } from './testkit/lane-bench.js';

const bench = new LaneBench();
beforeEach(() => bench.open());
afterEach(() => bench.close());

describe('whose turn it is', () => {
  it('while one call runs the rest waits, and then goes by priority', async () => {
    const narrow = institution({ concurrency: 1 });
    for (const [name, priority] of [['first', 3], ['scheduled', 3], ['filing', 2], ['control', 1], ['urgent', 0]] as const) {
      bench.lanes.submit(narrow, bench.work(name, { priority }));
    }
    await pass(1000);
    expect(bench.started).toEqual(['first', 'urgent', 'control', 'filing', 'scheduled']);
  });

  it('courts take turns within a priority', async () => {
    const narrow = institution({ concurrency: 1 });
    for (const name of ['a1', 'a2', 'a3', 'b1', 'c1']) bench.lanes.submit(narrow, bench.work(name, { court: name[0]! }));
    await pass(1000);
    expect(bench.started).toEqual(['a1', 'a2', 'b1', 'c1', 'a3']);
  });

  it('never more calls at once than the institution allows', async () => {
    const works = Array.from({ length: 20 }, (_, index) => bench.work(`w${index}`, { ms: 5 + index }));
    for (const one of works) bench.lanes.submit(institution({ concurrency: 3 }), one);
    await pass(5000);
    expect(bench.mostRunning).toBe(3);
    expect(works.map(({ ends }) => ends)).toEqual(works.map(() => ['done']));
  });

  it('work that waits for its retry gives its place to others', async () => {
    const narrow = institution({ concurrency: 1 });
    bench.lanes.submit(narrow, bench.work('again', { results: [{ state: 'retry', technical: false, afterMs: 5000 }, DONE] }));
    bench.lanes.submit(narrow, bench.work('other'));
    await pass(100);
    expect(bench.started).toEqual(['again', 'other']);
    await pass(5000);
    expect(bench.started).toEqual(['again', 'other', 'again']);
  });
});

describe('rate', () => {
  it('a burst of one second, then evenly spaced', async () => {
    const works = Array.from({ length: 5 }, (_, index) => bench.work(`w${index}`));
    for (const one of works) bench.lanes.submit(institution({ ratePerSecond: 2, concurrency: 10 }), one);
    await pass(0);
    expect(bench.started).toHaveLength(2);
    await pass(499);
    expect(bench.started).toHaveLength(2);
    await pass(1);
    expect(bench.started).toHaveLength(3);
    await pass(1000);
    expect(bench.started).toHaveLength(5);
  });

  it('a change that leaves the rate as it is gives no second burst', async () => {
    const slow = institution({ ratePerSecond: 2, concurrency: 10 });
    for (let index = 0; index < 2; index += 1) bench.lanes.submit(slow, bench.work(`w${index}`));
    bench.lanes.submit({ ...slow, version: 2 }, bench.work('third'));
    await pass(400);
    expect(bench.started).toHaveLength(2);
    await pass(100);
    expect(bench.started).toHaveLength(3);
  });

  it('a faster rate counts from the change on, not after the wait of the slower one', async () => {
    const slow = institution({ ratePerSecond: 0.01, concurrency: 10 });
    for (let index = 0; index < 4; index += 1) bench.lanes.submit(slow, bench.work(`w${index}`));
    await pass(1000);
    expect(bench.started).toHaveLength(1);
    bench.lanes.submit({ ...slow, ratePerSecond: 1, version: 2 }, bench.work('last'));
    await pass(4000);
    expect(bench.started).toHaveLength(5);
  });
});

describe('working hours', () => {
  const office = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', timezone: 'Asia/Shanghai' } as const;

  it('closed: work waits for the opening', async () => {
    jest.setSystemTime(Date.parse('2026-01-07T08:30:00+08:00'));
    const early = bench.work('early');
    bench.lanes.submit(institution({ workingHours: office }), early);
    await pass(30 * 60_000 - 1);
    expect(bench.started).toEqual([]);
    await pass(1000);
    expect(early.ends).toEqual(['done']);
  });

  it('closed until Monday: no call before, and none is forgotten', async () => {
    jest.setSystemTime(Date.parse('2026-01-11T21:00:00+08:00'));
    const weekend = bench.work('weekend', { withinMs: 5 * 86_400_000 });
    bench.lanes.submit(institution({ workingHours: office }), weekend);
    await pass(12 * 3_600_000 - 1000);
    expect(bench.started).toEqual([]);
    await pass(2000);
    expect(weekend.ends).toEqual(['done']);
  });

  it('what becomes too late while it is closed ends as expired and is never sent', async () => {
    jest.setSystemTime(Date.parse('2026-01-07T17:00:00+08:00'));
    const late = bench.work('late', { withinMs: 10_000 });
    bench.lanes.submit(institution({ workingHours: office }), late);
    await pass(9000);
    expect(late.ends).toEqual([]);
    await pass(2000);
    expect(late.ends).toEqual(['expired']);
    await pass(3_600_000);
    expect(bench.started).toEqual([]);
    expect(late.ends).toEqual(['expired']);
  });

  it('closes while work waits for its turn: what runs is finished, the rest waits for the next day', async () => {
    jest.setSystemTime(Date.parse('2026-01-07T16:59:59+08:00'));
    const narrow = institution({ concurrency: 1, workingHours: office });
    const runs = bench.work('runs', { ms: 2000, withinMs: 86_400_000 });
    const waits = bench.work('waits', { withinMs: 86_400_000 });
    bench.lanes.submit(narrow, runs);
    bench.lanes.submit(narrow, waits);
    await pass(3000);
    expect([runs.ends, waits.ends]).toEqual([['done'], []]);
    await pass(16 * 3_600_000);
    expect(waits.ends).toEqual(['done']);
  });
});

describe('retry', () => {
  it('stops at the attempt limit', async () => {
    const failing = bench.work('failing', { results: [FAILED] });
    bench.lanes.submit(institution(), failing);
    await pass(10_000);
    expect(failing).toMatchObject({ attempts: 3, ends: ['exhausted'] });
  });

  it('waits with full jitter: between nothing and twice as long each time', async () => {
    const random = jest.spyOn(Math, 'random').mockReturnValue(0.5);
    const failing = bench.work('failing', { ms: 0, results: [FAILED] });
    bench.lanes.submit(institution(), failing);
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
    const failing = bench.work('failing', { withinMs: 3000, results: [{ state: 'retry', technical: false, afterMs: 4000 }] });
    bench.lanes.submit(institution(), failing);
    await pass(100);
    expect(failing).toMatchObject({ attempts: 1, ends: ['exhausted'] });
  });

  it('succeeds at the second attempt: one end', async () => {
    const twice = bench.work('twice', { results: [FAILED, DONE] });
    bench.lanes.submit(institution(), twice);
    await pass(10_000);
    expect(twice).toMatchObject({ attempts: 2, ends: ['done'] });
  });

  it('an attempt that rejects against its contract counts as failed, not as a breaker that is open', async () => {
    const broken = bench.work('broken');
    broken.attempt = () => Promise.reject(new Error('bug'));
    bench.lanes.submit(institution(), broken);
    await pass(10_000);
    expect(broken.ends).toEqual(['exhausted']);
    expect(bench.stateOf().running).toBe(0);
  });
});

describe('one slow call', () => {
  it('does not abort its healthy siblings and is itself not cut off', async () => {
    const slow = bench.work('slow', { ms: 120_000 });
    const siblings = Array.from({ length: 10 }, (_, index) => bench.work(`s${index}`, { ms: 50 }));
    bench.lanes.submit(institution({ concurrency: 2 }), slow);
    for (const one of siblings) bench.lanes.submit(institution({ concurrency: 2 }), one);
    await pass(10_000);
    expect(siblings.map(({ ends }) => ends)).toEqual(siblings.map(() => ['done']));
    expect(slow.ends).toEqual([]);
    await pass(120_000);
    expect(slow.ends).toEqual(['done']);
  });
});

describe('a changed institution', () => {
  it('more calls at once are allowed from the next request on', async () => {
    const narrow = institution({ concurrency: 1 });
    for (let index = 0; index < 5; index += 1) bench.lanes.submit(narrow, bench.work(`w${index}`, { ms: 1000 }));
    await pass(10);
    expect(bench.started).toHaveLength(1);
    bench.lanes.submit({ ...narrow, concurrency: 4, version: 2 }, bench.work('last', { ms: 1000 }));
    await pass(10);
    expect(bench.started).toHaveLength(4);
  });

  it('an older record, kept by a conversation from before the change, does not bring the old limits back', async () => {
    const narrow = institution({ concurrency: 1 });
    const wide = { ...narrow, concurrency: 3, version: 2 };
    bench.lanes.submit(narrow, bench.work('a', { ms: 1000 }));
    bench.lanes.submit(wide, bench.work('b', { ms: 1000 }));
    bench.lanes.submit(narrow, bench.work('c', { ms: 1000 }));
    await pass(10);
    expect(bench.started).toEqual(['a', 'b', 'c']);
  });

  it('opened round the clock: what waited for the morning starts when the lanes learn of it', async () => {
    const closed = institution({ workingHours: { days: [1, 2, 3, 4, 5], from: '20:00', to: '21:00', timezone: 'Asia/Shanghai' } });
    const waits = bench.work('waits');
    bench.lanes.submit(closed, waits);
    await pass(1000);
    expect(bench.started).toEqual([]);
    const { workingHours: _, ...open } = closed;
    bench.lanes.update({ ...open, version: 2 });
    await pass(100);
    expect(waits.ends).toEqual(['done']);
  });

  it('learning of an institution that has no lane makes none', () => {
    bench.lanes.update(institution({ code: 'NEVER-USED' }));
    expect([...bench.lanes.states()]).toEqual([]);
  });
});

describe('thousands of lanes', () => {
  it('share one rotation timer and one sweep', async () => {
    const before = jest.getTimerCount();
    for (let index = 0; index < 3000; index += 1) bench.lanes.submit(institution({ code: `BANK-${index}` }), bench.work(`w${index}`));
    await pass(100);
    expect(bench.started).toHaveLength(3000);
    expect([...bench.lanes.states()]).toHaveLength(3000);
    expect(jest.getTimerCount()).toBe(before);
    expect(before).toBe(2);
    bench.lanes.stop();
    expect(jest.getTimerCount()).toBe(0);
  });
});
