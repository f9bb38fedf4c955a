import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { accountFor } from './account.js';
import { openCluster, writeConfiguration, type Place } from './cluster.js';
import { DATABASE, ROLE } from './configuration.js';
import { claim } from './in-use.js';
import { clearLeftover } from './leftover.js';
import { findCluster, openDataFolder, placeCluster } from './placement.js';
import { findPrograms } from './programs.js';
import { launch, type Server, type ServerExit } from './server.js';
import type { LogLevel } from './server-log.js';
import { errorCode, fileFailure, StartFailure } from './start-failure.js';

export interface EmbeddedPostgresOptions {
  /** Folder for the database and its password; made if it is missing. Nothing else should live in it. */
  readonly dataFolder: string;
  /** Port on 127.0.0.1; 0 picks a free one. */
  readonly port: number;
  /** Lines for our log. They hold no personal data: see `server-log.ts`. */
  readonly log: (line: string, level: LogLevel) => void;
}

/** A PostgreSQL that accepts connections. */
export interface EmbeddedPostgres {
  /** Holds the password. */
  readonly url: string;
  readonly pid: number;
  /** Where the data really are; below the data folder, except for root as `placement.ts` says. */
  readonly cluster: string;
  /** Ends all sessions, writes everything down and waits for it. May be called twice. */
  stop(): Promise<void>;
  /** Told once when PostgreSQL ends without {@link stop}; at once if it already has. */
  onExit(listener: (exit: ServerExit) => void): void;
}

/** Sessions of a server that was killed notice within moments. */
const ATTACHED_RETRIES = 60;
const RETRY_MS = 250;

/**
 * Starts the embedded PostgreSQL: makes the database at the first start, and clears up after a gateway or a PostgreSQL that
 * was killed.
 *
 * The programs are started here and not through the class of the npm package: that one throws without a reason, ends up in
 * our process group (Ctrl-C), cannot run as root without making an account, and knows nothing of what a kill leaves behind.
 *
 * @throws StartFailure with one sentence for the person who started the gateway
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const say = (line: string): void => options.log(line, 'info');
  const dataFolder = await openDataFolder(options.dataFolder);
  const release = await claim(dataFolder).catch((error: unknown) => {
    throw fileFailure(error, `write to the data folder ${dataFolder}`);
  });
  try {
    const found = await findCluster(dataFolder);
    const account = await accountFor(found);
    await clearLeftover(found, account, say);
    const programs = await findPrograms(account, dataFolder, say);
    const cluster = await placeCluster(dataFolder, found, account, say);
    const place: Place = { dataFolder, cluster, account, programs };
    const password = await openCluster(place, say);
    const { server, port } = await start(place, options);
    const url = embeddedAddress(password, port);
    await tryToConnect(url, server, dataFolder);
    say(`PostgreSQL ${programs.version} is ready on 127.0.0.1:${port}; its data are in ${cluster}.`);
    return handle(url, cluster, server, release);
  } catch (error) {
    await release();
    throw error;
  }
}

/** Address of the embedded database. */
export const embeddedAddress = (password: string, port: number): string => `postgres://${ROLE}:${password}@127.0.0.1:${port}/${DATABASE}`;

async function start(place: Place, { port, log }: EmbeddedPostgresOptions): Promise<{ server: Server; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const chosen = port === 0 ? await freePort() : port;
    if (port !== 0) await requireFree(port);
    await writeConfiguration(place, chosen);
    const launched = await launch(place, log);
    switch (launched.kind) {
      case 'ready':
        return { server: launched.server, port: chosen };
      case 'failed':
        throw launched.failure;
      case 'port-taken':
        // Somebody was faster. A port of our own choosing can be chosen again.
        if (port !== 0 || attempt >= 5) throw portTaken(chosen);
        break;
      case 'still-attached':
        if (attempt >= ATTACHED_RETRIES) {
          throw new StartFailure(`Processes of a PostgreSQL that was killed still use ${place.cluster}: end them and start again.`);
        }
        await new Promise((wake) => setTimeout(wake, RETRY_MS));
        break;
      default:
        launched satisfies never;
    }
  }
}

/** The server is ready; that our password opens it is worth knowing before the whole gateway depends on it. */
async function tryToConnect(url: string, server: Server, dataFolder: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 30_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
  } catch (error) {
    await server.stop();
    const file = join(dataFolder, 'password');
    throw errorCode(error) === '28P01'
      ? new StartFailure(`The password in ${file} does not open the database: delete that file, and a new one is made.`)
      : new StartFailure(`PostgreSQL started but does not let the gateway in: ${String(error)}.`);
  }
}

function handle(url: string, cluster: string, server: Server, release: () => Promise<void>): EmbeddedPostgres {
  // The claim is given back however it ends, so that this process may start it again.
  const released = server.ended.then(release);
  released.catch(() => undefined);
  return {
    url,
    pid: server.pid,
    cluster,
    stop: async () => {
      await server.stop();
      await released;
    },
    onExit: (listener) => {
      void server.ended.then(({ asked, ...exit }) => (asked ? undefined : listener(exit)));
    },
  };
}

async function requireFree(port: number): Promise<void> {
  const code = await listenOnce(port).then(
    () => undefined,
    (error: unknown) => errorCode(error) ?? String(error),
  );
  if (code === undefined) return;
  if (code === 'EADDRINUSE') throw portTaken(port);
  if (code === 'EACCES') {
    throw new StartFailure(`Port ${port} may not be used by an ordinary user: set CHAKONG_POSTGRES_PORT to one from 1024, or to 0.`);
  }
  throw new StartFailure(`Port ${port} on 127.0.0.1 cannot be used (${code}): set CHAKONG_POSTGRES_PORT to another, or to 0.`);
}

function portTaken(port: number): StartFailure {
  return new StartFailure(
    `Port ${port} on 127.0.0.1 is in use by another program: end it, or set CHAKONG_POSTGRES_PORT to another port (0 = any free one).`,
  );
}

async function freePort(): Promise<number> {
  return listenOnce(0);
}

async function listenOnce(port: number): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : port));
    });
  });
}
