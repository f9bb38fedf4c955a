/**
 * The inbound half of `openapi.yaml` without its words; a test keeps both equal. Kept in code so that reading needs no
 * file: an adapter does no I/O.
 */
const word = (maxLength: number): object => ({ type: 'string', minLength: 1, maxLength });

export const schemas = {
  QueryAnswer: {
    type: 'object',
    required: ['requestNumber', 'result'],
    properties: {
      requestNumber: word(30),
      result: word(40),
      holder: { $ref: '#/$defs/Holder' },
      assets: { type: 'array', maxItems: 1000, items: { $ref: '#/$defs/AssetRow' } },
      dataAsOf: { type: 'string', format: 'date-time' },
      refusal: { $ref: '#/$defs/Refusal' },
      remarks: { type: 'string', maxLength: 2000 },
    },
    allOf: [
      { if: { properties: { result: { const: 'found' } } }, then: { required: ['holder'] } },
      { if: { properties: { result: { const: 'refused' } } }, then: { required: ['refusal'] } },
    ],
  },
  Refusal: {
    type: 'object',
    required: ['reason'],
    properties: { code: word(60), reason: word(1000), contact: { type: 'string', maxLength: 200 } },
  },
  Holder: {
    type: 'object',
    required: ['name', 'documentNumber'],
    properties: { name: word(200), documentNumber: word(100) },
  },
  AssetRow: {
    type: 'object',
    required: ['reference'],
    properties: {
      reference: word(64),
      name: word(200),
      valueFen: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
    },
  },
  Error: {
    type: 'object',
    required: ['code', 'message'],
    properties: { code: { type: 'string', pattern: '^[a-z][a-z0-9-]{0,59}$' }, message: word(1000) },
  },
};
