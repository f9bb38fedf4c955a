import { crc32 } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise, type Entry, type ZipFile as ReadableZip } from 'yauzl';
import { ZipFile } from 'yazl';
import type { Defect, PackageFile, PackageLimits } from '#contracts/adapter';

/** Why an archive is not opened. `truncated`: it ends too early, as one does that is still being written. */
export interface ArchiveRefusal {
  readonly state: 'refused';
  readonly defect: Extract<Defect, 'unreadable' | 'truncated' | 'oversized' | 'hostile'>;
  /** Chinese, shown to operators and to the institution; nothing of the content. */
  readonly detail: string;
}

export type OpenedArchive = { readonly state: 'opened'; readonly files: readonly PackageFile[] } | ArchiveRefusal;

/** A fixed time stamp: the same files give the same archive. */
const MADE_AT = new Date('2016-04-29T00:00:00Z');

/** Files as a zip archive. */
export async function zip(files: readonly PackageFile[]): Promise<Buffer> {
  const archive = new ZipFile();
  for (const { name, content } of files) archive.addBuffer(asBuffer(content), name, { mtime: MADE_AT, mode: 0o100644 });
  archive.end();
  return buffer(archive.outputStream);
}

/** More than any text compresses to; what claims more is made to fill memories. */
const MOST_RATIO = 250;
/** Small files of one repeated character exceed every ratio and harm nobody. */
const HARMLESS_BYTES = 1024 * 1024;

/**
 * Opens an archive from somebody else, in memory and within limits. Refused: encrypted or doubled entries, folders and paths of
 * any kind, unknown compression, more entries or bytes than allowed, bytes whose checksum is wrong. Never throws.
 */
export async function unzip(archive: Buffer, limits: PackageLimits): Promise<OpenedArchive> {
  if (archive.length > limits.maxArchiveBytes) return refuse('oversized', '压缩包超过允许的长度');
  try {
    const opened = await fromBufferPromise(archive, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true });
    return opened.entryCount > limits.maxFiles ? refuse('oversized', '压缩包内文件过多') : await readAll(opened, limits);
  } catch (error) {
    const refusal = refusalOf(error);
    // What does not begin like an archive is none, and will not become one by waiting. Nothing at all may be the beginning.
    return refusal.defect === 'truncated' && !beginsLikeArchive(archive) ? refuse('unreadable', '文件不是压缩包') : refusal;
  }
}

const beginsLikeArchive = (bytes: Buffer): boolean => bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1').subarray(0, bytes.length));

class Refused extends Error {
  constructor(readonly refusal: ArchiveRefusal) {
    super(refusal.detail);
  }
}

async function readAll(opened: ReadableZip, limits: PackageLimits): Promise<OpenedArchive> {
  const files: PackageFile[] = [];
  const names = new Set<string>();
  let left = limits.maxTotalBytes;
  for await (const entry of opened.eachEntry()) {
    const fault = faultOf(entry, names, left);
    if (fault !== undefined) return fault;
    names.add(entry.fileName.toLowerCase());
    const content = await read(opened, entry, left);
    left -= content.length;
    files.push({ name: entry.fileName, content });
  }
  return { state: 'opened', files };
}

/** What the head of an entry says against it. */
function faultOf(entry: Entry, names: ReadonlySet<string>, bytesLeft: number): ArchiveRefusal | undefined {
  const { fileName, uncompressedSize, compressedSize } = entry;
  if (entry.isEncrypted()) return refuse('unreadable', '压缩包已加密');
  if (fileName === '' || fileName.includes('/') || fileName.includes('\0') || fileName.startsWith('.')) return refuse('hostile', '压缩包内含有路径');
  if (names.has(fileName.toLowerCase())) return refuse('hostile', '压缩包内文件名重复');
  if (!entry.canDecodeFileData()) return refuse('unreadable', '压缩包的压缩方式不受支持');
  if (uncompressedSize > bytesLeft) return refuse('oversized', '压缩包解压后超过允许的长度');
  if (uncompressedSize > HARMLESS_BYTES && uncompressedSize > compressedSize * MOST_RATIO) return refuse('hostile', '压缩包的压缩比异常');
  return undefined;
}

/** Counts what really comes out: what the head says may be a lie. */
async function read(opened: ReadableZip, entry: Entry, bytesLeft: number): Promise<Buffer> {
  const stream = await opened.openReadStreamPromise(entry);
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > bytesLeft) throw new Refused(refuse('oversized', '压缩包解压后超过允许的长度'));
    parts.push(part);
  }
  const content = Buffer.concat(parts, size);
  if (crc32(content) !== entry.crc32) throw new Refused(refuse('unreadable', '压缩包内文件校验和不符'));
  return content;
}

function refusalOf(error: unknown): ArchiveRefusal {
  if (error instanceof Refused) return error.refusal;
  const { message } = error as Error;
  if (/End of central directory record signature not found|unexpected EOF/.test(message)) return refuse('truncated', '压缩包不完整');
  if (/absolute path|invalid relative path|invalid characters in fileName/.test(message)) return refuse('hostile', '压缩包内含有路径');
  if (/encrypt/.test(message)) return refuse('unreadable', '压缩包已加密');
  return refuse('unreadable', '压缩包无法读取');
}

const refuse = (defect: ArchiveRefusal['defect'], detail: string): ArchiveRefusal => ({ state: 'refused', defect, detail });

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
