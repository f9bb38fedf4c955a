import { KeyRing } from '#libs/sealed-fields';
import { Database } from '#libs/store';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { eventually } from './eventually.js';

/** Where the cluster of a data folder is; started as root it may be kept elsewhere, and a file says where. */
export async function clusterOf(dataFolder: string): Promise<string> {
  const folder = join(dataFolder, 'postgres');
  const pointer = await readFile(join(folder, 'kept-elsewhere.txt'), 'utf8').catch(() => undefined);
  return pointer?.split('\n')[0] ?? join(folder, 'cluster');
}

/** Process id and port of the PostgreSQL of a data folder, from the file it keeps; undefined when none runs. */
export async function runningPostgres(dataFolder: string): Promise<{ pid: number; port: number; ready: boolean } | undefined> {
  const cluster = await clusterOf(dataFolder);
  const [pid, , , port, , , , state] = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  if (!pid || !port || !(await isPostgres(Number(pid)))) return undefined;
  return { pid: Number(pid), port: Number(port), ready: state?.trim() === 'ready' };
}

/** A number in a file may meanwhile be another program's. */
async function isPostgres(pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch((error: { code?: string }) => (error.code === 'ENOENT' && process.platform === 'linux' ? '' : undefined));
  if (command !== undefined) return /postgres/i.test(command);
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** kill -9 of the server process; returns its id, undefined when none ran. */
export async function killPostgres(dataFolder: string): Promise<number | undefined> {
  const running = await runningPostgres(dataFolder);
  if (running === undefined) return undefined;
  process.kill(running.pid, 'SIGKILL');
  await eventually('PostgreSQL is gone', async () => !(await isPostgres(running.pid)));
  return running.pid;
}

/** A connection of our own, to look at what is really stored. The caller ends it. */
/** The database of a data folder with the key ring beside it: reads what is sealed. The caller closes it. */
export async function openSealed(dataFolder: string): Promise<Database> {
  const client = await connectToPostgres(dataFolder);
  const url = `postgres://chakong:${encodeURIComponent(String(client.password))}@127.0.0.1:${client.port}/chakong`;
  await client.end();
  return new Database({ url, poolSize: 1, applicationName: 'test-sealed', keys: await KeyRing.existing(join(dataFolder, 'key-ring.json')) });
}

export async function connectToPostgres(dataFolder: string): Promise<pg.Client> {
  const running = await runningPostgres(dataFolder);
  if (running === undefined) throw new Error('no PostgreSQL runs on this data folder');
  const password = (await readFile(join(dataFolder, 'postgres', 'password'), 'utf8')).trim();
  const client = new pg.Client({ host: '127.0.0.1', port: running.port, user: 'chakong', database: 'chakong', password, application_name: 'test' });
  // It may be killed under us.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
