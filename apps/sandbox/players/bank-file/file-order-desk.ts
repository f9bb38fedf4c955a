import { setTimeout as sleep } from 'node:timers/promises';
import { randomFor } from '../../population/seeded-random.js';
import type { MeasureOffice } from '../../ledgers/measure-office.js';
import { GOOD_LOT, type Lot } from '../../rules/fate.js';
import { BANK_CONTRACT, bankVersion } from '../bank/bank-contract.js';
import { bankControlWriter } from '../bank/control-rows.js';
import type { WrittenAnswer } from '../convert-data/clerk.js';
import { answerOrder, ControlClerk } from '../convert-data/control-trade.js';
import type { Player, SandboxInstitution, Stage } from '../institution.js';
import { Gate, Shift } from '../waiting.js';
import { zipped, type BankFolder, type BatchedOrder } from './bank-folder.js';
import { plainXml } from './plain-xml.js';

interface Parcel {
  readonly answer: WrittenAnswer;
  readonly batch: string;
  readonly lot: Lot;
  readonly notBefore: number;
}

/**
 * The desk for orders of a bank in file mode: packages KZQQ come in, and each order is fed back in a package of its own (KZFK) with its receipt.
 * A further answer to the same order comes under the same name, once the court has taken the one before.
 */
export class FileOrderDesk implements Player {
  readonly #office: MeasureOffice;
  readonly #clerk: ControlClerk;
  readonly #gate = new Gate();
  /** Batch of each order that was taken up; banks drop numbers they have seen (§2.5). */
  readonly #batches = new Map<string, string>();
  readonly #sent = new Map<string, Parcel>();
  readonly #code: string;
  #waiting: Parcel[] = [];
  #shift: Shift | undefined;

  constructor(
    readonly institution: SandboxInstitution,
    private readonly stage: Stage,
    private readonly folder: BankFolder,
    private readonly pollMs: number,
  ) {
    this.#code = institution.code;
    this.#office = stage.offices.officeOf(institution);
    this.#clerk = new ControlClerk(BANK_CONTRACT.controlWriter?.(institution) ?? bankControlWriter(bankVersion(institution)));
    this.#office.onFurther((answer) => this.#add(this.#clerk.written(answer), GOOD_LOT));
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
    const shift = new Shift((error) => this.stage.logger.warn({ institution: this.#code, cause: error.name }, 'the order desk of a bank failed'));
    this.#shift = shift;
    shift.run((signal) => this.#poll(signal));
  }

  async stop(): Promise<void> {
    const shift = this.#shift;
    this.#shift = undefined;
    await shift?.end();
  }

  async #poll(signal: AbortSignal): Promise<void> {
    const random = randomFor(this.stage.population.seed, 'poll-orders', this.#code);
    await this.folder.make();
    for (;;) {
      await sleep(this.pollMs * (0.8 + 0.4 * random()), undefined, { signal });
      await this.#gate.pass(signal);
      const outage = this.stage.rules.outage(this.#code);
      if (outage !== null && outage.kind !== 'hang') continue;
      this.#office.turn();
      const { orders, complaints } = await this.folder.fetchOrders();
      for (const order of orders) this.#take(order);
      // What the court could not take is sent again as it should have been.
      for (const requestNumber of complaints) this.#again(requestNumber);
      if (outage === null) await this.#send();
    }
  }

  #take({ batch, order, fault }: BatchedOrder): void {
    this.stage.calls.count(this.#code, order.requestNumber, 'listed');
    if (order.requestNumber === '' || this.#batches.has(order.requestNumber)) return;
    this.#batches.set(order.requestNumber, batch);
    this.stage.calls.count(this.#code, order.requestNumber, 'asked');
    const lot = this.stage.rules.nextLot(this.#code, order.documentNumber);
    const answer = fault === undefined ? answerOrder(this.#office, this.#clerk, order, lot.fate, lot) : this.#clerk.written(this.#office.refuse(order, fault));
    if (answer === undefined) return;
    this.#add(answer, lot);
    if (lot.twice) this.#add(answer.again ?? answer, lot);
  }

  #add(answer: WrittenAnswer, lot: Lot): void {
    const batch = this.#batches.get(answer.requestNumber);
    if (batch !== undefined) this.#waiting.push({ answer, batch, lot, notBefore: Date.now() + lot.delayMs });
  }

  #again(requestNumber: string): void {
    const sent = this.#sent.get(requestNumber);
    if (sent !== undefined && this.stage.rules.get(this.#code).repairs) this.#waiting.unshift({ ...sent, lot: GOOD_LOT, notBefore: 0 });
  }

  async #send(): Promise<void> {
    const kept: Parcel[] = [];
    for (const parcel of this.#waiting.splice(0)) {
      const number = parcel.answer.requestNumber.padStart(30, '0');
      const name = `KZFK${parcel.batch}${number}.zip`;
      if (parcel.notBefore > Date.now() || (await this.folder.isWaiting(name))) {
        kept.push(parcel);
        continue;
      }
      this.#sent.set(parcel.answer.requestNumber, parcel);
      this.stage.calls.count(this.#code, parcel.answer.requestNumber, 'answered');
      await this.folder.put(name, await packed(parcel, number));
    }
    this.#waiting = [...kept, ...this.#waiting];
  }
}

/** `QR` the row, `QRI` the receipt (wire-contracts §3). */
async function packed({ answer, batch, lot }: Parcel, number: string): Promise<Buffer> {
  const file = (type: 'QR' | 'QRI', root: string, children: WrittenAnswer['rows']) => ({ name: `${type}${batch}${number}.xml`, content: Buffer.from(plainXml({ name: root, attributes: [], children })) });
  const { receipts = [] } = answer;
  const bytes = await zipped([file('QR', 'kzxxList', answer.rows), ...(receipts.length === 0 ? [] : [file('QRI', 'hzxxList', receipts)])]);
  // A transfer that lost a piece.
  return lot.fate.kind === 'malformed' ? Buffer.concat([bytes.subarray(0, 40), bytes.subarray(60)]) : bytes;
}
