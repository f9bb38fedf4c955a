import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { clusterOf, killPostgres } from './embedded-postgres-process.js';

const ROOT = resolve(import.meta.dirname, '../..');

/** What is started: the repository's build, which `npm test` makes first, or another one while somebody works. */
const DIST = resolve(process.env['CHAKONG_TEST_DIST'] ?? join(ROOT, 'dist'));

/** Environment variables of the gateway, as an operator sets them. */
export type GivenSettings = Readonly<Record<string, string>>;

export interface StandaloneOptions {
  readonly dataFolder: string;
  /** Ports are free ones unless given here. */
  readonly settings?: GivenSettings;
  readonly parameters?: readonly string[];
}

export interface Addresses {
  readonly gatewayUrl: string;
  readonly exchangeUrl: string;
  readonly sandboxUrl: string;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const FREE_PORTS = { CHAKONG_GATEWAY_PORT: '0', CHAKONG_EXCHANGE_PORT: '0', CHAKONG_SANDBOX_PORT: '0' };

/** The whole system as a process of its own, the way `npm start` runs it. */
export class StandaloneProcess {
  /** Resolves when it serves; rejects with all it wrote when it ends before. */
  readonly ready: Promise<Addresses>;
  readonly ended: Promise<Ending>;
  readonly #child: ChildProcess;
  #stdout = '';
  #stderr = '';
  #ending: Ending | undefined;

  constructor({ dataFolder, settings, parameters = [] }: StandaloneOptions) {
    // It stops by itself when this process is gone, however that ended.
    const follow = join(ROOT, 'apps/standalone/bootstrap/follow-parent.mjs');
    this.#child = spawn(process.execPath, ['--import', follow, join(DIST, 'apps/standalone/main.js'), ...parameters], {
      env: { ...ownEnvironment(), ...FREE_PORTS, CHAKONG_DATA: dataFolder, ...settings },
      cwd: dirname(DIST),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#stdout += text));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text));
    // 'close' comes after the last byte of both streams.
    this.ended = new Promise((done) => this.#child.once('close', (code, signal) => done((this.#ending = { code, signal }))));
    this.ready = new Promise((done, failed) => {
      this.#child.once('message', (message) => done(message as Addresses));
      void this.ended.then(({ code, signal }) => failed(new Error(`the gateway ended (${code ?? signal}) before it was ready:\n${this.#stdout}${this.#stderr}`)));
    });
    this.ready.catch(() => undefined);
  }

  get pid(): number {
    return this.#child.pid!;
  }

  get isRunning(): boolean {
    return this.#ending === undefined;
  }

  /** Standard output so far. */
  get stdout(): string {
    return this.#stdout;
  }

  /** Standard error so far. */
  get stderr(): string {
    return this.#stderr;
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** As an operator stops it. */
  async stop(): Promise<Ending> {
    this.signal('SIGTERM');
    return this.ended;
  }

  /** As a power cut stops it; PostgreSQL goes on running. */
  async kill(): Promise<Ending> {
    this.signal('SIGKILL');
    return this.ended;
  }
}

/** Nothing of the settings of whoever runs the tests. */
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(CHAKONG_|NODE_OPTIONS$|DATABASE_URL$|KAFKA_)/.test(name)));
}

/** An empty data folder that PostgreSQL's own account can reach. */
export async function newDataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chakong-run-'));
  await chmod(folder, 0o711);
  return folder;
}

/** Ends a PostgreSQL that was left behind and removes everything. */
export async function removeDataFolder(dataFolder: string): Promise<void> {
  await killPostgres(dataFolder);
  const cluster = await clusterOf(dataFolder);
  if (!cluster.startsWith(dataFolder)) await rm(dirname(cluster), { recursive: true, force: true });
  await rm(dataFolder, { recursive: true, force: true });
}

/** Fixed ports for a system that comes back where it was: below those the machine gives to outgoing connections. */
export async function fixedPorts(random: () => number): Promise<GivenSettings> {
  const ports = new Set<number>();
  while (ports.size < 3) {
    const port = 20_000 + Math.floor(random() * 10_000);
    if (await isFree(port)) ports.add(port);
  }
  const [gateway, exchange, sandbox] = [...ports].map(String);
  return { CHAKONG_GATEWAY_PORT: gateway!, CHAKONG_EXCHANGE_PORT: exchange!, CHAKONG_SANDBOX_PORT: sandbox! };
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => done(true)));
  });
}
