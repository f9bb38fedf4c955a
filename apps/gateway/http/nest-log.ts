import type { LoggerService } from '@nestjs/common';
import type { Logger } from '#libs/telemetry';

/** What Nest itself has to say, in our log. Its texts are about modules and routes; what it adds to them is left out. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown): void {
    this.logger.debug(textOf(message));
  }

  warn(message: unknown): void {
    this.logger.warn(textOf(message));
  }

  error(message: unknown): void {
    if (message instanceof Error) this.logger.error({ err: message }, 'error in the framework');
    else this.logger.error(textOf(message));
  }

  fatal(message: unknown): void {
    this.error(message);
  }
}

const textOf = (message: unknown): string => (typeof message === 'string' ? message : 'message of the framework');
