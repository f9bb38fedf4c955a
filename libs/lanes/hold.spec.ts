import { institution } from '#libs/engine-testkit';
import { LaneBench, pass } from './testkit/lane-bench.js';

const bench = new LaneBench();
const BANK = institution({ code: 'BANK-1', concurrency: 2 });
beforeEach(() => bench.open());
afterEach(() => bench.close());

describe('lanes are held', () => {
  it('nothing is sent, from known lanes and new ones; afterwards everything is, in order', async () => {
    bench.lanes.submit(BANK, bench.work('before'));
    await pass(20);
    bench.lanes.hold(true);
    const queued = [bench.work('known lane'), bench.work('new lane')];
    bench.lanes.submit(BANK, queued[0]!);
    bench.lanes.submit(institution({ code: 'BANK-2' }), queued[1]!);
    await pass(60_000);
    expect(bench.started).toEqual(['before']);
    expect(bench.stateOf().depth).toBe(1);
    bench.lanes.hold(false);
    await pass(20);
    expect(bench.started).toEqual(['before', 'known lane', 'new lane']);
    expect(queued.map(({ ends }) => ends)).toEqual([['done'], ['done']]);
  });

  it('what is under way ends by itself, and its retry waits', async () => {
    const work = bench.work('failing', { results: [{ state: 'retry', technical: true, afterMs: 5 }, { state: 'done' }] });
    bench.lanes.submit(BANK, work);
    bench.lanes.hold(true);
    await pass(5000);
    expect(work.attempts).toBe(1);
    bench.lanes.hold(false);
    await pass(50);
    expect([work.attempts, work.ends]).toEqual([2, ['done']]);
  });

  it('what is cancelled or too late ends all the same', async () => {
    bench.lanes.hold(true);
    const work = bench.work('late', { withinMs: 2000 });
    bench.lanes.submit(BANK, work);
    await pass(4000);
    expect([work.attempts, work.ends]).toEqual([0, ['expired']]);
  });
});
