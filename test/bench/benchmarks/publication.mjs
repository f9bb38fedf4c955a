import { gatewayContestant, takeTurns } from '../measure/contestants.mjs';
import { startKafka } from '../measure/kafka.mjs';
import { median, metric, pairedRatio } from '../measure/statistics.mjs';

const CALLERS = 16;
const INSTITUTIONS = 12;

/**
 * The fan-out benchmark with events published to a real Kafka and without, in turns. What is not published when the load ends counts: the turn lasts
 * until the last event is out. Everything shares the cores, the broker too.
 */
export default {
  name: 'publication',
  describe: `${CALLERS} callers, ${INSTITUTIONS} push institutions, with every event published to a real Kafka and without`,

  async run(context) {
    const brokers = await startKafka(context);
    const stub = await context.start('stub-institutions.mjs', ['--institutions', String(INSTITUTIONS)]);
    const quiet = await gatewayContestant(context, stub, 'quiet');
    const publishing = await gatewayContestant(context, stub, 'publishing', { kafka: { brokers, prefix: 'bench' } });
    const contestants = [quiet, { ...publishing, settle: () => untilPublished(publishing.gateway) }];
    const results = await takeTurns(context, stub, contestants, { callers: CALLERS });
    const rates = (name) => results[name].map(({ inquiries, seconds, settleSeconds }) => inquiries / (seconds + (name === 'publishing' ? settleSeconds : 0)));
    const cpuPerCall = (name) => results[name].map(({ serverCpu, calls }) => serverCpu / calls);
    const postgresPerCall = (name) => results[name].map((round) => (round.postgresBackendCpu + round.postgresBackgroundCpu) / round.calls);
    return [
      ...contestants.flatMap(({ name }) => [
        metric(`publication/${name}/rate`, median(rates(name)), 'inquiries/s'),
        metric(`publication/${name}/cpu-per-call`, median(cpuPerCall(name)), 'µs'),
        metric(`publication/${name}/postgres-cpu-per-call`, median(postgresPerCall(name)), 'µs'),
      ]),
      metric('publication/behind-at-the-end', median(results.publishing.map(({ settleSeconds }) => settleSeconds * 1000)), 'ms'),
      metric('publication/overhead', (1 - pairedRatio(rates('publishing'), rates('quiet'))) * 100, '%', { atMost: 15 }),
    ];
  },
};

async function untilPublished({ url }) {
  for (const giveUpAt = Date.now() + 60_000; ; ) {
    const page = await fetch(`${url}/metrics`).then((reply) => reply.text());
    const waiting = Number(/^chakong_outbox_lag_events (\d+)/m.exec(page)?.[1] ?? NaN);
    if (waiting === 0) return;
    if (Date.now() > giveUpAt) throw new Error(`${waiting} events are not published a minute after the load has ended`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
