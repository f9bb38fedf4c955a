import type { Right } from '../population/holding.js';
import { AccountLedger, type Freeze, type Standing } from './account-ledger.js';
import { addDays, Calendar, daysBetween } from './calendar.js';
import { mayFreeze, mayTake } from './exempt.js';
import type { CourtOrder, OrderAnswer } from './order.js';
import { ProductLedger } from './product-ledger.js';

/** A customer's account as the institution opened it, before any order of ours. */
export interface OpenedAccount {
  readonly number: string;
  readonly category: string;
  readonly closed: boolean;
  readonly balanceFen: number;
  readonly pledgedFen: number;
  readonly freezes: readonly Freeze[];
  readonly rights: readonly Right[];
}

/** What the institution knows of its customers. */
export interface CustomerBook {
  /** `unknown` no such customer; `other-name` the number is known under another name. */
  find(documentNumber: string, name: string): { readonly accounts: readonly OpenedAccount[]; readonly products: readonly ProductLedger[] } | 'unknown' | 'other-name';
  account(number: string): OpenedAccount | undefined;
}

export interface OfficeOptions {
  /** Name of the bank; a payee there is paid at once, others through the payment system. */
  readonly bankName: string;
  /** Measures it carries out; the others are refused as not supported (wire-contracts §2.11). */
  readonly measures: ReadonlySet<string>;
  /** What becomes of a renewal that comes too late: refused, or a new freeze at the end of the queue (C3). */
  readonly lateRenewal: 'refused' | 'new-freeze';
  readonly calendar?: Calendar;
}

interface Payment {
  readonly answer: OrderAnswer;
  /** Turns until the payment system confirms. */
  turns: number;
}

const NO_ORIGINAL = '无原冻结请求信息或冻结编号';
const UNDER_WAY = '跨行汇划已提交支付系统，待收款行确认';

/**
 * The department of an institution that assists courts (司法协助): it carries out orders on real accounts and remembers everything. What it did once
 * under a number it never does again; what later changes of a freeze of a court is told of its own accord.
 */
export class MeasureOffice {
  readonly calendar: Calendar;
  readonly #accounts = new Map<string, AccountLedger>();
  readonly #natures = new Map<string, string>();
  readonly #products = new Map<string, ProductLedger>();
  readonly #answers = new Map<string, OrderAnswer | 'later'>();
  /** What was last said of each freeze of ours. */
  readonly #told = new Map<string, { readonly order: CourtOrder; readonly account: string; heldFen: number; waits: boolean }>();
  readonly #payments: Payment[] = [];
  readonly #deferred: CourtOrder[] = [];
  readonly #listeners: ((answer: OrderAnswer) => void)[] = [];
  #lastDay: string;
  #serial = 0;

  constructor(
    private readonly book: CustomerBook,
    private readonly options: OfficeOptions,
  ) {
    this.calendar = options.calendar ?? new Calendar();
    this.#lastDay = this.calendar.today;
  }

  /** Told of what changed after an order was answered: the next in the queue, money that came, a payment that arrived. */
  onFurther(listener: (answer: OrderAnswer) => void): void {
    this.#listeners.push(listener);
  }

  /** @returns undefined for an order that has to wait for another, and is answered of its own accord later */
  carryOut(order: CourtOrder): OrderAnswer | undefined {
    const known = this.#answers.get(order.requestNumber);
    if (known !== undefined) return known === 'later' ? undefined : known;
    const done = this.#carryOut(order);
    this.#answers.set(order.requestNumber, done ?? 'later');
    return done;
  }

  /** An order refused before anything is looked at: papers missing, review failed. */
  refuse(order: CourtOrder, reason: string): OrderAnswer {
    const known = this.#answers.get(order.requestNumber);
    if (known !== undefined && known !== 'later') return known;
    const refused = this.#refused(order, reason);
    this.#answers.set(order.requestNumber, refused);
    return refused;
  }

