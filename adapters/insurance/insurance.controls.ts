import type { PushControls } from '#contracts/adapter';
import { ordersOf, type WireOrderAnswer } from '#libs/json-contract';
import { manifest } from './insurance.manifest.js';
import { ORDER_PLACE } from './insurance.order-target.js';
import { checkOrderAnswer, checkUnknownOrder, errorOf } from './insurance.wire.js';

/** What only this contract says of an order. */
interface InsuranceAnswer extends WireOrderAnswer {
  /** The day of the cash value (现金价值) in `balanceFen`. */
  readonly cashValueOn?: string;
}

/** `holder` of an answer is the policy-holder (投保人): a policy of somebody else is no answer about the obligor, whoever is insured by it. */
export const controls: PushControls = ordersOf({
  ...ORDER_PLACE,
  limits: manifest.limits,
  checkAnswer: checkOrderAnswer,
  checkUnknown: checkUnknownOrder,
  errorOf,
  identifiedBy: ['policyNumber'],
  note: ({ cashValueOn }: InsuranceAnswer) => (cashValueOn === undefined ? undefined : `现金价值计算日 ${cashValueOn}`),
});
