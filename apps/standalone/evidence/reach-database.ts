import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Settings } from '#libs/settings';
import { embeddedAddress, findCluster, StartFailure, startEmbeddedPostgres } from '../embedded-postgres/index.js';
import type { RunningDatabase } from '../running-database.js';

/**
 * The database of this installation whether or not the gateway runs: that of `DATABASE_URL`, the running embedded one, or else the
 * embedded one started for the time being. Never makes one. @throws StartFailure
 */
export async function reachDatabase(settings: Settings): Promise<RunningDatabase> {
  if (settings.databaseUrl !== undefined) return { url: settings.databaseUrl, stop: async () => undefined };
  const dataFolder = join(settings.dataFolder, 'postgres');
  const cluster = await findCluster(dataFolder);
  if ((await stat(cluster).catch(() => undefined)) === undefined) {
    throw new StartFailure(`There is no database in ${dataFolder}: set CHAKONG_DATA to the data folder of the gateway, or DATABASE_URL.`);
  }
  const running = await runningAddress(dataFolder, cluster);
  if (running !== undefined && (await answers(running))) return { url: running, stop: async () => undefined };
  return startEmbeddedPostgres({ dataFolder, port: 0, log: () => undefined });
}

/** The fourth line of PostgreSQL's own file is its port. */
async function runningAddress(dataFolder: string, cluster: string): Promise<string | undefined> {
  const [pid, password] = await Promise.all([readText(join(cluster, 'postmaster.pid')), readText(join(dataFolder, 'password'))]);
  const port = pid?.split('\n')[3]?.trim();
  return port === undefined || password === undefined || !/^\d+$/.test(port) ? undefined : embeddedAddress(password.trim(), Number(port));
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const readText = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined);
