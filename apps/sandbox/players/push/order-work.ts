import { inForce, waiting, type Claim, type Thing } from '../../ledgers/register-claims.js';
import { termOf } from '../../ledgers/register-ledger.js';
import { beijingTime } from '../beijing-time.js';
import type { ControlOrder } from './control-order.js';
import { isRefusal, type Found, type OrderContract, type Refusal } from './order-contract.js';

/** What became of an order. `claim`: a measure that lives on; `done`: something that was over when it was done. */
export type Settled =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'claim'; readonly thing: Thing; readonly claim: Claim; readonly wanted: bigint }
  | { readonly kind: 'done'; readonly thing: Thing; readonly bound: bigint; readonly keeps: boolean; readonly effectiveAt: string; readonly reference: string; readonly from?: string; readonly until?: string; /** As they were when it was done. */ readonly amounts?: object }
  | { readonly kind: 'under-way'; readonly thing: Thing; readonly claim: Claim; readonly paid: bigint; readonly left: bigint };

const BEGINS = ['freeze', 'wait', 'seal', 'wait-seal'];
const RENEWS = ['renew', 'renew-seal'];
const WAITS = ['wait', 'wait-seal'];

const refused = (code: string, reason: string): Settled => ({ kind: 'refused', refusal: { code, reason } });

/** Carries orders out in the register, and says what came of it. */
export class OrderWork<F extends Found> {
  constructor(private readonly contract: OrderContract<F>) {}

  /** @param faults `twice`: booked as if it had come twice; `half`: pays half now */
  carryOut(order: ControlOrder, faults: { readonly twice: boolean; readonly half: boolean }): Settled {
    return this.#counted(order, this.#carriedOut(order, faults));
  }

