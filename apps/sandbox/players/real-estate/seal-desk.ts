import type { SealAnswer, SealLedger } from '../../ledgers/seal-ledger.js';
import type { Estate } from '../../population/holding.js';
import { draw } from '../../population/seeded-random.js';
import type { Fate, Lot } from '../../rules/fate.js';
import type { SandboxInstitution, Stage } from '../institution.js';
import { ConnectionFailure, type OutboxWays } from '../outbox.js';
import type { Trade } from '../polling-player.js';
import { encodeMessage, leaves, type Node } from './leaf-codec.js';
import { encodeAnswers, registryWays, type RegistryAnswer } from './registry-answer.js';
import type { RegistryOrder } from './registry-office.js';
import type { RegistryWay } from './registry-trade.js';

/** Something the registry says on its own after its first answer: a receipt, a refusal it comes to later, a seal that no longer waits. */
interface FurtherWord {
  readonly requestNumber: string;
  readonly operation: 'feedkzBdcQL' | 'feedkzhzBdcQL';
  readonly message: string;
  attempts: number;
}

const MOST_ATTEMPTS = 5;
const RECEIPT = Buffer.from('%PDF-1.4\n% 协助执行回执（演示）\n').toString('base64');

/** The seal desk of a real-estate registry: orders, papers, the ledger, and what the registry says of a seal afterwards (§7.5, §7.6). */
export class SealDesk implements Trade<RegistryOrder, RegistryAnswer> {
  readonly #orders = new Map<string, RegistryOrder>();
  readonly #further: FurtherWord[] = [];

  constructor(
    private readonly institution: SandboxInstitution,
    private readonly stage: Stage,
    private readonly way: RegistryWay,
    private readonly seals: SealLedger,
  ) {}

  queries(signal: AbortSignal): Promise<readonly RegistryOrder[]> {
    return this.way.office.orders(signal);
  }

  faultOf({ requestNumber }: RegistryOrder, signal: AbortSignal): Promise<string | undefined> {
    return this.way.office.faultOfOrder(requestNumber, signal);
  }

  /** Carries the order out, whatever then becomes of the answer: an error of the answer says nothing about the seal. */
  answer(order: RegistryOrder, fate: Fate, lot: Lot): RegistryAnswer | undefined {
    const { kind } = fate;
    // Checked before anything is entered.
    if (kind === 'refusal') return this.refuse(order, '业务审核未通过：请补充材料');
    const estate = this.#estateOf(order);
    const answer = this.seals.carryOut({ ...order, unit: estate?.unit ?? order.unit, documentNumber: order.rulingNumber }, estate);
    // Done, and the answer is lost: the court has to find out in another way.
    if (lot.omitted) return undefined;
    if (answer.controlled) this.#orders.set(order.requestNumber, order);
    const rows = [rowOf(order, answer)];
    switch (kind) {
      case 'plain':
      case 'malformed':
        return feedback(order.requestNumber, '0000', '', rows);
      case 'error':
        return feedback(order.requestNumber, '2040', '系统异常', []);
      case 'contradictory':
        return feedback(order.requestNumber, '0000', '', [...rows, rowOf(order, answer.controlled ? { controlled: false, reason: '登记系统异常' } : { ...EMPTY_SEAL })]);
      case 'wrong-person':
        return feedback(order.requestNumber, '0000', '', [rowOf({ ...order, unit: `${order.unit.slice(0, -1)}${order.unit.endsWith('9') ? '8' : '9'}`, certificate: '' }, answer)]);
      default: {
        const never: never = kind;
        return never;
      }
    }
  }

  refuse(order: RegistryOrder, reason: string): RegistryAnswer {
    return feedback(order.requestNumber, '0000', '', [rowOf(order, { controlled: false, reason })]);
  }

  ways(done: (requestNumber: string) => void): OutboxWays<RegistryAnswer> {
    const ways = registryWays(this.way.office, 'feedkzBdcQL', this.way.clear, (requestNumber) => {
      done(requestNumber);
      this.#afterFirstAnswer(requestNumber);
    });
    return { ...ways, mostInOneMessage: 1 };
  }

