import { setTimeout as delay } from 'node:timers/promises';
import { CredentialFault } from '#libs/institutions';
import { loadSettings, requireForProcess, requireForProduction, SettingsError, type ProcessName, type Settings } from '#libs/settings';
import { Database, migrate } from '#libs/store';
import { createLogger, HealthRegistry, Metrics, type Logger } from '#libs/telemetry';
import { ClosingOrder } from './closing-order.js';
import { openEvidence } from './evidence-of-process.js';
import { openKeyRing, prepareKeys } from './personal-data-keys.js';
import type { CoreGround } from './process-core.js';
import { StartFailure } from './start-failure.js';
import { databaseSentence } from './start-sentences.js';
import { stopSignal } from './stop-signal.js';

/** What a process of its own stands on before it is one app or another. */
export interface ProcessGround extends CoreGround {
  readonly settings: Settings;
  readonly health: HealthRegistry;
  readonly closing: ClosingOrder;
}

export interface OpenedProcess {
  /** Told to whoever started it, by name. */
  readonly addresses: Readonly<Record<string, string>>;
  /** Nothing new is sent here any more: what waits is to be answered with what there is. */
  readonly drained?: () => void;
}

/**
 * Runs one app as a process: settings, log to standard output, database, keys, evidence, then the app; until a signal. It says then that it
 * is not ready, goes on serving for `CHAKONG_DRAIN_SECONDS`, finishes what is under way, and closes in the order of dependence.
 * Exit codes: 0 ended as asked, 1 could not start, 2 wrong settings.
 */
export async function runProcess(name: ProcessName, open: (ground: ProcessGround) => Promise<OpenedProcess>): Promise<void> {
  const closing = new ClosingOrder();
  const asked = stopSignal();
  try {
    const settings = loadSettings();
    requireForProduction(settings);
    requireForProcess(name, settings);
    const ground = await openGround(name, settings, closing);
    const logger = ground.log(name);
    const { addresses, drained } = await open(ground);
    process.send?.({ ready: true, ...addresses });
    logger.info({ pid: process.pid, ...addressesOf(addresses) }, 'serving');
    await asked;
    logger.info({ seconds: settings.drainSeconds }, 'draining');
    ground.health.beginDrain();
    await delay(settings.drainSeconds * 1000);
    drained?.();
    await closing.close();
    logger.info({}, 'stopped');
  } catch (error) {
    await closing.close();
    const { text, code } = sentenceFor(error);
    process.stderr.write(`${text}\n`);
    process.exitCode = code;
  }
  // A library's forgotten timer must not keep a stopped process alive.
  setTimeout(() => process.exit(), 1000).unref();
}

async function openGround(name: ProcessName, settings: Settings, closing: ClosingOrder): Promise<ProcessGround> {
  const log = (component: string): Logger => createLogger({ level: settings.logLevel, component });
  const ring = await openKeyRing(settings);
  const database = closing.opened(new Database({ url: settings.databaseUrl!, poolSize: settings.databasePool, applicationName: `chakong-${name}`, keys: ring }), (db) => db.close());
  await migrate(database);
  await prepareKeys(database, ring, settings);
  const metrics = new Metrics();
  const evidence = closing.opened(await openEvidence(settings, database, metrics, log('evidence')), (one) => one.close());
  const health = new HealthRegistry();
  health.register({ name: 'database', check: () => database.pool.query('SELECT 1') });
  return { settings, log, database, metrics, evidence, health, closing };
}

const addressesOf = (addresses: Readonly<Record<string, string>>): object => ({ url: Object.values(addresses)[0] });

function sentenceFor(error: unknown): { readonly text: string; readonly code: number } {
  if (error instanceof SettingsError) return { text: error.message, code: 2 };
  if (error instanceof StartFailure || error instanceof CredentialFault) return { text: error.message, code: 1 };
  const { code } = (error ?? {}) as { code?: string };
  if (code !== undefined && /^([0-9A-Z]{5}|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH)$/.test(code)) return { text: databaseSentence(error), code: 1 };
  return { text: `The process could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`, code: 1 };
}
