import { startPolledGateway } from '../measure/polling-banks.mjs';
import { median, metric, pairedRatio } from '../measure/statistics.mjs';

const CLIENTS = 4000;
const IN_FLIGHT = 64;
/** How often each client polls where a figure says "the whole country". */
const EVERY_SECONDS = 5;
const POLLS_PER_CLIENT = 5;

/** A poll that finds nothing, against a bare `node:http` server that reads the same bytes and answers with a fixed text. */
export default {
  name: 'idle-poll',
  describe: `${CLIENTS} polling SOAP clients find nothing`,

  async run(context) {
    if (!context.withGateway) return [];
    const { plan } = await startPolledGateway(context, CLIENTS);
    const bare = await context.start('reference/bare-reply.mjs');
    const contestants = {
      exchange: plan,
      bare: { ...plan, url: bare.url, serverPids: [bare.pid], databaseUrl: undefined },
    };
    const results = { exchange: [], bare: [] };
    for (let round = 0; round <= context.rounds; round++) {
      for (const [name, contestant] of Object.entries(contestants)) {
        const { polled } = await context.run('polling-clients.mjs', { ...contestant, work: 'poll', inFlight: IN_FLIGHT, repeats: POLLS_PER_CLIENT });
        if (round > 0) results[name].push(polled);
      }
    }
    const cpu = (name) => results[name].map(({ serverCpu, count }) => serverCpu / count);
    const transactions = results.exchange.map((polled) => Math.max(0, polled.transactions) / polled.count);
    return [
      metric('idle-poll/exchange/cpu-per-poll', median(cpu('exchange')), 'µs'),
      metric('idle-poll/bare-http/cpu-per-poll', median(cpu('bare')), 'µs'),
      metric('idle-poll/exchange-to-bare-http/cpu-per-poll', pairedRatio(cpu('exchange'), cpu('bare')), '×', { atMost: 3 }),
      metric('idle-poll/exchange/rate', median(results.exchange.map(({ count, seconds }) => count / seconds)), 'polls/s'),
      // What the process does by itself once a second is in it.
      metric('idle-poll/exchange/transactions-per-poll', median(transactions), 'transactions', { atMost: 0.01 }),
      metric('idle-poll/exchange/core-for-the-country', (CLIENTS / EVERY_SECONDS) * median(cpu('exchange')) * 1e-4, '% of a core', { atMost: 10 }),
    ];
  },
};
