/**
 * Parts that the schemas of all published contracts are made of. They say the same as `components.schemas` of the documents
 * (a test compares them), so what is changed here must be changed in every document.
 */

/** A reference to another schema of the same contract. */
export const refTo = (name: string): { readonly $ref: string } => ({ $ref: `#/$defs/${name}` });

/** Text that may be empty. */
export const textUpTo = (maxLength: number): object => ({ type: 'string', maxLength });

/** Text that says something. */
export const wordUpTo = (maxLength: number): object => ({ type: 'string', minLength: 1, maxLength });

export const listOf = (name: string, maxItems: number): object => ({ type: 'array', maxItems, items: refTo(name) });

/** `yyyy-MM-dd` */
export const DAY = { type: 'string', format: 'date' };

/** RFC 3339 with offset. */
export const MOMENT = { type: 'string', format: 'date-time' };

/** Money that cannot be negative, in fen (分). */
export const FEN = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };

/** `QueryAnswer`: what all answers have, and what this contract adds. */
export const answerSchema = (properties: Readonly<Record<string, object>>, more: object = {}): object => ({
  type: 'object',
  required: ['requestNumber', 'result'],
  properties: { requestNumber: wordUpTo(30), result: wordUpTo(40), dataAsOf: MOMENT, ...properties, refusal: refTo('Refusal'), remarks: textUpTo(2000) },
  allOf: [{ if: { properties: { result: { const: 'refused' } } }, then: { required: ['refusal'] } }],
  ...more,
});

/** Schemas that are the same in every contract, by name: 退回原因 and the error body. */
export const COMMON_SCHEMAS = {
  Refusal: {
    type: 'object',
    required: ['reason'],
    properties: { code: wordUpTo(60), reason: wordUpTo(1000), contact: textUpTo(200) },
  },
  Error: {
    type: 'object',
    required: ['code', 'message'],
    properties: { code: { type: 'string', pattern: '^[a-z][a-z0-9-]{0,59}$' }, message: wordUpTo(1000) },
  },
};

/** The body of a 202, the same wherever tickets are handed out. */
export const TICKET_SCHEMAS = {
  TicketNumber: { type: 'string', pattern: '^[0-9A-Za-z][0-9A-Za-z_-]{0,127}$' },
  Ticket: {
    type: 'object',
    required: ['ticket'],
    properties: { ticket: refTo('TicketNumber'), askAgainAfterMs: { type: 'integer', minimum: 0, maximum: 86_400_000 } },
  },
};
