import { ASKING_SCHEMAS, orderSchemas } from '#libs/json-contract';
import { ORDER_PARTS } from './bank-direct.order-target.js';

/**
 * The inbound half of `openapi.yaml` and its orders, without words; a test keeps both equal. Kept in code so that reading needs no
 * file: an adapter does no I/O.
 */
const ref = (name: string): { readonly $ref: string } => ({ $ref: `#/$defs/${name}` });
const text = (maxLength: number): object => ({ type: 'string', maxLength });
const word = (maxLength: number): object => ({ type: 'string', minLength: 1, maxLength });
const listOf = (name: string, maxItems: number): object => ({ type: 'array', maxItems, items: ref(name) });
const day = { type: 'string', format: 'date' };
const count = (maximum: number): object => ({ type: 'integer', minimum: 1, maximum });

export const schemas = {
  ...ASKING_SCHEMAS,
  ...orderSchemas(ORDER_PARTS),
  QueryAnswer: {
    type: 'object',
    required: ['requestNumber', 'result'],
    properties: {
      requestNumber: word(30),
      result: word(40),
      holder: ref('Holder'),
      dataAsOf: { type: 'string', format: 'date-time' },
      accounts: listOf('Account', 5000),
      products: listOf('Product', 5000),
      refusal: ref('Refusal'),
      remarks: text(2000),
    },
    allOf: [
      { if: { properties: { result: { const: 'found' } } }, then: { required: ['holder'] } },
      { if: { properties: { result: { const: 'refused' } } }, then: { required: ['refusal'] } },
    ],
  },
  Holder: {
    type: 'object',
    required: ['name', 'documentNumber'],
    properties: { name: word(200), documentNumber: word(100) },
  },
  Refusal: {
    type: 'object',
    required: ['reason'],
    properties: { code: word(60), reason: word(1000), contact: text(200) },
  },
  Account: {
    type: 'object',
    required: ['number', 'balanceFen'],
    properties: {
      number: word(64),
      category: text(100),
      status: text(100),
      branch: ref('Branch'),
      openedOn: day,
      closedOn: day,
      currency: ref('Currency'),
      balanceFen: ref('SignedFen'),
      availableFen: ref('SignedFen'),
      settlementAccount: text(64),
      subAccounts: listOf('SubAccount', 5000),
      priorMeasures: listOf('PriorMeasure', 5000),
      rights: listOf('Right', 5000),
      transactions: listOf('Transaction', 100_000),
      remarks: text(2000),
    },
  },
  Branch: { type: 'object', required: ['name'], properties: { name: word(200), code: text(40) } },
  Currency: { type: 'string', pattern: '^[A-Z]{3}$' },
  Fen: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
  SignedFen: { type: 'integer', minimum: -Number.MAX_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
  SubAccount: {
    type: 'object',
    required: ['number'],
    properties: {
      number: word(64),
      category: text(100),
      currency: ref('Currency'),
      balanceFen: ref('SignedFen'),
      availableFen: ref('SignedFen'),
      remarks: text(2000),
    },
  },
  PriorMeasure: {
    type: 'object',
    required: ['sequence', 'authority'],
    properties: {
      sequence: count(1_000_000),
      authority: word(200),
      documentNumber: text(100),
      currency: ref('Currency'),
      amountFen: ref('Fen'),
      startsOn: day,
      endsOn: day,
      remarks: text(2000),
    },
  },
  Right: {
    type: 'object',
    required: ['sequence', 'kind', 'holder'],
    properties: {
      sequence: count(1_000_000),
      kind: word(100),
      holder: word(200),
      currency: ref('Currency'),
      amountFen: ref('Fen'),
      address: text(400),
      contact: text(200),
      remarks: text(2000),
    },
  },
  Transaction: {
    type: 'object',
    required: ['sequence', 'direction'],
    properties: {
      sequence: count(100_000_000),
      direction: { type: 'string', enum: ['in', 'out', 'unknown'] },
      kind: text(100),
      currency: ref('Currency'),
      amountFen: ref('Fen'),
      at: { type: 'string', format: 'date-time-local' },
      serial: text(100),
      counterparty: { type: 'object', properties: { name: text(200), account: text(64), bank: text(200) } },
      remarks: text(2000),
    },
  },
  Product: {
    type: 'object',
    required: ['reference'],
    properties: {
      reference: word(100),
      code: text(60),
      name: text(200),
      category: text(100),
      sale: { type: 'string', enum: ['direct', 'agency'] },
      wealthAccount: text(64),
      settlementAccount: text(64),
      manager: text(200),
      custodian: text(200),
      beneficiary: text(200),
      pledgee: text(200),
      tradableThroughBank: { type: 'boolean' },
      restriction: text(100),
      restrictionLiftedOn: day,
      establishedOn: day,
      redeemableOn: day,
      currency: ref('Currency'),
      quantity: ref('Quantity'),
      availableQuantity: ref('Quantity'),
      unitPrice: ref('Decimal'),
      valueFen: ref('Fen'),
      availableValueFen: ref('Fen'),
      priorMeasures: listOf('PriorMeasure', 5000),
      rights: listOf('Right', 5000),
      remarks: text(2000),
    },
  },
  Quantity: { type: 'object', required: ['amount', 'unit'], properties: { amount: ref('Decimal'), unit: word(20) } },
  Decimal: { type: 'string', pattern: '^\\d{1,18}(\\.\\d{1,8})?$' },
  Error: {
    type: 'object',
    required: ['code', 'message'],
    properties: { code: { type: 'string', pattern: '^[a-z][a-z0-9-]{0,59}$' }, message: word(1000) },
  },
};
