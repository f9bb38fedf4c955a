import { ChangeListener } from '#libs/institutions';
import type { Database } from '#libs/store';
import type { Logger } from '#libs/telemetry';
import type { Mailbox } from './mailbox.js';

/** Tells a mailbox of orders what was approved, by whatever process. Start it before the first poll is served; it reads what waits by itself. */
export function controlNews(database: Database, mailbox: Mailbox, logger: Logger): ChangeListener {
  return new ChangeListener({
    database, logger, channel: 'control_order',
    onChange: (institutionCode) => {
      if (institutionCode !== undefined) mailbox.signal([institutionCode]);
      // Connected anew: whatever was told in between was missed.
      else mailbox.load().catch((err: unknown) => logger.warn({ err }, 'what orders wait was not read; the next notification or connection tells'));
    },
  });
}
