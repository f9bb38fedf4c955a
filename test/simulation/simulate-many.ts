import { realEngine } from './engine.js';
import { simulate, type Run } from './simulate.js';
import { Coverage } from './transitions.js';

export interface ManyOptions {
  readonly from: number;
  readonly seeds: number;
  readonly steps?: number;
  readonly trace: boolean;
  /** Looks for more after the first failure. */
  readonly keepGoing: boolean;
  readonly json: boolean;
}

/** Lines of a trace that are shown of a failing run when nobody asked for all of it. */
const LAST_LINES = 60;

/** Runs seeds one after the other and says what was found. @returns the exit code: 1 when an invariant was broken */
export async function simulateMany({ from, seeds, steps, trace, keepGoing, json }: ManyOptions): Promise<number> {
  const coverage = new Coverage();
  const failures: Run[] = [];
  const total = { steps: 0, days: 0, orders: 0, crashes: 0 };
  const begunMs = performance.now();
  let done = 0;
  for (let seed = from; seed < from + seeds; seed += 1) {
    const run = await simulate(seed, realEngine, { steps, coverage, traced: trace });
    done += 1;
    for (const key of ['steps', 'days', 'orders', 'crashes'] as const) total[key] += run[key];
    if (trace) console.log(run.trace?.join('\n'));
    if (run.failure === undefined) continue;
    failures.push(run);
    if (!keepGoing) break;
  }
  const seconds = (performance.now() - begunMs) / 1000;
  if (json) {
    console.log(JSON.stringify({ seeds: done, seconds, ...total, failures: failures.map(({ seed, failure }) => ({ seed, ...failure })), missing: coverage.missing() }));
    return failures.length > 0 ? 1 : 0;
  }
  for (const { seed, failure } of failures) {
    console.log(`seed ${seed}: ${failure!.invariant}: ${failure!.what}`);
    if (!trace && !keepGoing) {
      const again = await simulate(seed, realEngine, { steps, traced: true });
      console.log(again.trace?.slice(-LAST_LINES).join('\n'));
      console.log(`all of it: npm run simulate -- --seed ${seed}${steps === undefined ? '' : ` --steps ${steps}`} --trace`);
    }
  }
  console.log(`${done} seeds, ${failures.length} failed: ${total.steps} steps, ${total.orders} orders, ${total.crashes} crashes, ${Math.round(total.days / 365)} years in ${seconds.toFixed(1)} s`);
  console.log(`${Math.round(done / seconds)} seeds/s, ${Math.round(total.steps / seconds)} steps/s`);
  console.log(`transitions: ${[...coverage.taken].sort().map(([key, times]) => `${key} ${times}`).join(', ')}`);
  if (coverage.missing().length > 0) console.log(`never taken: ${coverage.missing().join(', ')}`);
  return failures.length > 0 ? 1 : 0;
}
