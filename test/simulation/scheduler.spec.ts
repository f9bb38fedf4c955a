import { Scheduler, type Life } from './scheduler.js';

async function interleaving(seed: number): Promise<string> {
  const scheduler = new Scheduler(seed, 0, false);
  const said: string[] = [];
  const walker = async (name: string): Promise<void> => {
    const life: Life = { name, alive: true };
    for (let step = 1; step <= 4; step += 1) {
      await scheduler.pause(life, `${step}`);
      said.push(`${name}${step}`);
    }
  };
  void walker('a');
  void walker('b');
  while (await scheduler.step());
  return said.join(' ');
}

describe('the scheduler of the simulation', () => {
  it('the same seed gives the same order, other seeds give others', async () => {
    expect(await interleaving(7)).toBe(await interleaving(7));
    const orders = new Set(await Promise.all(Array.from({ length: 30 }, (_, seed) => interleaving(seed))));
    expect(orders.size).toBeGreaterThan(15);
  });

  it('who dies while waiting never runs again', async () => {
    const scheduler = new Scheduler(1, 0, false);
    const life: Life = { name: 'a', alive: true };
    let ran = 0;
    void (async () => {
      for (;;) {
        await scheduler.pause(life, 'on', 10);
        ran += 1;
      }
    })();
    scheduler.later(35, 'death', undefined, () => { life.alive = false; });
    while (await scheduler.step());
    expect(ran).toBe(3);
  });

  it('time goes on only with what happens, in order', async () => {
    const scheduler = new Scheduler(3, 1000, false);
    const at: number[] = [];
    for (const delay of [500, 20, 86_400_000, 20, 0, 300, 7, 7000]) scheduler.later(delay, 'x', undefined, () => at.push(scheduler.nowMs));
    while (await scheduler.step());
    expect(at).toEqual([1000, 1007, 1020, 1020, 1300, 1500, 8000, 86_401_000]);
  });
});
