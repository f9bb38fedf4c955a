import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '#apps/sandbox';
import { ClosingOrder, openCore, openEvidence, openKeyRing, prepareKeys } from '#libs/process';
import type { InstitutionRecord } from '#libs/institutions';
import type { Settings } from '#libs/settings';
import { Database, migrate } from '#libs/store';
import { Metrics, silentLogger } from '#libs/telemetry';
import { demoLogins, type DemoLogin } from '../demo-logins.js';
import { registerDemoCases, type DemoCase } from '../demo/demo-cases.js';
import { startEmbeddedKafka, KAFKA_VERSION, type EmbeddedKafka } from '../embedded-kafka/index.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../embedded-postgres/index.js';
import { playedBySandbox, pointAtSandbox, sandboxFiles, seedForSandbox } from '../sandbox-institutions.js';

/** What the processes of the cluster share. */
export interface Surroundings {
  readonly postgres: EmbeddedPostgres;
  readonly kafka: EmbeddedKafka;
  readonly database: Database;
  readonly sandbox: Sandbox;
  readonly cases: readonly DemoCase[];
  readonly logins: readonly DemoLogin[];
  /** Institutions that the load asks: some of each contract, so that both directions and files are in it. */
  readonly asked: readonly string[];
}

export interface SurroundingsOptions {
  readonly settings: Settings;
  readonly brokers: 1 | 3;
  /** Where institutions reach the exchanges. */
  readonly exchangeUrl: string;
  readonly closing: ClosingOrder;
  readonly say: (what: string) => void;
}

/** PostgreSQL, brokers, the institutions of the sandbox in their register, and the demo's cases. */
export async function openSurroundings({ settings, brokers, exchangeUrl, closing, say }: SurroundingsOptions): Promise<Surroundings> {
  say('PostgreSQL');
  const postgres = closing.opened(await startEmbeddedPostgres({ dataFolder: join(settings.dataFolder, 'postgres'), port: 0, log: () => undefined }), (one) => one.stop());
  say(`${brokers} broker${brokers === 1 ? '' : 's'} of Kafka ${KAFKA_VERSION}`);
  const programs = join(settings.dataFolder, '..', 'kafka', KAFKA_VERSION);
  const kafka = closing.opened(await startEmbeddedKafka({ folder: join(settings.dataFolder, 'kafka'), programs, brokers }), (one) => one.stop());
  say('institutions, cases and the sandbox');
  const ring = await openKeyRing(settings);
  const database = closing.opened(new Database({ url: postgres.url, poolSize: 4, applicationName: 'chakong-cluster', keys: ring }), (one) => one.close());
  await migrate(database);
  await prepareKeys(database, ring, settings);
  // Only long enough to set everything up: nothing of it works beside the processes.
  const setUp = new ClosingOrder();
  try {
    const log = () => silentLogger();
    const metrics = new Metrics({ processMetrics: false });
    const evidence = setUp.opened(await openEvidence(settings, database, metrics, silentLogger()), (one) => one.close());
    const seed = (_: Database, credentials: Parameters<typeof seedForSandbox>[1]) => seedForSandbox(database, credentials, settings.dataFolder, settings.caseSystemCredentials);
    const core = await openCore(settings, { database, log, metrics, evidence }, setUp, { seed });
    // Whatever the hour.
    await database.pool.query('UPDATE institution SET working_hours = NULL, version = version + 1 WHERE working_hours IS NOT NULL');
    await core.registry.reload();
    const sandbox = closing.opened(
      await startSandbox({
        host: '127.0.0.1', port: 0, seed: settings.seed, exchangeUrl, institutions: playedBySandbox(core.registry, core.credentials), pollSeconds: settings.sandboxPollSeconds,
        files: sandboxFiles(settings.dataFolder, core.credentials),
        // Until there is an exchange to come to.
        held: true,
      }),
      (one) => one.close(),
    );
    await pointAtSandbox(core.registry, sandbox);
    const cases = await registerDemoCases(database, core.registry, core.officers);
    const logins = await demoLogins(database, settings.dataFolder);
    return { postgres, kafka, database, sandbox, cases, logins, asked: someOfEach(core.registry.all()) };
  } finally {
    await setUp.close();
  }
}

const OF_EACH_CONTRACT = 2;
/** Asked about in the demo's region without anybody's help: registers of persons want officers that are registered with them, letters want people. */
const NOT_ASKED = ['household', 'marriage', 'offline'];

function someOfEach(institutions: readonly InstitutionRecord[]): string[] {
  const taken = new Map<string, number>();
  return institutions.flatMap(({ code, adapter, officerRegistration }) => {
    const before = taken.get(adapter) ?? 0;
    if (NOT_ASKED.includes(adapter) || officerRegistration === 'required' || before >= OF_EACH_CONTRACT) return [];
    taken.set(adapter, before + 1);
    return [code];
  });
}

/** Ports that stay free while processes come and go: below those the machine gives to outgoing connections. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = 19_000 + randomInt(10_000);
    if (!ports.has(port) && (await isFree(port))) ports.add(port);
  }
  return [...ports];
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => done(true)));
  });
}
