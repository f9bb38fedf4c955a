// npm run adapter:new -- <code>
// Copies this folder to adapters/<code> and renames every occurrence, so that the new adapter compiles and passes at once.
import { cp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TEMPLATE = fileURLToPath(new URL('./', import.meta.url));
const ADAPTERS = fileURLToPath(new URL('../', import.meta.url));

/** Belongs to the template alone. */
const NOT_COPIED = new Set(['new-adapter.mjs', 'new-adapter.spec.ts']);

/** Words that stand in every adapter for something else. */
const RESERVED = new Set(['template', 'index', 'golden', 'openapi', 'adapter', 'adapters']);

const exists = (path) => stat(path).then(() => true, () => false);

/** Why this code cannot be taken, in a sentence; undefined when it can. */
async function refusal(codes) {
  const [code] = codes;
  if (codes.length !== 1) return 'Give exactly one code: npm run adapter:new -- <code>';
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(code) || code.length > 40) {
    return `"${code}" is not a code: use at most 40 small letters, digits and single dashes, beginning with a letter (pension-fund).`;
  }
  if (RESERVED.has(code)) return `"${code}" is reserved: choose the name of the wire contract.`;
  if (await exists(join(ADAPTERS, code))) return `adapters/${code} already exists: choose another code, or work on that adapter.`;
  return undefined;
}

/** pension-fund -> Pension fund */
const titleOf = (code) => code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' ');

const renamed = (text, code) =>
  text.replaceAll('_template', code).replaceAll('template', code).replaceAll('Template', titleOf(code));

async function renameInside(folder, code) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      await renameInside(path, code);
      continue;
    }
    const text = await readFile(path, 'utf8');
    await writeFile(path, renamed(text, code));
    if (entry.name !== renamed(entry.name, code)) await rename(path, join(folder, renamed(entry.name, code)));
  }
}

const codes = process.argv.slice(2);
const reason = await refusal(codes);
if (reason !== undefined) {
  console.error(reason);
  process.exitCode = 1;
} else {
  const [code] = codes;
  const target = join(ADAPTERS, code);
  try {
    await cp(TEMPLATE, target, { recursive: true, errorOnExist: true, force: false, filter: (from) => !NOT_COPIED.has(from.slice(TEMPLATE.length)) });
    await renameInside(target, code);
  } catch (error) {
    await rm(target, { recursive: true, force: true });
    throw error;
  }
  console.log(`adapters/${code} is there and passes the suite as it stands. Next:
  1. ${code}.manifest.ts: name, Chinese name, sources, limits
  2. openapi.yaml and ${code}.schema.ts: the contract; a test keeps both equal
  3. ${code}.wire.ts, ${code}.mapping.ts, ${code}.adapter.ts: what comes in, what it means, what goes out
  4. golden/: messages by hand from the contract, each with the outcome it must become
  5. README.md: the same headings, your institution
Check with: npm run jest -- adapters/${code}`);
}
