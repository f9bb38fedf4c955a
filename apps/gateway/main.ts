import { CallRatesOverAll } from '#libs/access';
import { ElectronicSeal } from '#libs/electronic-seal';
import { hearCommitted, LockedTurns, openBus, openControl, openCore, openDoors, runProcess, signalMailboxes, StartFailure, tellCancelled, tellCommitted, tellOffered } from '#libs/process';
import { TopicHandover } from '#libs/lane-ownership';
import { DeskDatabase, OpenBreakers } from '#libs/store';
import { openEvents } from './events/events-of-gateway.js';
import { callsPerMinute, openGateway } from './gateway-process.js';
import { identityOptions } from './identity-options.js';
import { sealServiceOf } from './seal-service.js';

/** A gateway as a process of its own, beside others: requests reach dispatchers over Kafka, mailboxes and answers over PostgreSQL. */
await runProcess('gateway', async (ground) => {
  const { settings, database, health, closing, log, metrics } = ground;
  const desk = closing.opened(new DeskDatabase(database, { url: settings.deskDatabaseUrl }), (db) => db.close());
  await desk.check().catch((error: unknown) => {
    throw new StartFailure(`${(error as Error).message}: check CHAKONG_DATABASE_DESK_URL and the role chakong_desk.`);
  });
  const core = await openCore(settings, ground, closing, { tellOthers: tellCommitted(ground) });
  hearCommitted(core.collector, ground, log('gateway'));
  const bus = await openBus(ground, 'gateway');
  const byNews = tellOffered(ground);
  const handover = closing.opened(
    new TopicHandover({ bus, prefix: settings.kafkaPrefix, byNews, tellCancelled: tellCancelled(ground), onHandedOver: (way, requests) => metrics.handedOver(way, requests) }),
    (one) => one.close(),
  );
  const seal = await sealServiceOf(settings, undefined);
  const sealer = seal && closing.opened(new ElectronicSeal(seal), (one) => one.close());
  const { control, maker } = openControl(core, desk, () => sealer);
  const doors = closing.opened(await openDoors(settings, ['gateway'], metrics, log('tls')), (one) => one.close());
  doors.watch(health);
  const identity = await identityOptions(settings, undefined, log('identity'));
  const callRates = closing.opened(new CallRatesOverAll(database, callsPerMinute(settings)), (one) => one.close());
  const openBreakers = new OpenBreakers(database);
  const mailbox = signalMailboxes(ground);
  const turns = closing.opened(new LockedTurns({ database, logger: log('turns') }), (one) => one.close());
  const { gateway, engine, startDuties } = await openGateway(settings, { core, desk, control, maker, mailbox, handover, turns, door: doors.gateway, identity, health, callRates, breakers: () => openBreakers.states() }, closing);
  startDuties();
  await openEvents({ ...ground, bus, engine, control });
  return { addresses: { gatewayUrl: gateway.address }, drained: () => core.collector.endWaiting() };
});
