import { Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '#contracts/errors';
import { CallbackDesk } from '#libs/mailbox';
import { sourcesOf } from './sources-of-calls.js';
import { EXCHANGE_SETTINGS, type ExchangeSettings } from './exchange-settings.js';

/** Codes as the registry gives them; anything else cannot be one. */
const INSTITUTION_CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Where institutions we have asked send their answers later (回调). */
@Controller('callbacks')
export class CallbackController {
  constructor(
    private readonly desk: CallbackDesk,
    @Inject(EXCHANGE_SETTINGS) private readonly settings: ExchangeSettings,
  ) {}

  @Post(':institutionCode')
  async receive(
    @Param('institutionCode') institutionCode: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const started = performance.now();
    const receivedAt = new Date();
    if (!INSTITUTION_CODE.test(institutionCode)) throw new Problem('institution-unknown');
    const encoding = request.headers['content-encoding']?.trim().toLowerCase();
    if (encoding !== undefined && encoding !== 'identity') throw new Problem('media-type-unsupported', 'Compressed bodies are not read');

    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const { status, body } = await this.desk.receive(institutionCode, oneEach(request.headers), bytes, receivedAt, sourcesOf(this.settings.certificates)(request));
    const ms = performance.now() - started;
    this.settings.logger.info({ operation: 'callback', institutionCode, status, ms: Math.round(ms) }, 'callback answered');
    this.settings.onCall?.('callback', 'callback', String(status), ms / 1000);
    const type = status >= 400 ? 'application/problem+json' : 'application/json; charset=utf-8';
    await reply.code(status).type(type).send(JSON.stringify(body));
  }
}

function oneEach(headers: FastifyRequest['headers']): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}
