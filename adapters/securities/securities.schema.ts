import { answerSchema, ASKING_SCHEMAS, COMMON_SCHEMAS, DAY as day, FEN as fen, listOf, refTo as ref, TICKET_SCHEMAS, orderSchemas, textUpTo as text, wordUpTo as word } from '#libs/json-contract';
import { ORDER_PARTS } from './securities.order-target.js';

/** What is spared needs its reason, so that an officer can judge it (法发〔2008〕4号). */
const spared = { if: { required: ['enforceable'], properties: { enforceable: { const: false } } }, then: { required: ['exemption'] } };

/**
 * The inbound half of `openapi.yaml` and its orders, without words; a test keeps both equal. Kept in code so that reading needs no
 * file: an adapter does no I/O.
 */
export const schemas = {
  ...ASKING_SCHEMAS,
  ...orderSchemas(ORDER_PARTS),
  ...TICKET_SCHEMAS,
  ...COMMON_SCHEMAS,
  QueryAnswer: answerSchema({ holdings: listOf('Holding', 10_000), fundAccounts: listOf('FundAccount', 200) }),
  Holder: { type: 'object', required: ['name', 'documentNumber'], properties: { name: word(200), documentNumber: word(100) } },
  Quantity: { type: 'string', pattern: '^(0|[1-9][0-9]{0,14})(\\.[0-9]{1,8})?$' },
  Holding: {
    type: 'object',
    required: ['securitiesAccount', 'holder', 'code', 'name', 'market', 'unit', 'quantity'],
    properties: {
      securitiesAccount: { type: 'string', pattern: '^[0-9A-Z]{4,20}$' },
      accountState: text(60),
      holder: ref('Holder'),
      code: { type: 'string', pattern: '^[0-9A-Z]{1,12}$' },
      name: word(100),
      market: word(10),
      kind: text(60),
      unit: { enum: ['股', '份', '张'] },
      quantity: ref('Quantity'),
      tradableQuantity: ref('Quantity'),
      restrictedQuantity: ref('Quantity'),
      restrictionLiftedOn: day,
      pledgedQuantity: ref('Quantity'),
      availableQuantity: ref('Quantity'),
      frozenCause: { type: 'string', pattern: '^[0-9]{1,2}$' },
      price: { type: 'string', pattern: '^(0|[1-9][0-9]{0,8})(\\.[0-9]{1,4})?$' },
      priceOn: day,
      custodian: text(200),
      pledges: listOf('Pledge', 1000),
      freezes: listOf('Freeze', 1000),
      waitingFreezes: listOf('WaitingFreeze', 1000),
      enforceable: { type: 'boolean' },
      exemption: ref('Exemption'),
      remarks: text(2000),
    },
    dependentRequired: { price: ['priceOn'], priceOn: ['price'] },
    ...spared,
  },
  FundAccount: {
    type: 'object',
    required: ['number', 'holder', 'balanceFen'],
    properties: {
      number: word(40),
      holder: ref('Holder'),
      state: text(60),
      branch: text(200),
      openedOn: day,
      currency: { type: 'string', pattern: '^[A-Z]{3}$' },
      balanceFen: fen,
      availableFen: fen,
      freezes: listOf('CashFreeze', 1000),
      enforceable: { type: 'boolean' },
      exemption: ref('Exemption'),
      remarks: text(2000),
    },
    ...spared,
  },
  Exemption: { type: 'object', required: ['reason'], properties: { rule: text(40), reason: word(500) } },
  Pledge: { type: 'object', required: ['pledgee', 'quantity'], properties: { pledgee: word(200), quantity: ref('Quantity'), registeredOn: day, remarks: text(2000) } },
  Freeze: {
    type: 'object',
    required: ['authority', 'quantity'],
    properties: { authority: word(200), documentNumber: text(100), freezeNumber: text(60), quantity: ref('Quantity'), from: day, to: day, remarks: text(2000) },
  },
  WaitingFreeze: {
    type: 'object',
    required: ['sequence', 'authority', 'quantity'],
    properties: {
      sequence: { type: 'integer', minimum: 1, maximum: 10_000 },
      authority: word(200),
      documentNumber: text(100),
      quantity: ref('Quantity'),
      requestedOn: day,
      remarks: text(2000),
    },
  },
  CashFreeze: {
    type: 'object',
    required: ['authority', 'rank'],
    properties: {
      authority: word(200),
      documentNumber: text(100),
      amountFen: fen,
      from: day,
      to: day,
      rank: { type: 'integer', minimum: 1, maximum: 10_000 },
      remarks: text(2000),
    },
  },
};
