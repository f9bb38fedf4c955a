import { answerSchema, ASKING_SCHEMAS, COMMON_SCHEMAS, DAY as day, FEN, listOf, MOMENT, refTo as ref, orderSchemas, textUpTo as text, wordUpTo as word } from '#libs/json-contract';
import { ORDER_PARTS } from './equity.order-target.js';

const creditCode = { type: 'string', minLength: 18, maxLength: 18 };

/**
 * The inbound half of `openapi.yaml` and its orders, without words; a test keeps both equal. Kept in code so that reading needs no
 * file: an adapter does no I/O.
 */
export const schemas = {
  ...ASKING_SCHEMAS,
  ...orderSchemas(ORDER_PARTS),
  ...COMMON_SCHEMAS,
  QueryAnswer: answerSchema(
    { organisation: ref('Organisation'), holder: ref('Holder'), shareholdings: listOf('Shareholding', 5000) },
    { dependentRequired: { shareholdings: ['holder'] } },
  ),
  Organisation: {
    type: 'object',
    required: ['name'],
    properties: {
      name: word(200),
      formerNames: { type: 'array', maxItems: 50, items: word(200) },
      creditCode,
      organisationCode: { type: 'string', minLength: 9, maxLength: 10 },
      registrationNumbers: { type: 'array', maxItems: 20, items: word(40) },
      type: text(100),
      status: word(40),
      statusSince: day,
      legalRepresentative: text(200),
      currency: ref('Currency'),
      registeredCapitalFen: ref('Fen'),
      paidInCapitalFen: ref('Fen'),
      establishedOn: day,
      address: text(400),
      authority: text(200),
    },
  },
  Holder: { type: 'object', required: ['name', 'documentNumber'], properties: { name: word(200), documentNumber: word(100) } },
  Shareholding: {
    type: 'object',
    required: ['company'],
    properties: {
      company: ref('Company'),
      role: text(60),
      currency: ref('Currency'),
      subscribedFen: ref('Fen'),
      paidInFen: ref('Fen'),
      ratio: ref('Ratio'),
      shares: ref('Shares'),
      form: text(100),
      subscriptionDueOn: day,
      heldSince: day,
      pledges: listOf('Pledge', 100),
      freezes: listOf('Freeze', 1000),
      remarks: text(2000),
    },
  },
  Company: {
    type: 'object',
    required: ['name'],
    properties: {
      name: word(200),
      creditCode,
      registrationNumber: word(40),
      type: text(100),
      status: text(60),
      currency: ref('Currency'),
      registeredCapitalFen: ref('Fen'),
      legalRepresentative: text(200),
      address: text(400),
      authority: text(200),
    },
  },
  Pledge: {
    type: 'object',
    required: ['pledgee'],
    properties: { number: text(100), pledgee: word(200), amountFen: ref('Fen'), ratio: ref('Ratio'), registeredOn: day, remarks: text(2000) },
  },
  Freeze: {
    type: 'object',
    required: ['authority'],
    properties: {
      authority: word(200),
      documentNumber: text(100),
      noticeNumber: text(100),
      publicationNumber: text(100),
      publishedAt: MOMENT,
      amountFen: ref('Fen'),
      ratio: ref('Ratio'),
      from: day,
      to: day,
      remarks: text(2000),
    },
  },
  Currency: { type: 'string', pattern: '^[A-Z]{3}$' },
  Fen: FEN,
  Ratio: { type: 'string', pattern: '^(100(\\.0{1,6})?|\\d{1,2}(\\.\\d{1,6})?)$' },
  Shares: { type: 'string', pattern: '^\\d{1,18}$' },
};
