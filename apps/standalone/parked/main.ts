import { userInfo } from 'node:os';
import process from 'node:process';
import { topicName } from '#contracts/events';
import { recordAudit } from '#libs/access';
import { parkedIn, Parking, type ParkedMessage } from '#libs/event-intake';
import { BusAway, MessageBus } from '#libs/message-bus';
import { busOptions, databaseSentence } from '#libs/process';
import { loadSettings, SettingsError, type Settings } from '#libs/settings';
import { Database } from '#libs/store';
import { silentLogger } from '#libs/telemetry';
import { ArgumentError } from '../arguments.js';
import { StartFailure } from '../embedded-postgres/index.js';
import { reachDatabase } from '../evidence/reach-database.js';
import { PARKED_HELP, parseParkedArguments, type Which } from './parked-arguments.js';

async function main(): Promise<number> {
  const command = parseParkedArguments(process.argv.slice(2));
  if (command.what === 'help') {
    process.stdout.write(PARKED_HELP);
    return 0;
  }
  const settings = loadSettings();
  const reach = await busOptions(settings);
  const brokers = reach.brokers.length > 0 ? reach.brokers : [`127.0.0.1:${settings.kafkaPort}`];
  const bus = new MessageBus({ ...reach, brokers, clientId: 'chakong-parked', logger: silentLogger() });
  try {
    const chosen = choose(parkedIn(await bus.read(topicName(settings.kafkaPrefix, 'parked'))), command.what, command.which);
    switch (command.what) {
      case 'list':
        return list(chosen);
      case 'show':
        return await show(settings, chosen);
      case 'replay':
        return await replay(settings, bus, chosen);
    }
  } finally {
    await bus.close();
  }
}

function choose(all: readonly ParkedMessage[], what: 'list' | 'show' | 'replay', { places, reason, all: every }: Which): ParkedMessage[] {
  const missing = places.find((place) => !all.some((one) => one.place === place));
  if (missing !== undefined) throw new ArgumentError(`There is no parked message at ${missing}: list shows them.`);
  if (places.length > 0) return all.filter(({ place }) => places.includes(place));
  return all.filter((one) => (reason === undefined || one.reason.startsWith(reason)) && (!one.replayed || (what === 'list' && every)));
}

function list(parked: readonly ParkedMessage[]): number {
  for (const { place, topic, from, reason, attempts, parkedAt, replayed } of parked) {
    process.stdout.write(`${place.padEnd(10)} ${parkedAt}  ${topic} ${from}  ${reason} (${attempts} ${attempts === 1 ? 'try' : 'tries'})${replayed ? '  replayed' : ''}\n`);
  }
  process.stdout.write(`${parked.length} parked.\n`);
  return 0;
}

async function show(settings: Settings, [one]: readonly ParkedMessage[]): Promise<number> {
  // On record before it is shown.
  await record(settings, 'event.shown', `${one!.topic} ${one!.from}`);
  const { message } = one!;
  process.stdout.write(`${JSON.stringify({ ...one, message: undefined, key: message.key, headers: message.headers, bytes: message.value?.length ?? 0 }, null, 2)}\n\n${message.value?.toString('utf8') ?? ''}\n`);
  return 0;
}

async function replay(settings: Settings, bus: MessageBus, parked: readonly ParkedMessage[]): Promise<number> {
  const producer = bus.producer();
  const parking = new Parking(producer, settings.kafkaPrefix);
  for (const one of parked) {
    await record(settings, 'event.replayed', `${one.topic} ${one.from}`);
    await parking.replay(one);
    process.stdout.write(`${one.place} sent to ${one.topic} again.\n`);
  }
  process.stdout.write(`${parked.length} replayed.\n`);
  return 0;
}

async function record(settings: Settings, event: 'event.shown' | 'event.replayed', reason: string): Promise<void> {
  const running = await reachDatabase(settings);
  const database = new Database({ url: running.url, poolSize: 1, applicationName: 'chakong-parked', keys: 'none' });
  try {
    await recordAudit(database.query, { event, actor: `os:${userInfo().username}`, result: 'success', reason });
  } finally {
    await database.close();
    await running.stop();
  }
}

function sentenceFor(error: unknown): { readonly text: string; readonly code: number } {
  if (error instanceof ArgumentError || error instanceof SettingsError) return { text: error.message, code: 2 };
  if (error instanceof StartFailure) return { text: error.message, code: 1 };
  if (error instanceof BusAway || /^Kafka/.test((error as Error).name)) return { text: 'Kafka cannot be reached, or has no such topic: name its brokers with KAFKA_BROKERS.', code: 1 };
  const { code } = (error ?? {}) as { code?: string };
  if (code !== undefined && /^[0-9A-Z]{5}$/.test(code)) return { text: databaseSentence(error), code: 1 };
  return { text: error instanceof Error ? (error.stack ?? error.message) : String(error), code: 1 };
}

try {
  process.exitCode = await main();
} catch (error) {
  const { text, code } = sentenceFor(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = code;
}
setTimeout(() => process.exit(), 1000).unref();
