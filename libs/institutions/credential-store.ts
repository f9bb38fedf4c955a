import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Sensitive } from '#contracts/adapter';
import { CredentialFault } from './credential-fault.js';
import { filesNamedIn, withFiles } from './transport-secrets.js';

/** Secrets of one institution: `username`, `password`, `key` … as its adapter names them. */
export type Credentials = Readonly<Record<string, Sensitive>>;

export interface CredentialSource {
  /** JSON file `{"<ref>": {"<name>": "<secret>"}}`, readable by its owner only (mode 0600). It may not exist yet. */
  readonly file?: string;
  /** The same JSON as text, from the environment; wins over the file, entry by entry, and is never written anywhere. */
  readonly json?: string;
}

type Entries = Readonly<Record<string, Readonly<Record<string, string>>>>;

const NONE: Credentials = Object.freeze({});
const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** True for what may be the name of an entry: 1 to 64 letters, digits, dots, dashes, underscores. */
export const isCredentialReference = (text: string): boolean => REFERENCE.test(text);

/**
 * The secrets we and institutions prove ourselves with, by reference. They live in a file or in the environment, never in
 * the database; an institution's record holds the reference only.
 */
export class CredentialStore {
  #entries: ReadonlyMap<string, Credentials> = new Map();
  #usernames: ReadonlyMap<string, string> = new Map();
  /** Secrets for this run only, added to entries name by name. */
  #lent: Entries = {};
  /** Files that entries name. */
  #named: readonly string[] = [];

  private constructor(private readonly source: CredentialSource) {}

  /** @throws CredentialFault when the file may be read by others, or file or text are not of the described form. */
  static async open(source: CredentialSource): Promise<CredentialStore> {
    const store = new CredentialStore(source);
    await store.reload();
    return store;
  }

  /** Reads the file again. What was known stays when it cannot be read. @throws CredentialFault */
  async reload(): Promise<void> {
    await this.#use({ ...(await this.#readFile()), ...this.#readJson() });
  }

  /**
   * Reads everything again whenever the file, or one that an entry names, has changed: passwords, keys and certificates are replaced without
   * a restart. What was known stays while it cannot be read. @returns a function that ends it
   */
  follow(onChange: (fault: CredentialFault | undefined) => void, everyMs = 5000): () => void {
    let seen = this.#stamp();
    const timer = setInterval(() => void look(), everyMs).unref();
    const look = async (): Promise<void> => {
      const stamp = await this.#stamp();
      if (stamp === (await seen)) return;
      const fault = await this.reload().then(() => undefined, (error: unknown) => error as CredentialFault);
      // A file that an entry names now for the first time counts as seen.
      seen = this.#stamp();
      onChange(fault);
    };
    return () => clearInterval(timer);
  }

  has(reference: string): boolean {
    return this.#entries.has(reference);
  }

  /** The secrets under a reference; empty when there are none. */
  resolve(reference: string): Credentials {
    return this.#entries.get(reference) ?? NONE;
  }

  /** Every user name that institutions log in with, and the reference it stands under. */
  usernames(): ReadonlyMap<string, string> {
    return this.#usernames;
  }

