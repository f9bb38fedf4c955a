import { join } from 'node:path';
import { startServer } from '../measure/child.mjs';
import { startDispatchers } from '../measure/dispatchers.mjs';
import { startKafka } from '../measure/kafka.mjs';
import { seededRandom } from '../measure/random.mjs';
import { median, metric } from '../measure/statistics.mjs';

const INSTITUTIONS = 12;
const FILINGS = 200;
const dist = (path) => import(new URL(`../../../dist/${path}/index.js`, import.meta.url));

/**
 * Filings from the first event in Kafka until every target of every filing stands in the lane of its institution, as the dispatchers count it, and until
 * every answer is durable: a gateway and one dispatcher, then a gateway and two, each with a database and topics of its own, in turns.
 */
export default {
  name: 'filings',
  describe: `${FILINGS} filings over a real Kafka, ${INSTITUTIONS} push institutions each, through a gateway to one dispatcher and to two`,

  async run(context) {
    const { brokers } = await startKafka(context);
    const stub = await context.start('stub-institutions.mjs', ['--institutions', String(INSTITUTIONS)]);
    const contestants = [];
    for (const count of [1, 2]) contestants.push({ count, laned: [], answered: [], ...(await installation(context, { count, brokers, institutions: stub.institutions })) });
    for (const { run } of contestants) await run(20);
    for (let round = 0; round < context.rounds; round += 1) {
      for (const { count, run, laned, answered } of contestants) {
        const seconds = await run(FILINGS);
        laned.push(FILINGS / seconds.inLanes);
        answered.push(FILINGS / seconds.answered);
        context.say(`${count}: ${laned.at(-1).toFixed(1)} filings/s in lanes, ${answered.at(-1).toFixed(1)} answered`);
      }
    }
    return contestants.flatMap(({ count, laned, answered }) => [
      metric(`filings/${count}/in-lanes`, median(laned), 'filings/s'),
      metric(`filings/${count}/answered`, median(answered), 'filings/s'),
    ]);
  },
};

/** @returns {Promise<{ run(filings: number): Promise<{ inLanes: number, answered: number }> }>} `run` sends so many filings and says how many seconds they took */
async function installation(context, { count, brokers, institutions }) {
  const [{ EventClient }, { syntheticResidentId }] = await Promise.all(['libs/event-client', 'libs/identifiers'].map(dist));
  const databaseUrl = await context.createDatabase(`filings_${count}`);
  const { database, prefix, environment, entered } = await startDispatchers(context, { count, databaseUrl, brokers, institutions });
  const gateway = await startServer(context.node, join(context.root, 'dist/apps/gateway/main.js'), [], { ...environment, CHAKONG_GATEWAY_PORT: '0', CHAKONG_IDENTITY_WAIT_SECONDS: '0' });
  context.onClose(() => gateway.stop());
  const client = new EventClient({ brokers, prefix, source: 'urn:bench', group: `${prefix}.bench` });
  context.onClose(() => client.close());
  const { rows: officers } = await database.pool.query('SELECT id FROM officer ORDER BY id LIMIT 2');
  const random = seededRandom(count);
  let serial = 10_000;
  const filing = () => {
    const number = (serial += 1);
    return {
      filingNumber: `B${number}`, caseNumber: `（2026）浙0106执${number}号`, filedOn: '2026-05-03', officers: officers.map(({ id }) => ({ id })),
      owed: { principalFen: 100_00, interestFen: 0, lateInterestFen: 0, executionFeeFen: 0, paidFen: 0 },
      parties: [{ number: '1', role: 'obligor', kind: 'person', name: `基准${number}`, documents: [{ type: 'resident-id', number: syntheticResidentId(random) }] }],
    };
  };
  const completed = async () => (await database.pool.query(`SELECT count(*)::int AS n FROM inquiry WHERE completed_at IS NOT NULL`)).rows[0].n;
  return {
    async run(filings) {
      const before = { inLanes: await entered(), answered: await completed() };
      const begun = performance.now();
      const seconds = {};
      const note = (what, there) => there && (seconds[what] ??= (performance.now() - begun) / 1000);
      await Promise.all(Array.from({ length: filings }, () => client.send('case.filed.v1', filing())));
      for (const giveUpAt = Date.now() + 120_000; seconds.answered === undefined || seconds.inLanes === undefined; ) {
        const [lanes, answers] = await Promise.all([entered(), completed()]);
        note('inLanes', lanes >= before.inLanes + filings * INSTITUTIONS);
        note('answered', answers >= before.answered + filings);
        if (Date.now() > giveUpAt) throw new Error(`only ${answers - before.answered} of ${filings} filings were asked about within two minutes`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return seconds;
    },
  };
}
