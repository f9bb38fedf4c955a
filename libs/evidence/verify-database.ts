import { EVIDENCE_KINDS, EvidenceWalk, INSTALLATION_CHAIN, type Database, type ErasureRow, type EvidenceKind, type OpenedExchanges, type RecordKey } from '#libs/store';
import { anchorOfRow, type Anchor } from './anchors.js';
import { ChainCheck, checkAnchor, type CheckedEntries, type EvidenceFault } from './chain-check.js';
import { describeKey, readKey } from './links.js';
import { SeenNumbers } from './seen-keys.js';
import type { VerifyingKey } from './signing-key.js';

export interface VerifyOptions {
  readonly keys: readonly VerifyingKey[];
  /** From outside the database; reading them by installation, because the file may hold those of others. */
  readonly anchorsOutside: (installation: string) => Promise<readonly Anchor[]>;
  /** Told from time to time how many records are done. */
  readonly progress?: (records: number) => void;
}

export interface Verification {
  readonly records: number;
  readonly chains: number;
  readonly anchors: number;
  /** What became of the bytes that are sealed; absent of an export. */
  readonly sealed?: SealedLook;
  /** Of each chain the first; empty when all holds. */
  readonly faults: readonly EvidenceFault[];
}

/** How far sealed exchanges could be looked into. */
export interface SealedLook {
  /** Opened, and their content is what was on the wire. */
  readonly opened: number;
  /** Without a key ring only what is stored could be compared with its digest. */
  readonly withoutRing: number;
  /** Erased by order: unchanged as they are stored, and readable by nobody. */
  readonly erased: readonly (ErasureRow & { readonly exchanges: number })[];
}

/** Checks every chain of a database against its records, and both against the anchors, as of one moment. Changes nothing. */
export async function verifyDatabase(database: Database, options: VerifyOptions): Promise<Verification> {
  const walk = await EvidenceWalk.open(database);
  try {
    return await new DatabaseCheck(walk, options).run();
  } finally {
    await walk.close();
  }
}

type Checked = CheckedEntries['entries'][number];

/** Records of one kind as they are stored now, one a line. */
interface ReadRecords {
  readonly kind: EvidenceKind;
  readonly own: readonly Checked[];
  readonly keys: readonly RecordKey[];
  readonly lines: Buffer;
  /** Instead of the records their digests, where PostgreSQL made them when it wrote the records, and makes them again. */
  readonly digests?: Buffer;
  /** Exchanges whose bytes do not have their digest. */
  readonly others: ReadonlySet<number>;
  readonly opened: OpenedExchanges;
}

interface Page {
  readonly entries: readonly Checked[];
  readonly records: readonly ReadRecords[];
  /** Where the next page begins; undefined when there was nothing. */
  readonly next?: number;
  readonly broken?: EvidenceFault;
}

class DatabaseCheck {
  readonly #seen = new SeenRecords();
  #records = 0;
  #anchors = 0;
  #opened = 0;
  #withoutRing = 0;
  readonly #erased = new Map<number, number>();
  #erasures: readonly ErasureRow[] = [];

  constructor(
    private readonly walk: EvidenceWalk,
    private readonly options: VerifyOptions,
  ) {}

