import type { ControlOperation, ControlRequest } from '#contracts/adapter';
import { QUANTITY_EFFECT, type OrderParts, type WireThing } from '#libs/json-contract';

/** Deducting and selling are not among them: disposal goes through the court's sale, carried out at the depository by hand. */
export const ORDER_OPERATIONS = ['freeze', 'wait', 'renew', 'release', 'release-wait'] as const satisfies readonly ControlOperation[];

/** One security in one securities account (证券账户 + 证券代码). */
export const ORDER_PARTS: OrderParts = {
  operations: ORDER_OPERATIONS,
  thing: {
    type: 'object',
    required: ['account', 'code'],
    properties: { account: { type: 'string', pattern: '^[0-9A-Z]{4,20}$' }, code: { type: 'string', pattern: '^[0-9A-Z]{1,12}$' }, market: { type: 'string', minLength: 1, maxLength: 10 } },
  },
  extents: ['quantity'],
  effect: {
    ...QUANTITY_EFFECT,
    resultCode: { type: 'string', pattern: '^[0-9A-Z]{4}$' },
    takesEffectBy: { type: 'string', format: 'date-time' },
    notSellableFrom: { type: 'string', format: 'date' },
  },
};

export const ORDER_PLACE = {
  base: '/securities/v1',
  thingOf({ target }: ControlRequest): WireThing {
    if (target.kind !== 'security') return {};
    return { account: target.account, code: target.code, ...(target.market === undefined ? {} : { market: target.market }) };
  },
};
