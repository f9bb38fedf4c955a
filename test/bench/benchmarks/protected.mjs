import { CALLERS, compareProtection, cpuPerCall, INSTITUTIONS, ratesOf } from '../measure/protection.mjs';
import { median, metric, pairedRatio } from '../measure/statistics.mjs';

/**
 * What protection costs as a whole: the fan-out as it is by default, and one whose records nothing announces and whose personal data stand
 * in the clear.
 */
export default {
  name: 'protected',
  describe: `${CALLERS} callers, ${INSTITUTIONS} institutions, with the evidence chain and encryption together, and with neither`,

  async run(context) {
    if (!context.withGateway) return [];
    const results = await compareProtection(context, { bare: { unsealed: true, inTheClear: true }, protected: {} });
    const each = (what) => Object.keys(results).map((name) => metric(`protected/${name}/${what.name}`, median(results[name].map(what.of)), 'µs'));
    return [
      ...each({ name: 'gateway-cpu-per-call', of: ({ serverCpu, calls }) => serverCpu / calls }),
      ...each({ name: 'postgres-cpu-per-call', of: ({ postgresBackendCpu, calls }) => postgresBackendCpu / calls }),
      metric('protected/bare/cpu-per-call', median(cpuPerCall(results.bare)), 'µs'),
      metric('protected/protected/cpu-per-call', median(cpuPerCall(results.protected)), 'µs'),
      metric('protected/to-bare/cpu-per-call', pairedRatio(cpuPerCall(results.protected), cpuPerCall(results.bare)), '×'),
      metric('protected/to-bare/rate', pairedRatio(ratesOf(results.protected), ratesOf(results.bare)), '×', { atLeast: 0.85 }),
    ];
  },
};
