import { createHash, timingSafeEqual } from 'node:crypto';
import { posix } from 'node:path';
import ssh2 from 'ssh2';
import type { Client as SshClient, ConnectConfig, SFTPWrapper, FileEntryWithStats } from 'ssh2';
import type { Credentials } from '#libs/institutions';
import { FOLDER_PARTS, FolderFault, unfinishedName, type FolderEntry, type FolderPart, type InstitutionFolder } from './institution-folder.js';

export interface SftpAddress {
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

export interface SftpTimes {
  readonly connectTimeoutMs: number;
  /** For each single call; of a transfer, between two of its pieces. */
  readonly responseTimeoutMs: number;
}

type Callback<T> = (error: Error | null | undefined, value: T) => void;

const PIECE_BYTES = 32 * 1024;
const PIECES_AT_ONCE = 16;

/** A pair of folders on an SFTP server. One connection for one turn; the server must have the key that was agreed. */
export class SftpFolder implements InstitutionFolder {
  private constructor(
    private readonly client: SshClient,
    private readonly sftp: SFTPWrapper,
    private readonly root: string,
    private readonly times: SftpTimes,
  ) {}

  /**
   * @param credentials `user`, `password` or `privateKey` (with `passphrase`), and `hostKey`: the server's fingerprint as
   *   `ssh-keygen -l` prints it, `SHA256:…`
   */
  static async open(address: SftpAddress, institutionCode: string, credentials: Credentials, times: SftpTimes): Promise<SftpFolder> {
    const client = await connect(address, credentials, times);
    // A connection that breaks later is told to the calls under way.
    client.on('error', () => undefined);
    client.setMaxListeners(0); // every call under way listens for its end
    try {
      const sftp = await called<SFTPWrapper>(times, (done) => client.sftp(done));
      const folder = new SftpFolder(client, sftp, posix.join(address.path, institutionCode), times);
      await folder.#makeFolders();
      return folder;
    } catch (error) {
      client.end();
      throw error;
    }
  }

  async list(part: FolderPart): Promise<readonly FolderEntry[]> {
    const entries = await this.#call<FileEntryWithStats[]>((done) => this.sftp.readdir(this.#path(part), done));
    return entries
      .filter(({ attrs }) => attrs.isFile())
      .map(({ filename, attrs }) => ({ name: filename, size: attrs.size, modifiedMs: attrs.mtime * 1000 }));
  }

  async read(part: FolderPart, name: string, maxBytes: number): Promise<Buffer> {
    const handle = await this.#call<Buffer>((done) => this.sftp.open(this.#path(part, name), 'r', done));
    try {
      const { size } = await this.#call<{ size: number }>((done) => this.sftp.fstat(handle, done));
      if (size > maxBytes) throw new FolderFault('failed', 'the file is larger than allowed');
      const bytes = Buffer.alloc(size);
      await inPieces(size, (at, length) => this.#readPiece(handle, bytes, at, length));
      return bytes;
    } finally {
      await this.#close(handle);
    }
  }

  async put(part: FolderPart, name: string, bytes: Uint8Array): Promise<void> {
    const unfinished = this.#path(part, unfinishedName(name));
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const handle = await this.#call<Buffer>((done) => this.sftp.open(unfinished, 'w', done));
    try {
      await inPieces(content.length, (at, length) => this.#call<void>((done) => this.sftp.write(handle, content, at, length, at, done as Callback<unknown> as never)));
    } finally {
      await this.#close(handle);
    }
    await this.#rename(unfinished, this.#path(part, name));
  }

  async take(name: string, to: 'processed' | 'error', as: string): Promise<void> {
    await this.#rename(this.#path('upload', name), this.#path(to, as));
  }

  close(): void {
    this.client.end();
  }

  async #makeFolders(): Promise<void> {
    for (const path of [this.root, ...FOLDER_PARTS.map((part) => this.#path(part))]) {
      const isThere = await this.#call((done) => this.sftp.stat(path, done)).then(() => true, () => false);
      if (!isThere) await this.#call<void>((done) => this.sftp.mkdir(path, done as never));
    }
  }

  /** SFTP's own rename fails when the new name exists; OpenSSH's does what POSIX does. */
  async #rename(from: string, to: string): Promise<void> {
    try {
      await this.#call<void>((done) => this.sftp.ext_openssh_rename(from, to, done as never));
    } catch (error) {
      if (error instanceof FolderFault && error.why === 'timeout') throw error;
      await this.#call<void>((done) => this.sftp.unlink(to, done as never)).catch(() => undefined);
      await this.#call<void>((done) => this.sftp.rename(from, to, done as never));
    }
  }

  async #readPiece(handle: Buffer, into: Buffer, at: number, length: number): Promise<void> {
    for (let have = 0; have < length; ) {
      const count = await this.#call<number>((done) => this.sftp.read(handle, into, at + have, length - have, at + have, done as never));
      if (count === 0) throw new FolderFault('failed', 'the file became shorter while it was read');
      have += count;
    }
  }

  async #close(handle: Buffer): Promise<void> {
    await this.#call<void>((done) => this.sftp.close(handle, done as never)).catch(() => undefined);
  }