  /** Time passes: freezes end with their day, payments are confirmed, what waited for them is done. */
  turn(): void {
    const day = this.calendar.today;
    if (day !== this.#lastDay) {
      this.#lastDay = day;
      for (const number of this.#accounts.keys()) this.#tellChanges(number);
    }
    for (const payment of [...this.#payments]) {
      payment.turns -= 1;
      if (payment.turns > 0) continue;
      this.#payments.splice(this.#payments.indexOf(payment), 1);
      this.#say({ ...payment.answer, remark: '跨行汇划已入账' });
    }
    for (const order of [...this.#deferred]) {
      const done = this.#carryOut(order, true);
      if (done === undefined) continue;
      this.#deferred.splice(this.#deferred.indexOf(order), 1);
      this.#answers.set(order.requestNumber, done);
      this.#say(done);
    }
  }

  /** @returns false when there is no such account */
  deposit(number: string, amountFen: number): boolean {
    const account = this.#open(number);
    account?.deposit(amountFen);
    if (account !== undefined) this.#tellChanges(number);
    return account !== undefined;
  }

  /** Ends an earlier freeze of another court: the one of this number, or the first. @returns false when there is none */
  endFreeze(number: string, freezeNumber?: string): boolean {
    const account = this.#open(number);
    const freeze = account?.freezes(this.calendar.today).find((one) => (freezeNumber === undefined ? one.requestNumber === undefined : one.number === freezeNumber));
    if (account === undefined || freeze === undefined) return false;
    account.lift(freeze);
    this.#tellChanges(number);
    return true;
  }

  /** The nature an account is tagged with (账户性质): 农民工工资专用账户 … */
  tag(number: string, nature: string): boolean {
    if (this.#open(number) === undefined) return false;
    this.#natures.set(number, nature);
    return true;
  }

  /** Days go by at once; whatever ends on them has ended. */
  advanceTo(day: string): void {
    this.calendar.advanceTo(day);
    this.turn();
  }

  /** How an account stands today; undefined when there is none. */
  show(number: string): { readonly account: AccountLedger; readonly nature: string; readonly standings: readonly Standing[]; readonly availableFen: number } | undefined {
    const account = this.#open(number);
    const opened = this.book.account(number);
    if (account === undefined || opened === undefined) return undefined;
    const day = this.calendar.today;
    return { account, nature: this.#natures.get(number) ?? opened.category, standings: account.standings(day), availableFen: account.availableFen(day) };
  }

  /** Accounts that an order or somebody at the controls has touched. */
  get touched(): readonly string[] {
    return [...this.#accounts.keys()];
  }

  #carryOut(order: CourtOrder, isAgain = false): OrderAnswer | undefined {
    if (!this.options.measures.has(order.measure)) return this.#refused(order, '暂不支持该控制措施');
    const customer = this.book.find(order.documentNumber, order.name);
    if (customer === 'unknown') return this.#refused(order, '查无开户信息');
    if (customer === 'other-name') return this.#refused(order, '户名与证件号码不符');
    if (order.account === '') return this.#refused(order, '无申请控制账号');
    const opened = customer.accounts.find(({ number }) => number === order.account);
    if (opened === undefined) return this.#refused(order, '该账户不属于被执行人');
    if (opened.closed) return this.#refused(order, '账户已销户');
    if (order.product !== undefined) return this.#onProduct(order, customer.products);
    const nature = this.#natures.get(opened.number) ?? opened.category;
    if (!mayFreeze(nature) && ['01', '03', '08'].includes(order.measure)) return this.#refused(order, `该账户为${nature}，依法不得冻结、划拨`);
    const account = this.#open(opened.number);
    if (account === undefined) return this.#refused(order, '系统处理异常');
    switch (order.measure) {
      case '01':
      case '03':
        return this.#freeze(order, account, opened);
      case '02':
        return this.#renew(order, account, opened);
      case '04':
      case '05':
        return this.#release(order, account, opened, isAgain);
      case '06':
      case '07':
      case '08':
        return mayTake(nature) ? this.#deduct(order, account, opened) : this.#refused(order, `该账户为${nature}，可以冻结，不得划拨`);
      default:
        return this.#refused(order, '暂不支持该控制措施');
    }
  }

  #freeze(order: CourtOrder, account: AccountLedger, opened: OpenedAccount): OrderAnswer {
    if (!order.wholeAccount && order.amountFen === undefined) return this.#refused(order, '无申请控制金额');
    this.#append(order, account, order.from, order.until);
    return this.#stand(order, account, opened, order.requestNumber);
  }

  #append(order: CourtOrder, account: AccountLedger, from: string, until: string): void {
    this.#serial += 1;
    account.append({
      number: `DJ${from.replaceAll('-', '')}${String(this.#serial).padStart(6, '0')}`, authority: order.court, documentNumber: order.ruling, requestNumber: order.requestNumber,
      wholeAccount: order.wholeAccount, limitFen: order.wholeAccount ? Number.MAX_SAFE_INTEGER : (order.amountFen ?? 0), from, until,
    });
  }

  #renew(order: CourtOrder, account: AccountLedger, opened: OpenedAccount): OrderAnswer {
    const day = this.calendar.today;
    const freeze = account.freezeOf(order.original);
    if (freeze === undefined) return this.#refused(order, NO_ORIGINAL);
    if (freeze.until >= day) {
      freeze.until = order.until;
      return this.#stand(order, account, opened, order.original);
    }
    if (this.options.lateRenewal === 'refused') return this.#refused(order, '原冻结已到期失效，不能办理续冻');
    this.#append({ ...order, amountFen: order.amountFen ?? freeze.limitFen }, account, day, order.until);
    return { ...this.#stand(order, account, opened, order.requestNumber), remark: '原冻结已到期失效，按新的冻结办理，顺位在后' };
  }

  #release(order: CourtOrder, account: AccountLedger, opened: OpenedAccount, isAgain: boolean): OrderAnswer | undefined {
    // The bank waits while a deduction from the same freeze is on its way (§2.11).
    if (this.#payments.some(({ answer }) => answer.order.original === order.original)) {
      if (!isAgain) this.#deferred.push(order);
      return undefined;
    }
    const day = this.calendar.today;
    const standing = account.standingOf(order.original, day);
    if (standing === undefined) return this.#refused(order, NO_ORIGINAL);
    if (order.measure === '05' && !standing.waits) return this.#refused(order, '该冻结已正式生效，应办理解除冻结');
    const { freeze } = standing;
    const before = freeze.wholeAccount ? standing.heldFen : freeze.limitFen;
    const lifted = account.lift(freeze, order.wholeAccount ? undefined : order.amountFen);
    const told = this.#told.get(order.original);
    if (told !== undefined) told.heldFen = account.standingOf(order.original, day)?.heldFen ?? 0;
    const answer = { ...this.#base(order, account, opened), controlled: true, limitFen: before, heldFen: freeze.wholeAccount ? standing.heldFen : Math.min(lifted, order.amountFen ?? lifted), from: freeze.from, until: day };
    this.#tellChanges(account.number);
    return answer;
  }

  #deduct(order: CourtOrder, account: AccountLedger, opened: OpenedAccount): OrderAnswer {
    const day = this.calendar.today;
    if (order.payee.account === '') return this.#refused(order, '执行款账户信息错误');
    // 08 freezes and takes in one order; 06 and 07 need what was frozen before.
    if (order.measure === '08') this.#append(order, account, order.from, order.until);
    const original = order.measure === '08' ? order.requestNumber : order.original;
    const standing = account.standingOf(original, day);
    if (standing === undefined) return this.#refused(order, NO_ORIGINAL);
    if (standing.waits) return this.#refused(order, '该冻结尚在轮候，无款可划', standing.before);
    const asked = order.amountFen ?? standing.heldFen;
    const limitFen = standing.freeze.wholeAccount ? standing.heldFen : standing.freeze.limitFen;
    const taken = account.take(standing, asked);
    // What 08 could not take is not left frozen: a freeze that stays is ordered as one.
    if (order.measure === '08' && account.freezeOf(original) !== undefined) account.lift(standing.freeze);
    if (taken === 0) return this.#refused(order, '账户无可划拨金额');
    const told = this.#told.get(original);
    if (told !== undefined) told.heldFen = account.standingOf(original, day)?.heldFen ?? 0;
    const done: OrderAnswer = { ...this.#base(order, account, opened), controlled: true, reason: taken < asked ? '账户可用余额不足，部分划拨' : '', limitFen, heldFen: taken, from: day, until: day };
    if (order.payee.bank.includes(this.options.bankName)) return done;
    this.#payments.push({ answer: done, turns: 2 });
    return { ...done, remark: UNDER_WAY };
  }

  #onProduct(order: CourtOrder, products: readonly ProductLedger[]): OrderAnswer {
    const { code = '', quantity: asked = '', unit = '' } = order.product ?? {};
    const opened = products.find((one) => one.code === code);
    const product = opened === undefined ? undefined : (this.#products.get(`${order.account}/${code}`) ?? opened);
    if (product === undefined) return this.#refused(order, '无此金融资产');
    this.#products.set(`${order.account}/${code}`, product);
    const whole = { ...this.#empty(order), controlled: true, heldFen: 0 };
    // Ordered in money, answered in money.
    const inMoney = unit === '元' && asked !== '';
    const quantity = inMoney ? product.unitsFor(asked) : asked;
    const told = (units: string): string => (inMoney ? product.yuanOf(units, asked) : units);
    switch (order.measure) {
      case '01':
        return { ...whole, heldQuantity: told(product.freeze(order.requestNumber, quantity, order.until)), from: order.from, until: order.until, before: product.before };
      case '02':
        return product.renew(order.original, order.until) ? { ...whole, heldQuantity: told(product.heldBy(order.original)), from: order.from, until: order.until } : this.#refused(order, NO_ORIGINAL);
      case '04':
      case '05': {
        const released = product.release(order.original, quantity);
        return released === undefined ? this.#refused(order, NO_ORIGINAL) : { ...whole, heldQuantity: told(released), from: order.from, until: this.calendar.today };
      }
      default:
        return this.#refused(order, '暂不支持该控制措施');
    }
  }

  /** How a freeze stands now, as the answer to the order, and remembered as what was told. */
  #stand(order: CourtOrder, account: AccountLedger, opened: OpenedAccount, requestNumber: string): OrderAnswer {
    const standing = account.standingOf(requestNumber, this.calendar.today);
    const freeze = standing?.freeze;
    if (standing === undefined || freeze === undefined) return this.#refused(order, '系统处理异常');
    const known = this.#told.get(requestNumber);
    this.#told.set(requestNumber, { order: known?.order ?? order, account: account.number, heldFen: standing.heldFen, waits: standing.waits });
    return {
      ...this.#base(order, account, opened),
      controlled: true,
      ...(freeze.wholeAccount ? {} : { limitFen: freeze.limitFen, unfundedFen: freeze.limitFen - standing.heldFen }),
      heldFen: standing.heldFen,
      from: freeze.from,
      until: freeze.until,
      before: standing.before,
      remark: standing.waits ? '轮候冻结' : '',
    };
  }

  /** Whatever grew is told: a waiting freeze whose turn came, a freeze that money came to. Its term begins anew with its turn (C5). */
  #tellChanges(number: string): void {
    const account = this.#accounts.get(number);
    const opened = this.book.account(number);
    if (account === undefined || opened === undefined) return;
    const day = this.calendar.today;
    for (const [requestNumber, told] of this.#told) {
      if (told.account !== number) continue;
      const standing = account.standingOf(requestNumber, day);
      if (standing === undefined || (standing.heldFen <= told.heldFen && standing.waits === told.waits)) continue;
      const { freeze } = standing;
      if (told.waits && !standing.waits) {
        freeze.until = addDays(day, daysBetween(freeze.from, freeze.until));
        freeze.from = day;
      }
      this.#say(this.#stand(told.order, account, opened, requestNumber));
    }
  }

  #say(answer: OrderAnswer): void {
    for (const listener of this.#listeners) listener(answer);
  }

  #open(number: string): AccountLedger | undefined {
    const known = this.#accounts.get(number);
    if (known !== undefined) return known;
    const opened = this.book.account(number);
    if (opened === undefined) return undefined;
    const account = new AccountLedger(number, opened.balanceFen, opened.pledgedFen, opened.freezes);
    this.#accounts.set(number, account);
    return account;
  }

  #empty(order: CourtOrder): OrderAnswer {
    return { order, controlled: false, reason: '', remark: '', from: order.from, until: order.until, before: [], rights: [] };
  }

  #base(order: CourtOrder, account: AccountLedger, opened: OpenedAccount): OrderAnswer {
    return { ...this.#empty(order), balanceFen: account.balanceFen, availableFen: account.availableFen(this.calendar.today), rights: opened.rights };
  }

  #refused(order: CourtOrder, reason: string, before: readonly Freeze[] = []): OrderAnswer {
    return { ...this.#empty(order), reason, before };
  }
}
