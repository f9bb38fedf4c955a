import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CALLERS, compareProtection, cpuPerCall, INSTITUTIONS, ratesOf } from '../measure/protection.mjs';
import { median, metric, pairedRatio } from '../measure/statistics.mjs';
import { fillAnswers } from '../measure/stored-answers.mjs';

/** Two records each, and four more for twelve of them. */
const ANSWERS = 100_000;

/**
 * What evidence costs, by the same inquiries on a database whose records are sealed and on one where nothing announces them, in turns;
 * and how fast chains are sealed and verified.
 */
export default {
  name: 'evidence',
  describe: `${CALLERS} callers, ${INSTITUTIONS} institutions, with the evidence chain and without; sealing and verifying ${ANSWERS.toLocaleString('en')} answers`,

  async run(context) {
    if (!context.withGateway) return [];
    const rates = await chainRates(context);
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

/** Records a second: sealed; verified in the database; exported; verified in the file. */
async function chainRates(context) {
  const { Database, EvidenceChainStore, migrate } = await import('../../../dist/libs/store/index.js');
  const { AnchorFile, AnchorWriter, exportEvidence, Sealer, SigningKey, verifyDatabase, verifyExport } = await import('../../../dist/libs/evidence/index.js');
  const folder = await mkdtemp(join(tmpdir(), 'chakong-bench-evidence-'));
  context.onClose(() => rm(folder, { recursive: true, force: true }));
  const url = await context.createDatabase('chains');
  const database = new Database({ url, poolSize: 3, applicationName: 'chakong-bench', keys: 'none' });
  try {
    await migrate(database);
    await fillAnswers(url, ANSWERS, context.say, { toBeSealed: true });
    const key = SigningKey.fresh('ed25519');
    const store = new EvidenceChainStore(database);
    const installation = await store.installation();
    const anchors = new AnchorWriter({ store, installation, key, file: new AnchorFile(join(folder, 'anchors')), everyMs: 1000 });
    const file = join(folder, 'export.ndjson');

    const sealing = await timed(() => new Sealer({ store, installation, algorithm: 'sm3', anchors }).stop());
    const verifying = [];
    for (let round = 0; round < context.rounds; round++) verifying.push(await timed(() => verifyDatabase(database, { keys: [key.public], anchorsOutside: async () => [] })));
    const exporting = await timed(() => pipeline(Readable.from(exportEvidence(database, key, { all: true })), createWriteStream(file)));
    const offline = [];
    for (let round = 0; round < context.rounds; round++) offline.push(await timed(() => verifyExport(createInterface({ input: createReadStream(file) }))));
    for (const { result } of [...verifying, ...offline]) if (result.faults.length > 0) throw new Error('What was just sealed does not verify.');
    const { records } = verifying[0].result;
    const perSecond = (runs) => median(runs.map(({ seconds }) => records / seconds));
    context.say(`  ${records.toLocaleString('en')} records sealed in ${sealing.seconds.toFixed(1)} s`);
    return [
      metric('evidence/seal', records / sealing.seconds, 'records/s'),
      metric('evidence/verify-database', perSecond(verifying), 'records/s', { atLeast: 100_000 }),
      metric('evidence/verify-database/cpu', median(verifying.map(({ cpu }) => cpu / records)), 'µs/record'),
      metric('evidence/export', records / exporting.seconds, 'records/s'),
      metric('evidence/verify-export', perSecond(offline), 'records/s', { atLeast: 100_000 }),
      metric('evidence/verify-export/cpu', median(offline.map(({ cpu }) => cpu / records)), 'µs/record'),
    ];
  } finally {
    await database.close();
  }
}

/** Seconds on the wall, and of this process's processor in microseconds: the machine may have other work. */
async function timed(work) {
  const begun = performance.now();
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, seconds: (performance.now() - begun) / 1000, cpu: user + system };
}
