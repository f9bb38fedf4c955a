import type { PushReply } from './push-reply.js';
import { failure } from './push-reply.js';

/** A question as the published contracts write it (`QueryOrder`); checked as an institution would check it. */
export interface QueryOrder {
  readonly requestNumber: string;
  readonly subject: {
    readonly kind: 'person' | 'organisation';
    readonly name: string;
    readonly otherNames: readonly string[];
    readonly documents: readonly { readonly type: string; readonly number: string }[];
  };
  readonly sources?: readonly string[];
  readonly transactions?: { readonly from: string; readonly to: string };
  readonly callbackUrl?: string;
}

export type ReadOrder = { readonly ok: true; readonly order: QueryOrder } | { readonly ok: false; readonly reply: PushReply };

export type Check = (value: unknown) => boolean;
/** Field → check; a `?` at the end of the name says that the field may be left out. Nothing else may be there. */
export type Shape = Readonly<Record<string, Check>>;

export const text =
  (most: number, least = 1): Check =>
  (value) =>
    typeof value === 'string' && value.length >= least && value.length <= most;
export const like =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
export const listOf =
  (item: Check, least: number, most: number): Check =>
  (value) =>
    Array.isArray(value) && value.length >= least && value.length <= most && value.every(item);

export function shaped(shape: Shape): Check {
  const required = Object.keys(shape).filter((name) => !name.endsWith('?'));
  const checks = new Map(Object.entries(shape).map(([name, check]) => [name.replace(/\?$/, ''), check]));
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const record = value as Record<string, unknown>;
    for (const name of required) if (record[name] === undefined) return false;
    for (const name in record) if (checks.get(name)?.(record[name]) !== true) return false;
    return true;
  };
}

export const DAY = like(/^\d{4}-\d{2}-\d{2}$/);

/** What questions and orders have in common: who asks, about whom, in which case. */
export const ASKING: Shape = {
  requestNumber: like(/^[0-9A-Za-z_-]{1,30}$/),
  subject: shaped({
    kind: like(/^(person|organisation)$/),
    name: text(200),
    otherNames: listOf(text(200), 0, 1_000),
    documents: listOf(shaped({ type: text(60), number: text(100) }), 0, 1_000),
  }),
  case: shaped({ caseNumber: text(100), courtCode: text(50), courtName: text(100) }),
  officers: listOf(shaped({ name: text(50), phone: text(100, 0), workCertificate: text(50, 0), dutyCertificate: text(50, 0) }), 1, 8),
  noticeName: text(200),
  answerBy: like(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/),
};

const BASE: Shape = {
  ...ASKING,
  documentNumber: text(100),
};

/** What each contract adds to a question. */
export const ORDER_SHAPES = {
  'bank-direct': shaped({ ...BASE, sources: listOf(like(/^(deposit|wealth)$/), 1, 2), 'transactions?': shaped({ from: DAY, to: DAY }) }),
  vehicle: shaped(BASE),
  tax: shaped(BASE),
  securities: shaped(BASE),
  insurance: shaped(BASE),
  marriage: shaped(BASE),
  equity: shaped(BASE),
  household: shaped({ ...BASE, callbackUrl: like(/^https?:\/\/.{1,490}$/) }),
} as const;

const INVALID: ReadOrder = { ok: false, reply: failure(400, 'request-invalid', '请求报文不符合接口规范') };

export function readOrder(contract: keyof typeof ORDER_SHAPES, body: Buffer): ReadOrder {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    return INVALID;
  }
  return ORDER_SHAPES[contract](value) ? { ok: true, order: value as QueryOrder } : INVALID;
}

const MOST_REMEMBERED = 200_000;

/** Remembers what was asked under which number: the same number with another question is turned down (409). */
export class NumbersGiven {
  readonly #questions = new Map<string, string>();

  /** @returns false when the number came before with another question. */
  fits({ requestNumber, subject }: QueryOrder): boolean {
    const question = `${subject.documents[0]?.number ?? ''}|${subject.name}`;
    const before = this.#questions.get(requestNumber);
    if (before !== undefined) return before === question;
    if (this.#questions.size >= MOST_REMEMBERED) this.#questions.clear();
    this.#questions.set(requestNumber, question);
    return true;
  }
}

export const NUMBER_REUSED = failure(409, 'request-number-reused', '请求单号已用于其他查询');
