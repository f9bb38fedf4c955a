import { hash } from 'node:crypto';
import { EVIDENCE_KINDS, type EvidenceBlock, type EvidenceKind, type HashAlgorithm, type RecordKey } from '#libs/store';

/** kind (1) · key (16) · digest of the record (32) · link (32) */
export const ENTRY_BYTES = 81;
const KEY_AT = 1;
const DIGEST_AT = 17;
const LINK_AT = 49;

/** What stands in place of a digest when a record was announced and could not be found any more when it was to be sealed. */
const NO_RECORD = '0'.repeat(64);

/** Added to the number of a kind whose digest is the SHA-256 that PostgreSQL made when it wrote the record, whatever links the chain. */
const DIGESTED_WHEN_WRITTEN = 0x10;

/** One link as it is stored. */
export interface Entry {
  readonly kind: EvidenceKind;
  /** The digest is SHA-256, made when the record was written; otherwise it is of the function of its block, made when it was sealed. */
  readonly whenWritten: boolean;
  /** 32 hex digits: id and 0, first and last request, request and version of an outcome, or a UUID. */
  readonly key: string;
  /** Hex, like the link. */
  readonly digest: string;
  readonly link: string;
}

/** In hex: a Buffer for every digest would cost as much as the digest. */
export const digestOf = (algorithm: HashAlgorithm, bytes: Uint8Array): string => hash(algorithm, bytes, 'hex');

/** What the first link of a chain is linked to. */
export const genesisOf = (algorithm: HashAlgorithm, installation: string, chain: string): Buffer =>
  Buffer.from(digestOf(algorithm, Buffer.from(`chakong-evidence/1\n${installation}\n${chain}\n`)), 'hex');

/** link = H(link before (32) · sequence (8, big endian) · kind (1) · key (16) · digest of the record (32)) */
export class LinkWriter {
  readonly #input = Buffer.alloc(32 + 8 + DIGEST_AT + 32);

  constructor(
    private algorithm: HashAlgorithm,
    public sequence: number,
    previous: Buffer,
  ) {
    previous.copy(this.#input);
  }

  /** The link after the last one, hex, over the entry that begins at `at`; its link is not read. */
  next(entries: Buffer, at: number): string {
    const input = this.#input;
    writeNumber(input, 32, this.sequence);
    entries.copy(input, 40, at, at + LINK_AT);
    const link = digestOf(this.algorithm, input);
    input.write(link, 0, 'hex');
    this.sequence += 1;
    return link;
  }

  /** Later blocks of a chain may use the other function. */
  use(algorithm: HashAlgorithm): void {
    this.algorithm = algorithm;
  }
}

/** A record on its way into a chain. */
export type Sealable = DigestedRecord | ReadRecord;

/** Announced with its digest. */
export interface DigestedRecord {
  /** Kind, key and digest stand in it from `at` on. */
  readonly bytes: Buffer;
  readonly at: number;
}

/** Announced by its key, and read back. */
export interface ReadRecord {
  readonly kind: EvidenceKind;
  readonly key: RecordKey;
  /** The canonical record; empty when it was not there. */
  readonly record: Buffer;
}

/** Links records to the end of a chain. `previous` is undefined for a chain that begins. */
export function linkRecords(
  algorithm: HashAlgorithm,
  chain: string,
  installation: string,
  previous: { readonly sequence: number; readonly link: Buffer } | undefined,
  records: readonly Sealable[],
): EvidenceBlock {
  const firstSequence = previous === undefined ? 0 : previous.sequence + 1;
  const writer = new LinkWriter(algorithm, firstSequence, previous?.link ?? genesisOf(algorithm, installation, chain));
  const entries = Buffer.alloc(records.length * ENTRY_BYTES);
  let at = 0;
  for (const one of records) {
    if ('bytes' in one) one.bytes.copy(entries, at, one.at, one.at + LINK_AT);
    else writeRead(entries, at, algorithm, one);
    entries.write(writer.next(entries, at), at + LINK_AT, 'hex');
    at += ENTRY_BYTES;
  }
  return { chain, firstSequence, algorithm, entries };
}

function writeRead(entries: Buffer, at: number, algorithm: HashAlgorithm, { kind, key, record }: ReadRecord): void {
  entries[at] = EVIDENCE_KINDS.indexOf(kind) + 1;
  writeKey(entries, at + KEY_AT, kind, key);
  entries.write(record.length === 0 ? NO_RECORD : digestOf(algorithm, record), at + DIGEST_AT, 'hex');
}

function writeKey(entries: Buffer, at: number, kind: EvidenceKind, { a, b, u }: RecordKey): void {
  if (kind === 'inquiry') return void entries.write(u.replaceAll('-', ''), at, 'hex');
  writeNumber(entries, at, a);
  writeNumber(entries, at + 8, b);
}

/** 8 bytes, big endian. */
function writeNumber(bytes: Buffer, at: number, value: number): void {
  bytes.writeUInt32BE(Math.floor(value / 2 ** 32), at);
  bytes.writeUInt32BE(value >>> 0, at + 4);
}

/** @returns undefined for a kind that does not exist */
export function entryAt(entries: Buffer, index: number): Entry | undefined {
  const at = index * ENTRY_BYTES;
  const number = entries[at]!;
  const kind = EVIDENCE_KINDS[(number & 0x0f) - 1];
  if (kind === undefined || number > DIGESTED_WHEN_WRITTEN + EVIDENCE_KINDS.length) return undefined;
  return {
    kind,
    whenWritten: number > DIGESTED_WHEN_WRITTEN,
    key: entries.toString('hex', at + KEY_AT, at + DIGEST_AT),
    digest: entries.toString('hex', at + DIGEST_AT, at + LINK_AT),
    link: entries.toString('hex', at + LINK_AT, at + ENTRY_BYTES),
  };
}

export const wasAbsent = (digest: string): boolean => digest === NO_RECORD;

/** A key as statements know it. */
export function readKey(kind: EvidenceKind, key: string): RecordKey {
  if (kind !== 'inquiry') return { a: Number.parseInt(key.slice(0, 16), 16), b: Number.parseInt(key.slice(16), 16), u: '' };
  return { a: 0, b: 0, u: `${key.slice(0, 8)}-${key.slice(8, 12)}-${key.slice(12, 16)}-${key.slice(16, 20)}-${key.slice(20)}` };
}

/** A key as people know it. */
export function describeKey(kind: EvidenceKind, { a, b, u }: RecordKey): string {
  return { audit: `${a}`, inquiry: u, requests: `${a}–${b}`, exchange: `${a}`, outcome: `${a} version ${b}`, control: `${a} version ${b}` }[kind];
}
