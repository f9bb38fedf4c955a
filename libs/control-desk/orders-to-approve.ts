import type { ProblemRule } from '#contracts/errors';
import { ENDED, MAY_TAKE_EFFECT, ruledOrder, rulesAgainstAll, type ControlEngine, type ControlOrder, type ControlRefusal, type ControlState, type RuleBook, type SignedReasons } from '#libs/control';
import { beijingDay } from '#libs/statute';
import type { ControlOrderReader } from '#libs/store';
import { ITSELF, problemOf } from './refused-as-problem.js';

/** A rule that speaks against an order as it waits, and the reason with which the approver could sign it away, where the law knows one. */
export interface RuleToSign {
  readonly rule: ProblemRule;
  readonly acceptableWith?: 'excessReason' | 'livingReason';
}

/** An order as somebody who is to approve it has to see it. */
export interface OrderToApprove {
  readonly order: ControlOrder;
  readonly obligor: { readonly kind: 'person' | 'organisation'; readonly name: string };
  /** Of those that wait: every rule that would refuse the approval now, with what the others of the same approval come to. */
  readonly rules: readonly RuleToSign[];
}

export interface OrdersToApproveParts {
  readonly engine: Pick<ControlEngine, 'read'>;
  readonly rules: RuleBook;
  readonly orders: Pick<ControlOrderReader, 'byIds'>;
  readonly clock?: () => Date;
}

/** What stands behind the numbers of an approval of measures: nobody signs for numbers. */
export class OrdersToApprove {
  constructor(private readonly parts: OrdersToApproveParts) {}

  /** In the order of the numbers, without rules; for lists. */
  async shown(orderIds: readonly number[]): Promise<readonly OrderToApprove[]> {
    const found = new Map((await this.parts.orders.byIds(orderIds)).map(({ order, subject: { kind, name } }) => [order.id, { order, obligor: { kind, name }, rules: [] }]));
    return orderIds.flatMap((id) => found.get(id) ?? []);
  }

  /** The same with the rules that the approval would meet now. */
  async judged(caseId: string, orderIds: readonly number[]): Promise<readonly OrderToApprove[]> {
    const shown = await this.shown(orderIds);
    if (!shown.some(({ order }) => order.state === 'submitted')) return shown;
    const state = await this.parts.engine.read(caseId);
    const waiting = shown.map(({ order }) => order).filter((order) => order.state === 'submitted');
    const toSign = this.#toSign(state, waiting);
    return shown.map((one) => ({ ...one, rules: toSign.get(one.order.id) ?? [] }));
  }

  /** Of orders that are drafted: those an approval would be refused for as things stand, with the reason that could be signed (B2, B7). */
  async toSign(caseId: string, orders: readonly ControlOrder[]): Promise<readonly { readonly order: ControlOrder; readonly rules: readonly RuleToSign[] }[]> {
    const open = orders.filter(({ state }) => !ENDED.includes(state) && !MAY_TAKE_EFFECT.includes(state));
    if (open.length === 0) return [];
    const toSign = this.#toSign(await this.parts.engine.read(caseId), open);
    return open.flatMap((order) => {
      const rules = toSign.get(order.id)!;
      return rules.length === 0 ? [] : [{ order, rules }];
    });
  }

  /** By order: what would refuse the approval of all of them now, as the decision itself would ask. */
  #toSign(state: ControlState, orders: readonly ControlOrder[]): ReadonlyMap<number, readonly RuleToSign[]> {
    const today = beijingDay(this.parts.clock?.() ?? new Date());
    const ruled = orders.map(ruledOrder);
    const against = (reasons: SignedReasons): ControlRefusal[][] => rulesAgainstAll(state, ruled, 'approval', today, this.parts.rules, reasons);
    const [all, excess, living] = [against({}), against({ excessReason: '-' }), against({ livingReason: '-' })];
    return new Map(orders.map(({ id }, place) => [id, toSignOf(all[place]!, excess[place]!, living[place]!)]));
  }
}

/** @param withExcess what is left with one reason signed. @param withLiving with the other */
function toSignOf(refusals: readonly ControlRefusal[], withExcess: readonly ControlRefusal[], withLiving: readonly ControlRefusal[]): RuleToSign[] {
  if (refusals.length === 0) return [];
  const [excess, living] = [withExcess, withLiving].map((left) => new Set(left.map(({ rule }) => rule)));
  return problemOf({ refused: [{ index: 0, refusals }] }, ITSELF).rules!.map((rule, at): RuleToSign => {
    const { rule: code } = refusals[at]!;
    return { rule, ...(!excess!.has(code) ? { acceptableWith: 'excessReason' as const } : !living!.has(code) ? { acceptableWith: 'livingReason' as const } : {}) };
  });
}
