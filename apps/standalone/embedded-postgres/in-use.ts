import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { isRunning, startOf } from './process-table.js';
import { errorCode, StartFailure } from './start-failure.js';

const FILE_NAME = 'in-use.json';

interface Holder {
  readonly pid: number;
  readonly started: string;
  /** Which folder was meant: a copy of the folder carries the file along, but is not in use. */
  readonly folder: string;
}

/**
 * Claims the data folder for this process, so that a PostgreSQL found running on it is known to be left over, and not the
 * database of another gateway that is alive.
 *
 * @returns a function that gives the folder back
 * @throws StartFailure when another live process holds it
 */
export async function claim(dataFolder: string): Promise<() => Promise<void>> {
  const file = join(dataFolder, FILE_NAME);
  const { dev, ino } = await stat(dataFolder);
  const folder = `${dev}:${ino}`;
  const own = JSON.stringify({ pid: process.pid, started: startOf(process.pid), folder } satisfies Holder);
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, own, { flag: 'wx', mode: 0o600 });
  try {
    for (let attempt = 1; attempt <= 20; attempt += 1) {
      if (await linked(draft, file)) return async () => rm(file, { force: true });
      const text = await readFile(file, 'utf8').catch(() => undefined);
      if (text === undefined) continue;
      const holder = parse(text);
      if (holder !== undefined && holder.folder === folder && isHolder(holder)) throw inUse(dataFolder, holder);
      await setAside(file, text);
    }
    throw new StartFailure(`Several gateways are being started on ${dataFolder} at once: start one.`);
  } finally {
    await rm(draft, { force: true });
  }
}

/** A link appears with its content and only if there was none: two starts cannot both succeed. */
async function linked(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a claim whose process is dead, unless another start has meanwhile replaced it by its own. */
async function setAside(file: string, dead: string): Promise<void> {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8')) !== dead) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

function isHolder(holder: Holder): boolean {
  return isRunning(holder.pid) && startOf(holder.pid) === holder.started;
}

function parse(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const { pid, started, folder } = value as Holder;
    return Number.isInteger(pid) && typeof started === 'string' ? { pid, started, folder } : undefined;
  } catch {
    return undefined;
  }
}

function inUse(dataFolder: string, holder: Holder): StartFailure {
  const who = holder.pid === process.pid ? 'this very process' : `another gateway (process ${holder.pid})`;
  return new StartFailure(
    `The data folder ${dataFolder} is in use by ${who}: end it, or set CHAKONG_DATA to another folder.`,
  );
}
