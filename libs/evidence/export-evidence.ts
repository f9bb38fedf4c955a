import { createHash } from 'node:crypto';
import { Problem } from '#contracts/errors';
import { EVIDENCE_KINDS, EvidenceWalk, INSTALLATION_CHAIN, type Database, type EvidenceBlock, type EvidenceKind, type SealedContent } from '#libs/store';
import { anchorOfRow, type Anchor } from './anchors.js';
import { endMessage, type ExportLine, type ExportScope } from './export-format.js';
import { ENTRY_BYTES, entryAt, readKey, type Entry } from './links.js';
import type { SigningKey } from './signing-key.js';

/** A record can be sealed no earlier than it was written; the clocks of gateway and database differ by less than this. */
const CLOCKS_DIFFER_MS = 10 * 60_000;
/** Exchanges whose bytes are held in memory at a time. */
const BYTES_AT_A_TIME = 20;

interface Wanted {
  readonly chains: readonly string[];
  /** Undefined: every record. */
  readonly keys?: Set<string>;
  readonly since?: Date;
}

/**
 * Writes an export line by line, as everything stood at one moment. What is committed and not yet sealed is not in it.
 * @param madeFor who has it made, when and under which id: the watermark, covered by the signature at the end
 * @throws Problem `case-unknown` before the first line
 */
export async function* exportEvidence(database: Database, key: SigningKey, scope: ExportScope, madeFor?: string): AsyncGenerator<string, void, undefined> {
  const walk = await EvidenceWalk.open(database);
  try {
    yield* new EvidenceExport(walk, key, scope, madeFor).lines();
  } finally {
    await walk.close();
  }
}

class EvidenceExport {
  readonly #digest = createHash('sha256');
  #records = 0;
  #installation = '';

  constructor(
    private readonly walk: EvidenceWalk,
    private readonly key: SigningKey,
    private readonly scope: ExportScope,
    private readonly madeFor: string | undefined,
  ) {}

