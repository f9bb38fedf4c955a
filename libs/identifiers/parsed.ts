/** Why an identifier was refused. Closed: callers end their switch with a `never` check. */
export const IDENTIFIER_FAULTS = [
  'not-text', // the value is not a string at all
  'empty', // nothing but spaces
  'length', // too short or too long
  'characters', // a character that this identifier never has
  'format', // right characters in the wrong order
  'check-digit', // 校验码 does not fit the rest
  'date', // not a day of the calendar, or in the future
  'region', // no such province-level region
  'year', // year outside the possible range
  'range', // a number beyond what is stored exactly, or a sign where none may be
  'lossy', // more decimals than a fen can hold
  'unknown', // not in the code table
  'unsupported', // valid here, but the other form cannot express it
] as const;

export type IdentifierFault = (typeof IDENTIFIER_FAULTS)[number];

/** The value was refused. `expected` says what is allowed and never repeats the input, which may be personal data. */
export interface Refused {
  readonly ok: false;
  readonly reason: IdentifierFault;
  /** One English sentence: what is allowed. */
  readonly expected: string;
}

export interface Accepted<T> {
  readonly ok: true;
  readonly value: T;
}

/** Outcome of every parser of this folder; parsers never throw, whatever they are given. */
export type Parsed<T> = Accepted<T> | Refused;

export function accepted<T>(value: T): Accepted<T> {
  return { ok: true, value };
}

export function refused(reason: IdentifierFault, expected: string): Refused {
  return { ok: false, reason, expected };
}
