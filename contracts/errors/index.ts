export { ERROR_CODES, type ErrorCode } from './error-codes.js';
export type { RuleFacts } from './rule-facts.js';
export { Problem, type ProblemDocument, type ProblemField, type ProblemRule } from './problem.js';
