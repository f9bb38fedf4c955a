import { join } from 'node:path';
import pg from 'pg';
import { databaseSentence } from '#libs/process';
import type { Settings } from '#libs/settings';
import type { Logger } from '#libs/telemetry';
import { StartFailure, startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres/index.js';

export interface RunningDatabase {
  readonly url: string;
  stop(): Promise<void>;
}

const LEAST_VERSION = 180_000;
const RESTART_PAUSE_MS = 500;

/** The PostgreSQL of `DATABASE_URL`, or else the embedded one, which is started again should it ever die. @throws StartFailure */
export async function openDatabase(settings: Settings, logger: Logger): Promise<RunningDatabase> {
  if (settings.databaseUrl !== undefined) {
    await checkDatabase(settings.databaseUrl);
    return { url: settings.databaseUrl, stop: async () => undefined };
  }
  return new WatchedPostgres(settings, logger).start();
}

async function checkDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(`SELECT current_setting('server_version_num')::int AS version`);
    if (rows[0]!.version < LEAST_VERSION) throw new StartFailure('The PostgreSQL in DATABASE_URL is older than version 18.');
  } catch (error) {
    throw error instanceof StartFailure ? error : new StartFailure(databaseSentence(error));
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Keeps the embedded PostgreSQL running on the same port, so that the address others hold stays good. */
class WatchedPostgres {
  #current: EmbeddedPostgres | undefined;
  #stopping = false;
  #restarting: Promise<void> | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly logger: Logger,
  ) {}

  async start(): Promise<RunningDatabase> {
    const first = await this.#launch(this.settings.postgresPort);
    return { url: first.url, stop: () => this.#stop() };
  }

  async #launch(port: number): Promise<EmbeddedPostgres> {
    const postgres = await startEmbeddedPostgres({
      dataFolder: join(this.settings.dataFolder, 'postgres'),
      port,
      log: (line, level) => this.logger[level]({}, line),
    });
    this.#current = postgres;
    postgres.onExit(() => {
      if (this.#stopping) return;
      this.logger.error({}, 'PostgreSQL ended; starting it again');
      this.#restarting ??= this.#again(Number(new URL(postgres.url).port)).finally(() => (this.#restarting = undefined));
    });
    return postgres;
  }

  async #again(port: number): Promise<void> {
    while (!this.#stopping) {
      await new Promise((resolve) => setTimeout(resolve, RESTART_PAUSE_MS));
      try {
        await this.#launch(port);
        return;
      } catch (err) {
        this.logger.error({ err }, 'PostgreSQL could not be started again');
      }
    }
  }

  async #stop(): Promise<void> {
    this.#stopping = true;
    await this.#restarting;
    await this.#current?.stop();
  }
}
