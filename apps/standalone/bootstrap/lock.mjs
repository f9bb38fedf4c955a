import { rmSync } from 'node:fs';
import { mkdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A lock whose owner has not shown a sign of life for this long is left over. */
const DEAD_AFTER_MS = 15_000;
const SIGN_OF_LIFE_MS = 2_000;

/**
 * Lets one process at a time prepare a checkout: two `npm ci` in one folder destroy each other's work. The lock is the folder
 * that is built into, `dist.building`; git does not see it.
 *
 * @template T
 * @param {string} root the checkout
 * @param {boolean} quiet
 * @param {(building: string) => Promise<T>} work may move the folder away when it is complete
 * @returns {Promise<T>}
 */
export async function whilePreparing(root, quiet, work) {
  const building = join(root, 'dist.building');
  await claim(building, quiet);
  const timer = setInterval(() => void utimes(building, new Date(), new Date()).catch(() => undefined), SIGN_OF_LIFE_MS);
  // Interrupted with Ctrl-C: the next start need not wait until this one looks dead.
  const giveUp = () => rmSync(building, { recursive: true, force: true });
  process.once('exit', giveUp);
  try {
    await writeFile(join(building, '.gitignore'), '*\n');
    return await work(building);
  } finally {
    clearInterval(timer);
    process.removeListener('exit', giveUp);
    await rm(building, { recursive: true, force: true });
  }
}

async function claim(building, quiet) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await mkdir(building);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const found = await stat(building).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > DEAD_AFTER_MS) {
      await rm(building, { recursive: true, force: true });
      continue;
    }
    if (attempt === 0 && !quiet) process.stderr.write('Another start is preparing this checkout; waiting for it …\n');
    await new Promise((wake) => setTimeout(wake, 300));
  }
}
