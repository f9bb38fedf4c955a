import { Wheel } from './wheel.js';

const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

describe('thousands of sleepers', () => {
  it('need one timer, are each woken once and not before their time', async () => {
    const wheel = new Wheel();
    const before = timers();
    const slept: { readonly wanted: number; readonly took: number }[] = [];
    const sleepers = Array.from({ length: 4000 }, async (_, index) => {
      const wanted = (index * 7) % 300;
      const begun = performance.now();
      await wheel.sleep(wanted, new AbortController().signal);
      slept.push({ wanted, took: performance.now() - begun });
    });
    expect(timers() - before).toBe(1);
    await Promise.all(sleepers);
    expect(slept).toHaveLength(4000);
    expect(slept.filter(({ wanted, took }) => took < wanted - 1)).toEqual([]);
    expect(timers()).toBe(before);
  });

  it('of whom some are called away: those end at once, the others sleep on, and in the end no timer is left', async () => {
    const wheel = new Wheel();
    const before = timers();
    const away = new AbortController();
    const called = Array.from({ length: 100 }, () => wheel.sleep(60_000, away.signal));
    const sleeping = wheel.sleep(60, new AbortController().signal);
    away.abort(new Error('called away'));
    for (const one of await Promise.allSettled(called)) expect(one).toMatchObject({ status: 'rejected', reason: { message: 'called away' } });
    await sleeping;
    expect(timers()).toBe(before);
  });

  it('one that falls asleep while others are woken is not forgotten', async () => {
    const wheel = new Wheel();
    const { signal } = new AbortController();
    for (let nap = 0; nap < 5; nap += 1) await wheel.sleep(1, signal);
    await Promise.all([wheel.sleep(0, signal).then(() => wheel.sleep(30, signal)), wheel.sleep(50, signal)]);
  });
});
