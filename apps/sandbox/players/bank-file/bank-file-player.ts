import iconv from 'iconv-lite';
import { setTimeout as sleep } from 'node:timers/promises';
import { draw, randomFor } from '../../population/seeded-random.js';
import type { Lot } from '../../rules/fate.js';
import type { Malformation } from '../../rules/rules.js';
import { BANK_CONTRACT } from '../bank/bank-contract.js';
import { Clerk, type WrittenAnswer } from '../convert-data/clerk.js';
import type { PolledQuery } from '../convert-data/query.js';
import type { Player, SandboxInstitution, Stage } from '../institution.js';
import { Gate, Shift } from '../waiting.js';
import { zipped, type BankFolder, type Batch, type Receipt, type ZippedFile } from './bank-folder.js';
import { plainXml } from './plain-xml.js';

interface Taken {
  readonly query: PolledQuery;
  readonly lot: Lot;
}

/** What the bank knows of a package: a batch is answered in one package, when all of it is answered. */
interface OpenBatch {
  readonly batch: Batch;
  readonly taken: readonly Taken[];
  readonly takenAt: number;
  attempts: number;
  state: 'working' | 'sent' | 'done';
}

const MOST_ATTEMPTS = 5;
const OUTAGE_LOOK_MS = 100;

/**
 * A bank in file mode (wire-contracts §3): it looks into its folder, looks its customers up, and puts one package with all the
 * answers of a batch back. What the court returns with a failure receipt it corrects and sends again under the same name.
 */
export class BankFilePlayer implements Player {
  readonly #clerk: Clerk;
  readonly #gate = new Gate();
  readonly #batches = new Map<string, OpenBatch>();
  /** Banks drop requests they have seen (§2.5). */
  readonly #asked = new Set<string>();
  readonly #oneFileEach: boolean;
  readonly #code: string;
  #shift: Shift | undefined;

  constructor(
    readonly institution: SandboxInstitution,
    private readonly stage: Stage,
    private readonly folder: BankFolder,
    private readonly pollMs: number,
  ) {
    this.#code = institution.code;
    this.#clerk = new Clerk(institution, stage, BANK_CONTRACT.writer(institution, stage));
    this.#oneFileEach = draw(stage.population.seed, 'files', institution.code) < 0.5;
  }

  get paused(): boolean {
    return this.#gate.closed;
  }

  pause(): void {
    this.#gate.close();
  }

  resume(): void {
    this.#gate.open();
  }

