import type { ControlOperation, ControlRequest } from '#contracts/adapter';
import { MONEY_EFFECT, type OrderParts, type WireThing } from '#libs/json-contract';

export const ORDER_OPERATIONS = ['freeze', 'renew', 'release', 'deduct'] as const satisfies readonly ControlOperation[];

const { currency, heldFen, balanceFen, availableFen } = MONEY_EFFECT;

/** One policy (保单), whose cash value is the right of the policy-holder. */
export const ORDER_PARTS: OrderParts = {
  operations: ORDER_OPERATIONS,
  thing: { type: 'object', required: ['policyNumber'], properties: { policyNumber: { type: 'string', minLength: 1, maxLength: 60 } } },
  extents: ['whole', 'amount'],
  effect: { currency, heldFen, balanceFen, availableFen, cashValueOn: { type: 'string', format: 'date' } },
};

export const ORDER_PLACE = {
  base: '/insurance/v1',
  thingOf: ({ target }: ControlRequest): WireThing => (target.kind === 'policy' ? { policyNumber: target.policyNumber } : {}),
};
