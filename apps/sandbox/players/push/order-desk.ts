import type { RegisterLedger } from '../../ledgers/register-ledger.js';
import type { Lot } from '../../rules/fate.js';
import type { Stage } from '../institution.js';
import { someoneElse } from '../someone-else.js';
import { readControlOrder, type ControlOrder } from './control-order.js';
import type { Found, OrderContract, Refusal } from './order-contract.js';
import { OrderWork, type Settled } from './order-work.js';
import { failure, NO_SUCH_PATH, REVIEW_FAILED, SYSTEM_ERROR, type PushCall, type PushReply } from './push-reply.js';

/** An order the institution has taken. */
interface Taken {
  readonly order: ControlOrder;
  /** Of the bytes it came in: the same number with others is another order. */
  readonly digest: string;
  readonly lot: Lot;
  readonly takenAt: number;
  /** Undefined once decided. */
  decideAt: number | undefined;
  settled: Settled | undefined;
  /** How often it was said what became of it. */
  said: number;
}

const REUSED = failure(409, 'request-number-reused', '请求单号已用于其他控制请求');
const NOT_TAKEN: PushReply = { ...failure(503, 'order-not-taken', '系统繁忙，未受理'), retryAfterSeconds: 1 };
const REFUSED_BY_REVIEW: Refusal = { code: 'review-failed', reason: '业务审核未通过' };
const LONGEST_WISH_MS = 5_000;
/** Of the second half of what was half done. */
const SECOND_HALF_MS = 2_000;

/** Takes orders of control, does them once, and says where they stand; the same for every contract with the order resource. */
export class OrderDesk<F extends Found = Found> {
  readonly #taken = new Map<string, Taken>();
  /** Those that are not decided, or not to the end. */
  readonly #open = new Set<Taken>();
  readonly #work: OrderWork<F>;

  constructor(
    private readonly code: string,
    private readonly stage: Stage,
    private readonly contract: OrderContract<F>,
  ) {
    this.#work = new OrderWork(contract);
  }

  get book(): RegisterLedger {
    return this.contract.book;
  }

  /** True when the call is about orders. */
  answers(call: PushCall): boolean {
    return call.path.startsWith(`${this.contract.path}/`);
  }

  respond(call: PushCall, send: (reply: PushReply, lot?: Lot) => void): void {
    const number = call.path.slice(this.contract.path.length + 1);
    if (call.method === 'PUT') return this.#put(number, call, send);
    if (call.method === 'GET') return this.#get(number, send);
    send(NO_SUCH_PATH);
  }

