import { createHash, hash } from 'node:crypto';
import type { Anchor } from './anchors.js';
import { ChainCheck, checkAnchor, type CheckedEntries, type EvidenceFault } from './chain-check.js';
import { endMessage, RECEIVED_DIGEST, SEALED_DIGEST, SENT_DIGEST, type ExportLine } from './export-format.js';
import { EvidenceFailure, VerifyingKey } from './signing-key.js';
import type { Verification } from './verify-database.js';

export interface VerifyExportOptions {
  /** Only these keys count; without them those in the file, whose id must then be compared by a person. */
  readonly trusted?: readonly VerifyingKey[];
  readonly progress?: (records: number) => void;
}

export interface ExportVerification extends Verification {
  readonly keyIds: readonly string[];
  /** Links after the last anchor of their chain: in order, but nobody has signed them yet. */
  readonly unanchored: number;
}

/** Checks an export line by line, with nothing but the file. Ends at the first thing that does not hold. */
export async function verifyExport(lines: AsyncIterable<string>, options: VerifyExportOptions = {}): Promise<ExportVerification> {
  const check = new ExportCheck(options);
  let fault: EvidenceFault | undefined;
  for await (const line of lines) {
    fault = check.line(line);
    if (fault !== undefined) break;
  }
  fault ??= check.end();
  return check.result(fault);
}

type Checked = CheckedEntries['entries'][number];

class ExportCheck {
  readonly #digest = createHash('sha256');
  readonly #chains = new Set<string>();
  #keys: readonly VerifyingKey[] = [];
  #installation: string | undefined;
  #wholeChains = true;
  #check: ChainCheck | undefined;
  /** Entries of the block whose records come now. */
  #waiting: Checked[] = [];
  #records = 0;
  #anchors = 0;
  #unanchored = 0;
  #ended = false;

  constructor(private readonly options: VerifyExportOptions) {}

