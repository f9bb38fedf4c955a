import { createCases, inquiryPlan, startGateway } from '../gateway-driver.mjs';
import { median, metric, pairedRatio } from '../measure/statistics.mjs';
import { fillAnswers } from '../measure/stored-answers.mjs';

const CALLERS = 16;
const INSTITUTIONS = 12;
const ANSWERS = 10_000_000;

/**
 * The same inquiries on an empty database and on one that holds ten million answers, in turns, on one PostgreSQL. Cost is
 * processor time of the gateway and of its backends; writing back pages is the whole server's and cannot be told apart.
 */
export default {
  name: 'stored',
  describe: `an inquiry over ${INSTITUTIONS} institutions with ${ANSWERS.toLocaleString('en')} stored answers, and with none`,

  async run(context) {
    if (!context.withGateway) return [];
    const stub = await context.start('stub-institutions.mjs', ['--institutions', String(INSTITUTIONS)]);
    const filled = await filledDatabase(context);
    const contestants = {
      empty: await contestant(context, stub, await context.createDatabase('empty')),
      stored: await contestant(context, stub, filled.url),
    };
    const results = { empty: [], stored: [] };
    for (let round = 0; round <= context.rounds; round++) {
      for (const [name, plan] of Object.entries(contestants)) {
        const result = await context.run('load.mjs', { ...plan, callers: CALLERS, warmUpSeconds: round === 0 ? 2 : 0.7, seconds: context.seconds, stubControl: stub.control });
        if (Object.keys(result.faults).length > 0) throw new Error(`An inquiry failed: ${JSON.stringify(result.faults)}.`);
        if (round > 0) results[name].push(result);
      }
      context.say(`  round ${round}: ${Object.keys(contestants).map((name) => `${name} ${(results[name].at(-1)?.perSecond ?? 0).toFixed(0)}/s`).join(', ')}`);
    }
    const cost = (name) => results[name].map(({ serverCpu, postgresBackendCpu, calls }) => ((serverCpu + postgresBackendCpu) * INSTITUTIONS) / calls);
    const rate = (name) => results[name].map(({ perSecond }) => perSecond);
    return [
      ...(filled.seconds === undefined ? [] : [metric('stored/fill', filled.seconds, 's'), metric('stored/size', filled.bytes / 2 ** 30, 'GiB')]),
      metric('stored/empty/cpu-per-inquiry', median(cost('empty')), 'µs'),
      metric('stored/full/cpu-per-inquiry', median(cost('stored')), 'µs'),
      metric('stored/full-to-empty/cpu-per-inquiry', pairedRatio(cost('stored'), cost('empty')), '×', { atMost: 1.2 }),
      metric('stored/full-to-empty/rate', pairedRatio(rate('stored'), rate('empty')), '×'),
    ];
  },
};

/** The one that was named with `--filled-url`, or one filled now. */
async function filledDatabase(context) {
  if (context.filledUrl !== undefined) return { url: context.filledUrl };
  const { Database, migrate } = await import('../../../dist/libs/store/index.js');
  const url = await context.createDatabase('stored');
  const database = new Database({ url, poolSize: 2, applicationName: 'chakong-bench', keys: 'none' });
  await migrate(database).finally(() => database.close());
  return { url, ...(await fillAnswers(url, ANSWERS, context.say)) };
}

async function contestant(context, stub, databaseUrl) {
  const gateway = await startGateway(context, { databaseUrl, institutions: stub.institutions });
  return { ...inquiryPlan(gateway, await createCases(gateway, 200)), serverPids: gateway.pids, databaseUrl };
}
