import { answerSchema, COMMON_SCHEMAS, DAY as day, FEN as fen, listOf, textUpTo as text, wordUpTo as word } from '#libs/json-contract';

const count = { type: 'integer', minimum: 0, maximum: 1_000_000_000 };

/**
 * The inbound half of `openapi.yaml` without its words; a test keeps both equal. Kept in code so that reading needs no
 * file: an adapter does no I/O.
 */
export const schemas = {
  ...COMMON_SCHEMAS,
  QueryAnswer: answerSchema({ taxpayers: listOf('Taxpayer', 200) }),
  Taxpayer: {
    type: 'object',
    required: ['name', 'documentNumber', 'taxpayerNumber', 'registrationState'],
    properties: {
      name: word(200),
      documentNumber: word(100),
      taxpayerNumber: word(40),
      kind: text(60),
      registrationState: word(60),
      registeredOn: day,
      cancelledOn: day,
      authority: text(200),
      industry: text(200),
      address: text(400),
      legalRepresentative: text(200),
      arrears: listOf('Arrears', 500),
      refunds: listOf('Refund', 500),
      invoices: listOf('InvoicePeriod', 120),
      remarks: text(2000),
    },
  },
  Arrears: {
    type: 'object',
    required: ['taxKind', 'amountFen'],
    properties: { taxKind: word(60), period: text(40), amountFen: fen, lateFeeFen: fen },
  },
  Refund: {
    type: 'object',
    required: ['reference', 'taxKind', 'amountFen', 'state'],
    properties: {
      reference: word(64),
      taxKind: word(60),
      cause: text(100),
      amountFen: fen,
      state: word(40),
      decidedOn: day,
      remarks: text(2000),
    },
  },
  InvoicePeriod: {
    type: 'object',
    required: ['from', 'to'],
    properties: { from: day, to: day, issuedCount: count, issuedFen: fen, receivedCount: count, receivedFen: fen },
  },
};
