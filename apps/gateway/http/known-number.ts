import { Problem, type ErrorCode } from '#contracts/errors';

/** What cannot be a number of ours is unknown like one that does not exist. @throws Problem `unknown` */
export function knownNumber(text: string, unknown: ErrorCode, digits = 15): number {
  if (!/^\d+$/.test(text) || text.length > digits) throw new Problem(unknown);
  return Number(text);
}
