/** What HTTP/JSON wire contracts have in common: defensive reading, failures by status, compiled schemas, who is meant. */
export { decodeJson, printable, readFailure, type DecodedJson, type ErrorBody, type JsonLimits } from './json-reply.js';
export { compileSchemas, type Check, type Checked } from './wire-schema.js';
export { hasName, hasNumber, isPersonAsked, sameNumber, type NamedPerson } from './same-person.js';
export { matchIdentity } from './identity-match.js';
export { answerSchema, COMMON_SCHEMAS, DAY, FEN, listOf, MOMENT, refTo, TICKET_SCHEMAS, textUpTo, wordUpTo } from './schema-parts.js';
export { callHeaders, jsonHeaders, questionOf } from './question.js';
export { attributes, contradictory, notes, readAnswer, remarksOf, withoutRepeats, type AnswerForm, type CommonAnswer } from './read-answer.js';
export { readTicketPoll, readTicketReply, type TicketForm, type WireTicket } from './ticket.js';
export { decimal, units } from './exact-quantity.js';
export { ASKING_SCHEMAS, MONEY_EFFECT, orderSchemas, QUANTITY_EFFECT, QUANTITY_TEXT, RATIO_EFFECT, type OrderParts } from './order-schema.js';
export { ordersOf, type OrderForm } from './read-order.js';
export { cannotCarry, type CarryRules } from './carry-order.js';
export type { WireOrderAnswer } from './order-answer.js';
export type { WireThing } from './write-order.js';
