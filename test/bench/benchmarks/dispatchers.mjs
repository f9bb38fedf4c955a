import { startDispatchers } from '../measure/dispatchers.mjs';
import { startKafka } from '../measure/kafka.mjs';
import { median, metric } from '../measure/statistics.mjs';

const INSTITUTIONS = 48;
const REQUESTS = 2400;

/** Requests from the hand-over to Kafka to the last durable answer, with one dispatcher and with two: each has a database and a topic of its own, in turns. */
export default {
  name: 'dispatchers',
  describe: `${REQUESTS} requests for ${INSTITUTIONS} push institutions over a real Kafka, to one dispatcher and to two`,

  async run(context) {
    const { brokers } = await startKafka(context);
    const stub = await context.start('stub-institutions.mjs', ['--institutions', String(INSTITUTIONS)]);
    const contestants = [];
    for (const count of [1, 2]) {
      const databaseUrl = await context.createDatabase(`dispatchers_${count}`);
      contestants.push({ count, rates: [], cpu: [], ...(await startDispatchers(context, { count, databaseUrl, brokers, institutions: stub.institutions })) });
    }
    // The first of each makes plans and connections.
    for (const { run } of contestants) await run(REQUESTS);
    for (let round = 0; round < context.rounds; round += 1) {
      for (const { count, run, rates, cpu } of contestants) {
        const { seconds, cpuSeconds } = await run(REQUESTS);
        context.say(`${count}: ${(REQUESTS / seconds).toFixed(0)}/s`);
        rates.push(REQUESTS / seconds);
        cpu.push((cpuSeconds / REQUESTS) * 1e6);
      }
    }
    return contestants.flatMap(({ count, rates, cpu }) => [
      metric(`dispatchers/${count}/rate`, median(rates), 'requests/s'),
      metric(`dispatchers/${count}/cpu`, median(cpu), 'µs/request'),
    ]);
  },
};
