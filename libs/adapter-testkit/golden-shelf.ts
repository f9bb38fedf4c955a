import { readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import type { QueryOutcome } from '#contracts/adapter';

/** The golden files of one adapter; remembers which were read. */
export class GoldenShelf {
  readonly #read = new Set<string>();

  /**
   * @param folder the adapter's folder, with trailing slash
   * @param place where its golden files are, with trailing slash; folders in it are shelves of their own
   */
  constructor(
    readonly folder: URL,
    private readonly place = 'golden/',
  ) {}

  /** Code of the adapter by its place: the name of its folder, with a dash before that of a folder in it. */
  get code(): string {
    const path = this.folder.pathname.replace(/\/$/, '');
    return /\/adapters\/(.+)$/.exec(path)?.[1]?.replaceAll('/', '-') ?? basename(path);
  }

  /** Bytes as an institution sends them: without the line end that editors add. */
  bytes(file: string): Uint8Array {
    this.#read.add(file);
    const bytes = readFileSync(new URL(`${this.place}${file}`, this.folder));
    let end = bytes.length;
    while (end > 0 && (bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d)) end--;
    return bytes.subarray(0, end);
  }

  text(file: string): string {
    return Buffer.from(this.bytes(file)).toString('utf8');
  }

  json(file: string): unknown {
    return JSON.parse(this.text(file)) as unknown;
  }

  /** The outcome that stands beside a golden answer. */
  outcomeOf<Outcome = QueryOutcome>(file: string): Outcome {
    return this.json(file.replace(/\.[a-z]+$/, '.outcome.json')) as Outcome;
  }

  /** Files that no case read. */
  unread(): readonly string[] {
    return readdirSync(new URL(this.place, this.folder), { withFileTypes: true })
      .filter((entry) => entry.isFile() && !this.#read.has(entry.name))
      .map(({ name }) => name);
  }
}
