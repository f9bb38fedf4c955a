import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Account } from './account.js';
import { DATABASE, DESK_ROLE, PG_HBA_CONF, postgresqlConf, ROLE } from './configuration.js';
import { replaceFile, syncFolder } from './files.js';
import type { Programs } from './programs.js';
import { runProgram } from './run-program.js';
import { DISK_FULL, errorCode, fileFailure, StartFailure } from './start-failure.js';

const PASSWORD_FILE = 'password';
/** Says that the cluster has {@link DESK_ROLE}; clusters of earlier versions have not. */
const DESK_ROLE_FILE = 'desk-role';
/** On one line, as single-user mode reads it. */
const WITH_DESK_ROLE =
  `DO $$BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${DESK_ROLE}') THEN CREATE ROLE ${DESK_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS; END IF; ` +
  `GRANT ${DESK_ROLE} TO ${ROLE} WITH INHERIT FALSE, SET TRUE; END$$`;
/** The file must name a port, though single-user mode does not listen; every start writes the real one. */
const UNUSED_PORT = 5432;

/** Everything about the place of one cluster. */
export interface Place {
  /** Where the password is; ours alone. */
  readonly dataFolder: string;
  /** PostgreSQL's own folder; belongs to `account`. */
  readonly cluster: string;
  readonly account: Account | undefined;
  readonly programs: Programs;
}

/**
 * Makes the cluster if there is none, and otherwise checks that it is one this PostgreSQL can open.
 *
 * @returns the password of {@link ROLE}
 */
export async function openCluster(place: Place, log: (line: string) => void): Promise<string> {
  try {
    if ((await stat(place.cluster).catch(() => undefined)) === undefined) return await create(place, log);
    await checkVersion(place);
    await chmod(place.cluster, 0o700);
    await addDeskRole(place);
    return (await storedPassword(place)) ?? (await renewPassword(place, log));
  } catch (error) {
    throw fileFailure(error, `write the database in ${place.cluster}`);
  }
}

export async function writeConfiguration({ cluster, account }: Place, port: number): Promise<void> {
  const access = { mode: 0o600, owner: account };
  await replaceFile(join(cluster, 'postgresql.conf'), postgresqlConf(port), access);
  await replaceFile(join(cluster, 'pg_hba.conf'), PG_HBA_CONF, access);
}

export function brokenCluster(cluster: string, what: string): StartFailure {
  return new StartFailure(
    `The database in ${cluster} is broken (${what}): restore it from a backup, or move that folder away to begin with an empty one.`,
  );
}

/** Under another name until it is complete: a start that is killed half-way leaves nothing that looks like a cluster. */
async function create(place: Place, log: (line: string) => void): Promise<string> {
  const { cluster, account, programs } = place;
  const parent = dirname(cluster);
  const unfinished = `${basename(cluster)}.unfinished-`;
  for (const name of await readdir(parent)) {
    if (name.startsWith(unfinished)) await rm(join(parent, name), { recursive: true, force: true });
  }
  log(`Creating the embedded PostgreSQL ${programs.version} database in ${cluster}.`);
  const fresh = join(parent, `${unfinished}${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(fresh, { mode: 0o700 });
    if (account !== undefined) await chown(fresh, account.uid, account.gid);
    // Nobody listens yet, and pg_hba.conf is replaced before anybody does: `trust` never comes into force.
    const made = await runProgram(
      programs.initdb,
      [
        `--pgdata=${fresh}`,
        '--username=postgres',
        '--auth=trust',
        '--encoding=UTF8',
        '--locale=C',
        '--data-checksums',
      ],
      { account },
    );
    if (!made.ok) throw creationFailure(made.output, cluster);
    const freshPlace = { ...place, cluster: fresh };
    await writeConfiguration(freshPlace, UNUSED_PORT);
    const password = newPassword();
    await runAlone(freshPlace, [
      `CREATE ROLE ${ROLE} LOGIN CREATEDB PASSWORD '${password}'`,
      `CREATE DATABASE ${DATABASE} OWNER ${ROLE}`,
      WITH_DESK_ROLE,
    ]);
    await replaceFile(join(place.dataFolder, DESK_ROLE_FILE), `${DESK_ROLE}\n`, { mode: 0o600 });
    await storePassword(place, password);
    await rename(fresh, cluster);
    await syncFolder(parent);
    return password;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** The gateway's role may not make roles, so the cluster brings the one it reads with. */
async function addDeskRole(place: Place): Promise<void> {
  const marker = join(place.dataFolder, DESK_ROLE_FILE);
  if ((await stat(marker).catch(() => undefined)) !== undefined) return;
  await writeConfiguration(place, UNUSED_PORT);
  await runAlone(place, [WITH_DESK_ROLE]);
  await replaceFile(marker, `${DESK_ROLE}\n`, { mode: 0o600 });
}

async function checkVersion({ cluster, programs }: Place): Promise<void> {
  const found = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') throw brokenCluster(cluster, 'PG_VERSION is missing');
    throw error;
  });
  const version = found.trim();
  const [major] = programs.version.split('.');
  if (version === major) return;
  if (!/^\d+(\.\d+)?$/.test(version)) throw brokenCluster(cluster, 'PG_VERSION does not hold a version');
  throw new StartFailure(
    `The database in ${cluster} was made by PostgreSQL ${version}, and this gateway brings ${programs.version}: ` +
      `take it over with pg_upgrade, or set CHAKONG_DATA to another folder.`,
  );
}

/** Letters and digits only: it stands in an SQL literal and in a URL. */
function newPassword(): string {
  return randomBytes(24).toString('hex');
}

async function storePassword({ dataFolder }: Place, password: string): Promise<void> {
  await replaceFile(join(dataFolder, PASSWORD_FILE), `${password}\n`, { mode: 0o600 });
}

async function storedPassword({ dataFolder }: Place): Promise<string | undefined> {
  const text = await readFile(join(dataFolder, PASSWORD_FILE), 'utf8').catch(() => '');
  return /^[0-9a-f]{48}$/.test(text.trim()) ? text.trim() : undefined;
}

/** The file was deleted or damaged: no reason to lose the data, since whoever owns the cluster may set a new password. */
async function renewPassword(place: Place, log: (line: string) => void): Promise<string> {
  log(`The password in ${join(place.dataFolder, PASSWORD_FILE)} is missing: a new one is made.`);
  const password = newPassword();
  await writeConfiguration(place, UNUSED_PORT);
  await runAlone(place, [`ALTER ROLE ${ROLE} PASSWORD '${password}'`]);
  await storePassword(place, password);
  return password;
}

/** Single-user mode: no port, no other session, no password. Statements one a line, on standard input, not in the arguments. */
async function runAlone({ cluster, account, programs }: Place, statements: readonly string[]): Promise<void> {
  const result = await runProgram(
    programs.postgres,
    ['--single', '-D', cluster, '-c', 'exit_on_error=on', '-c', 'log_min_messages=fatal', 'postgres'],
    { account, input: `${statements.join('\n')}\n` },
  );
  if (!result.ok) throw creationFailure(result.output, cluster);
}

function creationFailure(output: string, cluster: string): StartFailure {
  if (DISK_FULL.test(output)) {
    return new StartFailure(
      `The disk is full: could not write the database in ${cluster}; free some space and start again.`,
    );
  }
  const said = output.split('\n').filter((line) => /(FATAL|ERROR|error):/.test(line));
  const why = (said.at(-1) ?? output.split('\n').at(-1) ?? '').replace(/^.*?(FATAL|ERROR|error):\s*/, '');
  return new StartFailure(`PostgreSQL could not make or change the database in ${cluster}: ${why}.`);
}
