import { port, seconds } from './setting.js';

/** Of gateway, dispatcher and exchange as processes of their own; part of the table in `catalogue.ts`. */
export const processSettings = {
  watchPort: port({
    name: 'CHAKONG_WATCH_PORT',
    description: 'Port of health and metrics of a dispatcher or exchange that is a process of its own',
    default: '8083',
  }),
  drainSeconds: seconds(
    { name: 'CHAKONG_DRAIN_SECONDS', description: 'How long a process of its own that is to stop still serves while it says that it is not ready, so that nobody is sent to it any more', default: '5' },
    0,
    300,
  ),
} as const;
