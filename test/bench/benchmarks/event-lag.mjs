import { gatewayContestant } from '../measure/contestants.mjs';
import { call, inquiryOf } from '../gateway-driver.mjs';
import { startKafka } from '../measure/kafka.mjs';
import { metric, percentile } from '../measure/statistics.mjs';

const INSTITUTIONS = 12;
/** Each makes some 15 events: accepted, 12 answers, things found in two views, completed. */
const INQUIRIES_PER_SECOND = 36;
const EVENTS_PER_SECOND = 500;
const WARM_UP_SECONDS = 3;

/** At a steady pace, whatever the answers do: from the moment an event was written with its answer until a consumer of a real Kafka has it. */
export default {
  name: 'event-lag',
  describe: `${EVENTS_PER_SECOND} events a second over a real Kafka, from committed to consumed`,

  async run(context) {
    const { brokers } = await startKafka(context);
    const stub = await context.start('stub-institutions.mjs', ['--institutions', String(INSTITUTIONS)]);
    const { gateway, caseIds } = await gatewayContestant(context, stub, 'lag', { kafka: { brokers, prefix: 'bench' } });
    const { EventClient } = await import(new URL('../../../dist/libs/event-client/index.js', import.meta.url));
    const consumer = new EventClient({ brokers, prefix: 'bench', source: 'urn:bench', group: 'bench.consumer' });
    context.onClose(() => consumer.close());
    const lags = [];
    const answers = [];
    let measuring = false;
    for (const type of ['inquiry.accepted.v1', 'target.answered.v1', 'asset.found.full.v1', 'asset.found.public.v1', 'inquiry.completed.v1']) {
      consumer.on(type, (_, { time }) => {
        if (!measuring) return;
        const lag = Date.now() - Date.parse(time);
        lags.push(lag);
        if (type === 'target.answered.v1') answers.push(lag);
      });
    }
    await consumer.start();
    await pace(gateway, caseIds, WARM_UP_SECONDS);
    measuring = true;
    const begun = performance.now();
    await pace(gateway, caseIds, context.rounds * context.seconds);
    const seconds = (performance.now() - begun) / 1000;
    // Whoever is late counts too.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    measuring = false;
    return [
      metric('event-lag/rate', lags.length / seconds, 'events/s', { atLeast: EVENTS_PER_SECOND }),
      metric('event-lag/p50', percentile(answers, 0.5), 'ms'),
      metric('event-lag/p99', percentile(answers, 0.99), 'ms', { atMost: 200 }),
      metric('event-lag/all-events/p99', percentile(lags, 0.99), 'ms'),
      metric('event-lag/slowest', percentile(lags, 1), 'ms'),
    ];
  },
};

/** An inquiry at every beat; those that fail end the bench. */
async function pace(gateway, caseIds, seconds) {
  const count = Math.round(INQUIRIES_PER_SECOND * seconds);
  const begun = performance.now();
  const asked = [];
  for (let index = 0; index < count; index += 1) {
    const wait = begun + (index * 1000) / INQUIRIES_PER_SECOND - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    asked.push(call(gateway, '/api/v1/inquiries', inquiryOf(gateway, caseIds[index % caseIds.length]), { 'idempotency-key': crypto.randomUUID() }));
  }
  await Promise.all(asked);
}
