import { existsSync } from 'node:fs';
import { median, metric, pairedRatio } from '../measure/statistics.mjs';

const CALLS = 12_000;
const CALLERS = 48;
const TRANSPORTS = ['axios-http', 'axios-undici', 'undici'];
const OURS = 'institution-call';

export default {
  name: 'transport',
  describe: 'one call to an institution, JSON out and JSON back: processor time of the caller by HTTP client',

  async run(context) {
    const stub = await context.start('stub-institutions.mjs', ['--institutions', '1']);
    const [{ endpoint }] = stub.institutions;
    const library = new URL('../../../dist/libs/institution-call/index.js', import.meta.url);
    const transports = context.withGateway && existsSync(library) ? [...TRANSPORTS, OURS] : TRANSPORTS;
    const cpu = Object.fromEntries(transports.map((transport) => [transport, []]));
    for (let round = 1; round <= context.rounds; round++) {
      for (const transport of transports) {
        const { cpuPerCall } = await context.run('transport-caller.mjs', { transport, endpoint, calls: CALLS, callers: CALLERS });
        cpu[transport].push(cpuPerCall);
      }
      context.say(`  round ${round}: ${transports.map((transport) => `${transport} ${cpu[transport].at(-1).toFixed(0)} µs`).join(', ')}`);
    }
    return [
      ...transports.map((transport) => metric(`transport/${transport}/cpu-per-call`, median(cpu[transport]), 'µs')),
      ...transports
        .filter((transport) => transport !== 'undici')
        .map((transport) => metric(`transport/${transport}-to-undici/cpu-per-call`, pairedRatio(cpu[transport], cpu.undici), '×')),
    ];
  },
};