  #call<T>(start: (done: Callback<T>) => unknown): Promise<T> {
    return called(this.times, start, this.client);
  }

  #path(part: FolderPart, name?: string): string {
    if (name !== undefined && (/[/\\\0]/.test(name) || name === '..' || name === '.')) throw new FolderFault('failed', 'a file name holds a path');
    return name === undefined ? posix.join(this.root, part) : posix.join(this.root, part, name);
  }
}

async function connect({ host, port }: SftpAddress, credentials: Credentials, { connectTimeoutMs }: SftpTimes): Promise<SshClient> {
  const { user, password, privateKey, passphrase, hostKey } = credentials;
  if (user === undefined || (password === undefined && privateKey === undefined)) throw new FolderFault('bad-credentials', 'the credentials need user, and password or privateKey');
  const expected = fingerprintOf(hostKey?.reveal());
  if (expected === undefined) throw new FolderFault('bad-credentials', 'the credentials need hostKey, the fingerprint of the server as SHA256:…');
  let isOther = false;
  const config: ConnectConfig = {
    host,
    port,
    username: user.reveal(),
    ...(password === undefined ? {} : { password: password.reveal() }),
    ...(privateKey === undefined ? {} : { privateKey: privateKey.reveal() }),
    ...(passphrase === undefined ? {} : { passphrase: passphrase.reveal() }),
    readyTimeout: connectTimeoutMs,
    hostVerifier: (key: Buffer) => !(isOther = !timingSafeEqual(createHash('sha256').update(key).digest(), expected)),
  };
  const client = new ssh2.Client();
  return new Promise((resolve, reject) => {
    client.once('ready', () => {
      // Small messages go to and fro: waiting to send several at once would cost 40 ms each.
      client.setNoDelay(true);
      resolve(client);
    });
    client.on('error', (error: Error & { level?: string; code?: string }) => {
      client.end();
      if (isOther) reject(new FolderFault('bad-credentials', 'the server has another host key than agreed'));
      else if (error.level === 'client-authentication') reject(new FolderFault('bad-credentials', 'the server does not accept user and secret'));
      else if (error.level === 'client-timeout') reject(new FolderFault('timeout', 'no connection in time'));
      else reject(new FolderFault('connect-failed', `no connection (${error.code ?? error.level ?? 'fault'})`));
    });
    client.once('close', () => reject(new FolderFault('connect-failed', 'the server closed the connection')));
    try {
      client.connect(config);
    } catch {
      // ssh2 reads a private key at once; its message may quote it.
      reject(new FolderFault('bad-credentials', 'the private key cannot be read'));
    }
  });
}

/** `SHA256:` and 43 characters of Base64 without padding. */
function fingerprintOf(text: string | undefined): Buffer | undefined {
  const match = /^SHA256:([A-Za-z0-9+/]{43})=?$/.exec(text?.trim() ?? '');
  return match === null ? undefined : Buffer.from(match[1]!, 'base64');
}

/** One call with its time limit; ends also when the connection breaks, which ssh2 does not tell every call. */
function called<T>({ responseTimeoutMs }: SftpTimes, start: (done: Callback<T>) => unknown, client?: SshClient): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const broken = (): void => finish(() => reject(new FolderFault('connect-failed', 'the connection broke')));
    const timer = setTimeout(() => finish(() => reject(new FolderFault('timeout', 'no answer in time'))), responseTimeoutMs);
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      client?.off('close', broken);
      settle();
    };
    client?.once('close', broken);
    try {
      start((error, value) => finish(() => (error == null ? resolve(value) : reject(new FolderFault('failed', `the server refuses (${codeOf(error)})`)))));
    } catch (error) {
      if (error instanceof FolderFault) finish(() => reject(error));
      else broken();
    }
  });
}

/** SFTP status codes are numbers; the server's text may hold anything. */
const codeOf = (error: Error): string => String((error as { code?: number | string }).code ?? 'fault');

/** Several pieces at once, so that a long line is filled. */
async function inPieces(size: number, move: (at: number, length: number) => Promise<void>): Promise<void> {
  let next = 0;
  const mover = async (): Promise<void> => {
    while (next < size) {
      const at = next;
      const length = Math.min(PIECE_BYTES, size - at);
      next += length;
      await move(at, length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(PIECES_AT_ONCE, Math.ceil(size / PIECE_BYTES)) }, mover));
}
