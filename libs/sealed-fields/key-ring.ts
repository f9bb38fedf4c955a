import { createHmac, hash, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DataKey, type FieldCipher } from './data-key.js';

/** The key ring cannot be used. The message is one sentence for whoever started the program, and names no key. */
export class KeyRingFailure extends Error {
  override readonly name = 'KeyRingFailure';
}

/** A data key as the database keeps it: of no use without the ring. */
export interface WrappedKey {
  readonly wrapped: Buffer;
  readonly version: number;
}

/** What the file holds. Keys are 32 bytes in Base64. */
interface RingFile {
  readonly format: 'chakong-key-ring/1';
  /** Version that new data keys are wrapped under. */
  readonly current: number;
  readonly keys: readonly { readonly version: number; readonly madeAt: string; readonly key: string }[];
  /** Key of the blind indexes. It does not change with the others: every index would have to be made anew. */
  readonly index: string;
  /** Digest of the blind indexes, as chosen when the ring was made: another one would find nobody. */
  readonly digest: 'sha256' | 'sm3';
}

interface Ring {
  readonly current: number;
  readonly keys: ReadonlyMap<number, DataKey>;
  readonly madeAt: ReadonlyMap<number, string>;
  readonly index: Buffer;
  readonly digest: RingFile['digest'];
  /** Tells one state of the file from another. */
  readonly mark: string;
}

/** Bytes of a blind index: so many that two people share one by chance never, and yet no digest of a number. */
const INDEX_BYTES = 16;

/**
 * The keys that data keys are wrapped with (密钥加密密钥), in a file readable by its owner only, never in the database. It is read again
 * when a version turns up that is not known yet, so that keys may be exchanged while everything runs.
 */
export class KeyRing {
  #reading: Promise<void> | undefined;

  private constructor(
    private readonly path: string | undefined,
    private ring: Ring,
    /** How fields are sealed. What is sealed says itself how it was. */
    readonly cipher: FieldCipher,
  ) {}

  /** Opens the ring, and makes it when there is none. @throws KeyRingFailure */
  static async open(path: string, cipher: FieldCipher = 'aes-256-gcm'): Promise<KeyRing> {
    const known = await read(path);
    if (known !== undefined) return new KeyRing(path, known, cipher);
    await write(path, freshRing(cipher), 'wx');
    return new KeyRing(path, (await read(path))!, cipher);
  }

  /** The ring of a file that must be there. @throws KeyRingFailure */
  static async existing(path: string, cipher: FieldCipher = 'aes-256-gcm'): Promise<KeyRing> {
    const known = await read(path);
    if (known === undefined) throw new KeyRingFailure(`There is no key ring at ${path}: set CHAKONG_DATA or CHAKONG_KEY_RING_FILE, or restore it from its backup.`);
    return new KeyRing(path, known, cipher);
  }

  /** A ring in no file, the same for the same seed: for tests and benches. */
  static ofSeed(seed: string, cipher: FieldCipher = 'aes-256-gcm'): KeyRing {
    const key = (use: string): string => hash('sha256', `${seed} ${use}`, 'base64');
    return new KeyRing(undefined, parse(JSON.stringify({ ...freshRing(cipher), keys: [{ version: 1, madeAt: new Date(0).toISOString(), key: key('key') }], index: key('index') })), cipher);
  }

  get current(): number {
    return this.ring.current;
  }

  /** Versions in the ring, in order, with the moment each was made. */
  get versions(): readonly { readonly version: number; readonly madeAt: string }[] {
    return [...this.ring.madeAt].map(([version, madeAt]) => ({ version, madeAt }));
  }

  has(version: number): boolean {
    return this.ring.keys.has(version);
  }

