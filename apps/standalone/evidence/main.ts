import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Problem } from '#contracts/errors';
import { AnchorFile, describeFault, EvidenceFailure, SigningKey, verifyDatabase, verifyExport, VerifyingKey, type SealedLook, type Verification } from '#libs/evidence';
import { databaseSentence } from '#libs/process';
import { KeyRing, KeyRingFailure } from '#libs/sealed-fields';
import { loadSettings, SettingsError, type Settings } from '#libs/settings';
import { Database } from '#libs/store';
import { ArgumentError } from '../arguments.js';
import { StartFailure } from '../embedded-postgres/index.js';
import { EVIDENCE_HELP, parseEvidenceArguments, type EvidenceCommand } from './evidence-arguments.js';
import { reachDatabase } from './reach-database.js';
import { writeExport } from './write-export.js';

type Verify = Extract<EvidenceCommand, { what: 'verify' }>;
type Export = Extract<EvidenceCommand, { what: 'export' }>;

/** Exit codes: 0 everything holds, 1 it does not or could not be read, 2 wrong arguments or settings. */
async function main(): Promise<number> {
  const command = parseEvidenceArguments(process.argv.slice(2));
  switch (command.what) {
    case 'help':
      process.stdout.write(EVIDENCE_HELP);
      return 0;
    case 'key':
      return printKey(loadSettings());
    case 'verify':
      return command.file === undefined ? verifyHere(loadSettings(), command) : verifyFile(command.file, command);
    case 'export':
      return exported(loadSettings(), command);
  }
}

async function printKey({ evidenceKeyFile }: Settings): Promise<number> {
  const key = await ownKey(evidenceKeyFile);
  process.stdout.write(`${key.public.pem}`);
  process.stderr.write(`${key.public.algorithm}, id ${key.public.id}\n`);
  return 0;
}

async function verifyHere(settings: Settings, { keys }: Verify): Promise<number> {
  const trusted = keys.length > 0 ? await readKeys(keys) : [(await ownKey(settings.evidenceKeyFile)).public];
  const anchors = new AnchorFile(settings.evidenceAnchorFile);
  return withDatabase(settings, async (database) => {
    const begun = performance.now();
    const result = await verifyDatabase(database, { keys: trusted, anchorsOutside: (installation) => anchors.read(installation), progress });
    return report(result, begun);
  });
}

async function verifyFile(file: string, { keys }: Verify): Promise<number> {
  const begun = performance.now();
  const trusted = keys.length > 0 ? await readKeys(keys) : undefined;
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  const result = await verifyExport(lines, { ...(trusted === undefined ? {} : { trusted }), progress });
  if (trusted === undefined) process.stdout.write(`Signed with ${result.keyIds.join(', ')}: compare with evidence:key of the installation, or trust only a key of yours with --key.\n`);
  if (result.unanchored > 0) process.stdout.write(`The last ${result.unanchored} links are not anchored yet; the signature of the file vouches for them.\n`);
  return report(result, begun);
}

async function exported(settings: Settings, wanted: Export): Promise<number> {
  const key = await ownKey(settings.evidenceKeyFile);
  return withDatabase(settings, async (database) => {
    if (database.fields.ring === 'none') process.stderr.write(`There is no key ring at ${settings.keyRingFile}: what is encrypted is exported as it is stored.\n`);
    await writeExport(database, key, wanted);
    process.stdout.write(`Written to ${wanted.file}; that it was is on the audit record. It holds personal data as they were sent and received.\n`);
    return 0;
  });
}

async function withDatabase(settings: Settings, work: (database: Database) => Promise<number>): Promise<number> {
  const running = await reachDatabase(settings);
  // A walk holds two connections of one moment, and the record of an export is written beside it.
  const database = new Database({ url: running.url, poolSize: 4, applicationName: 'chakong-evidence', keys: await ringIfThere(settings) });
  try {
    return await work(database);
  } finally {
    await database.close();
    await running.stop();
  }
}

/** Chains can be verified without the ring; then what is encrypted is only compared with its digest. */
async function ringIfThere({ keyRingFile, fieldCipher }: Settings): Promise<KeyRing | 'none'> {
  const there = await stat(keyRingFile).catch(() => undefined);
  return there === undefined ? 'none' : KeyRing.existing(keyRingFile, fieldCipher);
}

