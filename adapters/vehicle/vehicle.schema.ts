/**
 * The inbound half of `openapi.yaml` without its words; a test keeps both equal. Kept in code so that reading needs no
 * file: an adapter does no I/O.
 */
const ref = (name: string): { readonly $ref: string } => ({ $ref: `#/$defs/${name}` });
const text = (maxLength: number): object => ({ type: 'string', maxLength });
const word = (maxLength: number): object => ({ type: 'string', minLength: 1, maxLength });
const listOf = (name: string, maxItems: number): object => ({ type: 'array', maxItems, items: ref(name) });
const day = { type: 'string', format: 'date' };

export const schemas = {
  TicketNumber: { type: 'string', pattern: '^[0-9A-Za-z][0-9A-Za-z_-]{0,127}$' },
  Ticket: {
    type: 'object',
    required: ['ticket'],
    properties: { ticket: ref('TicketNumber'), askAgainAfterMs: { type: 'integer', minimum: 0, maximum: 86_400_000 } },
  },
  QueryAnswer: {
    type: 'object',
    required: ['requestNumber', 'result'],
    properties: {
      requestNumber: word(30),
      result: word(40),
      dataAsOf: { type: 'string', format: 'date-time' },
      vehicles: listOf('Vehicle', 2000),
      refusal: ref('Refusal'),
      remarks: text(2000),
    },
    allOf: [{ if: { properties: { result: { const: 'refused' } } }, then: { required: ['refusal'] } }],
  },
  Refusal: {
    type: 'object',
    required: ['reason'],
    properties: { code: word(60), reason: word(1000), contact: text(200) },
  },
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
      encumbrances: listOf('Encumbrance', 100),
      seizures: listOf('Seizure', 1000),
      remarks: text(2000),
    },
  },
  Owner: {
    type: 'object',
    required: ['name', 'documentNumber'],
    properties: { name: word(200), documentNumber: word(100) },
  },
  Encumbrance: {
    type: 'object',
    required: ['kind', 'holder'],
    properties: {
      kind: word(100),
      holder: word(200),
      amountFen: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
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
      remarks: text(2000),
    },
  },
  Error: {
    type: 'object',
    required: ['code', 'message'],
    properties: { code: { type: 'string', pattern: '^[a-z][a-z0-9-]{0,59}$' }, message: word(1000) },
  },
};