  /** Decides now what would be decided later: of one order, or of all. @returns how many. */
  settle(requestNumber?: string): number {
    const open = [...this.#open].filter(({ order }) => requestNumber === undefined || order.requestNumber === requestNumber);
    for (const taken of open) taken.decideAt = this.stage.registers.now();
    this.#letTimePass();
    return open.length;
  }

  /** Every order taken, for people who look on. */
  listed(): readonly object[] {
    this.#letTimePass();
    return [...this.#taken.values()].map((taken) => this.#answer(taken).value as object);
  }

  #put(number: string, call: PushCall, send: (reply: PushReply, lot?: Lot) => void): void {
    const read = readControlOrder(call.body, number);
    if (!read.ok) {
      this.stage.calls.countTurnedAway(this.code);
      return send(read.reply);
    }
    const { order, digest } = read;
    this.stage.calls.count(this.code, order.requestNumber, 'asked');
    this.#letTimePass();
    const known = this.#taken.get(order.requestNumber);
    if (known !== undefined) return send(known.digest === digest ? this.#say(known) : REUSED);
    if (!this.contract.operations.includes(order.operation)) return send(failure(404, 'not-offered', '本机构不提供此控制措施'));
    const lot = this.#draw(order);
    if (lot.notTaken) return send(NOT_TAKEN);
    if (lot.fate.kind === 'error') return send(SYSTEM_ERROR, { ...lot, lost: false });
    if (lot.fate.kind === 'refusal' && this.stage.rules.get(this.code).refusalBy === 'return') return send(REVIEW_FAILED, { ...lot, lost: false });
    const takenAt = this.stage.registers.now();
    const decideAt = this.contract.decidedAt?.(takenAt, lot.delayMs);
    const taken: Taken = { order, digest, lot, takenAt, decideAt: decideAt ?? takenAt, settled: undefined, said: 0 };
    this.#taken.set(order.requestNumber, taken);
    this.#open.add(taken);
    this.#letTimePass();
    // Who decides later replies at once.
    send(this.#say(taken), decideAt === undefined ? lot : { ...lot, delayMs: 0 });
  }

  #get(number: string, send: (reply: PushReply, lot?: Lot) => void): void {
    this.#letTimePass();
    const taken = this.#taken.get(number);
    if (taken === undefined) {
      this.stage.calls.countTurnedAway(this.code);
      return send({ status: 404, value: { code: 'unknown-order', message: '无此请求单号的控制请求', requestNumber: number } });
    }
    this.stage.calls.count(this.code, number, 'polled');
    // Every look may fail on its own; what the answer says was drawn with the order.
    const now = this.#draw(taken.order);
    if (now.fate.kind === 'error') return send(SYSTEM_ERROR);
    send(this.#say(taken), { ...now, lost: false, delayMs: 0 });
  }

  #draw(order: ControlOrder): Lot {
    return this.stage.rules.nextLot(this.code, order.subject.documents[0]?.number ?? '');
  }

  /** What was due is done, in the order in which it was. */
  #letTimePass(): void {
    const now = this.stage.registers.now();
    for (;;) {
      const due = [...this.#open].filter(({ decideAt }) => (decideAt ?? now) <= now).sort((a, b) => (a.decideAt ?? 0) - (b.decideAt ?? 0))[0];
      if (due === undefined) return;
      this.#decide(due, due.decideAt ?? now);
      if (due.decideAt === undefined) this.#open.delete(due);
    }
  }

  #decide(taken: Taken, moment: number): void {
    const { order, lot } = taken;
    taken.decideAt = undefined;
    taken.settled = this.contract.book.at(moment, () => {
      if (taken.settled?.kind === 'under-way') return this.#work.finish(order, taken.settled);
      if (lot.fate.kind === 'refusal') return { kind: 'refused', refusal: REFUSED_BY_REVIEW };
      return this.#work.carryOut(order, { twice: lot.twice, half: lot.halfDone });
    });
    if (taken.settled.kind === 'under-way') taken.decideAt = moment + Math.max(SECOND_HALF_MS, lot.delayMs);
  }

  #say(taken: Taken): PushReply {
    const reply = this.#answer(taken);
    this.stage.calls.count(this.code, taken.order.requestNumber, 'answered');
    if (reply.status === 200) taken.said += 1;
    return reply;
  }

  #answer(taken: Taken): PushReply {
    const { order, lot, settled, decideAt, takenAt } = taken;
    const askAgainInMs = Math.min(LONGEST_WISH_MS, Math.max(0, (decideAt ?? 0) - this.stage.registers.now()));
    const head = { requestNumber: order.requestNumber, operation: order.operation };
    if (settled === undefined) return { status: 202, value: { ...head, state: 'accepted', askAgainInMs, ...this.contract.untilThen?.(decideAt ?? takenAt, takenAt) } };
    // Says one thing first, and another when it is asked again.
    if (lot.fate.kind === 'contradictory' && taken.said > 0) return { status: 200, value: { ...head, state: 'refused', ...this.#refused({ code: 'measure-not-found', reason: '未办理该控制措施' }) } };
    if (settled.kind === 'refused') return { status: 200, value: { ...head, state: 'refused', ...this.#refused(settled.refusal) } };
    const value = { ...head, ...this.#work.said(order, settled), ...(settled.kind === 'under-way' ? { askAgainInMs } : {}) };
    return { status: settled.kind === 'under-way' ? 202 : 200, value: lot.fate.kind === 'wrong-person' ? this.#aboutSomeoneElse(order, value) : value };
  }

  #refused(refusal: Refusal): object {
    return { refusal: { code: refusal.code, reason: refusal.reason }, ...this.contract.alsoRefused?.(refusal) };
  }

  #aboutSomeoneElse(order: ControlOrder, value: object): object {
    const other = someoneElse(this.stage.population, order.subject.documents[0]?.number ?? '', this.code);
    return other === undefined || !('holder' in value) ? value : { ...value, holder: { name: other.party.name, documentNumber: other.party.documentNumber } };
  }
}
