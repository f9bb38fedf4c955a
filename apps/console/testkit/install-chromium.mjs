/**
 * The Chromium of the system, for the tests of the officers' page; with Chinese fonts, or every picture is full of boxes. Looked for first, and
 * installed (Debian, Ubuntu; as root, or with sudo without a password) only when it is missing.
 *
 *   node apps/console/testkit/install-chromium.mjs
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const PACKAGES = ['chromium', 'fonts-noto-cjk'];
/** Several tests may want it at the same moment: each waits for the other's installation. */
const QUIETLY = ['-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300'];

/** @returns {string | undefined} path of the program */
export function findChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return [process.env.CHAKONG_CHROMIUM, ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))].find((path) => path && isProgram(path));
}

/** @returns {string} path of the program. @throws Error with one sentence when there is none and none can be installed */
export function requireChromium() {
  const found = findChromium() ?? install();
  if (found === undefined) throw new Error(`The tests of the officers' page need Chromium, and it could not be installed: install ${PACKAGES.join(' and ')}, or give the path of one as CHAKONG_CHROMIUM.`);
  return found;
}

function install() {
  const run = (parameters) => {
    const root = process.getuid?.() === 0;
    const [program, ...rest] = root ? ['apt-get', ...parameters] : ['sudo', '-n', 'apt-get', ...parameters];
    return spawnSync(program, rest, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
  };
  process.stderr.write('Installing Chromium and Chinese fonts for the tests of the page …\n');
  if (!run(['install', ...QUIETLY, ...PACKAGES]) && !(run(['update', '-qq']) && run(['install', ...QUIETLY, ...PACKAGES]))) return undefined;
  return findChromium();
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (import.meta.filename === process.argv[1]) process.stdout.write(`${requireChromium()}\n`);
