import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { StartFailure } from '../embedded-postgres/index.js';
import { startBroker, type Broker } from './broker.js';
import { findPrograms, type KafkaPrograms } from './programs.js';
import { serverProperties, type BrokerPlace, type BrokerProtection } from './server-properties.js';

const run = promisify(execFile);

export interface EmbeddedKafkaOptions {
  /** Everything that is written; what is in it already is used again. */
  readonly folder: string;
  /** Where the programs of Kafka are kept once they were fetched. */
  readonly programs: string;
  /** 1 when absent. With 3, any one may die. */
  readonly brokers?: 1 | 3;
  /** Port of the first broker on 127.0.0.1; 0 and absent: any free one. */
  readonly port?: number;
  /** Of each broker; 256 when absent. */
  readonly heapMegabytes?: number;
  /** Clients must come over TLS and log in as this user; for tests of ours as a client. */
  readonly protection?: Omit<BrokerProtection, 'internalPort'> & { readonly user: string; readonly password: string };
  readonly log?: (line: string) => void;
}

/** Brokers that serve. */
export interface EmbeddedKafka {
  /** `host:port` of each, also of those that were stopped. */
  readonly brokers: readonly string[];
  /** Ids of the processes that run now, in the order of `brokers`; of those that were stopped, what they were. In Docker: of its client. */
  readonly pids: readonly number[];
  /** Ends one broker, counted from 0: in order, or as when its machine dies. */
  stopBroker(index: number, how?: 'in-order' | 'kill'): Promise<void>;
  /** Starts it again with what it holds, on its port. */
  startBroker(index: number): Promise<void>;
  /** Resolves when a broker does not run (any more), asked to end or not. */
  brokerEnded(index: number): Promise<void>;
  /** Ends all and waits. May be called twice. */
  stop(): Promise<void>;
}

/**
 * A real Apache Kafka (KRaft) beside the gateway: for a first look and for tests, never for an installation.
 * @throws StartFailure with one sentence
 */
export async function startEmbeddedKafka(options: EmbeddedKafkaOptions): Promise<EmbeddedKafka> {
  const folder = resolve(options.folder);
  const programs = await findPrograms(resolve(options.programs), options.log ?? (() => undefined));
  const places = await placesOf(folder, options);
  await mkdir(folder, { recursive: true });
  const cluster = await clusterId(folder);
  await Promise.all(places.map((place) => prepare(place, places, cluster, programs, options.protection)));
  const heap = options.heapMegabytes ?? 256;
  const running: (Broker | undefined)[] = [];
  const stop = async (): Promise<void> => void (await Promise.all(running.flatMap((broker) => (broker === undefined ? [] : [broker.stop()]))));
  const started = await Promise.allSettled(places.map(async (place, index) => void (running[index] = await startBroker(place, programs, heap))));
  const failed = started.find((one) => one.status === 'rejected');
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }
  return {
    brokers: places.map(({ port }) => `127.0.0.1:${port}`),
    get pids() {
      return running.map((broker) => broker?.pid ?? 0);
    },
    stopBroker: async (index, how) => running[index]?.stop(how),
    brokerEnded: async (index) => running[index]?.ended,
    startBroker: async (index) => void (running[index] = await startBroker(places[index]!, programs, heap)),
    stop,
  };
}

async function placesOf(folder: string, { brokers = 1, port = 0, protection }: EmbeddedKafkaOptions): Promise<BrokerPlace[]> {
  if (port !== 0) await requireFree(port);
  const ports = await freePorts(3 * brokers);
  return Array.from({ length: brokers }, (_, index) => ({
    id: index + 1,
    port: index === 0 && port !== 0 ? port : ports[2 * index]!,
    controllerPort: ports[2 * index + 1]!,
    folder: join(folder, `broker-${index + 1}`),
    ...(protection === undefined ? {} : { protection: { ...protection, internalPort: ports[2 * brokers + index]! } }),
  }));
}

async function prepare(place: BrokerPlace, places: readonly BrokerPlace[], cluster: string, programs: KafkaPrograms, protection: EmbeddedKafkaOptions['protection']): Promise<void> {
  const data = join(place.folder, 'data');
  const properties = join(place.folder, 'server.properties');
  await mkdir(place.folder, { recursive: true });
  await writeFile(properties, serverProperties(place, places, data));
  if ((await stat(join(data, 'meta.properties')).catch(() => undefined)) !== undefined) return;
  const login = protection === undefined ? [] : ['--add-scram', `SCRAM-SHA-512=[name=${protection.user},password=${protection.password}]`];
  const { program, parameters } = programs.command(place.folder, ['-Xmx64m', '-XX:TieredStopAtLevel=1']);
  await run(program, [...parameters, 'kafka.tools.StorageTool', 'format', '-t', cluster, '-c', properties, ...login]).catch((error: Error) => {
    throw new StartFailure(`Kafka could not prepare ${data}: ${error.message.split('\n')[0]}.`);
  });
}

/** The id of the cluster, kept: brokers of one folder belong together. 16 bytes in base64url, as Kafka writes them. */
async function clusterId(folder: string): Promise<string> {
  const file = join(folder, 'cluster-id');
  const kept = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (kept !== '') return kept;
  // A dash in front would be read as an option.
  const made = `A${randomBytes(16).toString('base64url').slice(1)}`;
  await writeFile(file, `${made}\n`);
  return made;
}

/** All are held until all are known, so that none is given twice. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listen(0)));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

async function requireFree(port: number): Promise<void> {
  const server = await listen(port).catch(() => {
    throw new StartFailure(`Port ${port} on 127.0.0.1, which Kafka is to use, is taken: end the other program, or set CHAKONG_KAFKA_PORT to another port (0 = any free one).`);
  });
  await new Promise((done) => server.close(done));
}

function listen(port: number): Promise<ReturnType<typeof createServer>> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => done(server));
  });
}