  /**
   * Adds entries that are not there yet, to the file too when there is one; existing ones stay as they are. For the
   * sandbox and for first starts. @returns the references that were added.
   */
  async addMissing(entries: Entries): Promise<string[]> {
    const added = Object.keys(entries).filter((reference) => !this.#entries.has(reference));
    if (added.length === 0) return [];
    const inFile = await this.#readFile();
    const together = { ...inFile };
    for (const reference of added) together[reference] = entries[reference] ?? {};
    await this.#use({ ...this.#revealed(), ...together });
    if (this.source.file !== undefined) {
      await writeAside(this.source.file, `${JSON.stringify(together, null, 2)}\n`);
    }
    return added;
  }

  /** Adds secrets to entries for as long as this process runs; nothing of them is written anywhere. @throws CredentialFault */
  async lend(entries: Entries): Promise<void> {
    this.#lent = entries;
    await this.reload();
  }

  async #readFile(): Promise<Record<string, Readonly<Record<string, string>>>> {
    const { file } = this.source;
    if (file === undefined) return {};
    try {
      const { mode } = await stat(file);
      if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
        throw new CredentialFault(`${file} holds secrets and may be read by others: give it mode 0600.`);
      }
      return readEntries(await readFile(file, 'utf8'), file);
    } catch (error) {
      if (error instanceof CredentialFault) throw error;
      const code = (error as { code?: string }).code ?? 'fault';
      if (code === 'ENOENT') return {};
      throw new CredentialFault(`${file} holds secrets and cannot be read (${code}): name a file of your own with CHAKONG_CREDENTIALS_FILE.`);
    }
  }

  #readJson(): Entries {
    const { json } = this.source;
    return json === undefined || json.trim() === '' ? {} : readEntries(json, 'The credentials from the environment');
  }

  #revealed(): Record<string, Readonly<Record<string, string>>> {
    const revealed: Record<string, Readonly<Record<string, string>>> = {};
    for (const [reference, secrets] of this.#entries) {
      revealed[reference] = Object.fromEntries(Object.entries(secrets).map(([name, secret]) => [name, secret.reveal()]));
    }
    return revealed;
  }

  async #stamp(): Promise<string> {
    const files = [...(this.source.file === undefined ? [] : [this.source.file]), ...this.#named];
    const stamps = files.map((file) => stat(file).then(({ ino, mtimeMs, size }) => `${ino}/${mtimeMs}/${size}`, () => 'none'));
    return (await Promise.all(stamps)).join(' ');
  }

  async #use(entries: Entries): Promise<void> {
    const { file } = this.source;
    const whole = await Promise.all(Object.entries(entries).map(async ([reference, secrets]) => [reference, await withFiles(reference, { ...secrets, ...this.#lent[reference] }, file)] as const));
    const named = Object.values(entries).flatMap((secrets) => filesNamedIn(secrets, file === undefined ? '.' : dirname(file)));
    const kept = new Map<string, Credentials>();
    const usernames = new Map<string, string>();
    for (const [reference, secrets] of whole) {
      kept.set(reference, Object.freeze(Object.fromEntries(Object.entries(secrets).map(([name, secret]) => [name, new Sensitive(secret)]))));
      const username = secrets['username'];
      if (username === undefined) continue;
      const other = usernames.get(username);
      if (other !== undefined) throw new CredentialFault(`The entries ${other} and ${reference} have the same username: each must have its own.`);
      usernames.set(username, reference);
    }
    this.#entries = kept;
    this.#named = named;
    this.#usernames = usernames;
  }
}

/** Written aside and moved into place, so that a crash leaves the old file or the new one. */
async function writeAside(file: string, text: string): Promise<void> {
  const aside = `${file}.new`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(aside, text, { mode: 0o600 });
    await rename(aside, file);
  } catch (error) {
    const code = (error as { code?: string }).code ?? 'fault';
    // No other file helps then.
    if (code === 'ENOSPC') throw error;
    throw new CredentialFault(`${file} cannot be written (${code}): name another file with CHAKONG_CREDENTIALS_FILE.`);
  }
}

function readEntries(text: string, where: string): Record<string, Readonly<Record<string, string>>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text.
    throw new CredentialFault(`${where}: this is not valid JSON.`);
  }
  if (!isObject(parsed)) throw new CredentialFault(`${where}: the whole must be an object of entries.`);
  for (const [reference, secrets] of Object.entries(parsed)) {
    if (!isCredentialReference(reference)) {
      throw new CredentialFault(`${where}: an entry's name must be 1 to 64 letters, digits, dots, dashes and underscores.`);
    }
    if (!isObject(secrets) || !Object.values(secrets).every((secret) => typeof secret === 'string' && secret !== '')) {
      throw new CredentialFault(`${where}: entry ${reference} must be an object of texts that are not empty.`);
    }
  }
  return parsed as Record<string, Readonly<Record<string, string>>>;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
