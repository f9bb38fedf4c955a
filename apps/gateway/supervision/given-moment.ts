import { Problem, type ErrorCode } from '#contracts/errors';

/** @throws Problem for what has the form of a moment and is none */
export function givenMoment(text: string | undefined, field: string, code: Extract<ErrorCode, 'request-invalid' | 'parameter-invalid'>): Date | undefined {
  if (text === undefined) return undefined;
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new Problem(code, undefined, [{ field, allowed: 'a moment as ISO 8601 with offset' }]);
  return at;
}