  rest(): void {
    this.way.rest();
  }

  /** Says what has to be said by itself, once each; what does not arrive is said again the next time. */
  async speak(signal: AbortSignal): Promise<void> {
    for (const { requestNumber, answer } of this.seals.activated()) {
      const order = this.#orders.get(requestNumber);
      if (order !== undefined) this.#add(requestNumber, 'feedkzBdcQL', encodeAnswers([feedback(requestNumber, '0000', '', [rowOf(order, answer)])], this.way.clear));
    }
    for (const word of [...this.#further]) {
      try {
        const taken = await this.way.office.feed(word.operation, word.message, signal);
        word.attempts += 1;
        if (taken.get(word.requestNumber) === true || word.attempts >= MOST_ATTEMPTS) this.#further.splice(this.#further.indexOf(word), 1);
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof ConnectionFailure)) throw error;
        return;
      }
    }
  }

  #afterFirstAnswer(requestNumber: string): void {
    const order = this.#orders.get(requestNumber);
    if (order === undefined) return;
    this.#add(requestNumber, 'feedkzhzBdcQL', encodeMessage({ name: 'HZXXLIST', content: [{ name: 'HZXX', content: leaves({ CXQQDH: requestNumber, WJMC: '协助执行回执.pdf', WJLX: 'pdf', WSLB: '回执', WSNR: RECEIPT }) }] }, { clear: this.way.clear }));
    const seals = order.measure === '11' || order.measure === '13';
    if (!seals || !this.#isRefusedLater(requestNumber) || !this.seals.refuseLater(requestNumber)) return;
    const refusal = feedback(requestNumber, '0000', '', [rowOf(order, { controlled: false, reason: '登簿审核未通过：权利人与被执行人不一致' })]);
    this.#add(requestNumber, 'feedkzBdcQL', encodeAnswers([refusal], this.way.clear));
  }

  #add(requestNumber: string, operation: FurtherWord['operation'], message: string): void {
    this.#further.push({ requestNumber, operation, message, attempts: 0 });
  }

  #isRefusedLater(requestNumber: string): boolean {
    const { code } = this.institution;
    return draw(this.stage.population.seed, 'late-refusal', code, requestNumber) < this.stage.rules.get(code).lateRefusalRate;
  }

  /** The house and its land are one entry here: this registry keeps both (查扣冻规定 art 21). */
  #estateOf({ documentNumber, name, unit, certificate }: RegistryOrder): Estate | undefined {
    const party = this.stage.population.find(documentNumber, name);
    const estates = party === undefined ? [] : (this.stage.population.holdings(party, this.institution.code)?.estates ?? []);
    return estates.find((estate) => (unit === '' ? estate.certificate === certificate : estate.unit === unit || estate.parcelUnit === unit));
  }
}

const EMPTY_SEAL: SealAnswer = { controlled: true, from: '', until: '', reference: '', remarks: '' };

function feedback(requestNumber: string, result: string, message: string, rows: readonly Node[]): RegistryAnswer {
  const list: readonly Node[] = rows.length === 0 ? [] : [{ name: 'KZXXLIST', content: rows }];
  return { requestNumber, records: [{ name: 'BDCKZJG', content: [...leaves({ CXQQDH: requestNumber, RESULT: result, MESSAGE: message }), ...list] }] };
}

function rowOf({ unit, certificate }: Pick<RegistryOrder, 'unit' | 'certificate'>, answer: SealAnswer): Node {
  const said = answer.controlled
    ? { KZZT: '1', CSKSRQ: answer.from, CSJSRQ: answer.until, WNKZYY: '', BEIZ: answer.remarks, YWH: '', CFYWH: answer.reference }
    : { KZZT: '2', CSKSRQ: '', CSJSRQ: '', WNKZYY: answer.reason, BEIZ: '', YWH: '', CFYWH: '' };
  return { name: 'KZXX', content: leaves({ BDCQLLX: '房地产权', BDCDYH: unit, BDCQZH: certificate, ...said }) };
}
