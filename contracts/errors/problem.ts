import { ERROR_CODES, type ErrorCode } from './error-codes.js';
import type { RuleFacts } from './rule-facts.js';

/** One field that is wrong: where it stands (JSON pointer or parameter name) and what is allowed there. */
export interface ProblemField {
  readonly field: string;
  readonly allowed: string;
}

/** One rule of the law that speaks against what was asked (RFC 9457 extension `rules`), without personal data. */
export interface ProblemRule {
  /** Of the closed list in `docs/control-rules.md`, or a row of `docs/exempt-funds.md`. */
  readonly code: string;
  /** Law and article. */
  readonly law: string;
  /** What it says, for officers. */
  readonly says: string;
  /** What would make it acceptable. */
  readonly remedy: string;
  /** JSON pointer into the body, where one field is the cause. */
  readonly field?: string;
  /** What exactly: sums in fen, days, codes. */
  readonly detail?: string;
  /** The same as a code with figures, to be said in any language. */
  readonly facts?: RuleFacts;
}

/** The body of every error over HTTP (RFC 9457, `application/problem+json`). Never holds personal data. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly number: number;
  readonly retryable: boolean;
  readonly detail?: string;
  readonly fields?: readonly ProblemField[];
  readonly rules?: readonly ProblemRule[];
  readonly instance?: string;
}

/** A refusal with a code of the closed catalogue; thrown anywhere, turned into a problem document at the edge. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly code: ErrorCode,
    readonly detail?: string,
    readonly fields?: readonly ProblemField[],
    /** When it is worth to call again, seconds: the header Retry-After, where it is known better than for all. */
    readonly retryAfterSeconds?: number,
    readonly rules?: readonly ProblemRule[],
  ) {
    super(detail ?? ERROR_CODES[code].title);
  }

  get status(): number {
    return ERROR_CODES[this.code].status;
  }

  toDocument(instance?: string): ProblemDocument {
    const entry = ERROR_CODES[this.code];
    return {
      type: `urn:chakong:error:${this.code}`,
      title: entry.title,
      status: entry.status,
      code: this.code,
      number: entry.number,
      retryable: entry.retryable,
      ...(this.detail === undefined ? {} : { detail: this.detail }),
      ...(this.fields === undefined ? {} : { fields: this.fields }),
      ...(this.rules === undefined ? {} : { rules: this.rules }),
      ...(instance === undefined ? {} : { instance }),
    };
  }
}
