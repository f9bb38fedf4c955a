import { answerSchema, ASKING_SCHEMAS, COMMON_SCHEMAS, DAY as day, FEN as fen, listOf, refTo as ref, orderSchemas, textUpTo as text, wordUpTo as word } from '#libs/json-contract';
import { ORDER_PARTS } from './insurance.order-target.js';

/**
 * The inbound half of `openapi.yaml` and its orders, without words; a test keeps both equal. Kept in code so that reading needs no
 * file: an adapter does no I/O.
 */
export const schemas = {
  ...ASKING_SCHEMAS,
  ...orderSchemas(ORDER_PARTS),
  ...COMMON_SCHEMAS,
  QueryAnswer: answerSchema({ policies: listOf('Policy', 2000) }),
  Policy: {
    type: 'object',
    required: ['insurer', 'number', 'product', 'stronglyPersonal', 'state', 'holder'],
    properties: {
      insurer: ref('Insurer'),
      number: word(64),
      product: word(200),
      kind: text(60),
      stronglyPersonal: { type: 'boolean' },
      state: word(60),
      effectiveFrom: day,
      effectiveTo: day,
      holder: ref('Holder'),
      insured: listOf('Related', 200),
      beneficiaries: listOf('Related', 200),
      cashValueFen: fen,
      cashValueOn: day,
      sumInsuredFen: fen,
      loan: ref('Loan'),
      duePremiumFen: fen,
      pledges: listOf('Pledge', 100),
      measures: listOf('Measure', 1000),
      remarks: text(2000),
    },
    dependentRequired: { cashValueFen: ['cashValueOn'], cashValueOn: ['cashValueFen'] },
  },
  Insurer: { type: 'object', required: ['code', 'name'], properties: { code: word(40), name: word(200), branch: text(200) } },
  Holder: { type: 'object', required: ['name', 'documentNumber'], properties: { name: word(200), documentNumber: word(100) } },
  Related: {
    type: 'object',
    required: ['name'],
    properties: { name: word(200), documentNumber: word(100), relation: text(60), share: text(40) },
  },
  Loan: { type: 'object', required: ['principalFen'], properties: { principalFen: fen, interestFen: fen, asOf: day } },
  Pledge: { type: 'object', required: ['holder'], properties: { holder: word(200), amountFen: fen, registeredOn: day, remarks: text(2000) } },
  Measure: {
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