  async *lines(): AsyncGenerator<string, void, undefined> {
    const wanted = await this.#wanted();
    this.#installation = (await this.walk.installation()) ?? '';
    const { id, algorithm, pem } = this.key.public;
    yield this.#line({
      format: 'chakong-evidence-export', version: 1, installation: this.#installation, scope: this.scope, madeAt: new Date().toISOString(),
      ...(this.madeFor === undefined ? {} : { madeFor: this.madeFor }),
      keys: [{ id, algorithm, pem }],
    });
    for (const chain of wanted.chains) yield* wanted.keys === undefined ? this.#whole(chain) : this.#partsOf(chain, wanted.keys, wanted.since);
    // A case that was given to another court has its older records in that court's chain.
    if (wanted.keys !== undefined && wanted.keys.size > 0) {
      const others = (await this.walk.chains()).filter((chain) => !wanted.chains.includes(chain));
      for (const chain of others) if (wanted.keys.size > 0) yield* this.#partsOf(chain, wanted.keys, wanted.since);
    }
    const sha256 = this.#digest.digest('hex');
    const signature = this.key.sign(endMessage(sha256)).toString('base64');
    yield `${JSON.stringify({ end: { records: this.#records, sha256, keyId: id, signature } } satisfies ExportLine)}\n`;
  }

  async #wanted(): Promise<Wanted> {
    if ('all' in this.scope) return { chains: await this.walk.chains() };
    if ('court' in this.scope) return { chains: [this.scope.court] };
    const court = await this.walk.courtOfCase(this.scope.case);
    if (court === undefined) throw new Problem('case-unknown');
    const { keys, since } = await this.walk.ofCase(this.scope.case);
    const names = [...keys].flatMap(([kind, list]) => list.map(({ a, b, u }) => nameOf(kind, a, b, u)));
    return { chains: [court, INSTALLATION_CHAIN], keys: new Set(names), ...(since === null ? {} : { since }) };
  }

  /** A chain from its first link to its last. */
  async *#whole(chain: string): AsyncGenerator<string, void, undefined> {
    const anchors = await this.#anchors(chain);
    let begun = false;
    for await (const block of this.#blocks(chain, 0)) {
      if (!begun) yield this.#line({ segment: { chain, after: null } });
      begun = true;
      yield* this.#block(block, () => true);
      yield* this.#anchorsAt(anchors, block);
    }
  }

  /** Of a chain the runs between two anchors that hold a wanted record: each can be checked by itself. */
  async *#partsOf(chain: string, keys: Set<string>, since: Date | undefined): AsyncGenerator<string, void, undefined> {
    const anchors = await this.#anchors(chain);
    const before = since === undefined ? undefined : anchors.findLast(({ at }) => Date.parse(at) <= since.getTime() - CLOCKS_DIFFER_MS);
    let after: Anchor | null = before ?? null;
    let run: EvidenceBlock[] = [];
    let hit = false;
    const take = (entry: Entry): boolean => {
      const { a, b, u } = readKey(entry.kind, entry.key);
      return keys.has(nameOf(entry.kind, a, b, u));
    };
    for await (const block of this.#blocks(chain, after === null ? 0 : after.sequence + 1)) {
      run.push(block);
      hit ||= entriesOf(block).some(take);
      const anchor = anchors.find(({ sequence }) => sequence === lastOf(block));
      if (anchor === undefined) continue;
      if (hit) yield* this.#run(chain, after, run, take, keys, anchor);
      [run, hit, after] = [[], false, anchor];
      if (keys.size === 0) return;
    }
    if (hit) yield* this.#run(chain, after, run, take, keys);
  }

  async *#run(chain: string, after: Anchor | null, run: readonly EvidenceBlock[], take: (entry: Entry) => boolean, keys: Set<string>, anchor?: Anchor): AsyncGenerator<string, void, undefined> {
    yield this.#line({ segment: { chain, after } });
    for (const block of run) {
      yield* this.#block(block, take);
      for (const { kind, key } of entriesOf(block)) {
        const { a, b, u } = readKey(kind, key);
        keys.delete(nameOf(kind, a, b, u));
      }
    }
    if (anchor !== undefined) yield this.#line({ anchor });
  }

  async *#block(block: EvidenceBlock, wanted: (entry: Entry) => boolean): AsyncGenerator<string, void, undefined> {
    yield this.#line({ block: { firstSequence: block.firstSequence, algorithm: block.algorithm, entries: block.entries.toString('base64') } });
    const entries = entriesOf(block).map((entry, index) => ({ ...entry, sequence: block.firstSequence + index })).filter(wanted);
    const texts = new Map<number, string>();
    const contents = new Map<number, SealedContent>();
    for (const kind of EVIDENCE_KINDS) {
      const own = entries.filter((entry) => entry.kind === kind);
      if (own.length === 0) continue;
      const lines = (await this.walk.records(kind, own.map(({ key }) => readKey(kind, key)))).toString().split('\n');
      const sealed = await this.walk.contents(kind, own.map(({ key }) => readKey(kind, key)));
      for (const [index, { key, sequence }] of own.entries()) {
        texts.set(sequence, lines[index] ?? '');
        const { a, b, u } = readKey(kind, key);
        const content = sealed.get(kind === 'inquiry' ? `0 0 ${u}` : `${a} ${b} `);
        if (content !== undefined) contents.set(sequence, content);
      }
    }
    for (let from = 0; from < entries.length; from += BYTES_AT_A_TIME) {
      const page = entries.slice(from, from + BYTES_AT_A_TIME);
      const ids = page.filter(({ kind }) => kind === 'exchange').map(({ key }) => readKey('exchange', key).a);
      const bytes = ids.length === 0 ? undefined : await this.walk.bytes(ids);
      for (const { kind, key, sequence } of page) {
        const found = kind === 'exchange' ? bytes?.get(readKey(kind, key).a) : undefined;
        const { sent, received } = found ?? { sent: null, received: null };
        const sealed = found?.unread ?? contents.get(sequence);
        this.#records += 1;
        yield this.#line({
          record: {
            sequence, text: texts.get(sequence) ?? '',
            ...(sent === null ? {} : { sent: sent.toString('base64') }),
            ...(received === null ? {} : { received: received.toString('base64') }),
            ...(sealed === undefined ? {} : sealedFields(sealed)),
          },
        });
      }
    }
  }

  *#anchorsAt(anchors: readonly Anchor[], block: EvidenceBlock): Generator<string> {
    for (const anchor of anchors) if (anchor.sequence === lastOf(block)) yield this.#line({ anchor });
  }

  async *#blocks(chain: string, from: number): AsyncGenerator<EvidenceBlock, void, undefined> {
    for (let next = from; ; ) {
      const page = await this.walk.blocks(chain, next);
      if (page.length === 0) return;
      yield* page;
      next = page.at(-1)!.firstSequence + 1;
    }
  }

  async #anchors(chain: string): Promise<Anchor[]> {
    return (await this.walk.anchors(chain)).map((row) => anchorOfRow(this.#installation, row));
  }

  #line(line: ExportLine): string {
    const text = `${JSON.stringify(line)}\n`;
    this.#digest.update(text);
    return text;
  }
}

/** A record of requests is known by its first request. */
const nameOf = (kind: EvidenceKind, a: number, b: number, u: string): string => (kind === 'inquiry' ? u : `${kind} ${a}${kind === 'outcome' || kind === 'control' ? ` ${b}` : ''}`);

const sealedFields = ({ sealed, content, erased }: SealedContent) => ({
  sealed: sealed.toString('base64'),
  ...(content === undefined ? {} : { content }),
  ...(erased === undefined ? {} : { erased: { at: erased.at.toISOString(), by: erased.by } }),
});

const lastOf = ({ firstSequence, entries }: EvidenceBlock): number => firstSequence + entries.length / ENTRY_BYTES - 1;

function entriesOf({ entries }: EvidenceBlock): Entry[] {
  return Array.from({ length: Math.floor(entries.length / ENTRY_BYTES) }, (_, index) => entryAt(entries, index)).filter((entry) => entry !== undefined);
}
