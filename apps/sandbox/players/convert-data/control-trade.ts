import { createHash } from 'node:crypto';
import type { MeasureOffice } from '../../ledgers/measure-office.js';
import type { CourtOrder, OrderAnswer } from '../../ledgers/order.js';
import type { Fate, Lot } from '../../rules/fate.js';
import { beijingTime } from '../beijing-time.js';
import type { SandboxInstitution, Stage } from '../institution.js';
import type { OutboxWays } from '../outbox.js';
import { CourtError, type Trade } from '../polling-player.js';
import { feedbackWays, type WrittenAnswer } from './clerk.js';
import { listOf, type ControlWriter, type ConvertDataContract } from './contract.js';
import { NotOffered, type ExchangeClient } from './exchange-client.js';
import type { Element, EncodeOptions, ReceivedElement } from './gbk-codec.js';
import { NoticeOffice } from './notice-office.js';
import { orderOf } from './orders.js';

/** Writes what became of an order, as its fate will have it. The account is what it is either way: only the answer is spoilt. */
export class ControlClerk {
  constructor(private readonly writer: ControlWriter) {}

  written(answer: OrderAnswer): WrittenAnswer {
    const { requestNumber } = answer.order;
    const row = this.writer.row(answer);
    const receipt = receiptOf(answer);
    if (!answer.controlled) return { requestNumber, way: 'control', rows: [row] };
    if (!this.writer.receiptsInside) return { requestNumber, way: 'control', rows: [row], receipts: [receipt] };
    return { requestNumber, way: 'control', rows: [{ ...row, children: [...(row.children ?? []), ...listOf('hzxx', [receipt])] }] };
  }

  spoilt(answer: OrderAnswer, fate: Fate): WrittenAnswer {
    const { order } = answer;
    switch (fate.kind) {
      case 'contradictory':
        // More is held than was ordered, and as much again stands as not covered.
        return this.written({ ...answer, controlled: true, heldFen: 2 * (order.amountFen ?? 100) + 1, unfundedFen: order.amountFen ?? 100 });
      case 'wrong-person':
        return this.written({ ...answer, order: { ...order, account: otherNumber(order.account) } });
      default:
        return this.written(answer);
    }
  }
}

/** Somebody else's account: the same digits in another order. */
const otherNumber = (number: string): string => (number === '' ? '1' : `${number.slice(1)}${number[0] ?? ''}`);

/** 回执: a page of PDF, sealed in words. */
function receiptOf({ order }: OrderAnswer): Element {
  const text = `Receipt for ${order.requestNumber}, measure ${order.measure}, ${beijingTime(Date.now())}`;
  const stream = `BT /F1 12 Tf 72 720 Td (${text}) Tj ET`;
  const pdf = Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n` +
      `4 0 obj<</Length ${stream.length}>>stream\n${stream}\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  );
  return {
    name: 'hzxx',
    attributes: [
      ['BDHM', order.requestNumber],
      ['XH', '1'],
      ['WJMC', `${order.requestNumber}回执.pdf`],
      ['WJLX', 'pdf'],
      ['WSLB', '回执'],
      ['WSNR', pdf.toString('base64')],
      ['MD5', createHash('md5').update(pdf).digest('hex')],
    ],
  };
}

/** What an institution makes of one order with this lot: done on the account first, and answered as the lot will have it. */
export function answerOrder(office: MeasureOffice, clerk: ControlClerk, order: CourtOrder, fate: Fate, lot: Lot): WrittenAnswer | undefined {
  if (fate.kind === 'error') return clerk.written(office.refuse(order, '系统处理异常'));
  if (fate.kind === 'refusal') return clerk.written(office.refuse(order, '业务审核未通过'));
  const answer = office.carryOut(order);
  // Done, and the answer is lost: the court has to find out by asking.
  if (answer === undefined || lot.omitted) return undefined;
  if (fate.kind === 'contradictory' && lot.twice) return { ...clerk.written(answer), again: clerk.written({ ...answer, controlled: !answer.controlled, heldFen: 0, unfundedFen: order.amountFen, reason: answer.controlled ? '账户状态异常' : '' }) };
  return clerk.spoilt(answer, fate);
}

/** The control part of an institution on one of the …ConvertData contracts. */
export class ControlTrade implements Trade<CourtOrder, WrittenAnswer> {
  readonly #notices: NoticeOffice;
  readonly #clerk: ControlClerk;
  readonly #office: MeasureOffice;

  constructor(
    institution: SandboxInstitution,
    stage: Stage,
    private readonly contract: ConvertDataContract,
    writer: ControlWriter,
    exchange: ExchangeClient,
    private readonly encoding: EncodeOptions,
  ) {
    this.#notices = new NoticeOffice(institution, exchange, contract.operations, encoding);
    this.#clerk = new ControlClerk(writer);
    this.#office = stage.offices.officeOf(institution);
  }

  async queries(signal: AbortSignal): Promise<readonly CourtOrder[]> {
    this.#office.turn();
    const list = await this.#list(signal);
    if (list === undefined) return [];
    const error = list.text('errorMsg') || list.text('errMsg');
    if (error !== '') throw new CourtError('the court refuses the list of orders');
    return list.all('kzqq').flatMap((head) => head.all('kzzh').slice(0, 1).map((row) => orderOf((name) => head.text(name), (name) => row.text(name))));
  }

  /** Undefined where the court's service has no such operation: the minimal provincial one asks, and orders nothing. */
  async #list(signal: AbortSignal): Promise<ReceivedElement | undefined> {
    try {
      return await this.#notices.ask(this.contract.operations.controls?.list ?? '', signal);
    } catch (error) {
      if (error instanceof NotOffered) return undefined;
      throw error;
    }
  }

  faultOf(order: CourtOrder, signal: AbortSignal): Promise<string | undefined> {
    return this.#notices.faultOfOrder(order.requestNumber, signal);
  }

  answer(order: CourtOrder, fate: Fate, lot: Lot): WrittenAnswer | undefined {
    return answerOrder(this.#office, this.#clerk, order, fate, lot);
  }

  refuse(order: CourtOrder, reason: string): WrittenAnswer {
    return this.#clerk.written(this.#office.refuse(order, reason));
  }

  further(say: (answer: WrittenAnswer) => void): void {
    this.#office.onFurther((answer) => say(this.#clerk.written(answer)));
  }

  ways(done: (requestNumber: string) => void): OutboxWays<WrittenAnswer> {
    return feedbackWays(this.#notices, this.contract.operations, this.encoding, done);
  }
}