  line(text: string): EvidenceFault | undefined {
    const line = parse(text);
    if (line === undefined || this.#ended) return this.#broken();
    if ('end' in line) return this.#finish(line.end);
    this.#digest.update(`${text}\n`);
    if ('format' in line) return this.#header(line);
    if (this.#installation === undefined) return this.#broken();
    if ('segment' in line) return this.#leaveBlock() ?? this.#segment(line.segment.chain, line.segment.after);
    if (this.#check === undefined) return this.#broken();
    if ('block' in line) return this.#leaveBlock() ?? this.#block(line.block);
    if ('record' in line) return this.#record(line.record);
    return 'anchor' in line ? (this.#leaveBlock() ?? this.#anchor(line.anchor)) : this.#broken();
  }

  /** Everything has been read. */
  end(): EvidenceFault | undefined {
    return this.#ended ? undefined : this.#broken();
  }

  result(fault: EvidenceFault | undefined): ExportVerification {
    return {
      records: this.#records, chains: this.#chains.size, anchors: this.#anchors, unanchored: this.#unanchored, keyIds: this.#keys.map(({ id }) => id),
      faults: fault === undefined ? [] : [fault],
    };
  }

  #header(line: Extract<ExportLine, { format: unknown }>): EvidenceFault | undefined {
    if (this.#installation !== undefined) return this.#broken();
    if (line.format !== 'chakong-evidence-export' || line.version !== 1) throw new EvidenceFailure('This is no export of evidence, or one of a later version.');
    this.#installation = line.installation;
    this.#wholeChains = !('case' in line.scope);
    this.#keys = this.options.trusted ?? line.keys.map(({ pem }) => VerifyingKey.of(pem));
    return undefined;
  }

  #segment(chain: string, after: Anchor | null): EvidenceFault | undefined {
    // A whole chain is one segment from its beginning.
    if (this.#wholeChains && (after !== null || this.#chains.has(chain))) return { kind: 'link-missing', chain, sequence: 0 };
    this.#chains.add(chain);
    this.#unanchored = 0;
    this.#check = new ChainCheck(this.#installation!, chain);
    if (after === null) return undefined;
    if (after.chain !== chain || after.installation !== this.#installation) return this.#broken();
    this.#anchors += 1;
    this.#check.beginAfter(after.sequence, Buffer.from(after.link, 'hex'), 'sm3');
    return checkAnchor(after, after.link, this.#keys);
  }

  #block({ firstSequence, algorithm, entries }: Extract<ExportLine, { block: unknown }>['block']): EvidenceFault | undefined {
    const check = this.#check!;
    if (algorithm !== 'sm3' && algorithm !== 'sha256') return this.#broken();
    const taken = check.take({ chain: check.chain, firstSequence, algorithm, entries: Buffer.from(entries, 'base64') });
    this.#waiting = [...taken.entries];
    this.#unanchored += taken.entries.length;
    return taken.fault;
  }

  #record({ sequence, text, sent, received, sealed }: Extract<ExportLine, { record: unknown }>['record']): EvidenceFault | undefined {
    const check = this.#check!;
    const at = this.#waiting.findIndex((entry) => entry.sequence === sequence);
    if (at === -1) return this.#broken();
    const skipped = this.#waiting[0]!;
    if (at > 0 && this.#wholeChains) return check.record(skipped, Buffer.alloc(0));
    const entry = this.#waiting[at]!;
    this.#waiting.splice(0, at + 1);
    this.#records += 1;
    if (this.#records % 10_000 === 0) this.options.progress?.(this.#records);
    const fault = check.record(entry, Buffer.from(text));
    if (fault !== undefined || !(entry.kind in SEALED_DIGEST)) return fault;
    const fields = JSON.parse(text) as unknown[];
    const digest = fields[SEALED_DIGEST[entry.kind]!];
    // An inquiry of form 2 may stand in the clear: then its snapshot, no text, is in the place of the digest.
    if (sealed !== undefined || (fields[0] === 2 && entry.kind !== 'exchange' && typeof digest === 'string')) {
      return sealed !== undefined && hasDigest(sealed, digest) ? undefined : check.bytes(entry);
    }
    if (entry.kind !== 'exchange') return undefined;
    return hasDigest(sent, fields[SENT_DIGEST]) && hasDigest(received, fields[RECEIVED_DIGEST]) ? undefined : check.bytes(entry);
  }

  /** Of a whole chain every record is there. */
  #leaveBlock(): EvidenceFault | undefined {
    const [missing] = this.#waiting;
    this.#waiting = [];
    return missing !== undefined && this.#wholeChains ? this.#check!.record(missing, Buffer.alloc(0)) : undefined;
  }

  #anchor(anchor: Anchor): EvidenceFault | undefined {
    const check = this.#check!;
    if (anchor.chain !== check.chain || anchor.installation !== this.#installation) return this.#broken();
    this.#anchors += 1;
    this.#unanchored = 0;
    return checkAnchor(anchor, anchor.sequence === check.next - 1 ? check.last : undefined, this.#keys);
  }

  #finish({ records, sha256, keyId, signature }: Extract<ExportLine, { end: unknown }>['end']): EvidenceFault | undefined {
    const missing = this.#leaveBlock();
    if (missing !== undefined) return missing;
    this.#ended = true;
    const whole = this.#installation !== undefined && records === this.#records && sha256 === this.#digest.digest('hex');
    const signed = this.#keys.some((key) => key.id === keyId && key.verifies(endMessage(sha256), Buffer.from(signature, 'base64')));
    return whole && signed ? undefined : this.#broken();
  }

  #broken(): EvidenceFault {
    return { kind: 'file-broken', chain: this.#check?.chain ?? 'none', ...(this.#check === undefined ? {} : { sequence: this.#check.next }) };
  }
}

function parse(text: string): ExportLine | undefined {
  try {
    const line = JSON.parse(text) as unknown;
    return typeof line === 'object' && line !== null ? (line as ExportLine) : undefined;
  } catch {
    return undefined;
  }
}

const hasDigest = (bytes: string | undefined, digest: unknown): boolean =>
  bytes === undefined ? digest === null : hash('sha256', Buffer.from(bytes, 'base64'), 'hex') === digest;