  start(): void {
    if (this.#shift !== undefined) return;
    const shift = new Shift((error) => this.stage.logger.warn({ institution: this.#code, cause: error.name }, 'a bank of the sandbox failed'));
    this.#shift = shift;
    shift.run((signal) => this.#poll(shift, signal));
    for (const open of this.#batches.values()) if (open.state === 'working') shift.run((signal) => this.#work(open, signal));
  }

  async stop(): Promise<void> {
    const shift = this.#shift;
    this.#shift = undefined;
    await shift?.end();
  }

  async #poll(shift: Shift, signal: AbortSignal): Promise<void> {
    const random = randomFor(this.stage.population.seed, 'poll', this.#code);
    await this.folder.make();
    for (;;) {
      await sleep(this.pollMs * (0.8 + 0.4 * random()), undefined, { signal });
      await this.#gate.pass(signal);
      const outage = this.stage.rules.outage(this.#code);
      if (outage !== null && outage.kind !== 'hang') continue;
      const { batches, receipts } = await this.folder.fetch();
      for (const batch of batches) this.#take(batch, shift);
      for (const receipt of receipts) this.#correct(receipt, shift);
      await this.#noticeTaken();
    }
  }

  #take(batch: Batch, shift: Shift): void {
    const fresh = batch.queries.filter(({ requestNumber }) => requestNumber !== '' && !this.#asked.has(requestNumber));
    for (const { requestNumber } of batch.queries) this.stage.calls.count(this.#code, requestNumber, 'listed');
    if (fresh.length === 0 || this.#batches.has(batch.name)) return;
    const taken = fresh.map((query): Taken => {
      this.#asked.add(query.requestNumber);
      this.stage.calls.count(this.#code, query.requestNumber, 'asked');
      return { query, lot: this.stage.rules.nextLot(this.#code, query.documentNumber) };
    });
    const open: OpenBatch = { batch, taken, takenAt: Date.now(), attempts: 0, state: 'working' };
    this.#batches.set(batch.name, open);
    shift.run((signal) => this.#work(open, signal));
  }

  /** A receipt: the whole package is made anew and sent again, unless the bank does not repair. */
  #correct({ name, reasons }: Receipt, shift: Shift): void {
    const open = this.#batches.get(name);
    // "No such main record" is usually an answer that was there already: nothing to correct.
    if (open === undefined || reasons.every(({ code }) => code === '01')) return;
    open.state = 'working';
    if (!this.stage.rules.get(this.#code).repairs || open.attempts >= MOST_ATTEMPTS) {
      open.state = 'done';
      this.stage.logger.warn({ institution: this.#code, waiting: reasons.length }, 'the court does not take this package');
      return;
    }
    shift.run((signal) => this.#work(open, signal));
  }

  async #work(open: OpenBatch, signal: AbortSignal): Promise<void> {
    const readyAt = open.takenAt + Math.max(...open.taken.map(({ lot }) => lot.delayMs));
    if (readyAt > Date.now()) await sleep(readyAt - Date.now(), undefined, { signal });
    await this.#gate.pass(signal);
    while (this.stage.rules.outage(this.#code) !== null) await sleep(OUTAGE_LOOK_MS, undefined, { signal });
    const isFirst = open.attempts === 0;
    open.attempts += 1;
    const { bytes, sent } = await this.#package(open, isFirst);
    for (const { requestNumber } of sent) this.stage.calls.count(this.#code, requestNumber, 'answered');
    const drips = isFirst && open.taken.some(({ lot }) => lot.drips);
    const name = `CXFK${open.batch.name}.zip`;
    if (drips) await this.folder.drip(name, bytes, this.stage.rules.get(this.#code).slowDripBytesPerSecond, signal);
    else await this.folder.put(name, bytes);
    open.state = 'sent';
  }

  /** What the court has taken away and not complained about so far; once more where the bank answers twice. */
  async #noticeTaken(): Promise<void> {
    for (const open of this.#batches.values()) {
      if (open.state !== 'sent' || (await this.folder.isWaiting(`CXFK${open.batch.name}.zip`))) continue;
      open.state = 'done';
      for (const { query } of open.taken) this.stage.calls.count(this.#code, query.requestNumber, 'accepted');
      if (open.attempts !== 1 || !open.taken.some(({ lot }) => lot.twice)) continue;
      open.attempts += 1;
      await this.folder.put(`CXFK${open.batch.name}.zip`, (await this.#package(open, false)).bytes);
    }
  }

  async #package(open: OpenBatch, isFirst: boolean): Promise<{ readonly bytes: Buffer; readonly sent: readonly PolledQuery[] }> {
    const { refusalBy, repairs } = this.stage.rules.get(this.#code);
    const { fault, name } = open.batch;
    const isSpoilt = isFirst || !repairs;
    const kept = open.taken.filter(({ lot }) => !(isSpoilt && lot.omitted));
    // A package is never empty.
    const present = kept.length === 0 ? open.taken.slice(0, 1) : kept;
    const answers = present.map(({ query, lot }) => (fault === undefined ? this.#clerk.answer(query, lot.fate, refusalBy) : this.#clerk.refuse(query, fault, refusalBy)));
    const spoilt = present.flatMap(({ lot }) => (isSpoilt && lot.fate.kind === 'malformed' ? [lot.fate.malformation] : []))[0];
    const files = this.#filesOf(name, answers, spoilt);
    return { bytes: spoilPackage(await zipped(files), spoilt), sent: present.map(({ query }) => query) };
  }

  #filesOf(name: string, answers: readonly WrittenAnswer[], spoilt: Malformation | undefined): readonly ZippedFile[] {
    const fed = answers.filter(({ way }) => way === 'feedback');
    const returned = answers.filter(({ way }) => way === 'return');
    const groups = this.#oneFileEach ? fed.map((answer) => [answer]) : fed.length === 0 ? [] : [fed];
    const rows = groups.map((group, at) => ({
      name: `QR${name}${String(at + 1).padStart(12, '0')}.xml`,
      content: encoded(plainXml({ name: 'zhxxList', attributes: [], children: group.flatMap((answer) => answer.rows) }), at === 0 ? spoilt : undefined),
    }));
    if (returned.length === 0) return rows;
    const root = { name: 'htxxList', attributes: [], children: returned.flatMap((answer) => answer.rows) };
    return [...rows, { name: `QNA${name}.xml`, content: encoded(plainXml(root), fed.length === 0 ? spoilt : undefined) }];
  }
}

/** Faults of a file in the package. */
function encoded(xml: string, spoilt: Malformation | undefined): Buffer {
  if (spoilt === 'wrong-encoding') return iconv.encode(xml, 'gbk');
  // Without the middle byte of the first Chinese character.
  const bytes = Buffer.from(xml, 'utf8');
  const at = bytes.findIndex((byte) => byte >= 0xe4);
  return spoilt === 'half-character' && at >= 0 ? Buffer.concat([bytes.subarray(0, at + 1), bytes.subarray(at + 2)]) : bytes;
}

/** Faults of the package itself. */
function spoilPackage(bytes: Buffer, spoilt: Malformation | undefined): Buffer {
  switch (spoilt) {
    case 'truncated':
    case 'bad-signature':
      // The tail is there, the middle is not: a transfer that lost a piece.
      return Buffer.concat([bytes.subarray(0, 40), bytes.subarray(60)]);
    case 'html':
      return Buffer.from('<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>');
    case 'empty':
      return Buffer.alloc(0);
    default:
      return bytes;
  }
}