  #carriedOut(order: ControlOrder, faults: { readonly twice: boolean; readonly half: boolean }): Settled {
    const found = this.contract.find(order);
    if (isRefusal(found)) return { kind: 'refused', refusal: found };
    const thing = this.contract.book.thing(found.key, () => found.seed());
    const parts = this.contract.parts(order, found);
    if (isRefusal(parts)) return { kind: 'refused', refusal: parts };
    if (BEGINS.includes(order.operation)) return this.#begin(order, thing, parts, faults.twice);
    if (order.operation === 'freeze-and-deduct') return this.#freezeAndPay(order, found, thing, parts, faults.half);
    const claim = this.#original(order, thing);
    if ('kind' in claim) return claim;
    if (RENEWS.includes(order.operation)) return this.#renew(order, thing, claim);
    if (order.operation === 'deduct') return this.#pay(order, found, thing, claim, parts, faults.half);
    return this.#release(order, thing, claim, parts);
  }

  #begin(order: ControlOrder, thing: Thing, parts: bigint, twice: boolean): Settled {
    const may = this.contract.mayBegin?.(order, thing, parts);
    if (may !== undefined) return { kind: 'refused', refusal: may };
    return { kind: 'claim', thing, claim: this.#place(order, thing, twice ? parts * 2n : parts), wanted: parts };
  }

  #place(order: ControlOrder, thing: Thing, wanted: bigint): Claim {
    const { book, numbers } = this.contract;
    return book.place(thing, {
      id: order.requestNumber, authority: order.case.courtName, documentNumber: order.rulingNumber, caseNumber: order.case.caseNumber, wanted,
      term: termOf(order.from ?? book.today, order.until ?? book.today), waits: WAITS.includes(order.operation), numbers,
    });
  }

  /** The measure an order follows on: of the same thing, by the same case, quoted right. */
  #original({ original }: ControlOrder, thing: Thing): Claim | Settled {
    const { book } = this.contract;
    const claim = original === undefined ? undefined : (book.claim(thing, original.requestNumber) ?? (original.institutionReference === undefined ? undefined : book.claim(thing, original.institutionReference)));
    if (original === undefined || claim === undefined) return refused('original-unknown', '原控制措施不存在');
    if (claim.caseNumber !== undefined && claim.caseNumber !== original.caseNumber) return refused('original-of-another-case', '原控制措施不属于该案件');
    const quoted = original.institutionReference;
    if (quoted !== undefined && quoted !== claim.reference && quoted !== claim.formerReference) return refused('reference-mismatch', '原冻结编号或轮候序号不符');
    if (claim.state === 'ended') return refused('original-ended', '原控制措施已失效或已解除');
    return claim;
  }

  #renew(order: ControlOrder, thing: Thing, claim: Claim): Settled {
    const { book } = this.contract;
    const until = order.until ?? claim.until ?? book.today;
    if (claim.until !== undefined && until <= claim.until) return refused('term-not-longer', '续行期限未晚于原期限');
    if (!book.renew(thing, claim, until)) return refused('original-ended', '原控制措施已失效或已解除');
    if (claim.state === 'waiting') return { kind: 'claim', thing, claim, wanted: claim.wanted };
    return { ...this.#done(thing, claim.held, true), reference: claim.reference, from: claim.from ?? book.today, until };
  }

  #release(order: ControlOrder, thing: Thing, claim: Claim, parts: bigint): Settled {
    if (order.operation === 'release-wait' && claim.state !== 'waiting') return refused('not-waiting', '该轮候已生效，应按解除冻结办理');
    if (order.operation === 'release' && claim.state === 'waiting' && this.#ordersToWait(order)) return refused('still-waiting', '该措施仍在轮候，应按解除轮候办理');
    const all = order.extent.by === 'whole' || order.extent.by === 'account' || order.operation === 'release-wait';
    return this.#done(thing, this.contract.book.release(thing, claim, all ? undefined : parts), false);
  }

  /** Where nobody can order something to wait, a freeze that stands behind others ends as a freeze: shareholdings, products. */
  #ordersToWait({ target }: ControlOrder): boolean {
    return this.contract.operations.includes('wait') && target['product'] === undefined;
  }

  /** One order from nothing to paid: what it could not pay is not left behind as a freeze. */
  #freezeAndPay(order: ControlOrder, found: F, thing: Thing, parts: bigint, half: boolean): Settled {
    const { book } = this.contract;
    const claim = this.#place(order, thing, parts);
    const settled = claim.state === 'waiting' ? refused('frozen-by-others', '账户已被在先冻结，无可划拨资金') : this.#pay(order, found, thing, claim, parts, half);
    if (settled.kind !== 'under-way') book.end(thing, claim);
    return settled;
  }

  #pay(order: ControlOrder, found: F, thing: Thing, claim: Claim, parts: bigint, half: boolean): Settled {
    const may = this.contract.mayPay?.(order, found);
    if (may !== undefined) return { kind: 'refused', refusal: may };
    if (claim.state !== 'in-force') return refused('no-effective-freeze', '没有生效的在先冻结');
    if (claim.held === 0n) return refused('nothing-held', '冻结金额为零');
    const amount = parts < claim.held ? parts : claim.held;
    if (!half || amount < 2n) return this.#done(thing, this.contract.book.pay(thing, claim, amount), false);
    const first = amount / 2n;
    const paid = this.contract.book.pay(thing, claim, first);
    return { kind: 'under-way', thing, claim, paid, left: amount - first };
  }

  /** The second half of what was half done. */
  finish(order: ControlOrder, { thing, claim, paid, left }: Extract<Settled, { kind: 'under-way' }>): Settled {
    const { book } = this.contract;
    const all = paid + book.pay(thing, claim, left);
    if (order.operation === 'freeze-and-deduct') book.end(thing, claim);
    return this.#counted(order, this.#done(thing, all, false));
  }

  /** With the balances of the moment: what later orders do must not be in the answer to this one. */
  #counted(order: ControlOrder, settled: Settled): Settled {
    if (settled.kind !== 'done') return settled;
    const { bound, thing, keeps } = settled;
    return { ...settled, amounts: this.contract.amounts(order, this.contract.find(order) as F, { bound, wanted: bound, thing, keeps, changed: false }) };
  }

  #done(thing: Thing, bound: bigint, keeps: boolean): Extract<Settled, { kind: 'done' }> {
    const { book, numbers } = this.contract;
    return { kind: 'done', thing, bound, keeps, effectiveAt: `${beijingTime(book.now())}+08:00`, reference: book.number(`${numbers.inForce}-`) };
  }

  /** The body of an answer, but for its head. */
  said(order: ControlOrder, settled: Exclude<Settled, { kind: 'refused' }>): object {
    const found = this.contract.find(order) as F;
    const { thing } = settled;
    const about = { holder: found.holder, target: found.target };
    const also = (state: string, effectiveAt?: string): object => this.contract.also?.(order, found, effectiveAt === undefined ? { state } : { state, effectiveAt }) ?? {};
    switch (settled.kind) {
      case 'under-way':
        return { state: 'in-progress', ...about, ...this.contract.amounts(order, found, { bound: settled.paid, wanted: settled.paid + settled.left, thing, keeps: false, changed: false }), ...also('in-progress') };
      case 'done': {
        const { effectiveAt, reference, from, until, amounts } = settled;
        const days = from === undefined ? {} : { from, until };
        return { state: 'effective', ...about, ...amounts, ...days, effectiveAt, reference, ...also('effective', effectiveAt) };
      }
      case 'claim':
        return this.#saidOfClaim(order, found, settled, also);
      default: {
        const never: never = settled;
        return never;
      }
    }
  }

  #saidOfClaim(order: ControlOrder, found: F, { thing, claim, wanted }: Extract<Settled, { kind: 'claim' }>, also: (state: string, effectiveAt?: string) => object): object {
    this.contract.book.known(thing.key);
    const before = thing.claims.slice(0, thing.claims.indexOf(claim)).filter(({ state }) => state !== 'ended');
    const earlierMeasures = before.length === 0 ? {} : { earlierMeasures: [...before.filter((one) => one.state === 'in-force'), ...before.filter((one) => one.state === 'waiting')].map((one, index) => ({ sequence: index + 1, ...this.contract.earlier(one) })) };
    const about = { holder: found.holder, target: found.target };
    if (claim.effectiveAt !== undefined) {
      const amounts = this.contract.amounts(order, found, { bound: claim.most, wanted, thing, keeps: true, changed: claim.held !== claim.most || claim.state === 'ended' });
      return { state: 'effective', ...about, ...amounts, from: claim.from, until: claim.until, effectiveAt: claim.effectiveAt, reference: claim.reference, ...earlierMeasures, ...also('effective', claim.effectiveAt) };
    }
    if (claim.state === 'ended') return { state: 'refused', refusal: { code: 'wait-released', reason: '轮候已解除' } };
    return { state: 'waiting', ...about, reference: claim.reference, position: waiting(thing).indexOf(claim) + 1, ...earlierMeasures, ...also('waiting') };
  }
}

/** Whether anything is in force before an order that would begin: what a register asks before it says "wait". */
export const isHeld = (thing: Thing): boolean => inForce(thing).some(({ held }) => held > 0n);
