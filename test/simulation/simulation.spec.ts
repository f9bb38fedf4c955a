import { realEngine } from './engine.js';
import { simulate } from './simulate.js';
import { Coverage } from './transitions.js';

/** As many as take some ten seconds; `npm run simulate -- --seeds 10000` looks further. */
const SEEDS = 240;

/** What runs of tens of thousands of seeds found one day, and the few that CI goes through do not reach. */
const FOUND_ONCE = [6455, 8373, 13211, 18512, 44203, 80273];

describe('measures under faults', () => {
  it(`${SEEDS} seeds: whatever dies, comes late, twice, never or contradicts itself, I1 to I9 hold after every step`, async () => {
    const failures: string[] = [];
    const coverage = new Coverage();
    let crashes = 0;
    for (const seed of [...Array.from({ length: SEEDS }, (_, index) => index + 1), ...FOUND_ONCE]) {
      const run = await simulate(seed, realEngine, { coverage });
      crashes += run.crashes;
      if (run.failure !== undefined) failures.push(`npm run simulate -- --seed ${seed} --trace: ${run.failure.invariant}: ${run.failure.what}`);
    }
    expect(failures).toEqual([]);
    // They would hold in a world in which nothing happens, too.
    expect(crashes).toBeGreaterThan(SEEDS / 2);
    expect(coverage.missing().filter((step) => step !== 'measure restored')).toEqual([]);
  }, 120_000);

  it('a seed is the same run every time, to the last line of its trace', async () => {
    const [first, second] = [await simulate(8, realEngine, { traced: true }), await simulate(8, realEngine, { traced: true })];
    expect(second).toEqual(first);
    expect(first.trace!.length).toBeGreaterThan(1000);
    expect((await simulate(9, realEngine, { traced: true })).trace).not.toEqual(first.trace);
  }, 60_000);

  it('nothing in it knows the real time, waits for it, or draws a number of its own', async () => {
    const forbidden = (): never => {
      throw new Error('the real world was asked');
    };
    const { Date: RealDate, setTimeout: timeout, setInterval: interval } = globalThis;
    const { random } = Math;
    class NoNow extends RealDate {
      constructor(...when: unknown[]) {
        if (when.length === 0) forbidden();
        super(...(when as [number]));
      }

      static override now = forbidden;
    }
    Object.assign(globalThis, { Date: NoNow, setTimeout: forbidden, setInterval: forbidden });
    Math.random = forbidden;
    try {
      expect((await simulate(3, realEngine)).failure).toBeUndefined();
    } finally {
      Object.assign(globalThis, { Date: RealDate, setTimeout: timeout, setInterval: interval });
      Math.random = random;
    }
  }, 60_000);
});
