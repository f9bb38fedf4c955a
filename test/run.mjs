/**
 * Every check of the repository, with nothing prepared: installs, builds, starts a real PostgreSQL and a real Kafka, then types,
 * lint and all tests. Ends with one line, `N passed, N failed`. With arguments it runs only the tests they name:
 * `npm run jest -- libs/store`.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare } from '../apps/standalone/bootstrap/prepare.mjs';
import { kafkaForTests } from './kafka-for-tests.mjs';

const only = process.argv.slice(2);
const { node, root } = await prepare();
if (Number(process.versions.node.split('.')[0]) < 24) {
  // The database below is started by our own code, which needs the Node.js the repository brings.
  const child = spawn(node, [import.meta.filename, ...only], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
  process.exit(await new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1))));
}

const scratch = await mkdtemp(join(tmpdir(), 'chakong-tests-'));
const running = new Set();
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopping = true;
    for (const child of running) child.kill('SIGTERM');
  });
}

/** One test file that hangs must not hold up everything for ever; the whole takes a few minutes. */
const MOST_MINUTES = Number(process.env.CHAKONG_TEST_MINUTES ?? 40);
/** Between the report of the tests and the end of their process. */
const LINGER_MS = 20_000;

const database = await startDatabase();
const kafka = await kafkaForTests(root, join(scratch, 'kafka'));
const tally = { passed: 0, failed: 0, skipped: 0 };
try {
  if (only.length === 0) {
    kafka.begin();
    await check('types', [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit']);
    await check('types of the console', [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', 'apps/console']);
    await check('lint', [join(root, 'node_modules/eslint/bin/eslint.js'), '.', '--max-warnings=0']);
  }
  if (!stopping) await jest();
} finally {
  await kafka.stop();
  await database.stop();
  await rm(scratch, { recursive: true, force: true });
}
console.log(`\n${tally.passed} passed, ${tally.failed} failed${tally.skipped > 0 ? `, ${tally.skipped} skipped` : ''}`);
process.exitCode = tally.failed === 0 && !stopping ? 0 : 1;

async function startDatabase() {
  const given = process.env.CHAKONG_TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  const { startEmbeddedPostgres } = await import(pathToFileURL(join(root, 'dist/apps/standalone/embedded-postgres/index.js')).href);
  return startEmbeddedPostgres({ dataFolder: scratch, port: 0, log: () => undefined });
}

async function check(name, parameters) {
  const begun = Date.now();
  const code = await run(parameters);
  tally[code === 0 ? 'passed' : 'failed'] += 1;
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - begun) / 1000).toFixed(0)} s)`);
}

async function jest() {
  const results = join(tmpdir(), `chakong-results-${process.pid}.json`);
  const code = await run([
    '--experimental-vm-modules', '--no-warnings=ExperimentalWarning', join(root, 'node_modules/jest/bin/jest.js'),
    // Never in this process's own child alone: with two or more workers jest ends those that left something open.
    '--maxWorkers=2', '--json', `--outputFile=${results}`, '--testLocationInResults=false', ...only,
  ], results);
  const report = await readFile(results, 'utf8').then(JSON.parse, () => undefined);
  await rm(results, { force: true });
  if (report === undefined) {
    tally.failed += 1;
    return;
  }
  tally.passed += report.numPassedTests;
  tally.skipped += report.numPendingTests;
  // A suite that could not even be loaded has no tests to count, and must not pass for that.
  tally.failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
  if (code !== 0 && tally.failed === 0) tally.failed += 1;
  if (report.numTotalTests === 0) tally.failed += 1;
}

/** @param {string} [report] a file that is written just before the child should end */
function run(parameters, report) {
  const child = spawn(node, parameters, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, CHAKONG_TEST_DATABASE_URL: database.url, CHAKONG_TEST_KAFKA: kafka.url, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
  });
  running.add(child);
  const end = (why) => {
    console.log(`✗ ${why}`);
    child.kill('SIGKILL');
  };
  const limit = setTimeout(() => end(`not finished after ${MOST_MINUTES} minutes`), MOST_MINUTES * 60_000);
  let reportedAt;
  const watch = setInterval(() => {
    if (report === undefined || !existsSync(report)) return;
    reportedAt ??= Date.now();
    if (Date.now() - reportedAt > LINGER_MS) end('the tests are over, but something they opened keeps their process alive');
  }, 1000);
  return new Promise((resolve) =>
    child.on('exit', (code) => {
      clearTimeout(limit);
      clearInterval(watch);
      running.delete(child);
      resolve(code ?? 1);
    }),
  );
}
