import { startContestants, takeTurns } from '../measure/contestants.mjs';
import { median, metric, pairedRatio, spread, summarise } from '../measure/statistics.mjs';

const CALLERS = 16;
const INSTITUTIONS = 12;

export default {
  name: 'fan-out',
  describe: `${CALLERS} callers, ${INSTITUTIONS} push institutions that answer at once`,

  async run(context) {
    const stub = await context.start('stub-institutions.mjs', ['--institutions', String(INSTITUTIONS)]);
    const contestants = await startContestants(context, stub);
    const results = await takeTurns(context, stub, contestants, { callers: CALLERS });
    const rates = (name) => results[name].map(({ perSecond }) => perSecond);
    const cpuPerCall = (name) => results[name].map(({ serverCpu, calls }) => serverCpu / calls);
    const postgresPerCall = (name) => results[name].map((round) => (round.postgresBackendCpu + round.postgresBackgroundCpu) / round.calls);

    const metrics = [];
    for (const { name, plan } of contestants) {
      const latency = summarise(results[name].flatMap(({ latencies }) => latencies));
      metrics.push(
        metric(`fan-out/${name}/rate`, median(rates(name)), 'inquiries/s'),
        metric(`fan-out/${name}/rate-spread`, spread(rates(name)) * 100, '± %'),
        metric(`fan-out/${name}/p50`, latency.p50, 'ms'),
        metric(`fan-out/${name}/p95`, latency.p95, 'ms'),
        metric(`fan-out/${name}/p99`, latency.p99, 'ms'),
        metric(`fan-out/${name}/cpu-per-call`, median(cpuPerCall(name)), 'µs'),
      );
      const counted = plan.databaseUrl !== undefined && results[name].every(({ postgresBackendCpu }) => postgresBackendCpu !== null);
      if (counted) metrics.push(metric(`fan-out/${name}/postgres-cpu-per-call`, median(postgresPerCall(name)), 'µs'));
    }
    if (context.withGateway) {
      metrics.push(
        metric('fan-out/gateway-to-plain-nest/rate', pairedRatio(rates('gateway'), rates('plain-nest')), '×', { atLeast: 3 }),
        metric('fan-out/gateway-to-bare-undici/rate', pairedRatio(rates('gateway'), rates('bare-undici')), '×'),
        metric('fan-out/gateway-to-bare-undici/cpu-per-call', pairedRatio(cpuPerCall('gateway'), cpuPerCall('bare-undici')), '×', { atMost: 3 }),
      );
    }
    return metrics;
  },
};
