import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOkResponse, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Problem } from '#contracts/errors';
import { CreateInquiryDto, InquiryListDto, InquiryResultDto } from '#contracts/http';
import { Allow, CurrentActor, recordAudit, type Actor } from '#libs/access';
import { InquiryEngine } from '#libs/inquiry';
import { Database, InquiryReader } from '#libs/store';
import { InquirySettings } from './inquiry-settings.js';
import { idempotencyKey, knownUuid, preferredWaitMs, wholeNumber } from './request-preferences.js';

/** Inquiries (查询): ask every institution about the obligors of a case, and read what they answered. */
@ApiTags('inquiries')
@ApiBearerAuth()
@Controller()
export class InquiriesController {
  constructor(
    @Inject(InquiryEngine) private readonly engine: InquiryEngine,
    @Inject(InquiryReader) private readonly reader: InquiryReader,
    @Inject(Database) private readonly database: Database,
    @Inject(InquirySettings) private readonly settings: InquirySettings,
  ) {}

  @Post('inquiries')
  @HttpCode(202)
  @Allow('officer', 'integration')
  @ApiOperation({ summary: 'Ask what the obligors of a case own (发起查询)' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'Same key and same body: same inquiry. 8 to 128 printable ASCII characters' })
  @ApiHeader({ name: 'Prefer', required: false, description: 'wait=N: answer after at most N seconds with what has arrived by then' })
  @ApiResponse({ status: 200, type: InquiryResultDto, description: 'Waited, and every institution has an outcome' })
  @ApiResponse({ status: 202, type: InquiryResultDto, description: 'Accepted and durable; `complete` is false and `missing` says who has not answered. Location has the result' })
  async create(
    @Body() body: CreateInquiryDto,
    @CurrentActor() actor: Actor,
    @Headers('idempotency-key') key: string | undefined,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InquiryResultDto> {
    const waitMs = preferredWaitMs(prefer, this.settings.waitMaxSeconds);
    const period = body.transactions;
    if (period !== undefined && period.to < period.from) {
      throw new Problem('request-invalid', undefined, [{ field: '/transactions/to', allowed: 'a day not before `from`' }]);
    }
    const idempotency = idempotencyKey(key);
    const { result, repeated } = await this.engine.submit(body, {
      actor: actor.login,
      ...(actor.correlationId === null ? {} : { correlationId: actor.correlationId }),
      ...(idempotency === undefined ? {} : { idempotencyKey: idempotency }),
      waitMs,
    });
    void reply.header('location', `/api/v1/inquiries/${result.id}`);
    if (waitMs > 0) void reply.header('preference-applied', `wait=${waitMs / 1000}`);
    if (repeated) void reply.header('idempotent-replayed', 'true');
    if (result.complete) void reply.status(200);
    return result;
  }

  @Get('inquiries/:inquiryId')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @ApiOperation({ summary: 'The aggregated answer, as it is now or as it was at an earlier version' })
  @ApiQuery({ name: 'version', required: false, description: 'Show the result after its first N outcomes' })
  @ApiOkResponse({ type: InquiryResultDto })
  async read(
    @Param('inquiryId') inquiryId: string,
    @Query('version') version: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InquiryResultDto> {
    const asOf = version === undefined ? undefined : wholeNumber('version', version, 0, 0, 1_000_000);
    const result = await this.engine.result(knownUuid(inquiryId, 'inquiry-unknown'), asOf);
    await this.#audited(actor, 'inquiry.read', result.caseId, result.id);
    void reply.header('etag', `"${result.version}${result.state === 'cancelled' ? 'c' : ''}"`);
    return result;
  }

  @Post('inquiries/:inquiryId/cancel')
  @HttpCode(200)
  @Allow('officer', 'integration')
  @ApiOperation({ summary: 'Stop asking (撤回): what is not yet sent is not sent; answers on their way are still taken' })
  @ApiOkResponse({ type: InquiryResultDto })
  cancel(@Param('inquiryId') inquiryId: string, @CurrentActor() actor: Actor): Promise<InquiryResultDto> {
    return this.engine.cancel(knownUuid(inquiryId, 'inquiry-unknown'), actor.login);
  }

  @Get('cases/:caseId/inquiries')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @ApiOperation({ summary: 'Inquiries of a case, newest first' })
  @ApiQuery({ name: 'limit', required: false, description: '1 to 200, 50 unless given' })
  @ApiQuery({ name: 'before', required: false, description: 'Id of the last inquiry of the previous page' })
  @ApiOkResponse({ type: InquiryListDto })
  async list(
    @Param('caseId') caseId: string,
    @Query('limit') limit: string | undefined,
    @Query('before') before: string | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<InquiryListDto> {
    const id = knownUuid(caseId, 'case-unknown');
    const size = wholeNumber('limit', limit, 50, 1, 200);
    const rows = await this.reader.inquiriesOfCase(id, size, before === undefined ? undefined : knownUuid(before, 'inquiry-unknown'));
    if (rows.length === 0 && !(await this.#caseExists(id))) throw new Problem('case-unknown');
    await this.#audited(actor, 'inquiry.read', id);
    return {
      items: rows.map((row) => ({
        id: row.id, purpose: row.purpose, sources: [...row.sources], requestedBy: row.requestedBy, total: row.total, answered: row.answered,
        state: row.cancelledAt !== null ? 'cancelled' : row.completedAt !== null ? 'complete' : 'open', acceptedAt: row.acceptedAt.toISOString(),
        ...(row.completedAt === null ? {} : { completedAt: row.completedAt.toISOString() }),
      })),
      ...(rows.length === size ? { next: rows.at(-1)!.id } : {}),
    };
  }

  async #caseExists(id: string): Promise<boolean> {
    return (await this.database.query.selectFrom('case_file').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
  }

  #audited(actor: Actor, event: 'inquiry.read', caseId: string, inquiryId?: string): Promise<void> {
    return recordAudit(this.database.query, {
      event, actor: actor.login, caseId, result: 'success',
      ...(inquiryId === undefined ? {} : { inquiryId }),
      ...(actor.correlationId === null ? {} : { correlationId: actor.correlationId }),
    });
  }
}
