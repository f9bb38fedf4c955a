import type { ControlOperation, ControlRequest } from '#contracts/adapter';
import { MONEY_EFFECT, RATIO_EFFECT, type OrderParts, type WireThing } from '#libs/json-contract';

export const ORDER_OPERATIONS = ['freeze', 'renew', 'release'] as const satisfies readonly ControlOperation[];

const { currency, limitFen, heldFen } = MONEY_EFFECT;

/** The shares of the obligor in one company. */
export const ORDER_PARTS: OrderParts = {
  operations: ORDER_OPERATIONS,
  thing: {
    type: 'object',
    required: ['companyCode', 'companyName'],
    properties: { companyCode: { type: 'string', pattern: '^[0-9A-Z]{8,20}$' }, companyName: { type: 'string', minLength: 1, maxLength: 200 } },
  },
  extents: ['amount', 'ratio'],
  effect: { currency, limitFen, heldFen, ...RATIO_EFFECT },
};

export const ORDER_PLACE = {
  base: '/equity/v1',
  thingOf({ target }: ControlRequest): WireThing {
    return target.kind === 'equity' ? { companyCode: target.companyCode, companyName: target.companyName } : {};
  },
};
