import type { PushControls } from '#contracts/adapter';
import { ordersOf } from '#libs/json-contract';
import { manifest } from './bank-direct.manifest.js';
import { ORDER_PLACE } from './bank-direct.order-target.js';
import { checkOrderAnswer, checkUnknownOrder, errorOf } from './bank-direct.wire.js';

/** Measures on accounts and products of one bank, by the order resource. */
export const controls: PushControls = ordersOf({
  ...ORDER_PLACE,
  limits: manifest.limits,
  checkAnswer: checkOrderAnswer,
  checkUnknown: checkUnknownOrder,
  errorOf,
  identifiedBy: ['account', 'subAccount', 'product'],
});
