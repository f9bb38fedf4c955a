import type { EvidenceBlock, EvidenceKind } from '#libs/store';
import { isSigned, type Anchor } from './anchors.js';
import { describeKey, digestOf, ENTRY_BYTES, entryAt, genesisOf, LinkWriter, readKey, wasAbsent, type Entry } from './links.js';
import type { VerifyingKey } from './signing-key.js';

/** What does not hold, without personal data. */
export type FaultKind =
  | 'record-changed' | 'record-missing' | 'record-unsealed' | 'bytes-changed' | 'link-broken' | 'link-missing' | 'anchor-unsigned' | 'anchor-differs'
  | 'chain-cut-off' | 'file-broken' | 'content-changed' | 'key-destroyed';

/** The first thing of a chain that does not hold. */
export interface EvidenceFault {
  readonly kind: FaultKind;
  readonly chain: string;
  /** Place in the chain; undefined for a record that is in none. */
  readonly sequence?: number;
  readonly record?: { readonly kind: EvidenceKind; readonly id: string };
}

const MEANING: Readonly<Record<FaultKind, string>> = {
  'record-changed': 'the record is not what was sealed',
  'record-missing': 'the record is gone',
  'record-unsealed': 'the record is in no chain',
  'bytes-changed': 'the bytes are not those of their digest',
  'link-broken': 'the link does not follow from the one before it',
  'link-missing': 'links are missing from here on',
  'anchor-unsigned': 'the anchor here is not signed by a known key',
  'anchor-differs': 'the anchor here was signed over another link: everything since the anchor before it may have been rewritten',
  'chain-cut-off': 'the chain ended here or later when it was anchored, and is shorter now',
  'content-changed': 'what is sealed does not open, or is not what was on the wire',
  'key-destroyed': 'the key of these personal data was destroyed, and no record says by whose order',
  'file-broken': 'the file is not complete, or not in the order it was written in',
};

/** One line for a person: where, what, and what is wrong. */
export function describeFault({ kind, chain, sequence, record }: EvidenceFault): string {
  const place = `chain ${chain}${sequence === undefined ? '' : `, sequence ${sequence}`}`;
  return `${place}${record === undefined ? '' : `, ${record.kind} ${record.id}`}: ${kind}: ${MEANING[kind]}`;
}

export const isFault = <T>(value: T | EvidenceFault): value is EvidenceFault => typeof value === 'object' && value !== null && 'kind' in value && 'chain' in value;

/** Entries of consecutive blocks whose links hold. */
export interface CheckedEntries {
  readonly entries: readonly (Entry & { readonly sequence: number; /** Of its digest. */ readonly algorithm: EvidenceBlock['algorithm'] })[];
  /** What is wrong with the entry after the last of them, if something is. */
  readonly fault?: EvidenceFault;
}

/** Follows one chain link by link. Pure: whoever reads hands over blocks, records and anchors in order. */
export class ChainCheck {
  #writer: LinkWriter | undefined;
  #last: string | undefined;

  constructor(
    readonly installation: string,
    readonly chain: string,
  ) {}

  /** Place of the next link. */
  get next(): number {
    return this.#writer?.sequence ?? 0;
  }

  /** The last link seen, hex. */
  get last(): string | undefined {
    return this.#last;
  }

  /** Begins in the middle, after a link that an anchor vouches for. */
  beginAfter(sequence: number, link: Buffer, algorithm: EvidenceBlock['algorithm']): void {
    this.#writer = new LinkWriter(algorithm, sequence + 1, link);
    this.#last = link.toString('hex');
  }

  take({ firstSequence, algorithm, entries }: EvidenceBlock): CheckedEntries {
    this.#writer ??= new LinkWriter(algorithm, 0, genesisOf(algorithm, this.installation, this.chain));
    const writer = this.#writer;
    writer.use(algorithm);
    const sequence = writer.sequence;
    if (firstSequence !== sequence) return { entries: [], fault: this.#fault(firstSequence > sequence ? 'link-missing' : 'link-broken', sequence) };
    const taken: (Entry & { sequence: number; algorithm: typeof algorithm })[] = [];
    const count = Math.floor(entries.length / ENTRY_BYTES);
    for (let index = 0; index < count; index += 1) {
      const entry = entryAt(entries, index);
      const link = writer.next(entries, index * ENTRY_BYTES);
      if (entry === undefined || link !== entry.link) return { entries: taken, fault: this.#fault('link-broken', sequence + index, entry) };
      taken.push({ ...entry, sequence: sequence + index, algorithm: entry.whenWritten ? 'sha256' : algorithm });
      this.#last = entry.link;
    }
    if (count * ENTRY_BYTES !== entries.length || count === 0) return { entries: taken, fault: this.#fault('link-broken', sequence + count) };
    return { entries: taken };
  }

  /** Whether a record is what was sealed; `record` is empty when it is not there. */
  record(entry: CheckedEntries['entries'][number], record: Buffer): EvidenceFault | undefined {
    if (record.length === 0 || wasAbsent(entry.digest)) return this.#fault('record-missing', entry.sequence, entry);
    return digestOf(entry.algorithm, record) === entry.digest ? undefined : this.#fault('record-changed', entry.sequence, entry);
  }

  /** The same by the digest that PostgreSQL made of the record: zeros when it is not there. */
  digest(entry: CheckedEntries['entries'][number], digest: string): EvidenceFault | undefined {
    if (wasAbsent(digest) || wasAbsent(entry.digest)) return this.#fault('record-missing', entry.sequence, entry);
    return digest === entry.digest ? undefined : this.#fault('record-changed', entry.sequence, entry);
  }

  content(entry: CheckedEntries['entries'][number]): EvidenceFault {
    return this.#fault('content-changed', entry.sequence, entry);
  }

  bytes(entry: CheckedEntries['entries'][number]): EvidenceFault {
    return this.#fault('bytes-changed', entry.sequence, entry);
  }

  #fault(kind: FaultKind, sequence: number, entry?: Pick<Entry, 'kind' | 'key'>): EvidenceFault {
    return { kind, chain: this.chain, sequence, ...(entry === undefined ? {} : { record: { kind: entry.kind, id: describeKey(entry.kind, readKey(entry.kind, entry.key)) } }) };
  }
}

/** Whether an anchor is signed and was over this link. `link` is undefined when the chain does not reach so far. */
export function checkAnchor(anchor: Anchor, link: string | undefined, keys: readonly VerifyingKey[]): EvidenceFault | undefined {
  const where = { chain: anchor.chain, sequence: anchor.sequence };
  if (!isSigned(anchor, keys)) return { kind: 'anchor-unsigned', ...where };
  if (link === undefined) return { kind: 'chain-cut-off', ...where };
  return link === anchor.link ? undefined : { kind: 'anchor-differs', ...where };
}
