import type { ControlOperation, ControlRequest } from '#contracts/adapter';
import { MONEY_EFFECT, QUANTITY_EFFECT, type OrderParts, type WireThing } from '#libs/json-contract';

/** Wealth is frozen, never deducted: product restrictions, redemption days and prices make that a counter's work (domain-rules E). */
export const ORDER_OPERATIONS = {
  deposit: ['freeze', 'renew', 'wait', 'release', 'release-wait', 'deduct', 'freeze-and-deduct'],
  wealth: ['freeze', 'renew', 'release'],
} as const satisfies Readonly<Record<'deposit' | 'wealth', readonly ControlOperation[]>>;

const WORD = { type: 'string', minLength: 1, maxLength: 60 };

/** An account, or a product held through one: it is controlled together with the account its money returns to. */
export const ORDER_PARTS: OrderParts = {
  operations: ORDER_OPERATIONS.deposit,
  thing: { type: 'object', required: ['account'], properties: { account: WORD, subAccount: WORD, product: WORD, wealthAccount: WORD, settlementAccount: WORD } },
  extents: ['amount', 'account', 'quantity'],
  effect: { ...MONEY_EFFECT, ...QUANTITY_EFFECT },
};

export const ORDER_PLACE = { base: '/judicial/v1', thingOf };

function thingOf({ target }: ControlRequest): WireThing {
  if (target.kind === 'account') return { account: target.reference, ...(target.subAccount === undefined ? {} : { subAccount: target.subAccount }) };
  if (target.kind !== 'product') return {};
  return {
    account: target.account,
    product: target.reference,
    ...(target.wealthAccount === undefined ? {} : { wealthAccount: target.wealthAccount }),
    ...(target.settlementAccount === undefined ? {} : { settlementAccount: target.settlementAccount }),
  };
}
