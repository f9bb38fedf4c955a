import { randomBytes } from 'node:crypto';
import { createCases, inquiryPlan, startGateway } from '../gateway-driver.mjs';
import { median, metric, pairedRatio } from '../measure/statistics.mjs';

const CALLERS = 16;
const INSTITUTIONS = 12;

/** What encrypting personal data costs: the same inquiries with and without it, in turns; and one value by itself. */
export default {
  name: 'sealed',
  describe: `${CALLERS} callers, ${INSTITUTIONS} institutions, with personal data encrypted and in the clear; sealing and opening by themselves`,

  async run(context) {
    if (!context.withGateway) return [];
    const stub = await context.start('stub-institutions.mjs', ['--institutions', String(INSTITUTIONS)]);
    const contestants = { clear: await contestant(context, stub, true), sealed: await contestant(context, stub, false) };
    const results = { clear: [], sealed: [] };
    for (let round = 0; round <= context.rounds; round++) {
      for (const [name, plan] of Object.entries(contestants)) {
        const result = await context.run('load.mjs', { ...plan, callers: CALLERS, warmUpSeconds: round === 0 ? 2 : 0.7, seconds: context.seconds, stubControl: stub.control });
        if (Object.keys(result.faults).length > 0) throw new Error(`An inquiry failed: ${JSON.stringify(result.faults)}.`);
        if (round > 0) results[name].push(result);
      }
      context.say(`  round ${round}: ${Object.keys(contestants).map((name) => `${name} ${(results[name].at(-1)?.perSecond ?? 0).toFixed(0)}/s`).join(', ')}`);
    }
    const rate = (name) => results[name].map(({ perSecond }) => perSecond);
    const server = (name) => results[name].map(({ serverCpu, calls }) => serverCpu / calls);
    const both = (name) => results[name].map(({ serverCpu, postgresBackendCpu, calls }) => (serverCpu + postgresBackendCpu) / calls);
    return [
      ...(await values()),
      metric('sealed/clear/cpu-per-call', median(both('clear')), 'µs'),
      metric('sealed/sealed/cpu-per-call', median(both('sealed')), 'µs'),
      metric('sealed/to-clear/server-cpu', pairedRatio(server('sealed'), server('clear')), '×'),
      metric('sealed/to-clear/cpu-per-call', pairedRatio(both('sealed'), both('clear')), '×'),
      metric('sealed/to-clear/rate', pairedRatio(rate('sealed'), rate('clear')), '×', { atLeast: 0.92 }),
    ];
  },
};

async function contestant(context, stub, inTheClear) {
  const databaseUrl = await context.createDatabase(inTheClear ? 'clear' : 'encrypted');
  const gateway = await startGateway(context, { databaseUrl, institutions: stub.institutions, inTheClear });
  return { ...inquiryPlan(gateway, await createCases(gateway, 200)), serverPids: gateway.pids, databaseUrl };
}

/** Microseconds of this process's processor for one value. */
async function values() {
  const { DataKey, FIELD_CIPHERS } = await import('../../../dist/libs/sealed-fields/index.js');
  const key = new DataKey(1, randomBytes(32));
  const metrics = [];
  for (const cipher of FIELD_CIPHERS) {
    for (const size of [256, 1024, 8192]) {
      // As a message is: words that repeat, and numbers that do not.
      const text = Buffer.from(Array.from({ length: size / 32 }, () => `<account no="${randomBytes(5).toString('hex')}"/>......`.slice(0, 32)).join(''));
      const sealed = key.seal(text, 'place', cipher);
      metrics.push(metric(`sealed/${cipher}/${size}/seal`, each(() => key.seal(text, 'place', cipher)), 'µs'));
      metrics.push(metric(`sealed/${cipher}/${size}/open`, each(() => key.open(sealed, 'place')), 'µs'));
      metrics.push(metric(`sealed/${cipher}/${size}/stored`, sealed.length, 'bytes'));
    }
  }
  return metrics;
}

function each(work) {
  const times = 4000;
  for (let index = 0; index < times / 4; index += 1) work();
  const before = process.cpuUsage();
  for (let index = 0; index < times; index += 1) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}
