import { createHash } from 'node:crypto';
import { access, chmod, chown, constants, mkdir, mkdtemp, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { canWriteIn, weAreRoot, type Account } from './account.js';
import { replaceFile, syncFolder } from './files.js';
import { errorCode, fileFailure, StartFailure } from './start-failure.js';

/** Where root keeps what an unprivileged account must reach but cannot reach in the data folder. */
export const SHARED_FOLDER = '/var/lib/chakong-gateway';

/** In the data folder: names the place of the cluster when it is kept elsewhere. */
const POINTER = 'kept-elsewhere.txt';

/**
 * Makes the data folder if it is not there, and makes sure that it can be written to.
 *
 * @returns its real path: two names of one folder must not look like two
 */
export async function openDataFolder(dataFolder: string): Promise<string> {
  const doing = `write to the data folder ${dataFolder}`;
  try {
    await makeFolder(resolve(dataFolder), weAreRoot() ? 0o711 : 0o700);
    const folder = await realpath(dataFolder);
    const { mode, uid } = await stat(folder);
    // The cluster's own account must pass through; what lies in the folder is closed to it file by file.
    if (weAreRoot() && uid === 0 && (mode & 0o011) !== 0o011) await chmod(folder, mode | 0o011);
    await access(folder, constants.W_OK | constants.X_OK);
    // Not every disk that grants the right grants the space.
    await rm(await mkdtemp(join(folder, 'trial-')), { recursive: true });
    return folder;
  } catch (error) {
    throw fileFailure(error, doing);
  }
}

/** With its parents. Not by `recursive`: where no folder can be made (/proc), Node 24 then tries forever. */
async function makeFolder(folder: string, mode: number): Promise<void> {
  if ((await stat(folder).catch(() => undefined))?.isDirectory() === true) return;
  if (dirname(folder) !== folder) await makeFolder(dirname(folder), mode);
  await mkdir(folder, { mode }).catch((error: unknown) => {
    // Two starts at once may both make it.
    if (errorCode(error) !== 'EEXIST') throw error;
  });
}

/** Where the cluster of this data folder is now or, if there is none, would be looked for: without changing anything. */
export async function findCluster(dataFolder: string): Promise<string> {
  const pointer = await readFile(join(dataFolder, POINTER), 'utf8').catch(() => undefined);
  if (pointer === undefined) return join(dataFolder, 'cluster');
  const [cluster = ''] = pointer.split('\n');
  // The folder around it stands from the moment the pointer does; the cluster itself only once it is complete.
  if ((await stat(dirname(cluster)).catch(() => undefined)) === undefined) {
    throw new StartFailure(
      `The database that ${join(dataFolder, POINTER)} names, ${cluster}, is gone or cannot be reached: ` +
        'start as the user who made it, bring it back, or delete that file to begin with an empty database.',
    );
  }
  return cluster;
}

/**
 * Decides where the cluster is kept. That is the data folder, except for root when the account PostgreSQL runs under cannot
 * reach it (a checkout under /root, say): then it is a folder of its own under /var/lib, and the data folder names it.
 *
 * @param current what {@link findCluster} said
 */
export async function placeCluster(
  dataFolder: string,
  current: string,
  account: Account | undefined,
  log: (line: string) => void,
): Promise<string> {
  const existing = await stat(current).catch(() => undefined);
  if (account === undefined) {
    if (existing !== undefined && process.getuid !== undefined && existing.uid !== process.getuid()) {
      throw new StartFailure(
        `The database in ${current} belongs to another user (uid ${existing.uid}): ` +
          'start as the user who made it (root, if it was made as root), or set CHAKONG_DATA to another folder.',
      );
    }
    return current;
  }
  if (await isReachable(account, dirname(current), existing === undefined ? undefined : current)) return current;

  const place = join(SHARED_FOLDER, createHash('sha256').update(dataFolder).digest('hex').slice(0, 16));
  const cluster = join(place, 'cluster');
  try {
    await setAside(place, log);
    await mkdir(place, { recursive: true });
    await chmod(SHARED_FOLDER, 0o755);
    await chmod(place, 0o711);
    if (!(await isReachable(account, place, undefined))) {
      throw new StartFailure(
        `PostgreSQL does not run as root, and the account ${account.name} can reach neither ${dataFolder} nor ${place}: ` +
          'start as an ordinary user, or set CHAKONG_DATA to a folder that this account can reach.',
      );
    }
    if (existing !== undefined) await rename(current, cluster);
    await syncFolder(place);
    await replaceFile(
      join(dataFolder, POINTER),
      `${cluster}\n\nThe first line is where the database of this folder is kept: the gateway was started as root, PostgreSQL\n` +
        `refuses to run as root, and the account ${account.name} cannot reach this folder.\n`,
      { mode: 0o644 },
    );
  } catch (error) {
    if (errorCode(error) === 'EXDEV') {
      throw new StartFailure(
        `The account ${account.name}, which PostgreSQL runs under, cannot reach the database in ${current}, and ${place} ` +
          'is on another disk: set CHAKONG_DATA to a folder that this account can reach, and move the database there.',
      );
    }
    throw fileFailure(error, `keep the database in ${place}`);
  }
  log(`The database is kept in ${cluster}: PostgreSQL does not run as root, and the account ${account.name} cannot reach ${dataFolder}.`);
  return cluster;
}

/** An existing cluster must be writable; for a new one, a trial folder given to the account must be. */
async function isReachable(account: Account, parent: string, cluster: string | undefined): Promise<boolean> {
  if (cluster !== undefined) return canWriteIn(account, cluster);
  const trial = await mkdtemp(join(parent, 'trial-'));
  try {
    await chown(trial, account.uid, account.gid);
    return await canWriteIn(account, trial);
  } finally {
    await rm(trial, { recursive: true, force: true });
  }
}

/** Somebody deleted the data folder, to begin anew: what it pointed to is not the database of the new one. Nor is it deleted. */
async function setAside(place: string, log: (line: string) => void): Promise<void> {
  if ((await stat(place).catch(() => undefined)) === undefined) return;
  const aside = `${place}.${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  await rename(place, aside);
  log(`An earlier database of a data folder of the same path, since deleted, was set aside as ${aside}.`);
}