  async run(): Promise<Verification> {
    const installation = await this.walk.installation();
    const faults: EvidenceFault[] = [];
    this.#erasures = await this.walk.erasures();
    if (installation === undefined) return this.#result(0, [{ kind: 'link-missing', chain: INSTALLATION_CHAIN, sequence: 0 }]);
    const outside = Map.groupBy(await this.options.anchorsOutside(installation), ({ chain }) => chain);
    const chains = [...new Set([...(await this.walk.chains()), ...outside.keys()])].sort();
    for (const chain of chains) {
      const inside = (await this.walk.anchors(chain)).map((row) => anchorOfRow(installation, row));
      const fault = await this.#chain(installation, chain, [...inside, ...(outside.get(chain) ?? [])]);
      if (fault !== undefined) faults.push(fault);
    }
    // What is in no chain can only be told once every chain has been read.
    if (faults.length === 0) faults.push(...(await this.#unsealed()));
    for (const { keyId, caseId, day, recorded } of this.#erasures) {
      if (!recorded) faults.push({ kind: 'key-destroyed', chain: `key ${keyId} of ${caseId === null ? day : `case ${caseId}`}` });
    }
    return this.#result(chains.length, faults);
  }

  #result(chains: number, faults: readonly EvidenceFault[]): Verification {
    const erased = this.#erasures.map((row) => ({ ...row, exchanges: this.#erased.get(row.keyId) ?? 0 }));
    return { records: this.#records, chains, anchors: this.#anchors, sealed: { opened: this.#opened, withoutRing: this.#withoutRing, erased }, faults };
  }

  async #chain(installation: string, chain: string, anchors: readonly Anchor[]): Promise<EvidenceFault | undefined> {
    const check = new ChainCheck(installation, chain);
    const waiting = [...anchors].sort((one, other) => one.sequence - other.sequence);
    // PostgreSQL makes the next page while this one is digested.
    let coming: Promise<Page> | undefined = this.#page(check, 0);
    while (coming !== undefined) {
      const page: Page = await coming;
      if (page.next === undefined) break;
      coming = page.broken === undefined ? this.#page(check, page.next) : undefined;
      coming?.catch(() => undefined);
      const fault = this.#compare(check, page) ?? page.broken ?? this.#anchored(waiting, page.entries);
      this.#records += page.entries.length;
      this.options.progress?.(this.#records);
      if (fault !== undefined) {
        await coming?.catch(() => undefined);
        return fault;
      }
    }
    const [beyond] = waiting;
    return beyond === undefined ? undefined : checkAnchor(beyond, undefined, this.options.keys);
  }

  /** Blocks from a place on, their links followed, with the records they speak of. */
  async #page(check: ChainCheck, from: number): Promise<Page> {
    const blocks = await this.walk.blocks(check.chain, from);
    const entries: Checked[] = [];
    let broken: EvidenceFault | undefined;
    for (const block of blocks) {
      const taken = check.take(block);
      for (const entry of taken.entries) entries.push(entry);
      broken = taken.fault;
      if (broken !== undefined) break;
    }
    const read = EVIDENCE_KINDS.map(async (kind): Promise<ReadRecords[]> => {
      const all = entries.filter((entry) => entry.kind === kind);
      // Requests are read in any case: which they are stands in their records.
      const digested = kind === 'requests' ? [] : all.filter(({ whenWritten }) => whenWritten);
      const own = digested.length === 0 ? all : all.filter(({ whenWritten }) => !whenWritten);
      return (await Promise.all([this.#readDigests(kind, digested), this.#readRecords(kind, own)])).flat();
    });
    const last = blocks.at(-1);
    return { entries, records: (await Promise.all(read)).flat(), ...(last === undefined ? {} : { next: last.firstSequence + 1 }), ...(broken === undefined ? {} : { broken }) };
  }

  async #readDigests(kind: EvidenceKind, own: readonly Checked[]): Promise<ReadRecords[]> {
    if (own.length === 0) return [];
    const keys = own.map(({ key }) => readKey(kind, key));
    const [digests, opened] = await Promise.all([this.walk.digests(kind, keys), kind === 'exchange' ? this.walk.opened(keys.map(({ a }) => a)) : NOTHING_SEALED]);
    const others = new Set(keys.filter((_, index) => digests[index * DIGEST_ROW] === 0).map(({ a }) => a));
    return [{ kind, own, keys, lines: NO_BYTES, digests, others, opened }];
  }

  async #readRecords(kind: EvidenceKind, own: readonly Checked[]): Promise<ReadRecords[]> {
    if (own.length === 0) return [];
    const keys = own.map(({ key }) => readKey(kind, key));
    const ids = kind === 'exchange' ? keys.map(({ a }) => a) : [];
    const [lines, others, opened] = await Promise.all([
      this.walk.records(kind, keys),
      ids.length === 0 ? new Set<number>() : this.walk.otherBytes(ids),
      ids.length === 0 ? NOTHING_SEALED : this.walk.opened(ids),
    ]);
    return [{ kind, own, keys, lines, others, opened }];
  }

  /** The first entry whose record is not what was sealed. */
  #compare(check: ChainCheck, { records }: Page): EvidenceFault | undefined {
    let first: { sequence: number; fault: EvidenceFault } | undefined;
    const found = (sequence: number, fault: EvidenceFault | undefined): void => {
      if (fault !== undefined && (first === undefined || sequence < first.sequence)) first = { sequence, fault };
    };
    for (const { kind, own, keys, lines, digests, others, opened } of records) {
      let from = 0;
      for (const [index, entry] of own.entries()) {
        if (digests !== undefined) {
          const at = index * DIGEST_ROW + 1;
          found(entry.sequence, check.digest(entry, digests.toString('hex', at, at + 32)));
          this.#seen.add(kind, keys[index]!, NO_BYTES);
          continue;
        }
        const end = lines.indexOf(0x0a, from);
        const record = lines.subarray(from, end === -1 ? lines.length : end);
        from = end === -1 ? lines.length : end + 1;
        found(entry.sequence, check.record(entry, record));
        this.#seen.add(kind, keys[index]!, record);
      }
      for (const id of others) {
        const entry = own[keys.findIndex(({ a }) => a === id)]!;
        found(entry.sequence, check.bytes(entry));
      }
      this.#opened += opened.opened;
      this.#withoutRing += opened.withoutRing;
      for (const [key, count] of opened.erased) this.#erased.set(key, (this.#erased.get(key) ?? 0) + count);
      for (const id of opened.others) {
        const entry = own[keys.findIndex(({ a }) => a === id)]!;
        if (!others.has(id)) found(entry.sequence, check.content(entry));
      }
    }
    return first?.fault;
  }

  #anchored(waiting: Anchor[], entries: readonly Checked[]): EvidenceFault | undefined {
    const last = entries.at(-1);
    while (last !== undefined && waiting.length > 0 && waiting[0]!.sequence <= last.sequence) {
      const anchor = waiting.shift()!;
      this.#anchors += 1;
      const fault = checkAnchor(anchor, entries[anchor.sequence - entries[0]!.sequence]?.link, this.options.keys);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }

  /** Rows that were slipped in past the chains, or whose links were removed together with what announced them. */
  async #unsealed(): Promise<EvidenceFault[]> {
    for (const kind of EVIDENCE_KINDS) {
      if ((await this.walk.sealedRows(kind)) === this.#seen.count(kind)) continue;
      for await (const page of this.walk.unannounced(kind)) {
        const key = page.find((one) => !this.#seen.has(kind, one));
        if (key !== undefined) return [{ kind: 'record-unsealed', chain: 'none', record: { kind, id: describeKey(kind, key) } }];
      }
      // Fewer rows than links: the same record is sealed twice.
      return [{ kind: 'record-unsealed', chain: 'none' }];
    }
    return [];
  }
}

/** What {@link EvidenceWalk.digests} says of a record. */
const DIGEST_ROW = 33;
const NO_BYTES = Buffer.alloc(0);
const NOTHING_SEALED: OpenedExchanges = { opened: 0, withoutRing: 0, erased: new Map(), others: [] };

/** Ids of the single requests of a record. */
function requestsIn(record: Buffer): number[] {
  if (record.length === 0) return [];
  const [, , , list] = JSON.parse(record.toString()) as [number, string, string, [number][]];
  return list.map(([id]) => id);
}

/** Which records the chains hold. */
class SeenRecords {
  readonly #numbers = new Map<string, SeenNumbers>();
  readonly #uuids = new Set<string>();

  add(kind: EvidenceKind, key: RecordKey, record: Buffer): void {
    if (kind === 'inquiry') this.#uuids.add(key.u);
    else if (kind === 'requests') for (const id of requestsIn(record)) this.#of(kind, 0).add(id);
    else this.#of(kind, key.b).add(key.a);
  }

  has(kind: EvidenceKind, key: RecordKey): boolean {
    return kind === 'inquiry' ? this.#uuids.has(key.u) : this.#of(kind, key.b).has(key.a);
  }

  /** Rows of the table. */
  count(kind: EvidenceKind): number {
    if (kind === 'inquiry') return this.#uuids.size;
    let count = 0;
    for (const [name, { size }] of this.#numbers) if (name.startsWith(kind)) count += size;
    return count;
  }

  #of(kind: EvidenceKind, version: number): SeenNumbers {
    const name = `${kind} ${version}`;
    let numbers = this.#numbers.get(name);
    if (numbers === undefined) this.#numbers.set(name, (numbers = new SeenNumbers()));
    return numbers;
  }
}
