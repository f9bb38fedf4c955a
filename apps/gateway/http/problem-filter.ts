import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '#contracts/errors';
import { CORRELATION_HEADER, type Logger } from '#libs/telemetry';
import { toProblem } from './to-problem.js';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** Seconds after which it is worth to try again when we are the ones who cannot. */
const RETRY_AFTER = '2';

/** Turns everything that is thrown while a call is served into a problem document (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = toProblem(error);
    if (problem.status >= 500 && problem.code !== 'shutting-down') this.#log(error, problem, request);
    if (reply.sent || reply.raw.headersSent) {
      // Part of an answer is out already: cutting it off is the only way to say that it is not whole.
      reply.raw.destroy();
      return;
    }
    sendProblem(reply, problem, request.id);
  }

  #log(err: unknown, problem: Problem, request: FastifyRequest): void {
    const route = request.routeOptions.url ?? 'unknown';
    this.logger.error({ err, code: problem.code, method: request.method, route, correlationId: request.id }, 'call failed');
  }
}

export function sendProblem(reply: FastifyReply, problem: Problem, correlationId: string): void {
  // Set by a hook for every route; an address that cannot even be read never gets that far.
  void reply.header(CORRELATION_HEADER, correlationId);
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
  if (problem.status === 503 || problem.status === 429) void reply.header('retry-after', String(problem.retryAfterSeconds ?? RETRY_AFTER));
  // Serialised here: a reply whose type is not plain JSON is not serialised by Fastify.
  void reply.status(problem.status).header('content-type', PROBLEM_TYPE).send(JSON.stringify(problem.toDocument(`urn:chakong:call:${correlationId}`)));
}
