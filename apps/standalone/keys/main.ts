import { setTimeout as sleep } from 'node:timers/promises';
import { recordAudit } from '#libs/access';
import { CountDiffers, RETENTION, Retention, type DueData, type RetentionKind } from '#libs/retention';
import { KeyRing, KeyRingFailure } from '#libs/sealed-fields';
import { loadSettings, SettingsError, type Settings } from '#libs/settings';
import { Database, KeyStore } from '#libs/store';
import { ArgumentError } from '../arguments.js';
import { StartFailure } from '../embedded-postgres/index.js';
import { reachDatabase } from '../evidence/reach-database.js';
import { KEYS_HELP, parseKeysArguments, type KeysCommand } from './keys-arguments.js';

type Order = NonNullable<Extract<KeysCommand, { what: 'retention' }>['order']>;

/** Whoever runs these commands holds the key ring. */
const OPERATOR = 'operator';
/** A process that made a key with an old version just before it was given up has committed by then. */
const LATE_MS = 2000;

async function main(): Promise<void> {
  const command = parseKeysArguments(process.argv.slice(2));
  if (command.what === 'help') return say(KEYS_HELP.trimEnd());
  return run(command);
}

async function run(command: Exclude<KeysCommand, { what: 'help' }>): Promise<void> {
  const settings = loadSettings();
  const ring = await KeyRing.existing(settings.keyRingFile, settings.fieldCipher);
  await withDatabase(settings, ring, async (database) => {
    const store = new KeyStore(database);
    await store.check(ring, settings.keyRingFile);
    switch (command.what) {
      case 'status':
        return status(store, ring);
      case 'rotate':
        return rotate(database, store, ring);
      case 'forget':
        return forget(database, store, ring, settings, command.version);
      case 'retention':
        return retention(new Retention(database), command.order);
    }
  });
}

async function status(store: KeyStore, ring: KeyRing): Promise<void> {
  const { wrapped, destroyed, inClear } = await store.status();
  const keys = new Map(wrapped.map((row) => [row.version, row.keys]));
  for (const { version, madeAt } of ring.versions) {
    say(`Version ${version}${version === ring.current ? ' (current)' : ''}, made on ${madeAt.slice(0, 10)}: ${number(keys.get(version) ?? 0)} keys.`);
  }
  say(`${number(destroyed)} keys were destroyed.`);
  const clear = inClear.exchanges + inClear.outcomes + inClear.inquiries;
  if (clear > 0) say(`In the clear, because they were written before there were keys: ${number(inClear.exchanges)} exchanges, ${number(inClear.outcomes)} outcomes, ${number(inClear.inquiries)} inquiries.`);
}

async function rotate(database: Database, store: KeyStore, ring: KeyRing): Promise<void> {
  const version = await ring.addVersion(new Date());
  const keys = await store.rewrap(ring, (done) => process.stderr.isTTY && process.stderr.write(`\r  ${number(done)} keys …`));
  await recordAudit(database.query, { event: 'keys.rotated', actor: OPERATOR, result: 'success', reason: `version ${version}, ${keys} keys` });
  say(`Version ${version} is the current one; ${number(keys)} keys are wrapped under it. Copy the key ring to where its copy is kept, then give up the old version with keys:forget.`);
}

async function forget(database: Database, store: KeyStore, ring: KeyRing, settings: Settings, version: number): Promise<void> {
  if (!ring.has(version)) throw new KeyRingFailure(`There is no version ${version} in the key ring.`);
  const keys = await store.wrappedUnder(version);
  if (keys > 0) throw new KeyRingFailure(`${number(keys)} keys are still wrapped under version ${version}: run keys:rotate first.`);
  const whole = await KeyRing.existing(settings.keyRingFile, settings.fieldCipher);
  await ring.dropVersion(version);
  await sleep(LATE_MS);
  await store.rewrap(whole);
  await recordAudit(database.query, { event: 'keys.rotated', actor: OPERATOR, result: 'success', reason: `version ${version} given up` });
  say(`Version ${version} is not in the key ring any more. Backups of the database from before the rotation can only be read with a copy of the ring that has it.`);
}

async function retention(desk: Retention, order: Order | undefined): Promise<void> {
  const due = await desk.due();
  list(due);
  if (order === undefined) return say('Nothing was erased: this is the list only. To erase: --apply --cases N --by LOGIN --order NUMBER.');
  const done = await desk.apply(order);
  say(`Erased for good: ${number(done.cases)} cases, ${number(done.days)} days of shared messages. Deleted: ${rows(done.rows)}.`);
  say('Backups of the database from before still hold the keys, wrapped: see that they are not kept longer (docs/retention.md).');
}

function list({ cases, inClear, days, rows: counted }: DueData): void {
  const years = (kind: RetentionKind): string => `${RETENTION[kind].months / 12} years`;
  say(`Cases closed more than ${years('case-data')} ago: ${number(cases.length)}`);
  for (const { caseId, since } of cases) say(`  ${caseId}  closed ${since.toISOString().slice(0, 10)}`);
  if (inClear.length > 0) say(`Due, but with records from before personal data were encrypted, which nobody can erase: ${number(inClear.length)}`);
  say(`Days of shared messages without a case that is left: ${number(days.length)}`);
  say(`Rows: ${rows(counted)}`);
}

const rows = (counted: DueData['rows']): string => Object.entries(counted).map(([kind, count]) => `${number(count)} ${kind}`).join(', ');
const number = (value: number): string => value.toLocaleString('en');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function withDatabase(settings: Settings, keys: KeyRing, work: (database: Database) => Promise<void>): Promise<void> {
  const running = await reachDatabase(settings);
  const database = new Database({ url: running.url, poolSize: 2, applicationName: 'chakong-keys', keys });
  try {
    await work(database);
  } finally {
    await database.close();
    await running.stop();
  }
}

function sentenceFor(error: unknown): { readonly text: string; readonly code: number } {
  if (error instanceof ArgumentError || error instanceof SettingsError) return { text: error.message, code: 2 };
  if (error instanceof KeyRingFailure || error instanceof StartFailure || error instanceof CountDiffers) return { text: error.message, code: 1 };
  if ((error as { code?: string } | null)?.code === '42P01') return { text: 'This database has no keys yet: start the gateway on it once.', code: 1 };
  return { text: `It could not be done: ${error instanceof Error ? error.message : String(error)}`, code: 1 };
}

try {
  await main();
} catch (error) {
  const { text, code } = sentenceFor(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = code;
}