function describeSealed({ opened, withoutRing, erased }: SealedLook): string {
  const lines = erased.map(
    ({ keyId, caseId, day, at, by, exchanges }) => `Erased on ${at.toISOString().slice(0, 10)} by order of ${by}: ${caseId === null ? `messages of ${day} that belong to no single case` : `case ${caseId}`} (key ${keyId}, ${exchanges} exchanges).\n`,
  );
  if (opened > 0) lines.push(`${opened.toLocaleString('en')} encrypted exchanges were opened: they are what was on the wire.\n`);
  if (withoutRing > 0) lines.push(`${withoutRing.toLocaleString('en')} encrypted exchanges could not be opened, for there is no key ring: what is stored has the digest that was sealed.\n`);
  return lines.join('');
}

async function ownKey(file: string): Promise<SigningKey> {
  const key = await SigningKey.existing(file);
  if (key === undefined) throw new EvidenceFailure(`There is no signing key at ${file}: set CHAKONG_DATA or CHAKONG_EVIDENCE_KEY_FILE, or name a public key with --key.`);
  return key;
}

const readKeys = (files: readonly string[]): Promise<VerifyingKey[]> => Promise.all(files.map(async (file) => VerifyingKey.of(await readFile(file, 'utf8'))));

function report({ records, chains, anchors, sealed, faults }: Verification, begun: number): number {
  const seconds = (performance.now() - begun) / 1000;
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  for (const fault of faults) process.stdout.write(`✗ ${describeFault(fault)}\n`);
  if (sealed !== undefined) process.stdout.write(describeSealed(sealed));
  const rate = Math.round(records / Math.max(seconds, 0.001)).toLocaleString('en');
  const slow = records >= ENOUGH_TO_SAY && records / seconds < EXPECTED_RATE ? whySlow(seconds, sealed) : '';
  process.stdout.write(
    `${records.toLocaleString('en')} records, ${chains} chains, ${anchors} anchors in ${seconds.toFixed(1)} s (${rate} records a second): ` +
      `${faults.length === 0 ? 'everything is as it was sealed' : 'NOT as it was sealed'}.\n${slow}`,
  );
  return faults.length === 0 ? 0 : 1;
}

/** Records a second that are expected of a free processor; below it the command says what took the time. */
const EXPECTED_RATE = 100_000;
/** Fewer are mostly the start. */
const ENOUGH_TO_SAY = 20_000;

function whySlow(seconds: number, sealed: SealedLook | undefined): string {
  const { user, system } = process.cpuUsage();
  const own = Math.min(seconds, (user + system) / 1e6);
  const opened = sealed === undefined || sealed.opened === 0 ? '' : ` ${sealed.opened.toLocaleString('en')} encrypted messages were opened and compared, which is most of that work.`;
  return (
    `Below ${EXPECTED_RATE.toLocaleString('en')} a second: this process worked for ${own.toFixed(1)} s of them, the links of a chain one after the other;` +
    `${sealed === undefined ? ' the rest it waited for the file or for a processor' : ' the rest it waited for PostgreSQL, which digests every record and every message, or for a processor'}.${opened}\n`
  );
}

let shownAt = 0;
function progress(records: number): void {
  if (!process.stderr.isTTY || Date.now() - shownAt < 200) return;
  shownAt = Date.now();
  process.stderr.write(`\r  ${records.toLocaleString('en')} records …`);
}

function sentenceFor(error: unknown): { text: string; code: number } {
  if (error instanceof ArgumentError || error instanceof SettingsError) return { text: error.message, code: 2 };
  if (error instanceof EvidenceFailure || error instanceof KeyRingFailure || error instanceof StartFailure || error instanceof Problem) return { text: error.message, code: 1 };
  const { code, path } = (error ?? {}) as { code?: string; path?: string };
  if (code === '42P01') return { text: 'This database has no evidence chains yet: start the gateway on it once.', code: 1 };
  if (code !== undefined && /^[0-9A-Z]{5}$/.test(code)) return { text: databaseSentence(error), code: 1 };
  if (code !== undefined && path !== undefined) return { text: `${path} cannot be read or written (${code}).`, code: 1 };
  return { text: `The evidence could not be read: ${error instanceof Error ? error.message : String(error)}`, code: 1 };
}

try {
  process.exitCode = await main();
} catch (error) {
  const { text, code } = sentenceFor(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = code;
}
