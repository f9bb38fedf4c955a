import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { InstitutionAdapter } from '#contracts/adapter';
import { AdapterRegistry } from './adapter-registry.js';
import { faultsOfAdapter } from './adapter-shape.js';

/** An adapter that cannot be hosted. The message names the file and everything that is wrong with it; the start ends here. */
export class AdapterFault extends Error {
  override readonly name = 'AdapterFault';
}

/** Compiled first; the sources when run by a tool that compiles while loading. */
const ENTRIES = ['index.js', 'index.ts'];

/** `dist/adapters` beside `dist/libs`, or `adapters` beside `libs` in the sources. */
const ADAPTERS = new URL('../../adapters/', import.meta.url);

/**
 * Loads every adapter found: one folder each, nothing else lists them. Folders that begin with `_` or `.` are left out. A
 * folder exports its contract as `adapter`; where institutions speak it through files as well, that is `fileAdapter`, and its
 * code is the folder's name with `-file`.
 *
 * @param folder with a trailing slash
 * @throws {AdapterFault} naming the file, when one cannot be loaded or is not an adapter
 */
export async function discoverAdapters(folder: URL = ADAPTERS): Promise<AdapterRegistry> {
  const adapters: InstitutionAdapter[] = [];
  for (const name of await foldersIn(folder)) adapters.push(...(await load(new URL(`${name}/`, folder), name)));
  return new AdapterRegistry(adapters);
}

async function foldersIn(folder: URL): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new AdapterFault(`${fileURLToPath(folder)} cannot be read`, { cause: error });
  });
  return entries
    .filter((entry) => entry.isDirectory() && !/^[._]/.test(entry.name))
    .map((entry) => entry.name)
    .sort();
}

async function load(folder: URL, name: string): Promise<readonly InstitutionAdapter[]> {
  const entry = ENTRIES.map((file) => new URL(file, folder)).find((url) => existsSync(url));
  if (entry === undefined) throw new AdapterFault(`${fileURLToPath(folder)} has no index.js; a folder under adapters/ is an adapter`);
  const file = fileURLToPath(entry);
  const module = (await import(entry.href).catch((error: unknown) => {
    throw new AdapterFault(`${file} cannot be loaded: ${error instanceof Error ? error.message : 'unknown error'}`, { cause: error });
  })) as { readonly adapter?: unknown; readonly fileAdapter?: unknown };
  const exported = [{ adapter: module.adapter, code: name }];
  if (module.fileAdapter !== undefined) exported.push({ adapter: module.fileAdapter, code: `${name}-file` });
  return exported.map(({ adapter, code }) => {
    const faults = faultsOfAdapter(adapter, code);
    if (faults.length > 0) throw new AdapterFault(`${file} is not an adapter: ${faults.join('; ')}`);
    return adapter as InstitutionAdapter;
  });
}
