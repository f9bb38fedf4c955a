import pg from 'pg';
import { createCases, inquiryPlan, startGateway } from '../gateway-driver.mjs';
import { median, metric, pairedRatio } from '../measure/statistics.mjs';

const CALLERS = 16;
const INSTITUTIONS = 12;
const RECORDED = ['audit_event', 'inquiry', 'inquiry_request', 'exchange', 'outcome'];

/**
 * What protection costs as a whole: the fan-out as it is by default (evidence chain, personal data encrypted, ground of every act on record,
 * row-level security) and one whose records nothing announces and whose personal data stand in the clear, in turns.
 */
export default {
  name: 'protected',
  describe: `${CALLERS} callers, ${INSTITUTIONS} institutions, with the evidence chain and encryption together, and with neither`,

  async run(context) {
    if (!context.withGateway) return [];
    const stub = await context.start('stub-institutions.mjs', ['--institutions', String(INSTITUTIONS)]);
    const contestants = { bare: await contestant(context, stub, true), protected: await contestant(context, stub, false) };
    const results = { bare: [], protected: [] };
    for (let round = 0; round <= context.rounds; round++) {
      for (const [name, plan] of Object.entries(contestants)) {
        const result = await context.run('load.mjs', { ...plan, callers: CALLERS, warmUpSeconds: round === 0 ? 2 : 0.7, seconds: context.seconds, stubControl: stub.control });
        if (Object.keys(result.faults).length > 0) throw new Error(`An inquiry failed: ${JSON.stringify(result.faults)}.`);
        if (round > 0) results[name].push(result);
      }
      context.say(`  round ${round}: ${Object.keys(contestants).map((name) => `${name} ${(results[name].at(-1)?.perSecond ?? 0).toFixed(0)}/s`).join(', ')}`);
    }
    const rate = (name) => results[name].map(({ perSecond }) => perSecond);
    const cpu = (name) => results[name].map(({ serverCpu, postgresBackendCpu, calls }) => (serverCpu + postgresBackendCpu) / calls);
    return [
      metric('protected/bare/cpu-per-call', median(cpu('bare')), 'µs'),
      metric('protected/protected/cpu-per-call', median(cpu('protected')), 'µs'),
      metric('protected/to-bare/cpu-per-call', pairedRatio(cpu('protected'), cpu('bare')), '×'),
      metric('protected/to-bare/rate', pairedRatio(rate('protected'), rate('bare')), '×', { atLeast: 0.85 }),
    ];
  },
};

async function contestant(context, stub, bare) {
  const databaseUrl = await context.createDatabase(bare ? 'bare' : 'protected');
  const gateway = await startGateway(context, { databaseUrl, institutions: stub.institutions, inTheClear: bare });
  if (bare) {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    for (const table of RECORDED) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER announced`);
    await client.end();
  }
  return { ...inquiryPlan(gateway, await createCases(gateway, 200)), serverPids: gateway.pids, databaseUrl };
}
