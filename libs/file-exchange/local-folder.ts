import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FOLDER_PARTS, FolderFault, unfinishedName, type FolderEntry, type FolderPart, type InstitutionFolder } from './institution-folder.js';

/** A pair of folders in this machine's file system, which may be a mounted one. */
export class LocalFolder implements InstitutionFolder {
  private constructor(private readonly root: string) {}

  /**
   * Opens the folders of an institution and makes those that are missing. `base` itself must be there: it may be the place of
   * a file system that is not mounted, and nothing must be written under that.
   */
  static async open(base: string, institutionCode: string): Promise<LocalFolder> {
    return attempt(async () => {
      if (!(await stat(base)).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
      const root = join(base, institutionCode);
      for (const part of FOLDER_PARTS) await mkdir(join(root, part), { recursive: true });
      return new LocalFolder(root);
    }, 'connect-failed');
  }

  async list(part: FolderPart): Promise<readonly FolderEntry[]> {
    return attempt(async () => {
      const found: FolderEntry[] = [];
      for (const entry of await readdir(join(this.root, part), { withFileTypes: true })) {
        if (!entry.isFile()) continue;
        // The institution may take a file away between listing and looking.
        const facts = await lstat(join(this.root, part, entry.name)).catch(() => undefined);
        if (facts?.isFile() === true) found.push({ name: entry.name, size: facts.size, modifiedMs: facts.mtimeMs });
      }
      return found;
    });
  }

  async read(part: FolderPart, name: string, maxBytes: number): Promise<Buffer> {
    return attempt(async () => {
      // A link would lead to a file that is not the institution's.
      const file = await open(this.#path(part, name), constants.O_RDONLY | constants.O_NOFOLLOW);
      try {
        const { size } = await file.stat();
        if (size > maxBytes) throw new FolderFault('failed', 'the file is larger than allowed');
        return await file.readFile();
      } finally {
        await file.close();
      }
    });
  }

  async put(part: FolderPart, name: string, bytes: Uint8Array): Promise<void> {
    await attempt(async () => {
      const unfinished = this.#path(part, unfinishedName(name));
      const file = await open(unfinished, 'w');
      try {
        await file.writeFile(bytes);
        // The name must not become durable before the content.
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, this.#path(part, name));
    });
  }

  async take(name: string, to: 'processed' | 'error', as: string): Promise<void> {
    await attempt(() => rename(this.#path('upload', name), this.#path(to, as)));
  }

  close(): void {
    // Nothing is held open between calls.
  }

  #path(part: FolderPart, name: string): string {
    if (/[/\\\0]/.test(name) || name === '.' || name === '..' || name === '') throw new FolderFault('failed', 'a file name holds a path');
    return join(this.root, part, name);
  }
}

/** Faults of the file system as faults of the folder; the system's message names paths, so only its code is kept. */
async function attempt<T>(work: () => Promise<T>, why: FolderFault['why'] = 'failed'): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FolderFault) throw error;
    throw new FolderFault(why, `the folder cannot be used (${(error as { code?: string }).code ?? 'fault'})`);
  }
}
