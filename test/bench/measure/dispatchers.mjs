/** Dispatchers as processes of their own over a real broker, fed as a gateway feeds them. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpuMicroseconds } from './process-cpu.mjs';
import { startServer } from './child.mjs';

const dist = (path) => import(new URL(`../../../dist/${path}/index.js`, import.meta.url));

/**
 * @returns {Promise<{ run(requests: number): Promise<{ seconds: number, cpuSeconds: number }>, entered(): Promise<number> }>} `run` commits so many requests, hands them
 *   over, and waits for the last answer: seconds from the first hand-over to the last commit, and processor time of the dispatchers meanwhile; `entered` counts
 *   requests that have reached a lane
 */
export async function startDispatchers(context, { count, databaseUrl, brokers, institutions }) {
  const [{ KeyRing }, { Database, migrate }, { openCase, acceptRequests }, { MessageBus }, { TopicHandover, DISPATCH_PARTITIONS }, { toPushWork }, { silentLogger }] = await Promise.all(
    ['libs/sealed-fields', 'libs/store', 'libs/engine-testkit', 'libs/message-bus', 'libs/lane-ownership', 'libs/push-dispatch', 'libs/telemetry'].map(dist),
  );
  const folder = await mkdtemp(join(tmpdir(), 'chakong-bench-dispatchers-'));
  context.onClose(() => rm(folder, { recursive: true, force: true }));
  const database = new Database({ url: databaseUrl, poolSize: 4, applicationName: 'bench', keys: await KeyRing.open(join(folder, 'key-ring.json')) });
  context.onClose(() => database.close());
  await migrate(database);
  for (const { code, name, endpoint } of institutions) {
    await database.pool.query(
      `INSERT INTO institution (code, name, kind, adapter, contract_version, endpoint, region, sources, concurrency, connect_timeout_ms, response_timeout_ms, answer_deadline_s)
       VALUES ($1, $2, 'bank', 'bank-direct', '1.0', $3, '330106', '{deposit}', 32, 5000, 30000, 600)`,
      [code, name, endpoint],
    );
  }
  const prefix = `bench-${randomBytes(4).toString('hex')}`;
  const settings = {
    DATABASE_URL: databaseUrl, KAFKA_BROKERS: brokers.join(','), CHAKONG_KAFKA_PREFIX: prefix, CHAKONG_DATA: folder, CHAKONG_WATCH_PORT: '0', CHAKONG_DRAIN_SECONDS: '0',
    CHAKONG_EXCHANGE_PUBLIC_URL: 'http://127.0.0.1:1', CHAKONG_LOG_LEVEL: 'warn',
  };
  const main = join(context.root, 'dist/apps/dispatcher/main.js');
  const environment = { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(CHAKONG_|DATABASE_URL$|KAFKA_)/.test(name))), ...settings };
  const servers = [];
  for (let index = 0; index < count; index += 1) {
    const server = await startServer(context.node, main, [], environment);
    context.onClose(() => server.stop());
    servers.push(server);
  }
  await until(async () => {
    const owned = await Promise.all(servers.map(({ watchUrl }) => ownedBy(watchUrl)));
    return owned.every((shares) => shares > 0) && owned.reduce((sum, shares) => sum + shares, 0) === DISPATCH_PARTITIONS;
  });
  const bus = new MessageBus({ brokers, clientId: 'bench', logger: silentLogger() }).start();
  context.onClose(() => bus.close());
  await until(() => bus.health.state === 'up');
  const handover = new TopicHandover({ bus, prefix, byNews: { tell: () => undefined }, tellCancelled: () => undefined });
  context.onClose(() => handover.close());
  const theCase = await openCase(database);
  const pids = servers.map(({ pid }) => pid);
  const cpu = () => pids.reduce((sum, pid) => sum + cpuMicroseconds(pid) / 1e6, 0);
  return {
    pids, database, prefix, environment,
    entered: async () => (await Promise.all(servers.map(({ watchUrl }) => enteredAt(watchUrl)))).reduce((sum, requests) => sum + requests, 0),
    async run(requests) {
      const wanted = Array.from({ length: requests }, (_, index) => ({ institutionCode: institutions[index % institutions.length].code, answerInMs: 600_000 }));
      const accepted = await acceptRequests(database, theCase, wanted);
      const before = cpu();
      const begun = performance.now();
      handover.offer(accepted.requests.map(toPushWork));
      await until(async () => {
        const { rows } = await database.pool.query('SELECT completed_at IS NOT NULL AS complete FROM inquiry WHERE id = $1', [accepted.inquiryId]);
        return rows[0].complete;
      });
      return { seconds: (performance.now() - begun) / 1000, cpuSeconds: cpu() - before };
    },
  };
}

/** Requests that have reached a lane of this dispatcher. */
async function enteredAt(watchUrl) {
  const page = await fetch(`${watchUrl}/metrics`).then((reply) => reply.text());
  return [...page.matchAll(/^chakong_lane_entered_total\{[^}]*\} (\d+)/gm)].reduce((sum, [, requests]) => sum + Number(requests), 0);
}

async function ownedBy(watchUrl) {
  const page = await fetch(`${watchUrl}/metrics`).then((reply) => reply.text(), () => '');
  return Number(/^chakong_dispatch_partitions\{state="owned"\} (\d+)/m.exec(page)?.[1] ?? 0);
}

async function until(holds) {
  for (const giveUpAt = Date.now() + 120_000; !(await holds()); ) {
    if (Date.now() > giveUpAt) throw new Error('the dispatchers did not come so far within two minutes');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
