import { Controller, Get, Header } from '@nestjs/common';

/** Whether the process answers. Says nothing of the database: a restart would not mend that. */
@Controller('healthz')
export class HealthController {
  @Get()
  @Header('cache-control', 'no-store')
  health(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }
}
