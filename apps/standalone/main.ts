import { CredentialFault } from '#libs/institutions';
import { databaseSentence, stopSignal } from '#libs/process';
import { loadSettings, requireForProduction, SettingsError } from '#libs/settings';
import { parseArguments, ArgumentError } from './arguments.js';
import { runDemo } from './demo/run-demo.js';
import { StartFailure } from './embedded-postgres/index.js';
import { helpText } from './help.js';
import { startStandalone, type Standalone, type Step } from './standalone.js';
import { welcomeText } from './welcome.js';

/** Exit codes: 0 ended as asked, 1 could not start or the demo failed, 2 wrong arguments or settings. */
async function main(): Promise<number> {
  const given = parseArguments(process.argv.slice(2));
  if (given.help) {
    process.stdout.write(helpText());
    return 0;
  }
  const settings = loadSettings();
  requireForProduction(settings);
  const stopped = stopSignal();
  if (given.kafka && settings.kafkaBrokers.length > 0) throw new ArgumentError('KAFKA_BROKERS names brokers already: leave --kafka out.');
  const standalone = await startStandalone(settings, step, { kafka: given.kafka });
  try {
    // Started by a program that listens (tests, the bench): told in data instead of prose.
    const { gatewayUrl, exchangeUrl, sandboxUrl, kafkaBrokers } = standalone;
    process.send?.({ ready: true, gatewayUrl, exchangeUrl, sandboxUrl, ...(kafkaBrokers.length === 0 ? {} : { kafkaBrokers }) });
    if (given.demo) return await Promise.race([runDemo(standalone, process.stdout), stopped.then(() => 130)]);
    process.stdout.write(welcomeText(standalone));
    await stopped;
    return 0;
  } finally {
    await closeWithNotice(standalone);
  }
}

const step: Step = async (what, work) => {
  const begun = performance.now();
  const live = process.stdout.isTTY === true;
  if (live) process.stdout.write(`  … ${what}`);
  const result = await work();
  process.stdout.write(`${live ? '\r\u001b[K' : ''}  ✓ ${what} (${((performance.now() - begun) / 1000).toFixed(1)} s)\n`);
  return result;
};

async function closeWithNotice(standalone: Standalone): Promise<void> {
  process.stdout.write('\nStopping: calls under way are finished and committed …\n');
  await standalone.close();
  process.stdout.write('Stopped. Everything accepted is kept; the next start goes on with it.\n');
}

function sentenceFor(error: unknown): { text: string; code: number } {
  if (error instanceof ArgumentError || error instanceof SettingsError) return { text: error.message, code: 2 };
  if (error instanceof StartFailure || error instanceof CredentialFault) return { text: error.message, code: 1 };
  const { code } = (error ?? {}) as { code?: string };
  if (code === 'ENOSPC' || code === '53100') return { text: 'The disk is full: free some room and start again.', code: 1 };
  if (code === 'EACCES' || code === 'EROFS') return { text: 'The data folder cannot be written: choose another one with CHAKONG_DATA.', code: 1 };
  if (code !== undefined && /^[0-9A-Z]{5}$/.test(code)) return { text: databaseSentence(error), code: 1 };
  return { text: `Chakong could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`, code: 1 };
}

try {
  process.exitCode = await main();
} catch (error) {
  const { text, code } = sentenceFor(error);
  process.stderr.write(`\n${text}\n`);
  process.exitCode = code;
}
// A library's forgotten timer must not keep a stopped gateway alive.
setTimeout(() => process.exit(), 1000).unref();
