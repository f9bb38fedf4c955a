import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { postgresCpu, postgresCpuBetween } from '../measure/process-cpu.mjs';
import { CALLERS, compareProtection, cpuPerCall, INSTITUTIONS, ratesOf } from '../measure/protection.mjs';
import { AnswerFiller } from '../measure/sealed-answers.mjs';
import { median, metric, pairedRatio } from '../measure/statistics.mjs';
import { fillAnswers } from '../measure/stored-answers.mjs';

/** Two records each, and four more for twelve of them. */
const ANSWERS = 100_000;
/** Of those that are encrypted: they are written one by one, by the gateway's own writers. */
const SEALED_ANSWERS = 48_000;

/**
 * What evidence costs, by the same inquiries on a database whose records are sealed and on one where nothing announces them, in turns;
 * and how fast chains are sealed and verified.
 */
export default {
  name: 'evidence',
  describe: `${CALLERS} callers, ${INSTITUTIONS} institutions, with the evidence chain and without; sealing and verifying ${ANSWERS.toLocaleString('en')} answers`,

  async run(context) {
    if (!context.withGateway) return [];
    const rates = [
      ...(await chainRates(context, 'chains', ANSWERS, ({ url }) => fillAnswers(url, ANSWERS, context.say, { toBeSealed: true }))),
      ...(await chainRates(context, 'encrypted', SEALED_ANSWERS, ({ database }) => fillSealed(database))),
    ];
    const results = await compareProtection(context, { without: { unsealed: true }, with: {} });
    return [
      ...rates,
      ...Object.keys(results).flatMap((name) => [
        metric(`evidence/${name}/cpu-per-call`, median(results[name].map(({ serverCpu, calls }) => serverCpu / calls)), 'µs'),
        metric(`evidence/${name}/postgres-cpu-per-call`, median(results[name].map(({ postgresBackendCpu, calls }) => postgresBackendCpu / calls)), 'µs'),
      ]),
      metric('evidence/with-to-without/cpu-per-call', pairedRatio(cpuPerCall(results.with), cpuPerCall(results.without)), '×'),
      metric('evidence/with-to-without/rate', pairedRatio(ratesOf(results.with), ratesOf(results.without)), '×', { atLeast: 0.85 }),
    ];
  },
};

/**
 * Records a second: sealed; verified in the database; exported; verified in the file. Once with everything in the clear, once with personal data
 * encrypted, where verifying also opens every message and compares it with what was on the wire.
 */
async function chainRates(context, name, answers, fill) {
  const { Database, EvidenceChainStore, migrate } = await import('../../../dist/libs/store/index.js');
  const { AnchorFile, AnchorWriter, exportEvidence, Sealer, SigningKey, verifyDatabase, verifyExport } = await import('../../../dist/libs/evidence/index.js');
  const { KeyRing } = await import('../../../dist/libs/sealed-fields/index.js');
  const folder = await mkdtemp(join(tmpdir(), 'chakong-bench-evidence-'));
  context.onClose(() => rm(folder, { recursive: true, force: true }));
  const url = await context.createDatabase(name);
  const keys = name === 'chains' ? 'none' : await KeyRing.open(join(folder, 'ring.json'));
  const database = new Database({ url, poolSize: 3, applicationName: 'chakong-bench', keys });
  const blind = new Database({ url, poolSize: 3, applicationName: 'chakong-bench', keys: 'none' });
  const watch = new pg.Client({ connectionString: url });
  await watch.connect();
  try {
    await migrate(database);
    await fill({ url, database });
    await database.pool.query('VACUUM (ANALYZE)');
    const key = SigningKey.fresh('ed25519');
    const store = new EvidenceChainStore(database);
    const installation = await store.installation();
    const anchors = new AnchorWriter({ store, installation, key, file: new AnchorFile(join(folder, 'anchors')), everyMs: 1000 });
    const file = join(folder, 'export.ndjson');

    const sealing = await timed(watch, () => new Sealer({ store, installation, algorithm: 'sm3', anchors }).stop());
    const verify = (of) => timed(watch, () => verifyDatabase(of, { keys: [key.public], anchorsOutside: async () => [] }));
    const runs = { 'verify-database': [], ...(keys === 'none' ? {} : { 'verify-database/without-ring': [] }), 'verify-export': [] };
    for (let round = 0; round < context.rounds; round++) {
      runs['verify-database'].push(await verify(database));
      runs['verify-database/without-ring']?.push(await verify(blind));
    }
    const exporting = await timed(watch, () => pipeline(Readable.from(exportEvidence(database, key, { all: true })), createWriteStream(file)));
    for (let round = 0; round < context.rounds; round++) runs['verify-export'].push(await timed(watch, () => verifyExport(createInterface({ input: createReadStream(file) }))));
    for (const { result } of Object.values(runs).flat()) if (result.faults.length > 0) throw new Error('What was just sealed does not verify.');
    const { records } = runs['verify-database'][0].result;
    const prefix = keys === 'none' ? 'evidence' : `evidence/${name}`;
    context.say(`  ${records.toLocaleString('en')} records of ${answers.toLocaleString('en')} answers sealed in ${sealing.seconds.toFixed(1)} s`);
    return [
      metric(`${prefix}/seal`, records / sealing.seconds, 'records/s'),
      metric(`${prefix}/seal/cpu`, sealing.cpu / records, 'µs/record'),
      metric(`${prefix}/export`, records / exporting.seconds, 'records/s'),
      ...Object.entries(runs).flatMap(([what, all]) => {
        const rate = median(all.map(({ seconds }) => records / seconds));
        const cpu = median(all.map((run) => run.cpu / records));
        const postgres = median(all.map((run) => (run.postgres ?? 0) / records));
        // The tool is one thread; PostgreSQL works on two connections beside it. What all these processors would come to if they were free.
        const bound = 1e6 / Math.max(cpu, (cpu + postgres) / cpus().length);
        if (rate < 100_000) {
          context.say(
            `  ${prefix}/${what}: a record needs ${cpu.toFixed(1)} µs of processor in the tool and ${postgres.toFixed(1)} in PostgreSQL: at most ` +
              `${Math.round(bound).toLocaleString('en')} a second on ${cpus().length} processors that are free; the load is ${loadavg()[0].toFixed(1)}`,
          );
        }
        return [
          metric(`${prefix}/${what}`, rate, 'records/s', { atLeast: 100_000 }),
          metric(`${prefix}/${what}/cpu`, cpu, 'µs/record'),
          ...(postgres > 0 ? [metric(`${prefix}/${what}/postgres-cpu`, postgres, 'µs/record')] : []),
        ];
      }),
    ];
  } finally {
    await Promise.all([watch.end(), blind.close(), database.close()]);
  }
}

async function fillSealed(database) {
  const filler = await AnswerFiller.open(database);
  for (let answers = 0; answers < SEALED_ANSWERS; ) answers += await filler.write(500);
}

/** Seconds on the wall, and microseconds of processor of this process and of PostgreSQL for it: the machine may have other work. */
async function timed(watch, work) {
  const [begun, before, served] = [performance.now(), process.cpuUsage(), await postgresCpu(watch)];
  const result = await work();
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { result, seconds, cpu: user + system, postgres: postgresCpuBetween(served, await postgresCpu(watch)).backends };
}
