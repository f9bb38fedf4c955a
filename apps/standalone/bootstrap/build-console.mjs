import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { cp, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runStep } from './run-step.mjs';

const STAMP = '.built-from';

/** Sources of the page outside its own folder: the rules of identifiers (decision 54). */
const SHARED = ['libs/identifiers'];

/**
 * The officers' page (`apps/console`), into `<building>/console`. It takes longer than all the rest, so the one that is there is taken along
 * while its own sources are the same.
 *
 * @param {{ root: string, node: string, building: string, quiet: boolean, packages: string }} given packages: digest of the lock file
 */
export async function buildConsole({ root, node, building, quiet, packages }) {
  const source = join(root, 'apps', 'console');
  if (!existsSync(join(source, 'vite.config.mjs'))) return;
  const stamp = await digestOfConsole([source, ...SHARED.map((folder) => join(root, folder))], packages);
  const before = join(root, 'dist', 'console');
  const target = join(building, 'console');
  if (stampOf(before) === stamp) {
    await cp(before, target, { recursive: true });
    return;
  }
  await runStep({
    doing: "Building the officers' page",
    failed: "The officers' page could not be built, see above",
    program: node,
    parameters: [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', source, '--outDir', target, '--emptyOutDir', '--logLevel', 'warn'],
    missing: `${node} cannot be run`,
    cwd: root,
    quiet,
  });
  await writeFile(join(target, STAMP), stamp);
}

function stampOf(folder) {
  try {
    return readFileSync(join(folder, STAMP), 'utf8');
  } catch {
    return '';
  }
}

async function digestOfConsole(sources, packages) {
  const hash = createHash('sha256').update(packages);
  const visit = async (source, folder) => {
    const entries = await readdir(join(source, folder), { withFileTypes: true }).catch(() => []);
    entries.sort((left, right) => (left.name < right.name ? -1 : 1));
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && entry.name !== 'testkit') await visit(source, path);
      // Types are gone in what is built.
      else if (entry.isFile() && !/(\.spec\.tsx?|\.d\.ts)$/.test(entry.name)) {
        const content = await readFile(join(source, path));
        hash.update(`${path} ${content.length}\n`).update(content);
      }
    }
  };
  for (const source of sources) await visit(source, '');
  return hash.digest('hex');
}
