import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { postgresCpu, postgresCpuBetween } from '../measure/process-cpu.mjs';
import { AnswerFiller } from '../measure/sealed-answers.mjs';
import { RECORDED } from '../measure/protection.mjs';
import { metric, pairedRatio } from '../measure/statistics.mjs';

/** Inquiries whose answers come together, as under `fan-out`: 48 calls in one group. */
const TOGETHER = 4;
/** Groups between two turns of the sealer: what comes together in half a second. */
const BETWEEN_TURNS = 18;
const TURNS = 6;

const CONTESTANTS = {
  bare: { announced: false, encrypted: false },
  chain: { announced: true, encrypted: false },
  encryption: { announced: false, encrypted: true },
  both: { announced: true, encrypted: true },
};

/**
 * Where what protection costs goes: the writers of the gateway and the sealer alone, without HTTP and institutions, by processor time, which other
 * work on the machine moves much less than a rate.
 */
export default {
  name: 'writing',
  describe: 'processor time of writing inquiries and answers, and of sealing them, with the evidence chain, with encryption, with both and with neither',

  async run(context) {
    if (!context.withGateway) return [];
    const started = [];
    for (const [name, how] of Object.entries(CONTESTANTS)) started.push(await start(context, name, how));
    try {
      for (const one of started) await turns(one, 3);
      for (let round = 0; round < context.rounds; round += 1) for (const one of started) one.rounds.push(await turns(one, TURNS));
    } finally {
      for (const { database, watch } of started) await Promise.all([database.close(), watch.end()]);
    }
    const total = (rounds) => rounds.map(({ calls, ...spent }) => Object.values(spent).reduce((sum, cpu) => sum + cpu, 0) / calls);
    const [bare] = started;
    return started.flatMap(({ name, rounds }) => {
      const sum = (what) => rounds.reduce((all, round) => all + round[what], 0);
      return [
        ...Object.entries(WHAT).map(([what, called]) => metric(`writing/${name}/${called}`, sum(what) / sum('calls'), 'µs/call')),
        ...(name === 'bare' ? [] : [metric(`writing/${name}/to-bare/cpu`, pairedRatio(total(rounds), total(bare.rounds)), '×')]),
      ];
    });
  },
};

const WHAT = { gatewayWrites: 'gateway', postgresWrites: 'postgres', gatewaySeals: 'sealing/gateway', postgresSeals: 'sealing/postgres' };

async function start(context, name, { announced, encrypted }) {
  const { Database, EvidenceChainStore, migrate } = await import('../../../dist/libs/store/index.js');
  const { AnchorFile, AnchorWriter, Sealer, SigningKey } = await import('../../../dist/libs/evidence/index.js');
  const { KeyRing } = await import('../../../dist/libs/sealed-fields/index.js');
  const folder = await mkdtemp(join(tmpdir(), 'chakong-bench-writing-'));
  context.onClose(() => rm(folder, { recursive: true, force: true }));
  const url = await context.createDatabase(name);
  const database = new Database({ url, poolSize: 3, applicationName: 'chakong-bench', keys: encrypted ? await KeyRing.open(join(folder, 'ring.json')) : 'none' });
  await migrate(database);
  if (!announced) for (const table of RECORDED) await database.pool.query(`ALTER TABLE ${table} DISABLE TRIGGER announced`);
  const store = new EvidenceChainStore(database);
  const installation = await store.installation();
  const anchors = new AnchorWriter({ store, installation, key: SigningKey.fresh('ed25519'), file: new AnchorFile(join(folder, 'anchors')), everyMs: 60_000 });
  const watch = new pg.Client({ connectionString: url });
  await watch.connect();
  return { name, database, watch, filler: await AnswerFiller.open(database), sealer: new Sealer({ store, installation, algorithm: 'sm3', anchors }), rounds: [] };
}

async function turns({ watch, filler, sealer }, count) {
  const spent = { calls: 0, gatewayWrites: 0, postgresWrites: 0, gatewaySeals: 0, postgresSeals: 0 };
  const measured = async (who, work) => {
    const [own, theirs] = [process.cpuUsage(), await postgresCpu(watch)];
    await work();
    const { user, system } = process.cpuUsage(own);
    spent[`gateway${who}`] += user + system;
    spent[`postgres${who}`] += postgresCpuBetween(theirs, await postgresCpu(watch)).backends ?? 0;
  };
  for (let turn = 0; turn < count; turn += 1) {
    await measured('Writes', async () => {
      for (let group = 0; group < BETWEEN_TURNS; group += 1) spent.calls += await filler.write(TOGETHER);
    });
    await measured('Seals', () => sealer.drain());
  }
  return spent;
}
