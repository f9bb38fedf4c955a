import { HttpException } from '@nestjs/common';
import { Problem, type ErrorCode } from '#contracts/errors';
import { isConnectionFault } from '#libs/store';

/** Errors of Fastify about what a caller sent, by Fastify's own codes. */
const FASTIFY_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type-unsupported',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'json-malformed',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'json-malformed',
  FST_ERR_CTP_INVALID_JSON_BODY: 'json-malformed',
  FST_ERR_BAD_URL: 'route-unknown',
  FST_ERR_MAX_PARAM_LENGTH: 'route-unknown',
};

const STATUSES: Readonly<Record<number, ErrorCode>> = {
  400: 'request-invalid',
  401: 'token-invalid',
  403: 'role-missing',
  404: 'route-unknown',
  405: 'route-unknown',
  413: 'body-too-large',
  415: 'media-type-unsupported',
};

/**
 * Whatever was thrown, as one of our problems. Only what is not the caller's fault and not an outage becomes `internal`; its
 * text never leaves the process.
 */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException) {
    const cause = error.cause as { code?: unknown } | undefined;
    const code = typeof cause?.code === 'string' ? FASTIFY_CODES[cause.code] : undefined;
    return new Problem(code ?? STATUSES[error.getStatus()] ?? 'internal');
  }
  const code = (error as { code?: unknown } | null)?.code;
  const known = typeof code === 'string' ? FASTIFY_CODES[code] : undefined;
  if (known !== undefined) return new Problem(known);
  return new Problem(isConnectionFault(error) ? 'database-unavailable' : 'internal');
}