  /** Reads the file again if it has changed. */
  async refresh(): Promise<void> {
    const { path } = this;
    if (path === undefined) return;
    this.#reading ??= (async () => {
      if ((await markOf(path)) === this.ring.mark) return;
      const known = await read(path);
      if (known !== undefined) this.ring = known;
    })().finally(() => (this.#reading = undefined));
    await this.#reading;
  }

  /** Wraps a data key under the current version. @param owner whose key it is; it unwraps for nobody else */
  wrap(secret: Buffer, owner: string): WrappedKey {
    return { wrapped: this.ring.keys.get(this.ring.current)!.seal(secret, `data_key ${owner}`, this.cipher), version: this.ring.current };
  }

  /** @throws KeyRingFailure when the version is not in the ring; SealBroken when it was not wrapped for this owner */
  async unwrap({ wrapped, version }: WrappedKey, owner: string): Promise<Buffer> {
    if (!this.ring.keys.has(version)) await this.refresh();
    const key = this.ring.keys.get(version);
    if (key === undefined) throw new KeyRingFailure(`The key ring has no version ${version}, under which keys in the database are wrapped: restore the ring that has it.`);
    return key.open(wrapped, `data_key ${owner}`);
  }

  /** What stands for a value where it must be found again or compared, and must not be told: HMAC-SHA-256 or HMAC-SM3, 16 bytes. */
  blindIndex(field: string, value: string): Buffer {
    return createHmac(this.ring.digest, this.ring.index).update(`index ${field}\n${value}`).digest().subarray(0, INDEX_BYTES);
  }

  /** A digest of 32 bytes that nobody without the ring can compare with a guess. */
  keyedDigest(use: string, content: string | Buffer): Buffer {
    return createHmac(this.ring.digest, this.ring.index).update(`digest ${use}\n`).update(content).digest();
  }

  /** Adds a version and makes it the current one. @returns the version */
  async addVersion(now: Date): Promise<number> {
    const { path, file } = await this.#writable();
    const version = Math.max(...file.keys.map((key) => key.version)) + 1;
    await write(path, { ...file, current: version, keys: [...file.keys, freshKey(version, now)] }, 'w');
    await this.refresh();
    return version;
  }

  /** Takes a version out. @throws KeyRingFailure for the current one */
  async dropVersion(version: number): Promise<void> {
    const { path, file } = await this.#writable();
    if (version === file.current) throw new KeyRingFailure(`Version ${version} is the current one: rotate first.`);
    await write(path, { ...file, keys: file.keys.filter((key) => key.version !== version) }, 'w');
    await this.refresh();
  }

  async #writable(): Promise<{ readonly path: string; readonly file: RingFile }> {
    if (this.path === undefined) throw new KeyRingFailure('This ring is in no file.');
    return { path: this.path, file: JSON.parse(await readFile(this.path, 'utf8')) as RingFile };
  }
}

const freshKey = (version: number, now: Date) => ({ version, madeAt: now.toISOString(), key: randomBytes(32).toString('base64') });
const freshRing = (cipher: FieldCipher): RingFile => ({
  format: 'chakong-key-ring/1', current: 1, keys: [freshKey(1, new Date())], index: randomBytes(32).toString('base64'), digest: cipher === 'aes-256-gcm' ? 'sha256' : 'sm3',
});

async function markOf(path: string): Promise<string> {
  const { mtimeMs, ino, size } = await stat(path);
  return `${mtimeMs} ${ino} ${size}`;
}

async function read(path: string): Promise<Ring | undefined> {
  try {
    const found = await stat(path);
    if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
      throw new KeyRingFailure(`The key ring, ${path}, may be read by others: give it mode 0600, and rotate its keys.`);
    }
    const mark = await markOf(path);
    return { ...parse(await readFile(path, 'utf8')), mark };
  } catch (error) {
    if (error instanceof KeyRingFailure) throw error;
    const { code } = error as { code?: string };
    if (code === 'ENOENT') return undefined;
    throw new KeyRingFailure(`The key ring, ${path}, cannot be used (${code ?? 'not a key ring'}): restore it from its backup. Without it nothing that is sealed can be read.`);
  }
}

function parse(text: string): Ring {
  const file = JSON.parse(text) as RingFile;
  const bytes = (key: string): Buffer => {
    const decoded = Buffer.from(key, 'base64');
    if (decoded.length !== 32) throw new RangeError('a key has 32 bytes');
    return decoded;
  };
  const keys = new Map(file.keys.map(({ version, key }) => [version, new DataKey(version, bytes(key))]));
  if (file.format !== 'chakong-key-ring/1' || !keys.has(file.current) || (file.digest !== 'sha256' && file.digest !== 'sm3')) throw new RangeError('no key ring');
  return { current: file.current, keys, madeAt: new Map(file.keys.map(({ version, madeAt }) => [version, madeAt])), index: bytes(file.index), digest: file.digest, mark: '' };
}

/** Whole or not at all, and on the disk before it is relied on: a ring that is half written would lose everything. */
async function write(path: string, ring: RingFile, how: 'wx' | 'w'): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const beside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    const handle = await open(beside, 'wx', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(ring, undefined, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    // Several processes may start for the first time at once: the first ring is everybody's, and nobody reads half of one.
    if (how === 'wx') await link(beside, path).finally(() => rm(beside, { force: true }));
    else await rename(beside, path);
    await syncFolder(dirname(path));
  } catch (error) {
    const { code } = error as { code?: string };
    await rm(beside, { force: true });
    // Another process made it at the same moment: then its ring is the one.
    if (how === 'wx' && code === 'EEXIST') return;
    throw new KeyRingFailure(`The key ring cannot be written to ${path} (${code ?? 'unknown fault'}).`);
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().catch(() => undefined);
  await handle.close();
}
