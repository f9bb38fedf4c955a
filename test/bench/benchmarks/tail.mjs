import { startContestants, takeTurns } from '../measure/contestants.mjs';
import { metric, summarise } from '../measure/statistics.mjs';

const INSTITUTIONS = 12;
const LATENCY = 'fixed:50';
/** An inquiry takes 50 ms and more here: turns are longer, so that the 99th percentile is not a single inquiry. */
const LONGER = 2;

/**
 * What the gateway adds: the time of each inquiry minus the time the stub spent on the slowest call of the same inquiry, as
 * the stub measured it. One caller, so that nothing waits for anything but the institutions.
 */
export default {
  name: 'tail',
  describe: `one caller, ${INSTITUTIONS} push institutions that take 50 ms each: what is added to the slowest`,

  async run(context) {
    const stub = await context.start('stub-institutions.mjs', ['--institutions', String(INSTITUTIONS), '--latency', LATENCY]);
    const contestants = await startContestants(context, stub);
    const turns = { callers: 1, seconds: context.seconds * LONGER, perInquiry: true };
    const results = await takeTurns(context, stub, contestants, turns);

    return contestants.flatMap(({ name }) => {
      const added = summarise(results[name].flatMap(({ overheads }) => overheads));
      const target = (limit) => (name === 'gateway' ? { atMost: limit } : undefined);
      return [
        metric(`tail/${name}/added-p50`, added.p50, 'ms', target(10)),
        metric(`tail/${name}/added-p95`, added.p95, 'ms'),
        metric(`tail/${name}/added-p99`, added.p99, 'ms', target(30)),
        metric(`tail/${name}/inquiries`, added.count, 'measured'),
      ];
    });
  },
};
