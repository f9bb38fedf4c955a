import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import process from 'node:process';
import type { Account } from './account.js';
import { replaceFile } from './files.js';
import { commandOf, isRunning, waitUntilGone } from './process-table.js';
import { errorCode, StartFailure } from './start-failure.js';

/** How long a left-over server may take to write everything down before it is told to drop everything. */
const CLEAN_STOP_MS = 60_000;
const HARD_STOP_MS = 10_000;

/**
 * Clears the way after a gateway that was killed. Call only with the data folder claimed: whatever runs on the cluster then
 * belongs to nobody.
 *
 * A PostgreSQL that still runs is stopped cleanly and started anew, not adopted: only as our child does it tell us when and
 * why it ends and what it logs, it has the settings and port of today, and stopping costs a moment because nobody is
 * connected. A `postmaster.pid` of a dead process is left to PostgreSQL, which also looks for backends still attached.
 */
export async function clearLeftover(
  cluster: string,
  account: Account | undefined,
  log: (line: string) => void,
): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const [first = '', folder = ''] = lines;
  const pid = Math.abs(Number(first));
  if (!Number.isInteger(pid) || pid <= 1) return;

  if (isRunning(pid) && (await isServerOf(pid, folder, cluster, account))) {
    log(`A PostgreSQL of a gateway that was killed still runs on ${cluster} (process ${pid}): it is stopped first.`);
    await stop(pid, cluster);
    return;
  }
  if (!exists(pid)) return;
  // The number belongs to another program now, or to a zombie, and PostgreSQL would refuse to start. A file with the number
  // of its own parent it takes for left over, and still looks for attached backends, which it could not without the file.
  await replaceFile(file, [String(process.pid), ...lines.slice(1)].join('\n'), { mode: 0o600, owner: account });
}

async function isServerOf(
  pid: number,
  folder: string,
  cluster: string,
  account: Account | undefined,
): Promise<boolean> {
  const process = commandOf(pid);
  if (process === undefined || !/postgres/i.test(basename(process.command.split(' ')[0] ?? ''))) return false;
  if (globalThis.process.platform !== 'win32' && !process.command.includes(folder)) return false;
  if (account !== undefined && process.uid !== undefined && process.uid !== account.uid) return false;
  // The file may have come here with a copy of the folder; the server of the original is none of our business.
  const [there, here] = await Promise.all([stat(folder).catch(() => undefined), stat(cluster)]);
  return there === undefined || (there.dev === here.dev && there.ino === here.ino);
}

async function stop(pid: number, cluster: string): Promise<void> {
  signal(pid, 'SIGINT');
  if (await waitUntilGone(pid, CLEAN_STOP_MS)) return;
  signal(pid, 'SIGQUIT');
  if (await waitUntilGone(pid, HARD_STOP_MS)) return;
  throw new StartFailure(`A PostgreSQL (process ${pid}) still runs on ${cluster} and does not stop: end it and start again.`);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It went by itself; whether it is gone is looked at next.
  }
}

/** Present in the table of processes in any state, as PostgreSQL itself looks. */
function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
