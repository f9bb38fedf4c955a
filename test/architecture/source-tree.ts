import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ROOMS = ['contracts', 'libs', 'adapters', 'apps', 'test'] as const;
export type Room = (typeof ROOMS)[number];

export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly room: Room;
  /** The folder inside the room: `store` of `libs/store/…`. */
  readonly folder: string;
  readonly isSpec: boolean;
  readonly text: string;
  readonly imports: readonly Import[];
}

export interface Import {
  readonly specifier: string;
  /** Room and folder it leads to, for imports inside the repository. */
  readonly target?: { readonly room: Room; readonly folder: string; readonly throughIndex: boolean };
}

/** Every TypeScript file of the repository with its imports. */
export async function sourceFiles(): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for (const room of ROOMS) {
    for (const entry of await readdir(join(ROOT, room), { recursive: true, withFileTypes: true })) {
      const full = join(entry.parentPath, entry.name);
      if (!entry.isFile() || !/\.tsx?$/.test(entry.name) || full.includes('node_modules')) continue;
      const path = relative(ROOT, full).replaceAll('\\', '/');
      const text = await readFile(full, 'utf8');
      files.push({ path, room, folder: path.split('/')[1]!, isSpec: /\.spec\.tsx?$/.test(path), text, imports: importsOf(text, full) });
    }
  }
  return files;
}

const IMPORT = /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

function importsOf(text: string, file: string): Import[] {
  return [...text.matchAll(IMPORT)].map((match) => {
    const specifier = (match[1] ?? match[2])!;
    const target = targetOf(specifier, file);
    return target === undefined ? { specifier } : { specifier, target };
  });
}

function targetOf(specifier: string, file: string): Import['target'] {
  const named = /^#(contracts|libs|adapters|apps)\/([^/]+)$/.exec(specifier);
  if (named !== null) return { room: named[1] as Room, folder: named[2]!, throughIndex: true };
  if (!specifier.startsWith('.')) return undefined;
  const [room, folder, ...rest] = relative(ROOT, resolve(dirname(file), specifier)).replaceAll('\\', '/').split('/');
  return (ROOMS as readonly string[]).includes(room ?? '') && folder !== undefined ? { room: room as Room, folder, throughIndex: rest.join('/') === 'index.js' } : undefined;
}
