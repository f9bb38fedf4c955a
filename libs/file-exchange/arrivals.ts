import type { FolderEntry } from './institution-folder.js';

/** A package that seems to be complete. */
export interface Arrival extends FolderEntry {
  /** For how long it has not changed before our eyes, ms. */
  readonly quietMs: number;
}

interface Seen {
  readonly size: number;
  readonly modifiedMs: number;
  readonly sinceMs: number;
}

/**
 * Which files of a folder are complete. An institution that renames into place is done at once, but nobody can see whether it
 * does; so a file counts when it has not changed for a while. By our own clock: the one of a file server may be wrong.
 */
export class Arrivals {
  readonly #seen = new Map<string, Seen>();

  /** @param quietMs how long a file must stay as it is */
  constructor(private readonly quietMs: number) {}

  /** Takes note of what is there. @returns archives that have been as they are for long enough, oldest first */
  look(entries: readonly FolderEntry[], nowMs: number): readonly Arrival[] {
    const present = new Set<string>();
    const settled: Arrival[] = [];
    for (const entry of entries) {
      if (!isArchive(entry.name)) continue;
      present.add(entry.name);
      const known = this.#seen.get(entry.name);
      if (known === undefined || known.size !== entry.size || known.modifiedMs !== entry.modifiedMs) {
        this.#seen.set(entry.name, { size: entry.size, modifiedMs: entry.modifiedMs, sinceMs: nowMs });
        continue;
      }
      const quietMs = nowMs - known.sinceMs;
      if (quietMs >= this.quietMs) settled.push({ ...entry, quietMs });
    }
    for (const name of this.#seen.keys()) if (!present.has(name)) this.#seen.delete(name);
    return settled.sort((a, b) => a.modifiedMs - b.modifiedMs || (a.name < b.name ? -1 : 1));
  }
}

/** Hidden files, and those with another ending, are how files are called while they are being written. */
const isArchive = (name: string): boolean => !name.startsWith('.') && /\.zip$/i.test(name);
