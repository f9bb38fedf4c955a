import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { runJson, startServer } from './child.mjs';

const BENCH = new URL('../', import.meta.url);
const fileOf = (name) => fileURLToPath(new URL(name, BENCH));

/**
 * What a benchmark works with: children of the pinned Node.js, databases on one PostgreSQL that all contestants share, and
 * how long to measure. `close` ends and removes everything that was started, the last first.
 */
export class BenchContext {
  #closing = [];
  #ending = new AbortController();
  #server;

  constructor({ rounds, seconds, databaseServer, filledUrl, lines, withGateway, say }) {
    this.rounds = rounds;
    this.seconds = seconds;
    this.withGateway = withGateway;
    this.filledUrl = filledUrl;
    this.lines = lines;
    this.say = say;
    this.node = process.execPath;
    this.root = fileURLToPath(new URL('../../', BENCH));
    this.#server = databaseServer;
  }

  /** To be called at the end, in reverse order. */
  onClose(step) {
    this.#closing.push(step);
  }

  async close() {
    this.#ending.abort();
    for (const step of this.#closing.splice(0).reverse()) {
      await step().catch((error) => this.say(`While clearing up: ${error.message}`));
    }
  }

  /** Starts a server of this folder as a child; it is stopped at the end. */
  async start(file, args = []) {
    const server = await startServer(this.node, fileOf(file), args);
    this.onClose(() => server.stop());
    return server;
  }

  /** Runs a program of this folder to its end. */
  run(file, input) {
    return runJson(this.node, fileOf(file), input, this.#ending.signal);
  }

  /** A new empty database; dropped at the end. */
  async createDatabase(name) {
    const server = await this.#databaseServer();
    const unique = `bench_${name}_${randomBytes(3).toString('hex')}`;
    await asAdmin(server, `CREATE DATABASE ${unique}`);
    this.onClose(() => asAdmin(server, `DROP DATABASE ${unique} WITH (FORCE)`));
    const url = new URL(server);
    url.pathname = `/${unique}`;
    return url.href;
  }

  async #databaseServer() {
    if (this.#server !== undefined) return this.#server;
    const { startEmbeddedPostgres } = await import(new URL('../../dist/apps/standalone/embedded-postgres/index.js', BENCH));
    const dataFolder = await mkdtemp(join(tmpdir(), 'chakong-bench-'));
    this.onClose(() => rm(dataFolder, { recursive: true, force: true }));
    const postgres = await startEmbeddedPostgres({ dataFolder, port: 0, log: () => undefined });
    this.onClose(() => postgres.stop());
    this.#server = postgres.url;
    return this.#server;
  }
}

async function asAdmin(server, statement) {
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}
