import { gatewayContestant, takeTurns } from '../measure/contestants.mjs';
import { startKafka } from '../measure/kafka.mjs';
import { median, metric, pairedRatio } from '../measure/statistics.mjs';

const CALLERS = 16;
const INSTITUTIONS = 12;
/**
 * A fresh Java compiles for its first ten seconds of work and needs two to three times as much then: no broker of a court is that young. Every contestant is warmed up
 * as long, or the one that was warmed up longest would win by it.
 */
const WARM_UP_SECONDS = 12;

/**
 * The fan-out benchmark with events published to a real Kafka and without, in turns. What is not published when the load ends counts: the turn lasts
 * until the last event is out. Everything shares the cores, the broker too; so a third contestant, whose relay makes every message and sends none, and
 * the processor time of every process say where the overhead is. Rates are what the target is about; processor time is what other work on the machine
 * does not disturb.
 */
export default {
  name: 'publication',
  describe: `${CALLERS} callers, ${INSTITUTIONS} push institutions, with every event published to a real Kafka and without`,

  async run(context) {
    const { brokers, pids } = await startKafka(context);
    const stub = await context.start('stub-institutions.mjs', ['--institutions', String(INSTITUTIONS)]);
    const kafka = { brokers, prefix: 'bench' };
    const quiet = await gatewayContestant(context, stub, 'quiet');
    const unsent = await gatewayContestant(context, stub, 'unsent', { kafka: { ...kafka, prefix: 'unsent' }, program: 'test/bench/gateway-that-sends-nothing.mjs' });
    const publishing = await gatewayContestant(context, stub, 'publishing', { kafka });
    const contestants = [quiet, settling(unsent), settling(publishing)].map((one) => ({ ...one, warmUpSeconds: WARM_UP_SECONDS, plan: { ...one.plan, besidePids: { broker: pids, institutions: [stub.pid] } } }));
    const results = await takeTurns(context, stub, contestants, { callers: CALLERS });
    const rates = (name) => results[name].map(({ inquiries, seconds, settleSeconds }) => inquiries / (seconds + (name === 'quiet' ? 0 : settleSeconds)));
    const used = (name, of) => results[name].map((round) => (of(round) / round.calls) * INSTITUTIONS);
    const more = (of, [with_, without]) => median(used(with_, of).map((value, round) => value - used(without, of)[round]));
    return [
      ...contestants.flatMap(({ name }) => [
        metric(`publication/${name}/rate`, median(rates(name)), 'inquiries/s'),
        ...Object.entries(PARTS).map(([part, of]) => metric(`publication/${name}/cpu/${part}`, median(used(name, of)), 'µs per inquiry')),
      ]),
      metric('publication/cost/reading-and-making/gateway', more(PARTS.gateway, ['unsent', 'quiet']), 'µs per inquiry'),
      metric('publication/cost/reading-and-making/postgres', more(PARTS.postgres, ['unsent', 'quiet']), 'µs per inquiry'),
      metric('publication/cost/sending/gateway', more(PARTS.gateway, ['publishing', 'unsent']), 'µs per inquiry'),
      metric('publication/cost/broker', more(PARTS.broker, ['publishing', 'quiet']), 'µs per inquiry'),
      metric('publication/behind-at-the-end', median(results.publishing.map(({ settleSeconds }) => settleSeconds * 1000)), 'ms'),
      metric('publication/overhead/by-processor', (1 - pairedRatio(used('quiet', whole), used('publishing', whole))) * 100, '%'),
      metric('publication/overhead/by-processor-without-broker', (1 - pairedRatio(used('quiet', withoutBroker), used('publishing', withoutBroker))) * 100, '%'),
      metric('publication/overhead', (1 - pairedRatio(rates('publishing'), rates('quiet'))) * 100, '%', { atMost: 15 }),
    ];
  },
};

/** Whose processor time it is, of one result of `load.mjs`. */
const PARTS = {
  gateway: ({ serverCpu }) => serverCpu,
  postgres: ({ postgresBackendCpu, postgresBackgroundCpu }) => postgresBackendCpu + postgresBackgroundCpu,
  broker: ({ besideCpu }) => besideCpu.broker,
  institutions: ({ besideCpu }) => besideCpu.institutions,
  load: ({ besideCpu }) => besideCpu.load,
};
const whole = (round) => Object.values(PARTS).reduce((sum, of) => sum + of(round), 0);
const withoutBroker = (round) => whole(round) - PARTS.broker(round);

const settling = (contestant) => ({ ...contestant, settle: () => untilPublished(contestant.gateway) });

async function untilPublished({ url }) {
  for (const giveUpAt = Date.now() + 60_000; ; ) {
    const page = await fetch(`${url}/metrics`).then((reply) => reply.text());
    const waiting = Number(/^chakong_outbox_lag_events (\d+)/m.exec(page)?.[1] ?? NaN);
    if (waiting === 0) return;
    if (Date.now() > giveUpAt) throw new Error(`${waiting} events are not published a minute after the load has ended`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
