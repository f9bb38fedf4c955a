import type { ProblemRule } from '#contracts/errors';
import { kindOf, rulesAgainst, takes, type ControlEngine, type ControlOrder, type ControlRefusal, type ControlState, type RuleBook } from '#libs/control';
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
    let beginning = 0;
    let taking = 0;
    return shown.map((one) => {
      if (one.order.state !== 'submitted') return one;
      const begins = kindOf(one.order.operation) === 'begins';
      const rules = this.#against(state, one.order, begins ? beginning : taking);
      if (begins) beginning += one.order.limitFen;
      if (takes(one.order.operation)) taking += one.order.limitFen;
      return { ...one, rules };
    });
  }

  #against(state: ControlState, order: ControlOrder, besides: number): RuleToSign[] {
    const today = beijingDay(this.parts.clock?.() ?? new Date());
    const ruled = { ...order, worthFen: order.limitFen, ...(order.foundIn === undefined ? {} : { found: { ...order.foundIn, match: 'exact' as const, ...(order.nature === undefined ? {} : { nature: order.nature }) } }) };
    // A release overtakes what was approved for the same measure.
    const seen = kindOf(order.operation) !== 'ends' ? state : { ...state, orders: state.orders.filter((other) => !(other.measureId === order.measureId && other.state === 'approved')) };
    const against = (reasons: { excessReason?: string; livingReason?: string }): readonly ControlRefusal[] => rulesAgainst(seen, ruled, 'approval', today, this.parts.rules, reasons, besides);
    const refusals = against({});
    if (refusals.length === 0) return [];
    const [excess, living] = [against({ excessReason: '-' }), against({ livingReason: '-' })].map((left) => new Set(left.map(({ rule }) => rule)));
    return problemOf({ refused: [{ index: 0, refusals }] }, ITSELF).rules!.map((rule, at): RuleToSign => {
      const { rule: code } = refusals[at]!;
      return { rule, ...(!excess!.has(code) ? { acceptableWith: 'excessReason' as const } : !living!.has(code) ? { acceptableWith: 'livingReason' as const } : {}) };
    });
  }
}
