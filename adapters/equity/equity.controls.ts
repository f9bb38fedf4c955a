import type { PushControls } from '#contracts/adapter';
import { ordersOf } from '#libs/json-contract';
import { manifest } from './equity.manifest.js';
import { ORDER_PLACE } from './equity.order-target.js';
import { checkOrderAnswer, checkUnknownOrder, errorOf } from './equity.wire.js';

/**
 * 协助公示: in effect at the moment of publication in 国家企业信用信息公示系统 (股权执行规定 art 6, C6). `effectiveAt` is that moment and
 * `reference` the number of the publication; both are demanded of every effective answer, so nothing counts that was not published.
 */
export const controls: PushControls = ordersOf({
  ...ORDER_PLACE,
  limits: manifest.limits,
  checkAnswer: checkOrderAnswer,
  checkUnknown: checkUnknownOrder,
  errorOf,
  identifiedBy: ['companyCode'],
  contradiction: ({ state, effectiveAt }) => (effectiveAt !== undefined && (state === 'accepted' || state === 'in-progress') ? 'published, but not in effect' : undefined),
});
