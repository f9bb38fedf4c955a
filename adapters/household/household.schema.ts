/**
 * The inbound half of `openapi.yaml` without its words; a test keeps both equal. Kept in code so that reading needs no
 * file: an adapter does no I/O.
 */
const ref = (name: string): { readonly $ref: string } => ({ $ref: `#/$defs/${name}` });
const text = (maxLength: number): object => ({ type: 'string', maxLength });
const word = (maxLength: number): object => ({ type: 'string', minLength: 1, maxLength });
const day = { type: 'string', format: 'date' };
const number = { type: 'string', minLength: 15, maxLength: 18 };

export const schemas = {
  Receipt: { type: 'object', required: ['received'], properties: { received: { type: 'boolean' } } },
  QueryAnswer: {
    type: 'object',
    required: ['requestNumber', 'result'],
    properties: {
      requestNumber: word(30),
      result: word(40),
      dataAsOf: { type: 'string', format: 'date-time' },
      person: ref('Person'),
      refusal: ref('Refusal'),
      remarks: text(2000),
    },
    allOf: [{ if: { properties: { result: { const: 'refused' } } }, then: { required: ['refusal'] } }],
  },
  Person: {
    type: 'object',
    required: ['name', 'idNumber'],
    properties: {
      name: word(200),
      formerNames: { type: 'array', maxItems: 20, items: word(200) },
      idNumber: number,
      oldIdNumber: number,
      sex: { type: 'string', enum: ['male', 'female'] },
      birthDate: day,
      address: text(400),
      status: word(40),
      statusSince: day,
      movedTo: text(400),
      registrationOffice: text(200),
    },
  },
  Refusal: {
    type: 'object',
    required: ['reason'],
    properties: { code: word(60), reason: word(1000), contact: text(200) },
  },
  Error: {
    type: 'object',
    required: ['code', 'message'],
    properties: { code: { type: 'string', pattern: '^[a-z][a-z0-9-]{0,59}$' }, message: word(1000) },
  },
};
