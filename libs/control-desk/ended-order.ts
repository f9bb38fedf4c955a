import { Problem } from '#contracts/errors';
import { ENDED, type OrderState } from '#libs/control';
import { beijingDay } from '#libs/statute';
import { lastStepsOf, type Database } from '#libs/store';

/** How an order ended, as people are told. */
const HOW: Readonly<Partial<Record<OrderState, string>>> = {
  withdrawn: 'withdrawn before it was sent', done: 'carried out', refused: 'not carried out by the institution', 'not-taken': 'it never reached the institution',
};

/** The first of these orders of the case that has ended, as a problem that says when and how. @returns undefined when none of them has */
export async function endedOrder(database: Pick<Database, 'query'>, caseId: string, orderIds: readonly number[]): Promise<Problem | undefined> {
  const [ended] = (await lastStepsOf(database.query, caseId, orderIds)).filter(({ state }) => ENDED.includes(state));
  if (ended === undefined) return undefined;
  const { orderId, state, at, actor, reason } = ended;
  const when = at === null ? '' : ` on ${beijingDay(at)}`;
  return new Problem('control-order-ended', `Order ${orderId} ended${when}: ${HOW[state] ?? state}${actor === null ? '' : `, by ${actor}`}${reason === null ? '' : ` (${reason})`}.`);
}
