import pg from 'pg';
import { layRequests, startPolledGateway } from '../measure/polling-banks.mjs';
import { median, metric, spread, summarise } from '../measure/statistics.mjs';

const CLIENTS = 4000;
/** Requests of each client in one round. */
const EACH = 3;
const IN_FLIGHT = 256;
/** The whole country's average (design §1). */
const NATIONAL_PER_SECOND = 2060;
/** What a machine may be loaded to on average, so that its peaks and its neighbour's failure still fit. */
const SENSIBLE_LOAD = 0.7;

/** Query feedbacks of banks that poll: one request per message, each acknowledged only after it is durable. */
export default {
  name: 'feedback',
  describe: `${CLIENTS} polling SOAP clients feed back, one request a message`,

  async run(context) {
    if (!context.withGateway) return [];
    const { gateway, databaseUrl, plan } = await startPolledGateway(context, CLIENTS);
    const rounds = [];
    for (let round = 0; round <= context.rounds; round++) {
      await layRequests(gateway, EACH);
      const result = await context.run('polling-clients.mjs', { ...plan, work: 'feed', inFlight: IN_FLIGHT });
      await refuseLost(databaseUrl, (round + 1) * CLIENTS * EACH);
      const { fed } = result;
      context.say(`  ${round === 0 ? 'warm-up' : `round ${round}`}: ${(fed.count / fed.seconds).toFixed(0)} feedbacks/s, ${(fed.serverCpu / fed.count).toFixed(0)} µs each in the exchange`);
      if (round > 0) rounds.push(result);
    }
    const per = (phase, key) => median(rounds.map((round) => round[phase][key] / round[phase].count));
    const rates = rounds.map(({ fed }) => fed.count / fed.seconds);
    const exchange = per('fed', 'serverCpu');
    const postgres = median(rounds.map(({ fed }) => (fed.postgresBackendCpu + fed.postgresBackgroundCpu) / fed.count));
    const latency = summarise(rounds.flatMap(({ fed }) => fed.latencies));
    return [
      metric('feedback/rate', median(rates), 'feedbacks/s', { atLeast: NATIONAL_PER_SECOND }),
      metric('feedback/rate-spread', spread(rates) * 100, '± %'),
      metric('feedback/p50', latency.p50, 'ms'),
      metric('feedback/p99', latency.p99, 'ms'),
      metric('feedback/exchange-cpu', exchange, 'µs'),
      metric('feedback/postgres-cpu', postgres, 'µs'),
      metric('feedback/load-cpu', per('fed', 'loadCpu'), 'µs'),
      metric('feedback/fetch-exchange-cpu', per('fetched', 'serverCpu') / EACH, 'µs per request'),
      metric('feedback/fetch-postgres-cpu', per('fetched', 'postgresBackendCpu') / EACH, 'µs per request'),
      ...[1, 2, 4, 8].map((machines) => metric(`feedback/calculated/${machines}-machines-of-2-cores`, calculated(machines, exchange, postgres), 'feedbacks/s')),
    ];
  },
};

/**
 * Feedbacks a second that the processors of so many machines with two cores allow, from the processor time of one feedback;
 * a calculation, which knows nothing of networks and disks. One machine has one exchange process, on one core, and
 * PostgreSQL on the other; of several, one is PostgreSQL's and the others have two exchange processes each.
 */
function calculated(machines, exchange, postgres) {
  const core = 1e6 * SENSIBLE_LOAD;
  const processes = machines === 1 ? 1 : 2 * (machines - 1);
  return Math.min((processes * core) / exchange, ((machines === 1 ? 1 : 2) * core) / postgres);
}

/** Everything was acknowledged, so everything must be there. */
async function refuseLost(databaseUrl, expected) {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    const { rows } = await database.query(`SELECT count(*)::int AS stored FROM outcome WHERE via = 'pull' AND kind IN ('found', 'nothing-found')`);
    if (rows[0].stored !== expected) throw new Error(`${expected} feedbacks were acknowledged, ${rows[0].stored} are stored.`);
  } finally {
    await database.end();
  }
}
