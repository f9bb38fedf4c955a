import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

const MOST_BYTES = 300_000;
const FOLDER = new URL('../../dist/console/', import.meta.url);

/** Everything that the browser has to fetch before these parts of the page can be shown, each file once. */
function filesOf(manifest: Readonly<Record<string, Chunk>>, parts: readonly string[]): ReadonlySet<string> {
  const files = new Set<string>();
  const visited = new Set<string>();
  const visit = (name: string): void => {
    if (visited.has(name)) return;
    visited.add(name);
    const { file, imports = [], css = [] } = manifest[name]!;
    for (const one of [file, ...css]) files.add(one);
    imports.forEach(visit);
  };
  parts.forEach(visit);
  return files;
}

test('the first page is less than 300 kB over the wire', async () => {
  const manifest = JSON.parse(await readFile(new URL('manifest.json', FOLDER), 'utf8')) as Record<string, Chunk>;
  const files = filesOf(manifest, ['index.html', 'src/work/index.ts']);
  const sizes = await Promise.all([...files].map(async (file) => gzipSync(await readFile(new URL(file, FOLDER))).length));
  const total = sizes.reduce((sum, size) => sum + size, 0) + (await readFile(new URL('index.html', FOLDER))).length;
  expect(files.size).toBeGreaterThan(2);
  expect(total).toBeLessThan(MOST_BYTES);
});

test('other pages are fetched when they are opened', async () => {
  const manifest = JSON.parse(await readFile(new URL('manifest.json', FOLDER), 'utf8')) as Record<string, Chunk>;
  const first = filesOf(manifest, ['index.html', 'src/work/index.ts']);
  for (const page of ['src/case-file/index.ts', 'src/case-file/control/index.ts', 'src/case-file/assets/index.ts', 'src/case-file/leads/index.ts', 'src/expiry/index.ts', 'src/letters/index.ts', 'src/institutions/index.ts', 'src/audit/index.ts']) {
    expect([page, first.has(manifest[page]!.file)]).toEqual([page, false]);
  }
});
