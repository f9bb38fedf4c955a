import { hearCancelled, LockedTurns, openBus, openControl, openCore, openWatchDoor, runProcess, tellCommitted } from '#libs/process';
import { openDispatcher } from './dispatcher-process.js';
import { kafkaGroup, shareInstitutions } from './dispatcher-among-many.js';

/** How long calls under way have when institutions go to another dispatcher, milliseconds. Below the time after which we would be put out. */
const GRACE_MS = 5000;

/** A dispatcher as a process of its own, beside others: it calls the institutions that are its own by Kafka's group and PostgreSQL's fence. */
await runProcess('dispatcher', async (ground) => {
  const { settings, database, health, closing, log, metrics } = ground;
  const core = await openCore(settings, ground, closing, { tellOthers: tellCommitted(ground) });
  const bus = await openBus(ground, 'dispatcher');
  const { control } = openControl(core, database, () => undefined);
  const turns = new LockedTurns({ database, logger: log('turns') });
  const watch = closing.opened(await openWatchDoor({ host: settings.host, port: settings.watchPort, health, metrics }), (one) => one.close());
  const { dispatcher, ownership } = shareInstitutions({
    core, closing, graceMs: GRACE_MS, group: kafkaGroup(bus, settings.kafkaPrefix, core),
    dispatcher: (share) => openDispatcher({ core, control, exchangeUrl: settings.exchangePublicUrl!, turns, share }),
  });
  hearCancelled((inquiryId) => dispatcher.handover.cancel(inquiryId), ground, log('dispatcher'));
  metrics.observeShare(() => ({ owned: ownership.owned.length, awaited: ownership.awaited }));
  await dispatcher.start();
  return { addresses: { watchUrl: watch.address } };
});
