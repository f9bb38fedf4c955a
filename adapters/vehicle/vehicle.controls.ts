import type { PushControls } from '#contracts/adapter';
import { ordersOf } from '#libs/json-contract';
import { manifest } from './vehicle.manifest.js';
import { ORDER_PLACE } from './vehicle.order-target.js';
import { checkOrderAnswer, checkUnknownOrder, errorOf } from './vehicle.wire.js';

/** 档案查封: the registry takes an order (202) and is asked until it has entered it; plate, kind and VIN must come back as ordered. */
export const controls: PushControls = ordersOf({
  ...ORDER_PLACE,
  limits: manifest.limits,
  checkAnswer: checkOrderAnswer,
  checkUnknown: checkUnknownOrder,
  errorOf,
  identifiedBy: ['plate', 'plateKind', 'vin'],
});
