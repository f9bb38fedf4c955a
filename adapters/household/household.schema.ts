import { answerSchema, COMMON_SCHEMAS, DAY as day, listOf, refTo as ref, textUpTo as text, wordUpTo as word } from '#libs/json-contract';

/**
 * The inbound half of `openapi.yaml` without its words; a test keeps both equal. Kept in code so that reading needs no
 * file: an adapter does no I/O.
 */
const number = { type: 'string', minLength: 15, maxLength: 18 };

export const schemas = {
  Receipt: { type: 'object', required: ['received'], properties: { received: { type: 'boolean' } } },
  ...COMMON_SCHEMAS,
  QueryAnswer: answerSchema({ person: ref('Person') }),
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
      documents: listOf('Document', 50),
      correctedFrom: listOf('Correction', 20),
      currentAddress: text(400),
      householdNumber: text(40),
    },
  },
  Document: { type: 'object', required: ['type', 'number'], properties: { type: word(60), number: word(100), current: { type: 'boolean' } } },
  Correction: { type: 'object', properties: { name: word(200), idNumber: number, correctedOn: day } },
};
