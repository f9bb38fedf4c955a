import { answerSchema, COMMON_SCHEMAS, DAY as day, listOf, refTo as ref, textUpTo as text, wordUpTo as word } from '#libs/json-contract';

/**
 * The inbound half of `openapi.yaml` without its words; a test keeps both equal. Kept in code so that reading needs no
 * file: an adapter does no I/O.
 */
export const schemas = {
  ...COMMON_SCHEMAS,
  QueryAnswer: answerSchema({ person: ref('Person') }),
  Person: {
    type: 'object',
    required: ['name', 'documentNumber', 'status'],
    properties: {
      name: word(200),
      formerNames: { type: 'array', maxItems: 20, items: word(200) },
      documentType: word(60),
      documentNumber: word(100),
      sex: { type: 'string', enum: ['male', 'female'] },
      birthDate: day,
      status: word(40),
      statusSince: day,
      spouse: ref('Spouse'),
      records: listOf('MarriageRecord', 50),
    },
  },
  Spouse: { type: 'object', required: ['name'], properties: { name: word(200), documentType: word(60), documentNumber: word(100) } },
  MarriageRecord: {
    type: 'object',
    required: ['kind'],
    properties: { kind: word(40), registeredOn: day, certificateNumber: text(100), office: text(200) },
  },
};
