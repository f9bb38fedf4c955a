import { randomBytes } from 'node:crypto';
import { CALLERS, compareProtection, cpuPerCall, INSTITUTIONS, ratesOf } from '../measure/protection.mjs';
import { median, metric, pairedRatio } from '../measure/statistics.mjs';

/** What encrypting personal data costs: the same inquiries with and without it, in turns; and one value by itself. */
export default {
  name: 'sealed',
  describe: `${CALLERS} callers, ${INSTITUTIONS} institutions, with personal data encrypted and in the clear; sealing and opening by themselves`,

  async run(context) {
    if (!context.withGateway) return [];
    const results = await compareProtection(context, { clear: { inTheClear: true }, sealed: {} });
    const server = (name) => results[name].map(({ serverCpu, calls }) => serverCpu / calls);
    return [
      ...(await values()),
      metric('sealed/clear/cpu-per-call', median(cpuPerCall(results.clear)), 'µs'),
      metric('sealed/sealed/cpu-per-call', median(cpuPerCall(results.sealed)), 'µs'),
      metric('sealed/to-clear/server-cpu', pairedRatio(server('sealed'), server('clear')), '×'),
      metric('sealed/to-clear/cpu-per-call', pairedRatio(cpuPerCall(results.sealed), cpuPerCall(results.clear)), '×'),
      metric('sealed/to-clear/rate', pairedRatio(ratesOf(results.sealed), ratesOf(results.clear)), '×', { atLeast: 0.92 }),
    ];
  },
};

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
