import { ControlEngine } from '#libs/control';
import { FUNDS } from './setting.js';
import type { MakeEngine } from './world.js';

/** The engine of measures as the gateway makes it, over the simulated store and clock. */
export const realEngine: MakeEngine = ({ store, now, setting }) =>
  new ControlEngine({
    store,
    policy: setting.policy,
    clock: now,
    rules: {
      carry: ({ institutionCode, operation }) => (setting.institutions.some(({ code }) => code === institutionCode) ? (operation === 'serve-transfer' ? { why: 'not offered', offlineWay: '线下送达' } : undefined) : 'institution-unknown'),
      exemption: (nature) => FUNDS.find(({ words }) => words.includes(nature)),
    },
  });
