/** Runs the benchmarks and says what came out: a table, or with `--json` one JSON array. Started by `run.mjs`. */
import { readdir } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { BenchContext } from './measure/context.mjs';

const HELP = `npm run bench -- [options]

Measures the gateway beside the services it is compared with, in turns in one run on one machine.

  --list             names of the benchmarks
  --only NAME        this benchmark only (may be given several times)
  --json             print exactly one JSON array of { name, value, unit, target, met }; everything else to standard error
  --rounds N         turns each contestant gets (5)
  --seconds N        measured seconds of one turn (4)
  --database-url URL a PostgreSQL to make databases on, instead of an embedded one started for the run
  --filled-url URL   for \`stored\`: a database on that server which \`npm run bench:fill\` has filled
  --lines N          for batch: measures in the order (5000)
  --without-gateway  only what it is compared with

A target that was missed is no failure of the run: look at \`met\`.`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    'database-url': { type: 'string' },
    'filled-url': { type: 'string' },
    lines: { type: 'string', default: '5000' },
    'without-gateway': { type: 'boolean', default: false },
  },
});

const say = (text) => process.stderr.write(`${text}\n`);
const benchmarks = await loadBenchmarks();

if (values.help) process.stdout.write(`${HELP}\n`);
else if (values.list) for (const { name, describe } of benchmarks) process.stdout.write(`${name.padEnd(12)} ${describe}\n`);
else await measure().catch(fail);

async function loadBenchmarks() {
  const folder = new URL('benchmarks/', import.meta.url);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.mjs')).sort();
  return Promise.all(files.map(async (file) => (await import(new URL(file, folder))).default));
}

async function measure() {
  const wanted = values.only ?? benchmarks.map(({ name }) => name);
  const unknown = wanted.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
  if (unknown.length > 0) throw new Error(`No such benchmark: ${unknown.join(', ')}. There are ${benchmarks.map(({ name }) => name).join(', ')}.`);

  say(`Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, load ${loadavg()[0]?.toFixed(2)}`);
  const metrics = [];
  for (const benchmark of benchmarks.filter(({ name }) => wanted.includes(name))) {
    say(`\n${benchmark.name}: ${benchmark.describe}`);
    metrics.push(...(await runOne(benchmark)));
  }
  process.stdout.write(values.json ? `${JSON.stringify(metrics, null, 2)}\n` : table(metrics));
}

async function runOne(benchmark) {
  const context = new BenchContext({
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    databaseServer: values['database-url'],
    filledUrl: values['filled-url'],
    lines: Number(values.lines),
    withGateway: !values['without-gateway'],
    say,
  });
  const interrupted = () => {
    say('Stopping.');
    void context.close().finally(() => process.exit(130));
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, interrupted);
  try {
    return await benchmark.run(context);
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM']) process.removeListener(signal, interrupted);
    await context.close();
  }
}

function fail(error) {
  say(`The bench stopped: ${error.message}`);
  process.exitCode = 1;
}

function table(metrics) {
  const rows = [['', 'value', 'unit', 'target', '']].concat(
    metrics.map(({ name, value, unit, target, met }) => [
      name,
      value === null ? '—' : String(value),
      unit,
      target ?? '',
      met === null ? '' : met ? 'met' : 'MISSED',
    ]),
  );
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) => row.map((cell, column) => (column === 1 ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join('  ');
  return `\n${rows.map((row) => line(row).trimEnd()).join('\n')}\n`;
}
