import { applyDecorators } from '@nestjs/common';
import { ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ERROR_CODES, type ErrorCode } from '#contracts/errors';
import { ProblemDto } from '#contracts/http';

/** Any route that asks for a token may answer these. */
const OF_ACCESS: readonly ErrorCode[] = ['token-missing', 'token-invalid', 'role-missing', 'reason-needed', 'origin-refused', 'too-many-attempts', 'identity-provider-unavailable'];

/** Documents which problems a guarded route may answer, by status. */
export const Refusals = (...codes: readonly ErrorCode[]) => applyDecorators(...documented([...OF_ACCESS, ...codes]));

/** The same for a route that asks for none. */
export const PublicRefusals = (...codes: readonly ErrorCode[]) => applyDecorators(...documented(codes));

function documented(codes: readonly ErrorCode[]): MethodDecorator[] {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) byStatus.set(ERROR_CODES[code].status, [...(byStatus.get(ERROR_CODES[code].status) ?? []), code]);
  return [...byStatus].map(([status, those]) =>
    ApiResponse({
      status,
      description: those.map((code) => `\`${code}\` ${ERROR_CODES[code].title}`).join('; '),
      content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } } },
    }),
  );
}
