/** A call of the gateway whose credentials are right. */
export interface PushCall {
  readonly method: string;
  /** After the institution's prefix, with leading slash, without query string. */
  readonly path: string;
  readonly body: Buffer;
}

/** What an institution answers. `value` is written as JSON. */
export interface PushReply {
  readonly status: number;
  readonly value: unknown;
  readonly retryAfterSeconds?: number;
}

export const failure = (status: number, code: string, message: string): PushReply => ({ status, value: { code, message } });
export const SYSTEM_ERROR: PushReply = { ...failure(500, 'system-error', '系统处理异常'), retryAfterSeconds: 0 };
export const OUT_OF_SERVICE: PushReply = { ...failure(503, 'system-error', '系统维护中'), retryAfterSeconds: 1 };
export const TOKEN_INVALID = failure(401, 'token-invalid', '令牌无效');
export const NO_SUCH_PATH = failure(404, 'not-offered', '没有此接口');
export const REVIEW_FAILED = failure(422, 'review-failed', '业务审核未通过');
