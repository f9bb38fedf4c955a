import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ClosingOrder } from '#libs/process';
import { loadSettings, SettingsError } from '#libs/settings';
import { ArgumentError } from '../arguments.js';
import { StartFailure } from '../embedded-postgres/index.js';
import { CLUSTER_HELP, parseClusterArguments, type ClusterCommand } from './cluster-arguments.js';
import { allShared, restartEach, strikeEach, withSlowest } from './drill.js';
import { readLedger } from './ledger.js';
import { Load } from './load.js';
import { startMachines, until } from './machines.js';
import { reportOf, verdictOf, type Outcome } from './report.js';

/** Exit codes: 0 nothing was lost and no call failed in the rolling restart, 1 otherwise or it could not start, 2 wrong arguments. */
async function main(): Promise<number> {
  const command = parseClusterArguments(process.argv.slice(2));
  if (command.help) {
    process.stdout.write(CLUSTER_HELP);
    return 0;
  }
  const around = loadSettings().dataFolder;
  await mkdir(around, { recursive: true });
  const dataFolder = await mkdtemp(join(around, 'cluster-'));
  // PostgreSQL may run under an account of its own.
  await chmod(dataFolder, 0o711);
  await mkdir(join(dataFolder, 'logs'));
  const closing = new ClosingOrder();
  const stopped = new Promise<'stopped'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve('stopped'));
  });
  try {
    const outcome = await Promise.race([run(command, dataFolder, closing), stopped]);
    if (outcome === 'stopped') return 130;
    process.stdout.write(reportOf(outcome));
    if (command.keep) process.stdout.write(`Logs and data: ${dataFolder}\n`);
    return verdictOf(outcome).length === 0 ? 0 : 1;
  } finally {
    await closing.close();
    if (!command.keep) await rm(dataFolder, { recursive: true, force: true });
  }
}

async function run({ brokers, callers, seconds }: ClusterCommand, dataFolder: string, closing: ClosingOrder): Promise<Outcome> {
  const begun = performance.now();
  const say = (what: string): void => void process.stdout.write(`${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${what}\n`);
  const settings = loadSettings({ CHAKONG_DATA: dataFolder, CHAKONG_SANDBOX_POLL_SECONDS: '0.5' });
  const machines = await startMachines(settings, brokers, closing, say);
  const { surroundings, gatewayBalancer } = machines;
  const firstShared = await allShared(machines);
  if (firstShared === undefined) throw new StartFailure('The dispatchers did not share the institutions among them within a minute.');
  say('load');
  const token = surroundings.logins.find(({ login }) => login === 'officer')!.token;
  const load = new Load({ gatewayUrl: gatewayBalancer.url, token, caseIds: surroundings.cases.map(({ id }) => id), institutions: surroundings.asked, callers, pauseMs: 500 });
  load.start();
  closing.add(() => load.stop());
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const failedBefore = [...load.failures, ...gatewayBalancer.failures, ...machines.exchangeBalancer.failures];
  const strikes = await strikeEach(machines, load, seconds, say);
  const rolling = await restartEach(machines, load, say);
  await load.stop();
  say('what is open is answered');
  const accepted = [...load.accepted.values()];
  const settled = await until(async () => {
    const { open, unsealed } = await readLedger(surroundings.database, accepted);
    return open === 0 && unsealed === 0;
  }, 90_000);
  return {
    strikes: await withSlowest(surroundings.database, strikes), rolling, ledger: await readLedger(surroundings.database, accepted), accepted: accepted.length, unanswered: load.unanswered.length, failures: load.failures, brokenOff: [...gatewayBalancer.failures, ...machines.exchangeBalancer.failures], failedBefore, settled: settled !== undefined,
    medianMs: median(load.answered.map(({ ms }) => ms)), seconds: (performance.now() - begun) / 1000,
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

function sentenceFor(error: unknown): { readonly text: string; readonly code: number } {
  if (error instanceof ArgumentError || error instanceof SettingsError) return { text: error.message, code: 2 };
  if (error instanceof StartFailure) return { text: error.message, code: 1 };
  return { text: error instanceof Error ? (error.stack ?? error.message) : String(error), code: 1 };
}

try {
  process.exitCode = await main();
} catch (error) {
  const { text, code } = sentenceFor(error);
  process.stderr.write(`\n${text}\n`);
  process.exitCode = code;
}
setTimeout(() => process.exit(), 2000).unref();
