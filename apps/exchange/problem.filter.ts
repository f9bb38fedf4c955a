import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Problem, type ErrorCode } from '#contracts/errors';
import { describeFailure } from './describe-failure.js';
import { EXCHANGE_SETTINGS, type ExchangeSettings } from './exchange-settings.js';

const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  404: 'route-unknown',
  405: 'route-unknown',
  413: 'body-too-large',
  415: 'media-type-unsupported',
  503: 'shutting-down',
};

/** Every error outside the SOAP services becomes a problem document; what is not expected is told without a word of its content. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(EXCHANGE_SETTINGS) private readonly settings: ExchangeSettings) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const problem = this.#problemOf(error);
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    await reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem.toDocument()));
  }

  #problemOf(error: unknown): Problem {
    if (error instanceof Problem) return error;
    if (error instanceof HttpException && error.getStatus() < 500) {
      return new Problem(CODE_OF_STATUS[error.getStatus()] ?? 'request-invalid');
    }
    this.settings.logger.error({ outcome: 'failed', error: describeFailure(error) }, 'call failed');
    return new Problem('internal');
  }
}
