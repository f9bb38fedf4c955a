import { answerSchema, ASKING_SCHEMAS, COMMON_SCHEMAS, DAY as day, FEN, listOf, MOMENT, refTo as ref, TICKET_SCHEMAS, orderSchemas, textUpTo as text, wordUpTo as word } from '#libs/json-contract';
import { ORDER_PARTS } from './vehicle.order-target.js';

/**
 * The inbound half of `openapi.yaml` and its orders, without words; a test keeps both equal. Kept in code so that reading needs no
 * file: an adapter does no I/O.
 */
export const schemas = {
  ...ASKING_SCHEMAS,
  ...orderSchemas(ORDER_PARTS),
  ...TICKET_SCHEMAS,
  ...COMMON_SCHEMAS,
  QueryAnswer: answerSchema({ vehicles: listOf('Vehicle', 2000) }),
  Vehicle: {
    type: 'object',
    required: ['plate', 'plateKind', 'owner'],
    properties: {
      plate: word(20),
      plateKind: { type: 'string', pattern: '^[0-9A-Z]{2}$' },
      type: text(60),
      make: text(100),
      model: text(100),
      vin: text(40),
      engineNumber: text(60),
      colour: text(40),
      registeredOn: day,
      registrationOffice: text(200),
      status: text(100),
      inspectionValidUntil: day,
      owner: ref('Owner'),
      coOwners: listOf('Owner', 100),
      states: { type: 'array', maxItems: 30, items: word(40) },
      useNature: text(60),
      deregisteredOn: day,
      scrapBy: day,
      insuranceValidUntil: day,
      encumbrances: listOf('Encumbrance', 100),
      seizures: listOf('Seizure', 1000),
      remarks: text(2000),
    },
  },
  Owner: {
    type: 'object',
    required: ['name', 'documentNumber'],
    properties: { name: word(200), documentNumber: word(100), share: text(40) },
  },
  Encumbrance: {
    type: 'object',
    required: ['kind', 'holder'],
    properties: {
      kind: word(100),
      holder: word(200),
      documentNumber: text(100),
      contact: text(200),
      amountFen: FEN,
      registeredOn: day,
      remarks: text(2000),
    },
  },
  Seizure: {
    type: 'object',
    required: ['authority', 'rank'],
    properties: {
      authority: word(200),
      documentNumber: text(100),
      from: day,
      to: day,
      rank: { type: 'integer', minimum: 1, maximum: 10_000 },
      kind: text(60),
      registeredAt: MOMENT,
      remarks: text(2000),
    },
  },
};
