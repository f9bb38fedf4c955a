import type { ControlOperation, ControlRequest } from '#contracts/adapter';
import type { OrderParts, WireThing } from '#libs/json-contract';

export const ORDER_OPERATIONS = ['seal', 'renew-seal', 'wait-seal', 'release-seal'] as const satisfies readonly ControlOperation[];

/** One vehicle, named three times over: a plate goes to another car, and the same number exists on plates of different kinds. */
export const ORDER_PARTS: OrderParts = {
  operations: ORDER_OPERATIONS,
  thing: {
    type: 'object',
    required: ['plate', 'plateKind', 'vin'],
    properties: { plate: { type: 'string', minLength: 1, maxLength: 20 }, plateKind: { type: 'string', pattern: '^[0-9]{2}$' }, vin: { type: 'string', pattern: '^[0-9A-Z*-]{4,25}$' } },
  },
  extents: ['whole'],
  effect: { registrationOffice: { type: 'string', maxLength: 200 } },
};

export const ORDER_PLACE = {
  base: '/vehicle/v1',
  thingOf: ({ target }: ControlRequest): WireThing => (target.kind === 'vehicle' ? { plate: target.plate, plateKind: target.plateType, vin: target.vin } : {}),
};
