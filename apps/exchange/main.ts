import { Mailbox } from '#libs/mailbox';
import { hearMailboxes, openControl, openCore, openDoors, openWatchDoor, runProcess, tellCommitted } from '#libs/process';
import { MailboxStore } from '#libs/store';
import { openExchange } from './exchange-process.js';

/** How long calls of institutions under way may still take when closing, milliseconds. */
const GRACE_MS = 20_000;

/** An exchange as a process of its own, beside others: it stands in another network zone, and knows PostgreSQL only. */
await runProcess('exchange', async (ground) => {
  const { settings, database, health, closing, log, metrics } = ground;
  const core = await openCore(settings, ground, closing, { tellOthers: tellCommitted(ground) });
  const mailbox = new Mailbox(new MailboxStore(database), { listAgainAfterMs: settings.listAgainSeconds * 1000 });
  await mailbox.load();
  hearMailboxes(mailbox, ground, log('exchange'));
  // Papers are made and sealed by gateways.
  const { control } = openControl(core, database, () => undefined);
  const doors = closing.opened(await openDoors(settings, ['exchange'], metrics, log('tls')), (one) => one.close());
  doors.watch(health);
  const exchange = await openExchange(settings, { core, control, mailbox, door: doors.exchange, graceMs: GRACE_MS }, closing);
  const watch = closing.opened(await openWatchDoor({ host: settings.host, port: settings.watchPort, health, metrics }), (one) => one.close());
  return { addresses: { exchangeUrl: exchange.address, watchUrl: watch.address } };
});
